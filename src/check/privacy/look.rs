//! All detectors over one text: what the project allows, the patterns, and what they find.
//!
//! A seen text goes in, findings come out, each with its code, its place in the seen text and a form of the datum that
//! does not give it away. The invariant: no two findings of one text overlap, the graver first.

use super::contacts::{self, Allowed, Contact};
use super::cues::{self, Cue};
use super::numbers;
use super::persons::{self, Sought};
use super::seen::{self, Seen};
use super::sensitive;
use super::signs::Signs;
use super::spoilt;
use super::tables;
use super::withheld::Secrets;
use crate::diagnostic::{Code, Severity};
use crate::register::Register;
use crate::register::reach::decoded;
use crate::text::vietnamese::fold;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Something personal in a text.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    /// P01 to P09.
    pub(super) code: Code,
    /// Its severity.
    pub(super) severity: Severity,
    /// Where it stands in the seen text.
    pub(super) range: Range<usize>,
    /// As it is compared: digits, an e-mail, a name.
    pub(super) datum: String,
    /// As it may be shown in a message.
    pub(super) masked: String,
}

impl Finding {
    fn new(code: Code, range: Range<usize>, datum: String) -> Self {
        let masked = mask(code, &datum);
        Self { code, severity: code.severity(), range, datum, masked }
    }

    /// Whether it is a warning, which a record may accept.
    pub(super) fn warning(&self) -> bool {
        self.severity == Severity::Warning
    }
}

/// Everything that looking needs.
pub(super) struct Gate<'r, 's> {
    /// The register whose texts are looked at.
    pub(super) register: &'r Register<'s>,
    /// The sentences of what is not public.
    pub(super) secrets: Secrets,
    allowed: Allowed,
    ours: Vec<String>,
    units: BTreeSet<String>,
    codes: Vec<Regex>,
    patterns: &'static Patterns,
}

/// The patterns of the program, compiled once.
struct Patterns {
    contacts: contacts::Patterns,
    persons: persons::Patterns,
    sensitive: sensitive::Patterns,
    passport: Regex,
    plate: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new().expect("the patterns of the program compile"));

impl Patterns {
    /// Compiles them.
    fn new() -> Option<Self> {
        Some(Self {
            contacts: contacts::Patterns::new()?,
            persons: persons::Patterns::new()?,
            sensitive: sensitive::Patterns::new()?,
            passport: Regex::new(r"[A-Z][0-9]{7,8}").ok()?,
            plate: Regex::new(r"[0-9]{2}[ -]?[A-ZĐ]{1,2}[0-9]?[ .-]{0,3}(?:[0-9]{3}\.?[0-9]{2}|[0-9]{4})").ok()?,
        })
    }
}

/// A pattern of student codes: in ASCII where that can be, since its automaton is never slow on Vietnamese text.
pub(super) fn pattern(written: &str) -> Result<Regex, String> {
    const SIZE: usize = 1 << 20;
    let ascii = RegexBuilder::new(written).unicode(false).size_limit(SIZE).build();
    ascii.or_else(|_| RegexBuilder::new(written).size_limit(SIZE).build()).map_err(|why| {
        let why = why.to_string();
        why.lines().last().unwrap_or("").trim_start_matches("error: ").to_owned()
    })
}

impl<'r, 's> Gate<'r, 's> {
    /// What `register` allows and withholds, with the project's patterns of student codes.
    pub(super) fn new(register: &'r Register<'s>, codes: Vec<Regex>) -> Self {
        let names = register.units.iter().flat_map(|unit| {
            let facts = &unit.facts;
            let named = facts.name.get().into_iter().chain(facts.abbr.as_ref().map(|a| &a.value));
            named.map(|name| &*name.0).chain(facts.aliases.iter().map(|a| &*a.value.0)).map(fold).collect::<Vec<_>>()
        });
        Self {
            register,
            secrets: Secrets::of(register),
            allowed: Allowed::of(register),
            ours: contacts::own_names(register),
            units: names.collect(),
            codes,
            patterns: &PATTERNS,
        }
    }

    /// Whether this folded name is the institution's or a unit's.
    pub(super) fn is_ours(&self, name: &str) -> bool {
        let settings = &self.register.settings;
        self.units.contains(name) || [&settings.institution, &settings.abbr].iter().any(|own| fold(own) == name)
    }

    /// Everything personal in a text; names only where they are sought.
    pub(super) fn look(&self, seen: &Seen<'_>, sought: Option<Sought>) -> Vec<Finding> {
        let mut found = Vec::new();
        let text = &*seen.text;
        for table in &seen.tables {
            self.table(seen, table, &mut found);
        }
        self.numbers(seen, &mut found);
        for contact in self.patterns.contacts.find(text, &self.ours) {
            self.contact(contact, &mut found);
        }
        let signs = if sought.is_some() { Signs::of(text) } else { Signs::default() };
        if let Some(sought) = sought.filter(|sought| signs.capitals || sought.asked && signs.titled) {
            for name in self.patterns.persons.find(seen, sought) {
                let code = if name.staff { Code::P06 } else { Code::P05 };
                let datum = text[name.range.clone()].to_owned();
                add(&mut found, Finding::new(code, name.range, datum));
            }
        }
        if signs.person || signs.capitals {
            for range in self.patterns.sensitive.find(seen, &self.patterns.persons) {
                let datum = text[range.clone()].to_owned();
                found.push(Finding::new(Code::P09, range, datum));
            }
        }
        found
    }

