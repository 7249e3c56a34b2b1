//! E-mail addresses and profiles, and the contacts that may be shown: those of units, of the institution and of `allow`.
//!
//! A seen text or an address goes in; e-mails and personal pages of social networks come out. The invariant: telephones
//! are compared by their digits, e-mails without case, pages without scheme, `www.` and the last slash.

use super::numbers::{self, national};
use super::seen::Seen;
use super::words::{NO_PROFILES, PAGE_BEGINS, PAGE_HOLDS, listed};
use crate::diagnostic::Code;
use crate::register::Register;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeSet;
use std::ops::Range;

/// The contacts that may be shown.
#[derive(Debug, Default)]
pub(super) struct Allowed {
    numbers: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Allowed {
    /// Everything that the project names as a contact.
    pub(super) fn of(register: &Register<'_>) -> Self {
        let mut allowed = Self::default();
        let site = register.site.as_ref().map(|s| &*s.facts);
        for entry in site.and_then(|s| s.privacy.as_ref()).into_iter().flat_map(|p| &p.allow) {
            allowed.add(&entry.value.0);
        }
        let institution = site.and_then(|s| s.institution.get()).and_then(|i| i.contact.as_ref());
        let units = register.units.iter().filter_map(|unit| unit.facts.contact.as_ref());
        for contact in institution.into_iter().chain(units) {
            let texts = contact.value.email.iter().chain(&contact.value.phone).chain(&contact.value.room);
            texts.for_each(|text| allowed.add(&text.value.0));
        }
        for site in register.units.iter().filter_map(|unit| unit.facts.website.as_ref()) {
            allowed.add(&site.value.0);
        }
        allowed
    }

    /// Takes up a contact as it was written; there may be several in it.
    fn add(&mut self, written: &str) {
        let words = super::seen::words_of(written);
        self.words.insert(page(&words));
        for part in words.split([' ', ',', ';', '|']).filter(|part| part.contains(['@', '/'])) {
            self.words.insert(page(part.trim_matches(['<', '>', '(', ')', '.'])));
        }
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        for part in words.split([',', ';', '/', '|']).chain([&*words]) {
            let digits = national(&digits(part));
            // A unit's own contact may have lost its zero as well.
            let whole = format!("0{digits}");
            if numbers::is_mobile(&whole) || numbers::is_landline(&whole) {
                self.numbers.insert(whole);
            }
            self.numbers.insert(digits);
        }
        let found = numbers::find(&Seen::plain(&words));
        self.numbers.extend(found.into_iter().map(|number| national(&number.digits)));
    }

    /// Whether a number with these digits may be shown.
    pub(super) fn number(&self, digits: &str) -> bool {
        self.numbers.contains(&national(digits))
    }

    /// Whether this e-mail or page may be shown.
    pub(super) fn word(&self, word: &str) -> bool {
        self.words.contains(&page(word))
    }
}

/// An e-mail or an address as it is compared.
fn page(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let bare =
        ["https://", "http://", "mailto:"].iter().find_map(|scheme| lower.strip_prefix(scheme)).unwrap_or(&lower);
    let bare = ["www.", "m.", "web."].iter().find_map(|host| bare.strip_prefix(host)).unwrap_or(bare);
    bare.split(['?', '#']).next().unwrap_or(bare).trim_end_matches('/').to_owned()
}

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contact {
    /// P02 of a page that has a number for a name, else P03.
    pub(super) code: Code,
    /// Whether it is only worth a warning.
    pub(super) warning: bool,
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// As it is compared.
    pub(super) datum: String,
}

/// The patterns of e-mails and of pages.
#[derive(Debug)]
pub(super) struct Patterns {
    email: Regex,
    spelt: Regex,
    page: Regex,
}

const DOMAIN: &str = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

impl Patterns {
    /// Compiles them.
    pub(super) fn new() -> Option<Self> {
        // Without Unicode classes: an automaton of ASCII is small and never slow on Vietnamese text.
        let ascii = |pattern: &str| RegexBuilder::new(pattern).unicode(false).case_insensitive(true).build().ok();
        let email = format!(r"[A-Za-z0-9._%+'-]*[A-Za-z0-9_]@ ?{DOMAIN}(?:\.{DOMAIN})*\.[A-Za-z]{{2,}}");
        let at = r" ?(?:\[ ?(?:at|@) ?\]|\( ?(?:at|@) ?\)|\{ ?(?:at|@) ?\}) ?";
        let dot = r" ?(?:\.|\[ ?(?:dot|\.) ?\]|\( ?(?:dot|\.) ?\)|\{ ?dot ?\}| dot ) ?";
        let spelt = format!(
            r"[A-Za-z0-9._%+-]*[A-Za-z0-9_](?:{at}{DOMAIN}(?:{dot}{DOMAIN})*{dot}| at {DOMAIN}(?: dot {DOMAIN})* dot )[A-Za-z]{{2,}}"
        );
        let hosts = r"(?:[a-z]+\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|messenger\.com/t|zalo\.me|wa\.me|api\.whatsapp\.com|t\.me|telegram\.me|instagram\.com|tiktok\.com|twitter\.com|x\.com|threads\.net|linkedin\.com/in|viber\.me)";
        let page = format!(r"(?:https?://)?{hosts}/[A-Za-z0-9._~@%?=&+/-]+");
        Some(Self { email: ascii(&email)?, spelt: ascii(&spelt)?, page: ascii(&page)? })
    }

