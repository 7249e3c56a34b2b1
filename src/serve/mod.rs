//! The preview: a site on this machine, for the one who edits it.
//!
//! A project's folder goes in; a site that follows every change of it comes out, over HTTP, and nothing is written. From
//! the side of the project: [`live`] is the loop, `watch` (the only file that names `notify`) hears what was written to,
//! `kept` reads that again and keeps all else, `generation` links and checks it and makes pages when they are asked for.
//! From the side of the browser: the `gate` lets a `connection` in and reads the head of its `request`, within limits;
//! [`server`] (the only file that names `tiny_http`) gets it from there, `hosts` tells whether it is meant for us, `address`
//! which path is asked for, `preview` what it gets, `send` how much of that; the answer is plain data ([`answer`]) until
//! the server writes it. `overlay` lays troubles (`trouble`) over a page. The invariant: pages have the
//! bytes that a build writes, and one script; nothing is served that lies outside the site, and nothing is changed by a
//! request. Start at [`live`].

mod address;
pub mod again;
pub mod answer;
mod connection;
mod gate;
mod generation;
mod hosts;
mod kept;
pub mod live;
mod overlay;
mod preview;
mod range;
mod request;
mod send;
pub mod server;
mod trouble;
mod watch;
