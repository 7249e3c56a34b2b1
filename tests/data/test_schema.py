"""JSON Schemas of records: they accept every record that the program accepts, and refuse the faults that a schema can see."""

import datetime
import json
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[2]
KINDS = "site topic calendar unit procedure document page round dialogue question questions commitment survey".split()
PLACES = [
    (r"site\.toml", "site"),
    (r"topics\.toml", "topic"),
    (r"calendar/[^/]+\.toml", "calendar"),
    (r"units/[^/]+\.md", "unit"),
    (r"procedures/[^/]+\.toml", "procedure"),
    (r"(.*/)?documents/[^/]+\.toml", "document"),
    (r"pages/[^/]+\.md", "page"),
    (r"rounds/[^/]+/round\.md", "round"),
    (r"rounds/[^/]+/[^/]+/dialogue\.md", "dialogue"),
    (r"rounds/[^/]+/[^/]+/questions/[^/]+\.md", "question"),
    (r"rounds/[^/]+/[^/]+/questions\.toml", "questions"),
    (r".*/commitments/[^/]+\.md", "commitment"),
    (r".*/surveys/[^/]+\.md", "survey"),
]
PROJECTS = [ROOT, *sorted(p / "in" for p in (ROOT / "tests/sites").iterdir() if (p / "in").is_dir())]
PROJECTS += [ROOT / "src/cli/init/register"]



def program(*arguments: str) -> str:
    command = [(ROOT / os.environ["DOITHOAI"]).resolve(), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@cache
def validator(kind: str, lang: str = "vi") -> Draft7Validator:
    schema = json.loads(program("schema", kind, "--lang", lang))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=FormatChecker())


def plain(value):
    """TOML as the tools see it: dates are strings."""
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return value