    /// Every e-mail and every personal page in `text`; `ours` says whose names are an organisation's.
    pub(super) fn find(&self, text: &str, ours: &[String]) -> Vec<Contact> {
        let mut found = Vec::new();
        if memchr::memchr(b'@', text.as_bytes()).is_some() {
            let hits = self.email.find_iter(text).map(|m| m.range());
            found.extend(hits.filter(|r| !starts_inside_a_word(text, r.start)).map(|r| email(text, r)));
        }
        if may_spell_at(text) {
            let hits = self.spelt.find_iter(text).map(|m| m.range());
            found.extend(hits.filter(|r| !starts_inside_a_word(text, r.start)).map(|r| email(text, r)));
        }
        let has_path = memchr::memchr(b'/', text.as_bytes()).is_some();
        if has_path && (text.contains(".me/") || text.contains(".com/") || text.contains(".net/")) {
            let hits = self.page.find_iter(text).map(|m| m.range());
            found.extend(hits.filter(|r| !starts_inside_a_word(text, r.start)).filter_map(|r| profile(text, r, ours)));
        }
        found
    }
}

/// Whether a text has an `at` that stands alone, or a sign, in brackets: few have.
fn may_spell_at(text: &str) -> bool {
    let apart = |byte: u8| matches!(byte, b' ' | b'(' | b')' | b'[' | b']' | b'{' | b'}');
    let is_at = |window: &[u8]| {
        window[0].eq_ignore_ascii_case(&b'a') && window[1].eq_ignore_ascii_case(&b't') && apart(window[2])
    };
    let bytes = text.as_bytes();
    memchr::memchr(b'@', bytes).is_some()
        || memchr::memchr2_iter(b't', b'T', bytes)
            .any(|t| t >= 2 && apart(bytes[t - 2]) && bytes.get(t - 1..t + 2).is_some_and(is_at))
}

/// A local part of Vietnamese letters begins before what ASCII finds; then it is another word's end.
fn starts_inside_a_word(text: &str, start: usize) -> bool {
    text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() && !c.is_ascii())
}

fn email(text: &str, range: Range<usize>) -> Contact {
    let lower = text[range.clone()].to_lowercase();
    let mut datum = lower.replace(" at ", "@").replace(" dot ", ".").replace(' ', "");
    for (spelt, sign) in [
        ("[at]", "@"),
        ("(at)", "@"),
        ("{at}", "@"),
        ("[@]", "@"),
        ("(@)", "@"),
        ("[dot]", "."),
        ("(dot)", "."),
        ("{dot}", "."),
        ("[.]", "."),
        ("(.)", "."),
    ] {
        datum = datum.replace(spelt, sign);
    }
    Contact { code: Code::P03, warning: false, range, datum }
}

/// A page of one person, told by its address.
fn profile(text: &str, range: Range<usize>, ours: &[String]) -> Option<Contact> {
    // Mostly a sentence goes on after it.
    let trimmed = text[range.clone()].trim_end_matches(['.', '?', '-', '&', '=']);
    let range = range.start..range.start + trimmed.len();
    let written = trimmed.to_lowercase();
    let bare = written.split_once("://").map_or(&*written, |(_, rest)| rest);
    let (host, path) = bare.split_once('/')?;
    let path = path.strip_prefix("t/").or_else(|| path.strip_prefix("in/")).unwrap_or(path);
    let number = path.split(|c: char| !c.is_ascii_digit() && c != '+').any(|run| run.len() >= 8);
    let messenger = ["zalo.me", "wa.me", "api.whatsapp.com", "viber.me", "t.me", "telegram.me"].contains(&host);
    let name = path.split(['/', '?']).next().unwrap_or("").trim_start_matches('@');
    let by_number = name == "profile.php" || name.chars().all(|c| c.is_ascii_digit() || "+.-".contains(c)) || messenger;
    let datum = page_with_query(&written);
    if number && by_number {
        return Some(Contact { code: Code::P02, warning: false, range, datum });
    }
    (!name.is_empty() && !is_no_person(host, name, ours)).then_some(Contact {
        code: Code::P03,
        warning: true,
        range,
        datum,
    })
}

