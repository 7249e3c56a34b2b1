//! Pages: what the templates see of the register.
//!
//! In: the linked register and a language. Out: one closed model a page. The invariant: a model holds everything its
//! template shows, so a digest of the model is an exact key for the rendered page.
//!
//! [`route`] says at which address a page lives, [`plan`] which pages there are, [`aggregates`] what several of them
//! share, [`follow_up`] and [`owed`] what the pages on follow-up list, [`view`] turns facts into words of one language; [`head`] (with [`title`] and [`schema`]), [`row`], [`listing`]
//! and [`figure`] fill the parts of all models, [`shell`] what is the same on all; then one module a page kind fills the
//! models of [`model`].

mod account;
pub mod agenda;
pub mod aggregates;
pub mod card;
pub mod carried;
pub mod cells;
pub mod chart;
pub mod commitment;
pub mod corrections;
pub mod coverage;
pub mod data;
pub mod dialogue;
pub mod digest;
pub mod document;
pub mod figure;
pub mod follow;
pub mod follow_up;
pub mod free;
pub mod head;
pub mod home;
pub mod limits;
pub mod listing;
pub mod lists;
pub mod model;
pub mod month;
pub mod overdue;
pub mod owed;
pub mod passage;
pub mod plain;
pub mod plan;
pub mod question;
pub mod question_thread;
pub mod report;
pub mod round;
pub mod route;
pub mod row;
pub mod schema;
pub mod search;
pub mod shell;
pub mod statistics;
pub mod steps;
pub mod survey;
pub mod survey_table;
pub mod title;
pub mod tombstone;
pub mod topic;
pub mod unit;
pub mod units;
pub mod view;