def front_matter(path: Path):
    """The TOML of a record, or nothing where it has none that can be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".md":
            text = re.fullmatch(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(\n.*)?", text.replace("\r\n", "\n"), re.M | re.S)[1]
        return plain(tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError):
        return None


def records(project: Path):
    """Every record file of a project with its kind, translations left out."""
    content = project / "content"
    for path in sorted(content.rglob("*")):
        name = path.relative_to(content).as_posix()
        kind = next((kind for pattern, kind in PLACES if re.fullmatch(pattern, name)), None)
        if kind and path.is_file() and not re.search(r"\.[a-z]{2}\.(md|toml)$", name):
            yield path, kind


def faults(path: Path, kind: str) -> list[str]:
    value = front_matter(path)
    return [] if value is None else [f"{e.json_path}: {e.message}" for e in validator(kind).iter_errors(value)]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda p: p.parent.name)
def test_every_record_is_valid(project: Path):
    found = {str(path): told for path, kind in records(project) if (told := faults(path, kind))}
    assert not found
    assert any(True for _ in records(project)) or project.parent.name == "empty"


def test_every_kind_has_records_to_be_tried_on():
    assert {kind for project in PROJECTS for _, kind in records(project)} == set(KINDS)
    assert [line.split()[0] for line in program("schema").splitlines()] == KINDS


def expected(case: Path) -> list[str]:
    return [line for line in (case / "expect.txt").read_text(encoding="utf-8").splitlines() if line.strip()]


CASES = sorted(case for case in (ROOT / "tests/diagnostics").iterdir() if case.name.startswith("S") and (case / "in").is_dir())

@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_a_schema_sees_no_fault_where_there_is_none(case: Path):
    flawed = {line.split()[2].split(":")[0] for line in expected(case)}
    clean = [(path, kind) for path, kind in records(case / "in") if path.relative_to(case / "in").as_posix() not in flawed]
    assert not {str(path): told for path, kind in clean if (told := faults(path, kind))}


WRONG = [
    ("S01", "question", lambda q: q.update(tittle="x")),
    ("S01", "question", lambda q: q.update(id="001")),
    ("S01", "question", lambda q: q["answers"][0].update(text="x")),
    ("S01", "round", lambda r: r.update(declared={"question": 3})),
    ("S02", "questions", lambda q: q["question"][0].update(id="Câu 1")),
    ("S03", "round", lambda r: r.update(academic_year="2023")),
    ("S04", "question", lambda q: q.update(kind="câu hỏi")),
    ("S04", "dialogue", lambda d: d.update(level="faculty")),
    ("S04", "dialogue", lambda d: d.update(questions_by_channel={"sms": 3})),
    ("S04", "round", lambda r: r.update(semester=3)),
    ("S05", "unit", lambda u: u.update(learners="true")),
    ("S05", "question", lambda q: q.update(topics="hoc-phi")),
    ("S05", "question", lambda q: q.update(received=20240305)),
    ("S05", "question", lambda q: q.update(received="05/03/2024")),
    ("S05", "survey", lambda s: s.update(issued=-4)),
    ("S05", "site", lambda s: s.update(rules={"min_n": 2.5})),
    ("S06", "question", lambda q: q.pop("title")),
    ("S06", "question", lambda q: q.update(title="  ")),
    ("S06", "question", lambda q: q.update(topics=[])),
    ("S06", "question", lambda q: q.update(referrals=[{"from": "a", "to": "b", "to_body": "c", "on": "2024-03-05", "reason": "d"}])),
    ("S06", "question", lambda q: q.update(referrals=[{"from": "a", "on": "2024-03-05", "reason": "d"}])),
    ("S06", "questions", lambda q: q["question"][0].pop("id")),
    ("S06", "commitment", lambda c: c["updates"][0].update(evidence=[{"label": "a"}])),
    ("S11", "document", lambda d: d.update(files=[{"file": "../a.pdf"}])),
    ("S11", "unit", lambda u: u.update(website="javascript:alert(1)")),
    ("S13", "site", lambda s: s.update(rules={"levels": {"P01": "off"}})),
    ("S13", "site", lambda s: s.update(rules={"levels": {"W99": "off"}})),
    ("T01", "question", lambda q: q.update(received="2024-04-31")),
    ("R01", "question", lambda q: q.update(topics=["Học phí"])),
]


def sample(kind: str) -> dict:
    """A valid record of `kind` from the examples, with the tables that the faults below need."""
    needs = {"question": "answers", "commitment": "updates", "questions": "question"}.get(kind)
    for project in PROJECTS:
        for path, found in records(project):
            value = front_matter(path) if found == kind else None
            if value and (needs is None or value.get(needs)):
                return value
    raise AssertionError(f"no example of {kind}")


@pytest.mark.parametrize("code, kind, spoil", WRONG, ids=lambda v: v if isinstance(v, str) else "")
def test_a_fault_of_form_is_seen(code, kind, spoil):
    value = sample(kind)
    assert not list(validator(kind).iter_errors(value))
    spoil(value)
    assert list(validator(kind).iter_errors(value)), f"{code} in a {kind} is not seen"


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_say_the_same(kind):
    def bare(value):
        if isinstance(value, dict):
            words = {"title", "description", "enumDescriptions"} if isinstance(value.get("title", ""), str) else {"enumDescriptions"}
            kept = {k: v for k, v in value.items() if k not in words or isinstance(v, dict)}
            kept.get("x-taplo", {}).pop("docs", None)
            return {k: bare(v) for k, v in kept.items()}
        return [bare(v) for v in value] if isinstance(value, list) else value

    assert bare(validator(kind).schema) == bare(validator(kind, "en").schema)


def test_the_editor_of_a_new_project_sees_faults(tmp_path):
    """The language server of Even Better TOML, as a command: it finds the schemas by the project's own settings."""
    program("init", str(tmp_path))

    def lint():
        taplo = Path(sys.executable).with_name("taplo")
        return subprocess.run([taplo, "lint"], cwd=tmp_path, capture_output=True, text=True, check=False)

    clean = lint()
    assert clean.returncode == 0, clean.stderr
    topics = tmp_path / "content/topics.toml"
    whole = topics.read_text(encoding="utf-8")
    topics.write_text(whole.replace("title =", "titel =", 1), encoding="utf-8")
    flawed = lint()
    assert flawed.returncode != 0 and "titel" in flawed.stderr, flawed.stderr
    topics.write_text(whole, encoding="utf-8")
    plan = tmp_path / "content/rounds/2023-2024/documents/ke-hoach.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("date = ", "date = 1 # ", 1), encoding="utf-8")
    assert lint().returncode != 0
