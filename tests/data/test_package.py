"""The files of open data: valid by their own description, alike in every format, and safe to open."""

import csv
import json
import re
import unicodedata

from conftest import Site, package
from frictionless import Package

# The first columns that the specification promises, in order.
PROMISED = {
    "questions": "id dialogue round unit topic kind state visibility received due answered deadline workdays channel "
    "competence similar url title",
    "answers": "id question unit on mode outcome document text",
    "commitments": "id dialogue round lead state due due_precision deadline workdays percent verified url title",
    "updates": "commitment on unit state percent note",
    "dialogues": "id round unit level form state held questions url title",
    "rounds": "id academic_year semester closed url title",
    "steps": "round id no start end done wording derivation title",
    "units": "id kind name parent learners url",
    "topics": "id parent title url",
    "question_topics": "question topic",
    "documents": "id",
    "surveys": "id round issued issued_qualifier returned returned_qualifier title url",
    "publications": "dialogue target state on url",
}


def rows_of_csv(site: Site, name: str) -> list[list[str]]:
    with open(site.data / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_the_package_is_valid(site: Site):
    report = Package(str(site.data / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    assert {task.name for task in report.tasks} >= set(PROMISED)


def test_columns_are_those_promised(site: Site):
    for name, columns in PROMISED.items():
        header = rows_of_csv(site, name)[0]
        assert header[: len(columns.split())] == columns.split(), name


def test_every_format_has_the_same_rows(site: Site):
    for resource in package(site)["resources"]:
        name, fields = resource["name"], resource["schema"]["fields"]
        header, *rows = rows_of_csv(site, name)
        objects = json.loads((site.data / f"{name}.json").read_text(encoding="utf-8"))
        assert header == [f["name"] for f in fields]
        assert all(list(o) == header for o in objects), name
        assert [[cell_of(o[f["name"]], f) for f in fields] for o in objects] == rows, name
        lines = site.data / f"{name}.jsonl"
        if name in ("questions", "answers", "commitments", "updates"):
            assert [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()] == objects
        else:
            assert not lines.exists()


def cell_of(value, field: dict) -> str:
    """A JSON value as CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    is_text = field["type"] == "string" and field["format"] == "default" and "enum" not in field.get("constraints", {})
    return f"'{text}" if is_text and text[:1] in ("=", "+", "-", "@") else text


def test_files_are_plain(site: Site):
    for path in sorted(site.data.iterdir()):
        if path.suffix not in (".csv", ".json", ".jsonl"):
            continue
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        assert raw.startswith(b"\xef\xbb\xbf") == (path.suffix == ".csv"), path.name
        assert b"\r" not in raw and (not raw or raw.endswith(b"\n")), path.name
        assert unicodedata.is_normalized("NFC", text), path.name
    for resource in package(site)["resources"]:
        rows = rows_of_csv(site, resource["name"])
        lines = (site.data / resource["path"]).read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(rows), f"a row of {resource['name']} is one line"
        assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row), resource["name"]


def test_withheld_questions_tell_nothing(site: Site):
    header, *rows = rows_of_csv(site, "questions")
    withheld = [dict(zip(header, row)) for row in rows if row[header.index("visibility")] == "withheld"]
    for question in withheld:
        told = {name for name, cell in question.items() if cell}
        assert not told & {"title", "title_en", "text", "asked_by", "similar", "channel", "merged_into", "due_wording"}
        for name in ("answers", "commitments"):
            assert question["id"] not in (site.data / f"{name}.csv").read_text(encoding="utf-8")
    if site.name == "content":
        assert withheld
    assert all(row[header.index("visibility")] in ("public", "redacted", "withheld") for row in rows)


def test_the_page_names_every_file_and_column(site: Site):
    page = (site.data / "index.html").read_text(encoding="utf-8")
    for resource in package(site)["resources"]:
        for suffix in ("csv", "json"):
            assert f'du-lieu/{resource["name"]}.{suffix}"' in page
        for field in resource["schema"]["fields"]:
            assert re.search(rf"<code>{field['name']}</code>", page)
            assert field["title"] and field["title_en"] and field["description"] and field["description_en"]
    structured = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    data_set = next(thing for thing in structured["@graph"] if thing["@type"] == "Dataset")
    offered = {d["contentUrl"].rsplit("/", 1)[1] for d in data_set["distribution"]}
    assert offered == {path.name for path in site.data.iterdir() if path.suffix in (".csv", ".json", ".jsonl")}
