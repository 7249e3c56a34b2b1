//! The chart of a survey's question: how many gave each answer, in the order of the form.
//!
//! Answers whose small cells are already hidden go in, a chart comes out. The invariants: an answer that is hidden or
//! approximate has no bar and no share; the order of the form is kept, so that an ordered scale stays one.

use super::{bar, to_scale};
use crate::page::figure::per_cent;
use crate::page::model::chart::{Chart, Table};
use crate::page::model::part::{Link, Text};
use crate::page::view::View;
use crate::record::value::LanguageTag;

/// An answer.
pub struct Answer<'a> {
    /// What was answered.
    pub label: Link<'a>,
    /// How many gave it, as it is read: `120`, `khoảng 50`, `< 5`.
    pub told: Text<'a>,
    /// How many gave it, where that is shown and exact.
    pub count: Option<u32>,
    /// Whether it is hidden, small itself or covering a small one.
    pub hidden: bool,
}

/// What the answers are a part of.
pub struct Whole<'a> {
    /// The forms that came back, or the sum of the answers; none where shares would not be of exact numbers.
    pub forms: Option<u32>,
    /// How many answered; none where that would give a hidden answer away.
    pub total: Option<Text<'a>>,
}

/// The chart of the answers to question `number` of a form.
pub fn answers<'a>(view: &View<'_>, number: u32, answers: Vec<Answer<'a>>, whole: &Whole<'a>) -> Chart<'a> {
    let share = |count: u32| whole.forms.filter(|n| count <= *n).map(|n| per_cent(count, n));
    let hidden = answers.iter().any(|a| a.hidden);
    let says = says(view, &answers, whole);
    // Said once a form, not under each of its questions.
    let key = whole.forms.map(|_| {
        view.say(
            "Cả thanh: tất cả phiếu. Phần đậm: phiếu chọn câu trả lời ấy.",
            "Whole bar: all forms. Dark part: forms with that answer.",
        )
        .into()
    });
    let rows = answers.iter().map(|a| {
        let share = a.count.and_then(share).map_or_else(|| "".into(), |s| format!("{s}%").into());
        vec![a.label.title.clone(), a.told.clone(), share]
    });
    let columns = [view.say("Câu trả lời", "Answer"), view.say("Số phiếu", "Forms"), view.say("Tỷ lệ", "Share")];
    let table = Table { columns: columns.into_iter().map(Into::into).collect(), rows: rows.collect() };
    let bars = answers.into_iter().map(|a| match (a.count, a.count.and_then(share)) {
        (Some(count), Some(share)) => {
            let value = format!("{} ({share}%)", a.told);
            bar(a.label, value, count, whole.forms.unwrap_or(count))
        }
        (Some(count), None) => bar(a.label, a.told, count, count),
        (None, _) => bar(a.label, a.told, 0, 0),
    });
    let bars: Vec<_> = bars.collect();
    let drawn = to_scale(bars.clone());
    Chart {
        id: format!("cau-{number}").into(),
        says,
        key: key.filter(|_| number == 1),
        // Answers without a number to draw are still answers.
        bars: if drawn.is_empty() { bars } else { drawn },
        source: source(view, whole, hidden).into(),
        table: Some(table),
        ..Chart::default()
    }
}

/// Which answer was given most often, where that is known.
fn says<'a>(view: &View<'_>, answers: &[Answer<'a>], whole: &Whole<'a>) -> Text<'a> {
    let exact = answers.iter().all(|a| a.count.is_some() || a.hidden);
    let most = answers.iter().filter_map(|a| a.count).max().filter(|n| exact && *n > 0);
    let Some(most) = most else { return Text::default() };
    let first: Vec<&str> = answers.iter().filter(|a| a.count == Some(most)).map(|a| &*a.label.title).collect();
    let [only] = first[..] else { return Text::default() };
    let n = view.number(u64::from(most));
    let of = whole.forms.filter(|all| most <= *all).map(|all| view.number(u64::from(all)));
    let words = match (view.lang, of) {
        (LanguageTag::Vi, Some(of)) => format!("Được chọn nhiều nhất: “{only}”, {n} trong {of} phiếu."),
        (LanguageTag::Vi, None) => format!("Được chọn nhiều nhất: “{only}”, {n} phiếu."),
        (LanguageTag::En, Some(of)) => format!("Given most often: “{only}”, on {n} of {of} forms."),
        (LanguageTag::En, None) => format!("Given most often: “{only}”, on {n} forms."),
    };
    words.into()
}

fn source(view: &View<'_>, whole: &Whole<'_>, hidden: bool) -> String {
    let n = |n: u32| view.number(u64::from(n));
    let min = n(view.register.settings.min_n);
    let forms = whole.forms.map(|forms| match view.lang {
        LanguageTag::Vi => format!("Tỷ lệ tính trên {} phiếu.", n(forms)),
        LanguageTag::En => format!("Shares are of {} forms.", n(forms)),
    });
    let total = whole.total.as_ref().filter(|total| whole.forms.map(n).as_deref() != Some(&***total));
    let total = total.map(|total| match view.lang {
        LanguageTag::Vi => format!("{total} người trả lời câu này."),
        LanguageTag::En => format!("{total} answered this question."),
    });
    let hidden = hidden.then(|| match view.lang {
        LanguageTag::Vi => format!("Số dưới {min}, và số làm lộ nó, không được nêu."),
        LanguageTag::En => format!("Numbers under {min}, and those that would reveal them, are not shown."),
    });
    forms.into_iter().chain(total).chain(hidden).collect::<Vec<_>>().join(" ")
}
