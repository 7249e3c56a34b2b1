//! doithoai: a school's dialogues with its students, compiled into a site that can be searched and held to account.

pub mod build;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod export;
pub mod host;
pub mod markdown;
pub mod page;
pub mod record;
pub mod register;
pub mod serve;
pub mod text;
pub mod theme;
