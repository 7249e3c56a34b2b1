//! "Cách tính hạn": the derivation of a deadline in sentences, in Vietnamese and in English.
//!
//! In go the [`Step`]s of a [`super::Resolved`] and the titles of events; out comes one sentence a step. Nothing is
//! computed here: a sentence says what its step says, so what a page tells is what was done.

mod en;
mod vi;

use super::day::DaysOff;
use super::resolve::Step;
use std::borrow::Cow;

/// The title of a step by its id, where it has one; the four facts of a record need none.
pub type Title<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The derivation in Vietnamese, a sentence for each step.
pub fn vietnamese(steps: &[Step], title: Title) -> Vec<String> {
    steps.iter().map(|step| vi::sentence(step, title)).collect()
}

/// The derivation in English, a sentence for each step.
pub fn english(steps: &[Step], title: Title) -> Vec<String> {
    steps.iter().map(|step| en::sentence(step, title)).collect()
}

/// A limit in the words in which it was written, for readers: the id of an event at its end ("kể từ assigned") gives way to
/// its name, in the language of the words.
pub fn worded<'w>(wording: &'w str, title: Title) -> Cow<'w, str> {
    let Some((before, event)) = wording.trim_end().rsplit_once(' ') else { return wording.into() };
    if !matches!(event, "received" | "assigned" | "held" | "answered") && title(event).is_none() {
        return wording.into();
    }
    let english = ["after", "from", "of", "since"].iter().any(|word| before.ends_with(word));
    let name = if english { en::event_name(event, title) } else { vi::event_name(event, title) };
    format!("{before} {name}").into()
}

fn join(days: &[DaysOff], one: fn(&DaysOff) -> String) -> String {
    days.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::worded;

    #[test]
    fn readers_are_spared_ids() {
        let title = |id: &str| (id == "tong-hop").then(|| "Tổng hợp ý kiến".to_owned());
        assert_eq!(worded("trong 10 ngày làm việc kể từ assigned", &title), "trong 10 ngày làm việc kể từ ngày giao");
        assert_eq!(
            worded("within 5 working days after received", &title),
            "within 5 working days after the day of receipt"
        );
        assert_eq!(worded("ngay sau tong-hop", &title), "ngay sau ngày của bước “Tổng hợp ý kiến”");
        for as_it_is in ["trước ngày 30/11", "thứ 7, tuần thứ 1", "assigned"] {
            assert_eq!(worded(as_it_is, &title), as_it_is);
        }
    }
}
