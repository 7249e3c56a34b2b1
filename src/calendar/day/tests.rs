//! Working days, held to vectors of the domain reference and to counting day by day.

use super::*;
use chrono::Days;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn off(date: &str, name: &'static str, status: Status) -> Change {
    Change::Off(DayOff { date: day(date), name: name.into(), status, source: "".into() })
}

/// Domain reference 4.4, computed from the table.
#[test]
fn terms_in_working_days() {
    let calendar = Calendar::built_in();
    for (count, from, end) in [
        (5, "2024-02-07", "2024-02-21"),
        (3, "2024-04-26", "2024-05-04"),
        (3, "2025-01-24", "2025-02-05"),
        (2, "2025-04-25", "2025-04-28"),
        (5, "2025-12-31", "2026-01-09"),
        (1, "2026-02-13", "2026-02-23"),
        (2, "2026-08-28", "2026-09-04"),
        (2, "2024-04-17", "2024-04-22"),
        (1, "2023-04-28", "2023-05-04"),
        (5, "2024-03-24", "2024-03-29"),
    ] {
        let computed = calendar.add_working_days(day(from), count);
        assert_eq!(computed, day(end), "+{count} from {from}");
        assert_eq!(calendar.working_days_between(day(from), computed), u32::from(count));
    }
    for (date, next) in [
        ("2024-03-31", "2024-04-01"),
        ("2024-04-29", "2024-05-02"),
        ("2024-02-10", "2024-02-15"),
        ("2026-01-10", "2026-01-10"),
    ] {
        assert_eq!(calendar.next_working_day(day(date)), day(next), "{date}");
    }
}

/// Domain reference 4.4: the first day of Tết and the Hùng kings' day, whatever day of the week they fall on.
#[test]
fn lunar_days_are_off() {
    let calendar = Calendar::built_in();
    for date in [
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26", // Tết
        "2023-04-29",
        "2024-04-18",
        "2025-04-07",
        "2026-04-26",
        "2027-04-16",
        "2028-04-04", // Giỗ Tổ
    ] {
        assert!(!calendar.is_working(day(date)), "{date}");
    }
    for (made_up, instead_of) in [
        ("2024-05-04", "2024-04-29"),
        ("2025-04-26", "2025-05-02"),
        ("2026-01-10", "2026-01-02"),
        ("2026-08-22", "2026-08-31"),
    ] {
        assert!(calendar.is_working(day(made_up)) && !calendar.is_working(day(instead_of)), "{made_up}");
    }
}

/// Every count of working days from 2022 to 2028, day by day.
#[test]
fn seven_years_counted_by_hand() {
    let calendar = Calendar::built_in();
    let (first, last) = (day("2022-01-01"), day("2028-12-31"));
    let mut worked = 0;
    for date in first.iter_days().skip(1).take_while(|date| *date <= last) {
        worked += u32::from(calendar.is_working(date));
        assert_eq!(calendar.working_days_between(first, date), worked, "{date}");
        if calendar.is_working(date) {
            assert_eq!(calendar.add_working_days(first, worked as u16), date);
        }
    }
}

#[test]
fn days_off_and_the_end_of_what_is_known() {
    let calendar = Calendar::built_in();
    let off: Vec<_> = calendar.days_off(day("2024-04-28"), day("2024-05-01")).map(|d| d.date).collect();
    assert_eq!(off, [day("2024-04-29"), day("2024-04-30"), day("2024-05-01")]);
    assert_eq!(calendar.days_made_up(day("2024-05-01"), day("2024-05-31")).count(), 1);
    assert_eq!(calendar.days_off(day("2024-05-01"), day("2024-04-01")).count(), 0);
    assert_eq!(calendar.known_until(day("2024-06-30"), day("2025-07-01")), day("2025-07-01"));
    assert_eq!(calendar.known_until(day("2028-06-30"), day("2029-07-01")), day("2028-12-31"));
    assert_eq!(calendar.known_until(day("2031-06-30"), day("2032-07-01")), day("2031-06-30"));
}

#[test]
fn counting_lateness() {
    let calendar = Calendar::built_in();
    let count = |after, until| calendar.working_days_between(day(after), day(until));
    assert_eq!(count("2024-03-29", "2024-03-31"), 0);
    assert_eq!(count("2024-03-29", "2024-04-01"), 1);
    assert_eq!(count("2024-04-26", "2024-05-06"), 4);
    assert_eq!(count("2024-05-06", "2024-04-26"), 0);
    assert_eq!(count("2024-05-06", "2024-05-06"), 0);
    assert_eq!(calendar.working_days_between(NaiveDate::MAX, NaiveDate::MAX), 0);
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 9), NaiveDate::MAX);
    assert_eq!(calendar.add_working_days(day("2024-03-30"), 0), day("2024-04-01"));
}

