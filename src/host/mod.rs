//! The host: the only door between the pure core and the disk and the clock.
//!
//! [`load`] reads a project into a [`SourceTree`](crate::text::source::SourceTree) before the first pure stage,
//! [`publish`] writes a site after the last one, [`archive`] packs it into one file, [`create`] adds new records, [`clock`] says what day it is and how long a
//! stage took. What goes wrong here is no fault of the content: it is a [`Fault`](fault::Fault), and the program ends with
//! status 2. The invariant:
//! nothing in `host` decides what a page holds. Start at [`load`], then [`publish`].

pub mod archive;
pub mod clock;
mod contents;
pub mod create;
pub mod fault;
mod folder;
pub mod input;
pub mod load;
mod lock;
pub mod manifest;
pub mod output_path;
mod pdf;
mod place;
pub mod publish;
pub mod published;
pub mod reload;
pub mod replace;
mod stage;
pub mod stamp;
pub mod target;
pub mod theme;
pub mod verify;
pub mod walk;
