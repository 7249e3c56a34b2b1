//! Every form of the grammar, every fault with its place, and that no text panics.

use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// A form in a few letters, so that a test reads like the specification.
fn show(form: &Form) -> String {
    let day = |anchor: &Anchor| match anchor {
        Anchor::Date(date) => date.to_string(),
        Anchor::DayOfMonth(day) => format!("day {day}"),
        Anchor::Weekday { weekday, week } => format!("{weekday} w{week}"),
    };
    let term = |length: &Length| format!("{} {:?}", length.count, length.unit);
    match form {
        Form::Calendar { from: Some(from), bound: Bound::On, limit } => format!("{} to {}", day(from), day(limit)),
        Form::Calendar { bound, limit, .. } => format!("{bound:?} {}", day(limit)),
        Form::Term { length, event } => format!("{} after {event}", term(length)),
        Form::Immediately { event } => format!("at once after {event}"),
        Form::Every(length) => format!("every {}", term(length)),
        Form::Vague(date) => format!("{date:?}"),
    }
}

fn read(text: &str) -> String {
    When::parse(text).map_or_else(|misread| format!("{} at {:?}", misread.cause, misread.span), |when| show(&when.form))
}

#[test]
fn days_and_windows() {
    for (text, form) in [
        ("07/12/2023", "On 07/12/2023"),
        ("2023-12-07", "On 07/12/2023"),
        ("7.12.2023", "On 07/12/2023"),
        ("7-12-2023", "On 07/12/2023"),
        ("ngày 7 tháng 12 năm 2023", "On 07/12/2023"),
        ("03/4", "On 03/04"),
        ("29/2", "On 29/02"),
        ("vào ngày 24/4/2024", "On 24/04/2024"),
        ("13 - 19/11/2023", "13/11/2023 to 19/11/2023"),
        ("20-30/11/2023", "20/11/2023 to 30/11/2023"),
        ("08 – 17/12", "08/12 to 17/12"),
        ("26/02 - 17/3/2024", "26/02/2024 to 17/03/2024"),
        ("11 – 17/4/2024", "11/04/2024 to 17/04/2024"),
        ("18/12/2023 - 21/01/2024", "18/12/2023 to 21/01/2024"),
        ("18/12 - 21/01/2024", "18/12/2023 to 21/01/2024"),
        ("Từ ngày 18/12/2023 – 17/03/2024", "18/12/2023 to 17/03/2024"),
        ("từ 18/12/2023 đến hết ngày 17/03/2024.", "18/12/2023 to 17/03/2024"),
        ("từ ngày 13 đến ngày 19 tháng 11 năm 2023", "13/11/2023 to 19/11/2023"),
        ("2023-11-13..2023-11-19", "13/11/2023 to 19/11/2023"),
        ("2023-11-13 – 2023-11-19", "13/11/2023 to 19/11/2023"),
        ("13-11-2023 - 19-11-2023", "13/11/2023 to 19/11/2023"),
        ("from 13/11/2023 to 19/11/2023", "13/11/2023 to 19/11/2023"),
        ("thứ 2, tuần 3 - thứ 6, tuần 3", "Mon w3 to Fri w3"),
        ("01 - 15 của tháng đối thoại", "day 1 to day 15"),
    ] {
        assert_eq!(read(text), form, "{text}");
    }
}

#[test]
fn limits() {
    for (text, form) in [
        ("trước ngày 30/11 hàng năm", "Before 30/11"),
        ("trước (ngày) 30/11 (hàng năm)", "Before 30/11"),
        ("Trước 30/3", "Before 30/03"),
        ("trước 30-11", "Before 30/11"),
        ("trước ngày 01/4 (tháng đối thoại)", "Before 01/04"),
        ("trước ngày 30 của tháng đối thoại", "Before day 30"),
        ("trước ngày 30/11/2023", "Before 30/11/2023"),
        ("chậm nhất 30/11", "By 30/11"),
        ("CHẬM NHẤT LÀ NGÀY 30/11", "By 30/11"),
        ("chậm nhất thứ 5, tuần 2", "By Thu w2"),
        ("đến hết ngày 30/11", "By 30/11"),
        ("đến ngày 30/11", "By 30/11"),
        ("before 11-30", "Before 30/11"),
        ("by 11-30", "By 30/11"),
        ("by 2023-11-30", "By 30/11/2023"),
        ("no later than 30/11", "By 30/11"),
    ] {
        assert_eq!(read(text), form, "{text}");
    }
}

#[test]
fn weeks() {
    for text in [
        "vào thứ 7 tuần thứ 01 của tháng đối thoại",
        "vào ngày thứ 7, tuần thứ 1",
        "thứ 7 tuần 1",
        "thứ Bảy, tuần thứ nhất",
        "trong ngày thứ 7, tuấn thứ 1",
        "week 1 saturday",
        "Saturday of week 1",
    ] {
        assert_eq!(read(text), "On Sat w1", "{text}");
    }
}