#[test]
fn why_a_day_is_off() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.rest(day("2024-02-12")), Some(Rest::Holiday("Tết Nguyên đán".into())));
    assert_eq!(calendar.rest(day("2024-03-31")), Some(Rest::Weekend));
    assert_eq!(calendar.rest(day("2024-05-04")), None);
    assert_eq!(calendar.rest(day("2026-01-02")), Some(Rest::Holiday("Tết Dương lịch".into())));
}

#[test]
fn years_that_are_not_known() {
    let calendar = Calendar::built_in();
    let doubts = |from: &str, to: &str| calendar.doubts(day(from), day(to));
    for year in 2022..=2025 {
        assert_eq!(doubts(&format!("{year}-01-01"), &format!("{year}-12-31")), []);
    }
    assert_eq!(doubts("2026-01-01", "2026-11-23"), []);
    assert!(matches!(doubts("2026-11-20", "2026-11-30")[..], [Doubt::ProvisionalDay(ref day)] if day.date.day() == 24));
    assert_eq!(doubts("2026-12-31", "2027-01-05"), [Doubt::ProvisionalYear(2027)]);
    assert_eq!(doubts("2028-12-29", "2029-01-05"), [Doubt::ProvisionalYear(2028), Doubt::NoCalendar(2029)]);
    assert_eq!(doubts("2021-06-01", "2021-06-02"), [Doubt::NoCalendar(2021)]);
}

#[test]
fn a_site_confirms_and_adds() {
    let mut calendar = Calendar::built_in();
    calendar.change(off("2026-11-24", "Ngày Văn hóa Việt Nam", Status::Official));
    assert_eq!(calendar.doubts(day("2026-11-20"), day("2026-11-30")), []);
    let instead_of = day("2026-11-24");
    calendar.change(Change::Worked(WorkedDay { date: instead_of, instead_of, source: "".into() }));
    assert!(calendar.is_working(instead_of));
    // One day is not a year's table; eleven are.
    calendar.change(off("2029-11-15", "Ngày thành lập Trường", Status::Official));
    assert_eq!(calendar.doubts(day("2029-06-01"), day("2029-06-02")), [Doubt::NoCalendar(2029)]);
    for date in day("2029-02-05").iter_days().take(14) {
        calendar.change(off(&date.to_string(), "Tết", Status::Official));
    }
    assert_eq!(calendar.doubts(day("2029-06-01"), day("2029-06-02")), []);
}

#[test]
fn a_unit_has_days_of_its_own() {
    let own = (Some("thu-vien".into()), off("2024-03-25", "Kiểm kê", Status::Official));
    let all = (None, off("2024-03-26", "Ngày thành lập Trường", Status::Official));
    let calendars = Calendars::new([own, all]);
    assert!(calendars.school().is_working(day("2024-03-25")));
    assert!(!calendars.of_unit("thu-vien").is_working(day("2024-03-25")));
    assert!(!calendars.of_unit("thu-vien").is_working(day("2024-03-26")));
    assert!(calendars.of_unit("khoa-cntt").is_working(day("2024-03-25")));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arithmetic_agrees_with_counting(start in 0_u32..2600, days in 0_u32..400, count in 1_u16..300) {
        let calendar = Calendar::built_in();
        let from = day("2021-12-01") + Days::new(u64::from(start));
        let until = from + Days::new(u64::from(days));
        let counted = from.iter_days().skip(1).take_while(|date| *date <= until).filter(|date| calendar.is_working(*date));
        prop_assert_eq!(calendar.working_days_between(from, until) as usize, counted.count());
        let end = calendar.add_working_days(from, count);
        prop_assert!(calendar.is_working(end));
        prop_assert_eq!(calendar.working_days_between(from, end), u32::from(count));
    }

    #[test]
    fn adding_more_working_days_never_ends_earlier(start in 0_u32..2556, later in 0_u32..30, count in 0_u16..260) {
        let calendar = Calendar::built_in();
        let from = day("2022-01-01") + Days::new(u64::from(start));
        let end = calendar.add_working_days(from, count);
        prop_assert!(end >= from && calendar.is_working(end));
        // A term of no days that begins on a day off ends with a term of one day.
        let next = calendar.add_working_days(from, count + 1);
        prop_assert!(next > end || count == 0 && next == end);
        prop_assert!(calendar.add_working_days(from + Days::new(u64::from(later)), count) >= end);
    }
}
