//! doithoai: a school's dialogues with its students, compiled into a site that can be searched and held to account.

pub mod page;
pub mod text;
pub mod theme;
