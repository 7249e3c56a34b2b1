//! The preview server: a site on this machine, for the one who edits it.
//!
//! Requests in, files of a built site out, over [`server`] (the only file that names `tiny_http`). A request passes
//! [`hosts`] (is it meant for us), [`address`] (which path is asked for) and [`site`] (which file that is), and becomes an
//! [`Answer`](answer::Answer), which is plain data until the server sends it. The invariant: nothing is ever served that
//! lies outside the site, and nothing is changed by a request. Start at [`server`].

pub mod address;
pub mod answer;
pub mod hosts;
mod range;
pub mod server;
pub mod site;
