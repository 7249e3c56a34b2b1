//! Text: where it stands in a file and what Vietnamese does to it.

pub mod vietnamese;