/// The address as it is compared, with what tells profiles from each other after `?`.
fn page_with_query(written: &str) -> String {
    if written.contains("profile.php") { written.trim_end_matches('/').to_owned() } else { page(written) }
}

/// Whether the name in the address of a page is no person's.
fn is_no_person(host: &str, name: &str, ours: &[String]) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let begins = |word: &str| name.strip_prefix(word).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('.'));
    host.starts_with("developers.")
        || listed(NO_PROFILES, name)
        || PAGE_BEGINS.split('|').any(begins)
        || PAGE_HOLDS.split('|').any(|word| name.contains(word) || plain.contains(word))
        || ours.iter().any(|own| plain.contains(&**own))
}

/// The names by which pages of the institution and its units are known: abbreviations and slugs, folded.
pub(super) fn own_names(register: &Register<'_>) -> Vec<String> {
    let settings = &register.settings;
    let folded = |name: &str| {
        let folded = crate::text::vietnamese::fold(name);
        folded.chars().filter(char::is_ascii_alphanumeric).collect::<String>()
    };
    let abbreviations = register.units.iter().filter_map(|u| u.facts.abbr.as_ref()).map(|a| folded(&a.value.0));
    let slugs = register.units.iter().map(|unit| folded(unit.slug()));
    let institution = [folded(&settings.abbr), folded(&settings.institution)];
    let mut names: Vec<String> = abbreviations.chain(slugs).chain(institution).filter(|n| n.len() >= 3).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Code, bool, String)> {
        let patterns = Patterns::new().expect("they compile");
        let seen = Seen::markdown(text);
        let hits = patterns.find(&seen.text, &["hou".to_owned(), "khoacntt".to_owned()]);
        hits.into_iter().map(|c| (c.code, c.warning, c.datum)).collect()
    }

    #[test]
    fn e_mails_however_they_are_written() {
        for text in [
            "viết cho nva@gmail.com nhé",
            "viết cho NVA@Gmail.com.",
            "viết cho nva＠gmail.com",
            "viết cho nva [at] gmail.com",
            "viết cho nva(at)gmail.com",
            "viết cho nva [at] gmail [dot] com",
            "viết cho nva at gmail dot com",
            "viết cho nva@\u{200b}gmail.com",
            "viết cho nva@**gmail**.com",
            "viết cho nva@ gmail.com",
            "<nva@gmail.com>",
        ] {
            assert_eq!(found(text), [(Code::P03, false, "nva@gmail.com".to_owned())], "{text}");
        }
    }

    #[test]
    fn pages_of_persons() {
        for text in [
            "zalo.me/0912345678",
            "https://wa.me/84912345678",
            "https://www.facebook.com/profile.php?id=100012345678901",
        ] {
            let hits = found(text);
            assert!(hits.len() == 1 && hits[0].0 == Code::P02 && !hits[0].1, "{text}: {hits:?}");
        }
        for text in [
            "facebook.com/nguyen.van.a",
            "https://fb.com/a.nguyen98",
            "https://www.instagram.com/nva_98/",
            "tiktok.com/@nva",
        ] {
            let hits = found(text);
            assert!(hits.len() == 1 && hits[0].0 == Code::P03 && hits[0].1, "{text}: {hits:?}");
        }
    }

    #[test]
    fn what_is_no_person() {
        for text in [
            "email @hou.edu.vn",
            "địa chỉ <mã>@hou.edu.vn",
            "đến tại gmail.com",
            "họp at 10.30 in the hall",
            "facebook.com/groups/123456789",
            "https://www.facebook.com/hou.edu.vn",
            "https://facebook.com/khoacntt.hou",
            "facebook.com/DoanThanhNienTruong",
            "https://www.facebook.com/sharer/sharer.php?u=x",
            "https://example.com/nguyen",
            "https://moet.gov.vn/giaoducdaihoc",
            "điểm 8@10",
            "facebook.com",
            "theo mẫu a@b",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn contacts_are_compared_as_they_are_meant() {
        let mut allowed = Allowed::default();
        allowed.add("024 3868 2321 - 0912 345 678 (máy lẻ 12)");
        allowed.add("CTSV@hou.edu.vn");
        allowed.add("https://www.facebook.com/nguyen.a/");
        assert!(allowed.number("842438682321") && allowed.number("0912345678") && !allowed.number("0912345679"));
        assert!(
            allowed.word("ctsv@HOU.edu.vn") && allowed.word("facebook.com/nguyen.a") && !allowed.word("x@hou.edu.vn")
        );
    }
}
