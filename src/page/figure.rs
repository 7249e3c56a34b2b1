//! Figures: statistics as pages show them.
//!
//! A tally and the identifiers wanted go in; figures with their words, definitions and lists come out. The invariant: no
//! rate under the smallest denominator (`min_n`) has a value; its counts are shown alone.

use super::model::part::{Figure, Text};
use super::view::View;
use crate::record::value::LanguageTag;
use crate::register::index::SurveyIx;
use crate::register::statistics::{FigureId, Tally, Value};
use std::borrow::Cow;

/// The figures `ids` of a scope, in that order; those of which nothing was counted are left out. `href` gives the list
/// that a figure counts.
pub fn figures(
    view: &View<'_>,
    tally: &Tally,
    ids: &[FigureId],
    href: impl Fn(FigureId) -> Option<String>,
) -> Vec<Figure<'static>> {
    ids.iter().filter_map(|id| figure(view, tally, *id, href(*id))).collect()
}

/// One figure of a scope; none for a rate or a median of nothing.
pub fn figure(view: &View<'_>, tally: &Tally, id: FigureId, href: Option<String>) -> Option<Figure<'static>> {
    let (value, numerator, denominator): (Option<Text<'static>>, String, Option<u64>) = match tally.value(id) {
        Value::Count(n) => (Some(view.number(u64::from(n)).into()), n.to_string(), None),
        Value::Rate(_, 0) => return None,
        Value::Rate(n, of) => (share(view, n, of), n.to_string(), Some(u64::from(of))),
        Value::Median(median) if median.counted == 0 => return None,
        Value::Median(median) => {
            let half = if median.twice % 2 == 1 { ".5" } else { "" };
            let number = format!("{}{half}", median.twice / 2);
            let read = if view.lang == LanguageTag::Vi { number.replace('.', ",") } else { number.clone() };
            (Some(read.into()), number, Some(u64::from(median.counted)))
        }
    };
    Some(Figure {
        id: Cow::Borrowed(id.as_str()),
        label: view.label(id.label()).into(),
        value,
        numerator: numerator.into(),
        denominator,
        base: id.base().map(|words| view.label(words).into()),
        median: matches!(tally.value(id), Value::Median(_)),
        definition: Some(view.label(id.definition()).into()),
        href: href.map(Into::into),
    })
}

/// A share in per cent as it is read: `87%`; none under the smallest denominator. Only all is 100 %, only none is 0 %.
pub fn share(view: &View<'_>, numerator: u32, denominator: u32) -> Option<Text<'static>> {
    if denominator < view.register.settings.min_n.max(1) {
        return None;
    }
    Some(format!("{}%", per_cent(numerator, denominator)).into())
}

/// A rounded percentage that is 0 and 100 only for none and all.
pub fn per_cent(numerator: u32, denominator: u32) -> u32 {
    let (n, of) = (u64::from(numerator), u64::from(denominator.max(1)));
    let rounded = ((200 * n + of) / (2 * of)) as u32;
    match numerator {
        0 => 0,
        n if n >= denominator => rounded.max(100),
        _ => rounded.clamp(1, 99),
    }
}

/// The share of a survey's forms that came back; none when a quantity is approximate or too small.
pub fn response(view: &View<'_>, ix: SurveyIx) -> Option<Figure<'static>> {
    let facts = &view.register.surveys[ix.at()].facts;
    let exact = |q: Option<&crate::record::value::Quantity>| q.filter(|q| q.0.is_exact()).map(|q| q.0.value);
    let (issued, returned) = (exact(facts.issued.get())?, exact(facts.returned.get())?);
    Some(Figure {
        id: "response_rate".into(),
        label: view.say("phiếu thu về trên số phiếu phát ra", "forms returned of those issued").into(),
        value: Some(share(view, returned, issued).filter(|_| returned <= issued)?),
        numerator: returned.to_string().into(),
        denominator: Some(u64::from(issued)),
        base: None,
        median: false,
        definition: Some(
            view.say(
                "Số phiếu thu về trên số phiếu phát ra; không tính khi một trong hai số là ước lượng.",
                "Forms returned of forms issued; not computed when either is approximate.",
            )
            .into(),
        ),
        href: None,
    })
}

#[cfg(test)]
mod tests {
    use super::per_cent;

    #[test]
    fn only_all_is_a_hundred() {
        assert_eq!([per_cent(0, 7), per_cent(1, 1000), per_cent(999, 1000), per_cent(7, 7)], [0, 1, 99, 100]);
        assert_eq!([per_cent(1, 8), per_cent(2, 3)], [13, 67]);
    }
}
