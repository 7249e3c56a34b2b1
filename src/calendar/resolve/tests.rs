//! Resolving the deadlines of the source documents, and what happens on days off.

use super::*;
use crate::calendar::explain;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Resolves in the academic year 2023-2024, dialogue month April 2024, with an event "a" on 30/01/2024.
fn resolve(text: &str) -> Result<Resolved, Unresolvable> {
    resolve_in(text, Month::new(2024, 4), AcademicYear::starting_in(2023))
}

fn resolve_in(text: &str, month: Option<Month>, year: Option<AcademicYear>) -> Result<Resolved, Unresolvable> {
    let when = When::parse_due(text).unwrap_or_else(|misread| panic!("{text}: {misread:?}"));
    when.resolve(&Context {
        academic_year: year,
        dialogue_month: month,
        week_rule: WeekRule::default(),
        semesters: &Semesters::default(),
        calendar: &Calendar::built_in(),
        event: &|event| match event {
            "a" => Some(day("2024-01-30")),
            "received" => Some(day("2024-02-07")),
            "held" => Some(day("2024-12-31")),
            _ => None,
        },
    })
}

/// Kind, start, written limit, last day, effective day.
fn days(text: &str) -> String {
    let resolved = resolve(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
    let limit =
        resolved.limit.map_or("-".to_owned(), |limit| format!("{} {} {}", limit.written, limit.last_day, limit.due));
    format!("{:?} {} {limit}", resolved.kind, resolved.start.map_or("-".to_owned(), |start| start.to_string()))
}

/// HOU's plan 4402/KH-ĐHM, its thirteen rows as printed; ends on Sundays hold until Monday.
#[test]
fn the_windows_of_hou() {
    for (text, start, end, due) in [
        ("13 - 19/11/2023", "2023-11-13", "2023-11-19", "2023-11-20"),
        ("20 - 30/11/2023", "2023-11-20", "2023-11-30", "2023-11-30"),
        ("07/12/2023", "2023-12-07", "2023-12-07", "2023-12-07"),
        ("08 - 17/12/2023", "2023-12-08", "2023-12-17", "2023-12-18"),
        ("18/12/2023 - 21/01/2024", "2023-12-18", "2024-01-21", "2024-01-22"),
        ("22 - 28/01/2024", "2024-01-22", "2024-01-28", "2024-01-29"),
        ("26/02 - 17/3/2024", "2024-02-26", "2024-03-17", "2024-03-18"),
        ("18 - 24/3/2024", "2024-03-18", "2024-03-24", "2024-03-25"),
        ("25 - 31/3/2024", "2024-03-25", "2024-03-31", "2024-04-01"),
        ("03/4/2024", "2024-04-03", "2024-04-03", "2024-04-03"),
        ("10/4/2024", "2024-04-10", "2024-04-10", "2024-04-10"),
        ("11 – 17/4/2024", "2024-04-11", "2024-04-17", "2024-04-17"),
        ("24/4/2024", "2024-04-24", "2024-04-24", "2024-04-24"),
        ("Từ ngày 18/12/2023 – 17/03/2024", "2023-12-18", "2024-03-17", "2024-03-18"),
    ] {
        let resolved = resolve(text).unwrap();
        let limit = Limit { written: day(end), last_day: day(end), due: day(due) };
        assert_eq!((resolved.start, resolved.limit), (Some(day(start)), Some(limit)), "{text}");
    }
}

/// Son La's instruction in both of its dialogue months.
#[test]
fn the_steps_of_son_la() {
    let steps = [
        ("trước ngày 30/11 hàng năm", "2023-11-29", "2023-11-29"),
        ("trước 30/3 hàng năm", "2024-03-29", "2024-03-29"),
        ("trước ngày 01/12", "2023-11-30", "2023-11-30"),
        ("vào thứ 7 tuần thứ 01 của tháng đối thoại", "2024-04-06", "2023-12-02"),
        ("trong ngày thứ 4 tuần thứ 2", "2024-04-10", "2023-12-06"),
        ("vào ngày thứ 5, tuần thứ 2", "2024-04-11", "2023-12-07"),
        ("vào ngày thứ 6, tuấn thứ 2", "2024-04-12", "2023-12-08"),
        ("vào ngày thứ 7 tuần thứ 2 của tháng đối thoại", "2024-04-13", "2023-12-09"),
        ("trong ngày thứ 2, tuần thứ 3", "2024-04-15", "2023-12-11"),
        ("trong ngày thứ 3, tuần thứ 3", "2024-04-16", "2023-12-12"),
        ("trong ngày thứ 4, tuần thứ 3", "2024-04-17", "2023-12-13"),
        ("vào ngày thứ 6, tuần thứ 3", "2024-04-19", "2023-12-15"),
        ("trong ngày thứ 2, tuần thứ 4", "2024-04-22", "2023-12-18"),
        ("trước ngày 30 của tháng đối thoại", "2024-04-29", "2023-12-29"),
    ];
    let year = AcademicYear::starting_in(2023);
    for (text, april, december) in steps {
        for (month, expected) in [(Month::new(2024, 4), april), (Month::new(2023, 12), december)] {
            let limit = resolve_in(text, month, year).unwrap().limit.unwrap();
            // An exact day is its step's for either month; dates outside the dialogue month do not depend on it.
            assert_eq!(limit.last_day, day(expected), "{text}");
        }
    }
}

#[test]
fn how_limits_behave_on_days_off() {
    for (text, expected) in [
        // 31/3/2024 is a Sunday, 30/4 and 1/5/2024 are holidays, 1/9 is a Sunday before Quốc khánh.
        ("31/3/2024", "On 2024-03-31 2024-03-31 2024-03-31 2024-04-01"),
        ("chậm nhất 31/3", "By - 2024-03-31 2024-03-31 2024-04-01"),
        ("đến hết ngày 30/4", "By - 2024-04-30 2024-04-30 2024-05-02"),
        ("trước 01/4", "Before - 2024-04-01 2024-03-31 2024-03-31"),
        ("before 11-30", "Before - 2023-11-30 2023-11-29 2023-11-29"),
        ("by 11-30", "By - 2023-11-30 2023-11-30 2023-11-30"),
        ("chậm nhất thứ 7, tuần 2", "By - 2024-04-13 2024-04-13 2024-04-15"),
        ("chậm nhất 27/4/2024", "By - 2024-04-27 2024-04-27 2024-05-02"),
        ("2024-06", "Vague 2024-06-01 2024-06-30 2024-06-30 2024-07-01"),
        ("HK1", "Vague 2023-09-01 2024-01-31 2024-01-31 2024-01-31"),
        ("2023-2024-HE", "Vague 2024-07-01 2024-08-31 2024-08-31 2024-09-04"),
    ] {
        assert_eq!(days(text), expected, "{text}");
    }
}

#[test]
fn terms() {
    for (text, expected) in [
        ("trong 5 ngày làm việc kể từ received", "Term 2024-02-07 2024-02-21 2024-02-21 2024-02-21"),
        ("within 5 working days of received", "Term 2024-02-07 2024-02-21 2024-02-21 2024-02-21"),
        ("trong 2 tuần kể từ a", "Term 2024-01-30 2024-02-13 2024-02-13 2024-02-15"),
        ("trong 3 ngày kể từ a", "Term 2024-01-30 2024-02-02 2024-02-02 2024-02-02"),
        ("trong 1 tháng kể từ a", "Term 2024-01-30 2024-02-29 2024-02-29 2024-02-29"),
        ("trong 2 tháng kể từ held", "Term 2024-12-31 2025-02-28 2025-02-28 2025-02-28"),
        ("trong 3 tháng kể từ a", "Term 2024-01-30 2024-04-30 2024-04-30 2024-05-02"),
        ("trong 5 ngày làm việc kể từ answered", "Term - -"),
        ("ngay khi received", "Immediately 2024-02-07 -"),
        ("mỗi 2 tuần", "Recurring - -"),
    ] {
        assert_eq!(days(text), expected, "{text}");
    }
}

#[test]
fn lateness() {
    let calendar = Calendar::built_in();
    let late = |text: &str, on: &str| resolve(text).unwrap().limit.unwrap().late_by(day(on), &calendar);
    assert_eq!(late("31/3/2024", "2024-04-01"), None);
    assert_eq!(late("31/3/2024", "2024-04-02"), Some(1));
    assert_eq!(late("trước 31/3", "2024-03-30"), None);
    assert_eq!(late("trước 31/3", "2024-03-31"), Some(0));
    assert_eq!(late("trước 31/3", "2024-04-01"), Some(1));
    assert_eq!(late("trong 5 ngày làm việc kể từ received", "2024-02-26"), Some(3));
}

#[test]
fn what_the_context_lacks() {
    let year = AcademicYear::starting_in(2023);
    let fault = |text, month, year| resolve_in(text, month, year).unwrap_err();
    assert_eq!(fault("30/11", None, None), Unresolvable::NoAcademicYear);
    assert_eq!(fault("HK1", None, None), Unresolvable::NoAcademicYear);
    assert_eq!(fault("thứ 7 tuần 1", None, year), Unresolvable::NoDialogueMonth);
    assert_eq!(fault("trước ngày 30 của tháng đối thoại", Month::new(2024, 2), year), Unresolvable::NoSuchDay);
    assert_eq!(fault("29/2", None, AcademicYear::starting_in(2022)), Unresolvable::NoSuchDay);
    let crossing = Unresolvable::EndBeforeStart(day("2024-08-20"), day("2023-09-10"));
    assert_eq!(fault("20/8 - 10/9", None, year), crossing);
}

#[test]
fn only_terms_in_working_days_need_a_calendar() {
    let doubts = |text| resolve(text).unwrap().doubts;
    assert_eq!(doubts("trong 5 ngày làm việc kể từ received"), []);
    assert_eq!(doubts("30/6/2029"), []);
    let far = doubts("trong 600 ngày làm việc kể từ held");
    assert!(matches!(far[..], [Doubt::ProvisionalDay(_), Doubt::ProvisionalYear(2027)]), "{far:?}");
    assert_eq!(doubts("trong 999 ngày làm việc kể từ held").last(), Some(&Doubt::NoCalendar(2029)));
}

/// The derivation of each deadline, in both languages.
fn told(texts: &[&str]) -> String {
    let title = |event: &str| (event == "a").then(|| "Thông báo kế hoạch".to_owned());
    let tell = |text: &&str| {
        let steps = resolve(text).unwrap().derivation;
        let sentences = [explain::vietnamese(&steps, &title), explain::english(&steps, &title)].concat();
        format!("{text}\n{}\n", sentences.join("\n"))
    };
    texts.iter().map(tell).collect()
}

#[test]
fn limits_in_words() {
    let texts = ["trước 01/4", "chậm nhất thứ 7, tuần 2", "trước ngày 30 của tháng đối thoại"];
    insta::assert_snapshot!(told(&texts), @r"
    trước 01/4
    Ngày không ghi năm thuộc năm học 2023-2024 (1/9/2023 đến 31/8/2024): 1/4/2024.
    Hạn “trước” 1/4/2024 không gồm chính ngày đó: ngày cuối cùng còn trong hạn là 31/3/2024.
    31/3/2024 là ngày nghỉ (Chủ nhật), nhưng hạn “trước” không được lùi.
    A date without a year lies in the academic year 2023-2024 (1 September 2023 to 31 August 2024): 1 April 2024.
    “Before” 1 April 2024 does not include that day: the last day in time is 31 March 2024.
    31 March 2024 is a day off (Sunday), but a limit by “before” does not move.
    chậm nhất thứ 7, tuần 2
    Ngày thứ Bảy tuần 2 của tháng 4/2024 là 13/4/2024 (tuần 1 là tuần có thứ Bảy đầu tiên của tháng).
    13/4/2024 là ngày nghỉ (thứ Bảy): chỉ tính là trễ sau ngày làm việc tiếp theo, 15/4/2024.
    Saturday, week 2 of April 2024 is 13 April 2024 (week 1 is the one with the month's first Saturday).
    13 April 2024 is a day off (Saturday): it is late only after the next working day, 15 April 2024.
    trước ngày 30 của tháng đối thoại
    Tháng đối thoại là tháng 4/2024: 30/4/2024.
    Hạn “trước” 30/4/2024 không gồm chính ngày đó: ngày cuối cùng còn trong hạn là 29/4/2024.
    29/4/2024 là ngày nghỉ (Ngày Chiến thắng và Quốc tế Lao động), nhưng hạn “trước” không được lùi.
    The dialogue month is April 2024: 30 April 2024.
    “Before” 30 April 2024 does not include that day: the last day in time is 29 April 2024.
    29 April 2024 is a day off (Ngày Chiến thắng và Quốc tế Lao động), but a limit by “before” does not move.
    ");
}

#[test]
fn terms_in_words() {
    let texts = [
        "trong 5 ngày làm việc kể từ received",
        "trong 1 tháng kể từ a",
        "trong 5 ngày làm việc kể từ answered",
        "Quý II/2024",
        "ngay khi a",
        "mỗi 2 tuần",
    ];
    insta::assert_snapshot!(told(&texts), @r"
    trong 5 ngày làm việc kể từ received
    Tính từ ngày tiếp nhận: 7/2/2024.
    Cộng 5 ngày làm việc, không tính ngày đầu: 21/2/2024.
    Không tính ngày nghỉ: 8/2–14/2/2024 (Tết Nguyên đán); 17/2–18/2/2024 (cuối tuần).
    Counted from the day of receipt: 7 February 2024.
    Plus 5 working days, not counting the first day: 21 February 2024.
    Days off are not counted: 8 February to 14 February 2024 (Tết Nguyên đán); 17 February to 18 February 2024 (weekend).
    trong 1 tháng kể từ a
    Tính từ ngày của bước “Thông báo kế hoạch”: 30/1/2024.
    Cộng 1 tháng, không tính ngày đầu: 29/2/2024.
    Tháng cuối không có ngày tương ứng nên hạn là ngày cuối tháng: 29/2/2024.
    Counted from the day of the step “Thông báo kế hoạch”: 30 January 2024.
    Plus 1 month, not counting the first day: 29 February 2024.
    The last month has no such day, so it ends on its last day: 29 February 2024.
    trong 5 ngày làm việc kể từ answered
    Chưa tính được hạn vì chưa biết ngày trả lời.
    No limit can be computed yet: the day of the answer is not known.
    Quý II/2024
    Ngày cuối cùng của quý II/2024 là 30/6/2024.
    30/6/2024 là ngày nghỉ (Chủ nhật): chỉ tính là trễ sau ngày làm việc tiếp theo, 1/7/2024.
    The last day of quarter 2 of 2024 is 30 June 2024.
    30 June 2024 is a day off (Sunday): it is late only after the next working day, 1 July 2024.
    ngay khi a
    Thực hiện ngay, kể từ ngày của bước “Thông báo kế hoạch”; không ấn định ngày nên không tính trễ.
    To be done at once from the day of the step “Thông báo kế hoạch” on; no day is set, so it is never late.
    mỗi 2 tuần
    Thực hiện lặp lại mỗi 2 tuần; không ấn định ngày nên không tính trễ.
    To be done again every 2 weeks; no day is set, so it is never late.
    ");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn limits_never_come_out_of_order(
        text in "(trước |chậm nhất |)([0-3]?[0-9]/1?[0-9]|thứ [2-7] tuần [1-6])|trong [1-9][0-9]{0,2} (ngày làm việc|ngày|tuần|tháng|năm) kể từ (a|held|received)",
        year in 1900_i32..2199,
        month in 1_u32..13,
    ) {
        prop_assume!(When::parse(&text).is_ok());
        if let Ok(resolved) = resolve_in(&text, Month::new(year, month), AcademicYear::starting_in(year)) {
            let limit = resolved.limit.unwrap();
            prop_assert!(limit.last_day <= limit.written && limit.last_day <= limit.due);
            prop_assert!(resolved.start.is_none_or(|start| start <= limit.last_day));
            let sentences = explain::vietnamese(&resolved.derivation, &|_| None);
            prop_assert_eq!(sentences.len(), explain::english(&resolved.derivation, &|_| None).len());
        }
    }
}