#[test]
fn terms() {
    for (text, form) in [
        ("trong 5 ngày làm việc kể từ received", "5 WorkingDays after received"),
        ("trong vòng 05 ngày làm việc, kể từ ngày nhận được", "5 WorkingDays after received"),
        ("trong thời hạn 10 ngày làm việc kể từ khi được giao", "10 WorkingDays after assigned"),
        ("trong 2 tháng kể từ ngày đối thoại", "2 Months after held"),
        ("trong 3 tuần sau bao-cao", "3 Weeks after bao-cao"),
        ("trong 15 ngày kể từ ngay-hop", "15 Days after ngay-hop"),
        ("1 năm kể từ answered", "1 Years after answered"),
        ("within 5 working days of received", "5 WorkingDays after received"),
        ("within 2 months after held", "2 Months after held"),
        ("ngay khi thong-bao", "at once after thong-bao"),
        ("ngay khi nhận được ke-hoach", "at once after ke-hoach"),
        ("ngay khi co-ke-hoach", "at once after co-ke-hoach"),
        ("mỗi 2 tuần", "every 2 Weeks"),
        ("hàng tháng", "every 1 Months"),
        ("every 2 weeks", "every 2 Weeks"),
    ] {
        assert_eq!(read(text), form, "{text}");
    }
}

#[test]
fn faults_and_their_places() {
    for (text, fault) in [
        ("31/4/2024", "no such day at 0..9"),
        ("13 - 31/4/2024", "no such day at 5..14"),
        ("30/2 - 17/3/2024", "no such day at 0..4"),
        ("trước ngày 31/4", "no such day at 15..19"),
        ("29/2/2023", "no such day at 0..9"),
        ("01/01/0024", "no such day at 0..10"),
        ("trước ngày 32 của tháng đối thoại", "no such day at 15..45"),
        ("19 - 13/11/2023", "the end is before the start at 0..15"),
        ("17/4 - 26/3/2024", "the end is before the start at 0..16"),
        ("2023-11-19..2023-11-13", "the end is before the start at 0..22"),
        ("", "not understood at 0..0"),
        ("sớm", "not understood at 0..5"),
        ("trước ngày", "not understood at 14..14"),
        ("trước ngày mai", "not understood at 15..18"),
        ("11-30", "not understood at 5..5"),
        ("07/12/23", "not understood at 6..8"),
        ("thứ 9 tuần 1", "not understood at 6..7"),
        ("trong 5 ngày làm việc", "not understood at 25..25"),
        ("trong 5 ngày làm việc kể từ hôm nay", "not understood at 36..40"),
        ("trong 0 ngày kể từ received", "not understood at 8..13"),
        ("2024-06", "not understood at 7..7"),
    ] {
        assert_eq!(read(text), fault, "{text}");
    }
}

#[test]
fn wording_and_typography() {
    let when = When::parse("  13 - 19/11/2023 ").unwrap();
    assert_eq!(&*when.wording, "13 - 19/11/2023");
    assert_eq!(&*When::from(NaiveDate::from_ymd_opt(2024, 3, 5).unwrap()).wording, "05/03/2024");
    for text in When::FORMS {
        let form = When::parse(text).map(|when| when.form);
        assert!(form.is_ok(), "{text}");
        let other = text.replace(' ', "\u{a0}").replace(" - ", "—").to_uppercase().nfd().collect::<String>();
        assert_eq!(When::parse(&other).map(|when| when.form), form, "{other}");
    }
}

#[test]
fn due_may_be_vague() {
    for (text, form) in [("2024-06", "Month"), ("trong quý II/2024", "Quarter"), ("2024-06-05", "Calendar")] {
        let due = When::parse_due(text).map(|when| format!("{:?}", when.form)).unwrap();
        assert!(due.contains(form), "{text}: {due}");
    }
    assert!(VagueDate::FORMS.iter().all(|form| When::parse_due(form).is_ok()));
    assert_eq!(When::parse_due("2024-13").map_err(|misread| misread.cause), Err(Cause::NoSuchDay));
    assert!(When::parse_due("khi nào có tiền").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in "\\PC{0,40}", words in "(trước|ngày|thứ|tuần|[0-9]{1,10}|/|-|\\.|từ|kể từ|trong|HK|Q2|mỗi| |̀|T){0,12}") {
        for text in [text, words] {
            for misread in [
                When::parse(&text).err(),
                When::parse_due(&text).err(),
                crate::calendar::Held::parse(&text).err(),
                crate::calendar::Quantity::parse(&text).err(),
                crate::calendar::Retention::parse(&text).err(),
                crate::calendar::AcademicYear::parse(&text).err(),
                crate::calendar::Month::parse(&text).err(),
                crate::calendar::parse_weekday(&text).err(),
            ].into_iter().flatten() {
                prop_assert!(text.get(misread.span.clone()).is_some(), "{misread:?}");
            }
        }
    }
}
