#![doc = include_str!("architecture.md")]

pub mod build;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod export;
pub mod host;
pub mod import;
pub mod markdown;
pub mod page;
pub mod record;
pub mod register;
pub mod search;
pub mod serve;
pub mod text;
pub mod theme;
