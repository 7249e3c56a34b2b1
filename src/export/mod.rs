//! Exports: what the site says to machines.
//!
//! The register and the plan of pages go in; files come out, each made in parts or as a stream, so that none is larger
//! than its format allows. The invariant: nothing is exported that no page may show. [`newest`] dates every page by its
//! facts, never by the build; then one module a file kind: [`data`], [`feed`], [`icalendar`], [`sitemap`], the register's
//! [`own`] tables, and [`archive`], what changes where a site is opened from a disk.

pub mod archive;
pub mod data;
pub mod feed;
pub mod growing;
pub mod icalendar;
pub mod json_schema;
pub mod newest;
pub mod own;
pub mod sitemap;
pub mod translation_schema;
