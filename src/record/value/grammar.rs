//! Values with a grammar of their own: dates that are computed, vague dates, quantities, terms, weekdays.
//!
//! A TOML value in; what `calendar` makes of its words, or a diagnostic, out. The wording is kept, so that a page can show
//! it beside what was computed.

use super::{Day, text_of, unread};
use crate::calendar::{self, Cause, Misread};
use crate::diagnostic::{Code, Message};
use crate::record::field::{Accepts, Node, Reading, Value, Visitor};
use crate::say;
use crate::text::span::Span;
use crate::text::vietnamese::{by_nearness, nearest};
use toml::de::DeValue;

/// Reports what a grammar of `calendar` could not read: T01 for impossible days, S03 for years apart, else S08.
fn misread<T>(node: Node<'_>, reading: &Reading<'_>, written: &str, fault: &Misread, forms: &[&str]) -> Option<T> {
    let key = node.key;
    let span = node.span;
    let part = written.get(fault.span.clone()).unwrap_or(written).trim();
    let problem = match fault.cause {
        Cause::NoSuchDay => reading
            .problem(Code::T01, span, say!("không có ngày `{part}`", "there is no day `{part}`"))
            .help(say!("xem lại ngày và tháng", "check day and month")),
        Cause::EndBeforeStart => reading
            .problem(Code::T01, span, say!("`{part}` kết thúc trước khi bắt đầu", "`{part}` ends before it starts"))
            .help(say!("xem lại hai ngày", "check the two days")),
        // An academic year is never anything but two years, so what is no year at all is told alike.
        cause if cause == Cause::NotConsecutive || key == "academic_year" => reading
            .problem(
                Code::S03,
                node.span,
                say!(
                    "năm học `{written}` không gồm hai năm liền nhau",
                    "the academic year `{written}` is not two consecutive years"
                ),
            )
            .help(say!("ví dụ: `\"2023-2024\"`", "for example: `\"2023-2024\"`")),
        _ => reading
            .problem(
                Code::S08,
                node.span,
                say!("không hiểu `{written}` ở `{key}`", "`{written}` is not understood at `{key}`"),
            )
            .help(forms_help(written, forms)),
    };
    reading.report(problem);
    None
}

/// The forms that are read: in the order of the reference, the nearest first where one is near. Vietnamese editors are not
/// shown the English ones, unless they write so.
fn forms_help(written: &str, forms: &[&str]) -> Message {
    const ENGLISH: [&str; 11] =
        ["before", "by", "week", "within", "about", "more", "nearly", "at", "fewer", "permanent", "every"];
    let is_english = |form: &str| ENGLISH.contains(&form.split(' ').next().unwrap_or("")) || form.ends_with(" years");
    let near = nearest(written, forms.iter().copied());
    let ordered = if near.is_some() { by_nearness(written, forms.iter().copied()) } else { forms.to_vec() };
    let quoted = |forms: &[&str]| forms.iter().map(|form| format!("`{form}`")).collect::<Vec<_>>().join(", ");
    let own: Vec<&str> =
        ordered.iter().copied().filter(|form| near.is_some_and(is_english) || !is_english(form)).collect();
    let (vi, en) = (quoted(&own), quoted(&ordered));
    match near {
        Some(_) => say!("các cách viết, gần nhất trước: {vi}", "the forms, the nearest first: {en}"),
        None => say!("các cách viết: {vi}", "the forms: {en}"),
    }
}

macro_rules! grammar_value {
    ($(#[$meta:meta])* $name:ident($inner:ty), $parse:path, $forms:expr, $pattern:expr, $example:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub $inner);

        impl Value for $name {
            const ACCEPTS: Accepts = Accepts::Text { pattern: $pattern, forms: $forms };
            const EXAMPLE: &'static str = $example;
            fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
                let text = text_of(node, reading, $example)?;
                $parse(text).map(Self).or_else(|fault| misread(node, reading, text, &fault, $forms).ok_or(())).ok()
            }
        }
    };
}

grammar_value! {
    /// An academic year.
    AcademicYear(calendar::AcademicYear), calendar::AcademicYear::parse, calendar::AcademicYear::FORMS, Some(r"\d{4}\D+\d{4}"), "\"2023-2024\""
}
grammar_value! {
    /// A month of a year.
    Month(calendar::Month), calendar::Month::parse, calendar::Month::FORMS, None, "\"2024-04\""
}
grammar_value! {
    /// The last day of a semester, without a year.
    SemesterEnd(calendar::PartialDate), calendar::Semesters::parse_last_day, calendar::Semesters::FORMS, None, "\"31/01\""
}
grammar_value! {
    /// How long a document is kept.
    Retention(calendar::Retention), calendar::Retention::parse, calendar::Retention::FORMS, None, "\"3 năm\""
}

