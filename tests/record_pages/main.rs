//! Pages of single records: threads in order, withheld records that leak nothing, surveys with their small cells hidden,
//! links that lead somewhere, sitemaps dated by facts; statistics against counts by hand; the conference rule.

mod addresses;
mod conference;
mod statistics;
mod support;
mod surveys;
mod threads;
mod visibility;
