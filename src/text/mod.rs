//! Text: where it stands in a file, and what Vietnamese does to it.
//!
//! In go bytes of source files, out come spans, lines and columns, and the forms in which Vietnamese is compared
//! (NFC, folded, collated). Nothing here knows what a record is. Start at [`source`].

pub mod digest;
pub mod glance;
pub mod gzip;
pub mod key;
pub mod markup;
pub mod search_word;
pub mod source;
pub mod span;
pub mod vietnamese;
