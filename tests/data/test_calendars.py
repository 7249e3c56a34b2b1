"""Calendars as phones and computers meet them: strict RFC 5545, and the same days as the open data."""

import datetime
from pathlib import Path

import icalendar
from conftest import Site


def all_calendars(site: Site) -> list[Path]:
    return sorted(site.folder.rglob("lich.ics"))


def events(path: Path) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def record_of(event: icalendar.Event) -> str:
    return str(event["UID"]).rpartition("@")[0]


def test_every_unit_has_a_calendar(site: Site):
    for row in site.rows("units"):
        assert (site.folder / "don-vi" / row["id"].rpartition("/")[2] / "lich.ics").is_file(), row


def test_lines_end_and_fold_as_they_must(site: Site):
    for path in all_calendars(site):
        raw = path.read_bytes()
        assert raw.endswith(b"END:VCALENDAR\r\n") and raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r"), path
        for line in raw.split(b"\r\n"):
            assert len(line) <= 75, line
            line.decode("utf-8")


def test_calendars_say_whose_they_are_and_know_their_zone(site: Site):
    for path in all_calendars(site):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        assert not calendar.errors and calendar["VERSION"] == "2.0" and calendar["PRODID"] and calendar["X-WR-CALNAME"]
        zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
        assert zones == ["Asia/Ho_Chi_Minh"]
        for event in calendar.walk("VEVENT"):
            assert not event.errors
            for key in ("DTSTART", "DTEND"):
                assert key not in event or event[key].params.get("TZID", zones[0]) in zones


def test_days_end_before_the_day_after(site: Site):
    for path in all_calendars(site):
        found = events(path)
        assert len({str(event["UID"]) for event in found}) == len(found), path
        for event in found:
            start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
            stamp = event["DTSTAMP"].dt
            assert stamp.utcoffset() == datetime.timedelta(0) and stamp.date().isoformat() <= site.as_of, event
            if isinstance(start, datetime.datetime):
                assert start.utcoffset() == datetime.timedelta(hours=7) and (end is None or start < end), event
            else:
                assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
                assert end is not None and start < end, event
            assert str(event["SUMMARY"]).strip() and site.leads_somewhere(str(event["URL"])), event


def days_of(row: dict[str, str]) -> int:
    """How many days a dialogue took."""
    first, last = (datetime.date.fromisoformat(row[key] or row["held"]) for key in ("held", "held_end"))
    return (last - first).days + 1


def test_dialogues_and_deadlines_are_those_of_the_data(site: Site):
    found = {record_of(event): event for event in events(site.folder / "lich.ics")}
    # Of one that was held some day of a year, a calendar does not say when.
    dialogues = {row["id"]: row for row in site.rows("dialogues") if row["held"] and days_of(row) <= 32}
    assert dialogues.keys() == {i for i, event in found.items() if str(event["URL"]).endswith(f"/dot/{i}/")}
    for ident, row in dialogues.items():
        start = found[ident]["DTSTART"].dt
        day = start.date() if isinstance(start, datetime.datetime) else start
        assert day.isoformat() == row["held"][:10], ident
        assert " ".join(str(found[ident]["SUMMARY"]).split()) == " ".join(row["title"].split())
    due = {row["id"]: row["due"] for row in site.rows("commitments") if row["due"]}
    assert due.keys() == {i for i in found if "/commitments/" in i}
    for ident, day in due.items():
        assert found[ident]["DTSTART"].dt.isoformat() <= day, ident
    steps = {f"{row['round']}#{row['id']}": row for row in site.rows("steps") if row["end"]}
    assert steps.keys() <= found.keys()


def test_units_have_what_the_site_has(site: Site):
    for home in (site.folder, site.folder / "en"):
        if (home / "lich.ics").is_file():
            told = {str(event["UID"]): event for event in events(home / "lich.ics")}
            for path in home.glob("don-vi/*/lich.ics"):
                assert all(told[str(event["UID"])] == event for event in events(path)), path
