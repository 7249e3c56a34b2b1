//! Pages: what the templates see of the register.
//!
//! In: the linked register and a language. Out: one closed model a page. The invariant: a model holds everything its
//! template shows, so a digest of the model is an exact key for the rendered page.
//!
//! [`route`] says at which address a page lives, [`plan`] which pages there are, [`view`] turns facts into words of one
//! language; then one module a page kind fills the models of [`model`].

pub mod limits;
pub mod model;
pub mod passage;
pub mod plan;
pub mod route;
pub mod view;