    /// Everything personal in the name of a file or the address of a link.
    pub(super) fn look_at_address(&self, address: &str, is_file: bool) -> Vec<Finding> {
        let address = address.trim();
        if address.starts_with(['@', '#']) {
            return Vec::new();
        }
        let decoded = decoded(address);
        if is_file {
            return self.look(&Seen::plain(&seen::of_file_name(&decoded)), Some(Sought::default()));
        }
        let mut found = Vec::new();
        let written = seen::words_of(&decoded);
        for contact in self.patterns.contacts.find(&written, &self.ours) {
            self.contact(contact, &mut found);
        }
        let lower = written.to_lowercase();
        let dialled = ["tel:", "sms:", "callto:", "zalo:", "viber:"].iter().any(|scheme| lower.starts_with(scheme));
        // Hyphens and slashes of a web address part dates and words, not groups of one number.
        let parts = if dialled { written } else { written.replace(['-', '.', '_'], "|") };
        self.numbers(&Seen::plain(&parts), &mut found);
        found
    }

    fn table(&self, seen: &Seen<'_>, table: &seen::Table, found: &mut Vec<Finding>) {
        let cells: Vec<Vec<&str>> =
            table.rows.iter().map(|row| row.iter().map(|cell| &seen.text[cell.clone()]).collect()).collect();
        let Some((head, rows)) = cells.split_first() else { return };
        let is_unit = |cell: &str| self.units.contains(fold(cell).trim());
        let Some(heads) = tables::persons(head, rows, &is_unit) else { return };
        let (first, last) = (table.rows[0].first(), table.rows[0].last());
        let range = first.map_or(0, |c| c.start)..last.map_or(0, |c| c.end);
        let severity = Code::P08.severity();
        found.push(Finding { code: Code::P08, severity, range, datum: heads.join(", "), masked: heads.join(", ") });
    }

    fn numbers(&self, seen: &Seen<'_>, found: &mut Vec<Finding>) {
        const FEWEST: usize = 4;
        let text = &*seen.text;
        if !numbers::has_digits(text.as_bytes(), FEWEST) {
            return;
        }
        for code in &self.codes {
            for hit in code.find_iter(text).filter(|hit| !hit.is_empty()) {
                add(found, Finding::new(Code::P04, hit.range(), hit.as_str().to_owned()));
            }
        }
        for number in numbers::find(seen).into_iter().chain(spoilt::find(seen)) {
            let ours = matches!(number.code, Code::P02 | Code::P07) && self.allowed.number(&number.digits);
            if !ours {
                add(found, Finding::new(number.code, number.range, number.digits));
            }
        }
        for (pattern, cue) in [(&self.patterns.passport, Cue::Passport), (&self.patterns.plate, Cue::Plate)] {
            for hit in pattern.find_iter(text) {
                let alone = !text[..hit.start()].ends_with(|c: char| c.is_alphanumeric())
                    && !text[hit.end()..].starts_with(|c: char| c.is_alphanumeric());
                if alone && cues::before(seen, hit.start()) == Some(cue) {
                    add(found, Finding::new(Code::P07, hit.range(), hit.as_str().to_owned()));
                }
            }
        }
        lettered_codes(seen, found);
    }

    fn contact(&self, contact: Contact, found: &mut Vec<Finding>) {
        let digits: String = contact.datum.chars().filter(char::is_ascii_digit).collect();
        let ours = self.allowed.word(&contact.datum) || contact.code == Code::P02 && self.allowed.number(&digits);
        if ours {
            return;
        }
        let severity = if contact.warning { Severity::Warning } else { Severity::Error };
        let finding = Finding { severity, ..Finding::new(contact.code, contact.range, contact.datum) };
        // The number in a page's address was found as a number already.
        found.retain(|other| !(other.range.start >= finding.range.start && other.range.end <= finding.range.end));
        add(found, finding);
    }
}

/// Student codes with letters in them, near their word: `MSSV B20DCCN123`.
fn lettered_codes(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    let text = &*seen.text;
    let mut at = 0;
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let start = at;
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let code = (7..=14).contains(&word.len()) && digits >= 5 && digits < word.len();
        if code && cues::before(seen, start) == Some(Cue::Student) {
            add(found, Finding::new(Code::P04, start..start + word.len(), word.to_owned()));
        }
    }
}

/// Adds a finding that overlaps none.
fn add(found: &mut Vec<Finding>, finding: Finding) {
    let overlaps = |other: &Finding| {
        !matches!(other.code, Code::P08 | Code::P09)
            && other.range.start < finding.range.end
            && finding.range.start < other.range.end
    };
    if !found.iter().any(overlaps) {
        found.push(finding);
    }
}

/// The datum without most of what it says.
fn mask(code: Code, datum: &str) -> String {
    match code {
        Code::P05 | Code::P06 => {
            let initials = datum.split(' ').filter_map(|word| word.chars().next()).map(|c| format!("{c}…"));
            initials.collect::<Vec<_>>().join(" ")
        }
        Code::P09 => datum.split(' ').take(2).collect::<Vec<_>>().join(" ") + " …",
        Code::P03 if datum.contains('@') => {
            let (name, host) = datum.split_once('@').unwrap_or((datum, ""));
            format!("{}…@{host}", name.chars().next().unwrap_or('…'))
        }
        Code::P03 => {
            let (host, name) = datum.split_once('/').unwrap_or((datum, ""));
            format!("{host}/{}…", name.chars().next().unwrap_or('…'))
        }
        _ => {
            let letters: Vec<char> = datum.chars().collect();
            let (first, last) = (letters.iter().take(2), letters.iter().skip(letters.len().saturating_sub(2)));
            first.collect::<String>() + "…" + &last.collect::<String>()
        }
    }
}
