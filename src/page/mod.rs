//! Pages: what the templates see of the register.
//!
//! In: the linked register and a language. Out: one closed model a page. The invariant: a model holds everything its
//! template shows, so a digest of the model is an exact key for the rendered page. Read on in [`model`].

pub mod model;