/// A deadline or window, written as a date or in the words of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When(pub calendar::When);

/// A deadline that may also be vague ("Quý II/2024").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due(pub calendar::When);

fn read_when(node: Node<'_>, reading: &Reading<'_>, vague: bool) -> Option<calendar::When> {
    if let DeValue::Datetime(_) = node.value {
        return Day::read(node, reading).map(|day| day.0.into());
    }
    let DeValue::String(text) = node.value else {
        return node.wrong_type(reading, ("một ngày hoặc một chuỗi", "a date or a string"), "\"trước ngày 30/11\"");
    };
    let parsed = if vague { calendar::When::parse_due(text) } else { calendar::When::parse(text) };
    parsed.or_else(|fault| misread(node, reading, text, &fault, calendar::When::FORMS).ok_or(())).ok()
}

impl Value for When {
    const ACCEPTS: Accepts = Accepts::Text { pattern: None, forms: calendar::When::FORMS };
    const EXAMPLE: &'static str = "\"trước ngày 30/11\"";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        read_when(node, reading, false).map(Self)
    }
    fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
        visitor.when(&self.0, key, span);
    }
}

impl Value for Due {
    const ACCEPTS: Accepts = Accepts::Text { pattern: None, forms: calendar::When::FORMS };
    const EXAMPLE: &'static str = "\"trước ngày 30/11\"";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        read_when(node, reading, true).map(Self)
    }
    fn visit(&self, key: &'static str, span: Span, visitor: &mut dyn Visitor) {
        visitor.when(&self.0, key, span);
    }
}

/// A number of people or things, with the qualifier it was written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity(pub calendar::Quantity);

impl Value for Quantity {
    const ACCEPTS: Accepts = Accepts::AnyOf(&[
        Accepts::Whole(0, u32::MAX as i64),
        Accepts::Text { pattern: None, forms: calendar::Quantity::FORMS },
    ]);
    const EXAMPLE: &'static str = "120";
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        match node.value {
            DeValue::Integer(i) if i.as_str().starts_with('-') => {
                let written = i.as_str();
                reading.report(reading.problem(
                    Code::C04,
                    node.span,
                    say!("số lượng không thể âm: `{written}`", "a number of things cannot be negative: `{written}`"),
                ));
                None
            }
            DeValue::Integer(i) => {
                let number = u32::from_str_radix(&i.as_str().replace('_', ""), i.radix()).ok();
                number
                    .map(|n| Self(calendar::Quantity { value: n, qualifier: None, wording: None }))
                    .or_else(|| node.wrong_type(reading, ("một số lượng", "a quantity"), "120"))
            }
            DeValue::String(text) => {
                let parsed = calendar::Quantity::parse(text);
                parsed
                    .map(Self)
                    .or_else(|fault| misread(node, reading, text, &fault, calendar::Quantity::FORMS).ok_or(()))
                    .ok()
            }
            _ => node.wrong_type(reading, ("một số lượng", "a quantity"), "\"khoảng 50\""),
        }
    }
}

/// When a dialogue was or will be held: a day, hours of a day, or a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held(pub calendar::Held);

impl Value for Held {
    const ACCEPTS: Accepts = Accepts::Text { pattern: None, forms: calendar::Held::FORMS };
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        match node.value {
            DeValue::Datetime(_) => {
                Day::read(node, reading).map(|day| Self(calendar::Held { when: day.0.into(), hours: None }))
            }
            DeValue::String(text) => {
                let parsed = calendar::Held::parse(text);
                parsed
                    .map(Self)
                    .or_else(|fault| misread(node, reading, text, &fault, calendar::Held::FORMS).ok_or(()))
                    .ok()
            }
            _ => node.wrong_type(reading, ("một ngày hoặc một chuỗi", "a date or a string"), "2024-04-24"),
        }
    }
}

/// A weekday as printed in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekday(pub chrono::Weekday);

impl Value for Weekday {
    const ACCEPTS: Accepts = Accepts::Text { pattern: None, forms: calendar::WEEKDAY_FORMS };
    fn read(node: Node<'_>, reading: &Reading<'_>) -> Option<Self> {
        let text = text_of(node, reading, "\"Thứ Tư\"")?;
        let parsed = calendar::parse_weekday(text).map(Self);
        parsed.ok().or_else(|| {
            unread(
                node,
                reading,
                text,
                &say!("`Thứ Hai` … `Thứ Bảy`, `Chủ nhật`, `thứ 2` … `thứ 7`", "`Monday` … `Sunday`"),
            )
        })
    }
}
