"""Feeds as readers' programs meet them: whole, in order, in documents of at most 50 entries, and true to the open data."""

import re
from pathlib import Path

import feedparser
from conftest import Site

TAG = re.compile(r"tag:[a-z0-9.-]+,[12][0-9]{3}:\S+")


def parsed(path: Path):
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo, (path, feed.get("bozo_exception"))
    return feed


def file_of(site: Site, address: str) -> Path:
    """The file of a feed's document."""
    base = parsed(site.folder / "atom.xml").feed.author_detail.href
    return site.folder / address.removeprefix(base)


def documents(site: Site, path: Path) -> list:
    """All documents of a feed, as a program finds them."""
    found = [parsed(path)]
    while following := [link.href for link in found[-1].feed.links if link.rel == "next"]:
        found.append(parsed(file_of(site, following[0])))
        back = [link.href for link in found[-1].feed.links if link.rel == "previous"]
        assert file_of(site, back[0]) == file_of(site, own(found[-2])), path
    return found


def own(document) -> str:
    return next(link.href for link in document.feed.links if link.rel == "self")


def all_feeds(site: Site) -> list[Path]:
    return sorted(site.folder.rglob("atom.xml"))


def test_every_unit_and_topic_has_a_feed(site: Site):
    for table, folder in (("units", "don-vi"), ("topics", "linh-vuc")):
        for row in site.rows(table):
            assert (site.folder / folder / row["id"].rpartition("/")[2] / "atom.xml").is_file(), row
    assert len(all_feeds(site)) == len({path.parent for path in site.folder.rglob("atom*.xml")})


def test_every_entry_stands_once_and_newest_first(site: Site):
    for path in all_feeds(site):
        found = documents(site, path)
        assert len({document.feed.id for document in found}) == 1
        assert all(TAG.fullmatch(document.feed.id) for document in found)
        assert all(len(document.entries) <= 50 for document in found), path
        assert len(found) == 1 or len(found[0].entries) == 50, path
        entries = [entry for document in found for entry in document.entries]
        assert len({entry.id for entry in entries}) == len(entries), path
        assert all(TAG.fullmatch(entry.id) for entry in entries), path
        days = [entry.updated[:10] for entry in entries]
        assert days == sorted(days, reverse=True) and all(day <= site.as_of for day in days), path
        for document in found:
            assert own(document).endswith(".xml") and file_of(site, own(document)).is_file()
            newest = max((entry.updated for entry in document.entries), default=document.feed.updated)
            assert document.feed.updated == newest, path


def test_units_and_topics_have_what_the_site_has(site: Site):
    for home in {site.folder, site.folder / "en"}:
        if not (home / "atom.xml").is_file():
            continue
        told = {entry.id: entry for document in documents(site, home / "atom.xml") for entry in document.entries}
        for path in all_feeds(site):
            if path.parent.parent.parent != home:
                continue
            for document in documents(site, path):
                for entry in document.entries:
                    assert told[entry.id].title == entry.title and told[entry.id].link == entry.link, path


def test_entries_lead_to_the_place_that_tells_them(site: Site):
    for path in all_feeds(site):
        for document in documents(site, path):
            assert all(site.leads_somewhere(entry.link) for entry in document.entries), path
            assert all(entry.title.strip() and entry.tags for entry in document.entries), path


def test_nothing_public_is_missing_and_nothing_else_is_there(site: Site):
    entries = [entry for document in documents(site, site.folder / "atom.xml") for entry in document.entries]
    by_kind: dict[str, dict[str, object]] = {}
    for entry in entries:
        by_kind.setdefault(entry.tags[0].term, {})[entry.id.split(":", 2)[2]] = entry
    told = {kind: set(found) for kind, found in by_kind.items()}
    assert told.get("answer", set()) == {row["id"] for row in site.rows("answers")}
    # That a limit was moved is told once, by the entry that says to when.
    moved = {
        (id.rpartition("/extensions/")[0], entry.published[:10]) for id, entry in by_kind.get("extension", {}).items()
    }
    updates = [
        row for row in site.rows("updates")
        if row["state"] != "deferred" or (row["commitment"], row["on"]) not in moved
    ]
    assert len(told.get("update", ())) == len(updates)
    assert len(told.get("verification", ())) == len(site.rows("verifications"))
    assert told.get("commitment", set()) <= {row["id"] for row in site.rows("commitments")}
    dated = {row["id"] for row in site.rows("documents") if row["date"] and row["date"] <= site.as_of}
    assert told.get("document", set()) == dated
    withheld = [row["id"] for row in site.rows("questions") if row["visibility"] == "withheld"]
    assert not [i for found in told.values() for i in found for w in withheld if i == w or i.startswith(f"{w}/")]


def test_titles_are_those_of_the_records(site: Site):
    titles = {row["id"]: row["title"] for row in site.rows("questions")}
    for document in documents(site, site.folder / "atom.xml"):
        for entry in document.entries:
            if entry.tags[0].term == "answer":
                question = entry.id.split(":", 2)[2].rpartition("/answers/")[0]
                assert " ".join(entry.title.split()).endswith(" ".join(titles[question].split())), entry.id


def test_pages_announce_feeds_that_are_there(site: Site):
    announced = re.compile(r'<link rel="alternate" type="(?:application/atom\+xml|text/calendar)"[^>]* href="([^"]*)"')
    counted = 0
    for page in site.folder.rglob("index.html"):
        for href in announced.findall(page.read_text(encoding="utf-8").partition("<body>")[0]):
            counted += 1
            assert (page.parent / href).is_file(), (page, href)
    assert counted >= 2
