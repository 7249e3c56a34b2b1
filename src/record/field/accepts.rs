//! What the reader accepts, as data: from it come the JSON Schemas by which editors complete and check records.
//!
//! Every value type says its own part (`Value::ACCEPTS`), every field whether it is required, every `table!` what its
//! keys are and what they mean. So a schema cannot drift from the reader: there is no second list.

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Accepts {
    /// A text; with a regular expression that holds for every text the reader takes, and examples of a grammar.
    Text {
        /// What every accepted text matches, in the subset of ECMA-262 that all engines share.
        pattern: Option<&'static str>,
        /// Forms that the grammar reads.
        forms: &'static [&'static str],
    },
    /// One of these words, each with its label in Vietnamese and in English.
    Words(&'static [(&'static str, &'static str, &'static str)]),
    /// A TOML date.
    Date,
    /// True or false.
    Truth,
    /// A whole number within these limits.
    Whole(i64, i64),
    /// A number.
    Number,
    /// A table.
    Table(&'static TableAccepts),
    /// A list; whether it must hold something.
    List(&'static Accepts, bool),
    /// One value, or a list of such.
    OneOrList(&'static Accepts),
    /// Any of these.
    AnyOf(&'static [Accepts]),
    /// A table whose keys are data.
    Keyed(Keys, &'static Accepts),
}

/// The keys of a table whose keys are data.
#[derive(Clone, Copy, Debug)]
pub enum Keys {
    /// Any.
    Any,
    /// These words, with their labels.
    Words(&'static [(&'static str, &'static str, &'static str)]),
    /// Codes of diagnostics; those that cannot be lowered take the first word only.
    Codes,
}

impl Accepts {
    /// Any text.
    pub const TEXT: Self = Self::Text { pattern: None, forms: &[] };
    /// A slug, drafts' too.
    pub const SLUG: Self = Self::matching(r"^_?[a-z0-9]+(-[a-z0-9]+)*$");
    /// A reference by a bare slug.
    pub const SLUG_REF: Self = Self::matching(r"^\s*_?[a-z0-9]+(-[a-z0-9]+)*\s*$");
    /// A reference by an id or a shorter path.
    pub const PATH_REF: Self = Self::matching(r"^\s*_?[a-z0-9]+(-[a-z0-9]+)*(/_?[a-z0-9]+(-[a-z0-9]+)*)*\s*$");

    /// A text that matches `pattern`.
    pub const fn matching(pattern: &'static str) -> Self {
        Self::Text { pattern: Some(pattern), forms: &[] }
    }
}

/// The keys of a table.
#[derive(Debug)]
pub struct TableAccepts {
    /// Its fields, in order.
    pub fields: &'static [FieldAccepts],
    /// Keys of which exactly one must be there, where there are such.
    pub one_of: &'static [&'static str],
}

/// One field of a table.
#[derive(Debug)]
pub struct FieldAccepts {
    /// Its key.
    pub key: &'static str,
    /// What it means, in Vietnamese.
    pub vi: &'static str,
    /// What it means, in English: the words of its declaration.
    pub en: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Whether its text must say something.
    pub filled: bool,
    /// What it may be.
    pub accepts: Accepts,
}
