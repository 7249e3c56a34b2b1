//! Tables of open data: what a column is called, holds and means, and where its values come from.
//!
//! Each table is described once, in `question.rs` and its neighbours; headers, keys, `datapackage.json` and the page
//! that explains the data all follow from that description. The invariant: a column's values are of its [`Kind`].

use super::source::Source;
use chrono::NaiveDate;
use std::borrow::Cow;

/// A word in Vietnamese and in English.
pub type Pair = (&'static str, &'static str);

/// What one row says in one column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    None,
    /// Words that people wrote or read.
    Text(Cow<'a, str>),
    /// A word for machines: an id, an address, a word of a closed list.
    Word(Cow<'a, str>),
    /// A day.
    Day(NaiveDate),
    /// A whole number.
    Whole(u64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Value<'a> {
    /// Words, or nothing.
    pub fn text(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::None, |t| Self::Text(t.into()))
    }

    /// A word for machines, or nothing.
    pub fn word(word: Option<impl Into<Cow<'a, str>>>) -> Self {
        word.map_or(Self::None, |w| Self::Word(w.into()))
    }

    /// A day, or nothing.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::None, Self::Day)
    }

    /// A whole number, or nothing.
    pub fn whole(number: Option<impl Into<u64>>) -> Self {
        number.map_or(Self::None, |n| Self::Whole(n.into()))
    }

    /// Ids with a space between; nothing where there is none.
    pub fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        if words.is_empty() { Self::None } else { Self::Word(words.join(" ").into()) }
    }
}

/// A word of a closed list, with its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// As in the data.
    pub word: &'static str,
    /// What it means.
    pub label: Pair,
}

/// What a column holds.
#[derive(Clone, Copy)]
pub enum Kind {
    /// An id.
    Id,
    /// Ids with a space between.
    Ids,
    /// Words.
    Text,
    /// A web address.
    Url,
    /// A day: `2024-03-05`.
    Day,
    /// A month: `2024-04`.
    Month,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A word of a closed list.
    Choice(fn() -> Vec<Choice>),
}

/// A column of a table whose rows are `R`.
pub struct Column<R> {
    /// Its name in the files.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Its title.
    pub title: Pair,
    /// What it means.
    pub meaning: Pair,
    /// Whether every row has a value.
    pub required: bool,
    /// The table whose first column its values stand in.
    pub to: Option<&'static str>,
    value: for<'a> fn(&'a Source<'a>, &R) -> Value<'a>,
}

impl<R> Column<R> {
    /// A column that may be empty.
    pub const fn new(
        name: &'static str,
        kind: Kind,
        title: Pair,
        meaning: Pair,
        value: for<'a> fn(&'a Source<'a>, &R) -> Value<'a>,
    ) -> Self {
        Self { name, kind, title, meaning, required: false, to: None, value }
    }

    /// The same, with a value in every row.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, whose values stand in the first column of `table`.
    #[must_use]
    pub const fn to(self, table: &'static str) -> Self {
        Self { to: Some(table), ..self }
    }
}

/// What is said of a table.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Its name, and that of its files.
    pub name: &'static str,
    /// Its title.
    pub title: Pair,
    /// What its rows are.
    pub meaning: Pair,
    /// The columns that name a row.
    pub key: &'static [&'static str],
    /// Whether there is a file with one JSON object a line too: the table grows with the register.
    pub lines: bool,
}

/// A table whose rows are `R`.
pub struct Table<R: 'static> {
    /// What is said of it.
    pub about: About,
    /// Its rows, in the order of the files.
    pub rows: fn(&Source<'_>) -> Vec<R>,
    /// Its columns, in the order of the files.
    pub columns: &'static [Column<R>],
}

/// A column as far as its rows do not matter.
#[derive(Clone, Copy)]
pub struct Field {
    /// As [`Column::name`].
    pub name: &'static str,
    /// As [`Column::kind`].
    pub kind: Kind,
    /// As [`Column::title`].
    pub title: Pair,
    /// As [`Column::meaning`].
    pub meaning: Pair,
    /// As [`Column::required`].
    pub required: bool,
    /// As [`Column::to`].
    pub to: Option<&'static str>,
}

/// The rows of a table, ready to be read in pieces from several threads.
pub trait Rows: Sync {
    /// How many there are.
    fn count(&self) -> usize;
    /// Hands the values of the row at `at` to `each`, in the order of the columns.
    fn row(&self, at: usize, each: &mut dyn FnMut(usize, Value<'_>));
}

/// A table, whatever its rows are.
pub trait AnyTable: Sync {
    /// What is said of it.
    fn about(&self) -> &About;
    /// Its columns.
    fn fields(&self) -> Vec<Field>;
    /// Its rows in a register.
    fn rows<'s>(&'s self, source: &'s Source<'s>) -> Box<dyn Rows + 's>;
}

struct Gathered<'s, R: 'static> {
    source: &'s Source<'s>,
    columns: &'static [Column<R>],
    rows: Vec<R>,
}

impl<R: Sync> Rows for Gathered<'_, R> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, at: usize, each: &mut dyn FnMut(usize, Value<'_>)) {
        for (i, column) in self.columns.iter().enumerate() {
            each(i, (column.value)(self.source, &self.rows[at]));
        }
    }
}

impl<R: Sync> AnyTable for Table<R> {
    fn about(&self) -> &About {
        &self.about
    }

    fn fields(&self) -> Vec<Field> {
        let field = |c: &Column<R>| Field {
            name: c.name,
            kind: c.kind,
            title: c.title,
            meaning: c.meaning,
            required: c.required,
            to: c.to,
        };
        self.columns.iter().map(field).collect()
    }

    fn rows<'s>(&'s self, source: &'s Source<'s>) -> Box<dyn Rows + 's> {
        Box::new(Gathered { source, columns: self.columns, rows: (self.rows)(source) })
    }
}

/// The kind of a column whose words are those of a `choice!` enumeration.
macro_rules! choices {
    ($name:ty) => {
        $crate::export::data::table::Kind::Choice(|| {
            let all = <$name>::ALL.iter();
            all.map(|v| $crate::export::data::table::Choice { word: v.as_str(), label: v.label() }).collect()
        })
    };
}

pub(super) use choices;
