"""Every figure that a page shows can be computed from the published data.

`[data-figure]` of the pages of rounds, units, topics and dialogues, of lists and of the statistics page is computed again
by SQL over the CSV files, in the page's scope, and compared with `data-numerator` and `data-denominator`.
"""

from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

from conftest import Site

SCOPED = ("round", "unit", "topic", "dialogue")
WHOLE = ("home", "list", "statistics", "overdue", "carried", "coverage")

# The topic and those below it.
BELOW = """with recursive below(id) as (
    select id from topics where id = $id union select t.id from topics t join below on t.parent = below.id
)"""

# Which questions, commitments and cells are in a scope; `q`, `c`, `d` are their tables.
QUESTIONS = {
    "site": "true",
    "round": "q.round = $id",
    "dialogue": "q.dialogue = $id",
    "unit": "q.dialogue in (select id from dialogues where unit = $id) or list_contains(string_split(q.asked_of, ' '), $id)",
    "topic": "q.id in (select question from question_topics where topic in (select id from below))",
}
COMMITMENTS = {
    "site": "true",
    "round": "c.round = $id",
    "dialogue": "c.dialogue = $id",
    "unit": "c.lead = $id",
    "topic": "list_has_any(string_split(c.topics, ' '), (select list(id) from below))",
}
DIALOGUES = {"site": "true", "round": "d.round = $id", "dialogue": "d.id = $id", "unit": "d.unit = $id", "topic": "false"}
# What is overdue counts for the unit that owes it.
OVERDUE = QUESTIONS | {"unit": "q.owed_by = $id"}

ASKED = "q.state not in ('merged', 'withdrawn')"
ANSWERED = "q.state in ('answered', 'out-of-competence', 'closed')"
KEPT = "c.state not in ('cancelled', 'explained')"
OPEN = "c.state not in ('verified', 'explained', 'cancelled')"

HELD = "d.state in ('held', 'minutes-published', 'closed')"

# Commitments that were made before `day` and were still open when it began: by the last fact before it.
STILL_OPEN = """(c.made is null or c.made < {day}) and coalesce((
    select f.state from (
        select commitment, "on", no, state from updates union all select commitment, "on", no, state from verifications
    ) f where f.commitment = c.id and f."on" < {day} order by f.no desc limit 1
), 'planned') not in ('verified', 'explained', 'cancelled')"""

FIRST_HELD = f"(select min(held) from dialogues d where d.round = {{round}} and {HELD})"
NEWEST = f"""(select r.id from rounds r where exists (select 1 from dialogues d where d.round = r.id and {HELD})
              order by r.no desc limit 1)"""


def question_share(part: str, whole: str) -> str:
    return f"select count(*) filter ({part}), count(*) from questions q where ({whole}) and ({{questions}})"


def commitment_count(which: str) -> str:
    return f"select count(*) from commitments c where ({which}) and ({{commitments}})"


def carried(scope: str) -> str:
    """Commitments of earlier rounds still open when the round's first dialogue was held: the newest such round, but on a
    round's own page."""
    round_ = "$id" if scope == "round" else NEWEST
    scoped = "true" if scope in ("round", "site") else COMMITMENTS[scope]
    return f"""select count(*) from commitments c join rounds made_in on made_in.id = c.round
        where made_in.no < (select no from rounds where id = {round_})
          and {FIRST_HELD.format(round=round_)} is not null
          and {STILL_OPEN.format(day=FIRST_HELD.format(round=round_))} and ({scoped})"""


TIMED = f"{ASKED} and q.deadline in ('on-time', 'late', 'overdue')"
MEDIAN = "select median({days}), count({days}) from {table} where {which}"
SQL = {
    "answer_rate": question_share(f"where {ANSWERED}", ASKED),
    "on_time_rate": question_share("where q.deadline = 'on-time'", TIMED),
    "verified_rate": f"select count(*) filter (where c.state = 'verified'), count(*) from commitments c where {KEPT} and ({{commitments}})",
    "publication_coverage": "select count(*) filter (where p.state = 'published'), count(*) from publications p join dialogues d on d.id = p.dialogue where p.required and ({dialogues})",
    "questions": "select count(*) from questions q where {questions}",
    "questions_open": "select count(*) from questions q where q.state in ('received', 'assigned', 'referred', 'reopened') and ({questions})",
    "questions_overdue": "select count(*) from questions q where q.deadline = 'overdue' and ({overdue})",
    "withheld": "select count(*) from questions q where q.visibility = 'withheld' and ({questions})",
    "commitments": commitment_count("true"),
    "commitments_open": commitment_count(OPEN),
    "commitments_overdue": commitment_count(f"c.deadline = 'overdue' and c.state <> 'done-reported' and {OPEN}"),
    "verified": commitment_count("c.state = 'verified'"),
    "explained": commitment_count("c.state = 'explained'"),
    "cancelled": commitment_count("c.state = 'cancelled'"),
    "days_to_first_answer": MEDIAN.format(days="q.days_to_answer", table="questions q", which=f"{ASKED} and ({{questions}})"),
    "days_to_verified": MEDIAN.format(days="c.days_to_verified", table="commitments c", which="c.state = 'verified' and ({commitments})"),
    "stage-raised": question_share("", ASKED).replace(" filter ()", ""),
    "stage-escalated": question_share("where q.referred is not null", ASKED),
    "stage-answered": question_share(f"where {ANSWERED}", ASKED),
    "stage-promised": f"select count(*), count(*) from commitments c where {KEPT} and ({{commitments}})",
    "stage-verified": f"select count(*) filter (where c.state = 'verified'), count(*) from commitments c where {KEPT} and ({{commitments}})",
    "response_rate": "select returned, issued from surveys where id = $id and issued_qualifier is null and returned_qualifier is null",
}


class Page(HTMLParser):
    """What a page says of itself and the figures that it shows."""

    def __init__(self, text: str):
        super().__init__()
        self.kind = self.id = None
        self.figures: list[dict[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "html":
            self.kind, self.id = attributes["data-kind"], attributes.get("data-id")
        if "data-figure" in attributes:
            self.figures.append(attributes)


def scope_of(page: Page) -> tuple[str, str | None] | None:
    if page.kind in SCOPED or page.kind == "survey":
        return page.kind, page.id
    return ("site", None) if page.kind in WHOLE else None


def expected(tables, figure: str, scope: str, record: str | None) -> tuple:
    sql = carried(scope) if figure == "carried" else SQL[figure]
    sql = sql.format(
        questions=QUESTIONS.get(scope),
        commitments=COMMITMENTS.get(scope),
        dialogues=DIALOGUES.get(scope),
        overdue=OVERDUE.get(scope),
    )
    if scope == "topic":
        sql = f"{BELOW} {sql}"
    return tables.execute(sql, {"id": record} if "$id" in sql else {}).fetchone()


def test_every_figure_can_be_computed_from_the_data(site: Site):
    tables, compared, wrong, known = site.tables(), 0, [], {}
    for path in sorted(site.folder.rglob("index.html")):
        page = Page(path.read_text(encoding="utf-8"))
        scope = scope_of(page)
        if not page.figures:
            continue
        place = path.relative_to(site.folder)
        assert scope, f"{place}: figures on a page of kind {page.kind}"
        for figure in page.figures:
            name, shown = figure["data-figure"], [figure["data-numerator"], figure.get("data-denominator")]
            # Both languages and all pages of a list show the same figures.
            if (name, *scope) not in known:
                known[name, *scope] = expected(tables, name, *scope)
            computed = known[name, *scope]
            compared += 1
            values = [Fraction(str(v or 0)) for v in computed]
            if [Fraction(v) for v in shown if v is not None] != values:
                wrong.append(f"{place}: {name} shows {shown}, the data says {computed}")
    assert not wrong, "\n".join(wrong)
    if site.name == "content":
        assert compared > 500, f"{compared} figures"


def test_the_data_can_tell_a_wrong_figure(site: Site):
    """The comparison above would fail on another number: the scopes differ from each other."""
    if site.name != "content":
        return
    tables = site.tables()
    whole = expected(tables, "questions", "site", None)[0]
    by_round = [expected(tables, "questions", "round", r)[0] for (r,) in tables.execute("select id from rounds").fetchall()]
    assert whole == sum(by_round) > max(by_round) > 0


def test_tables_point_at_each_other(site: Site):
    """Columns of several ids, which no foreign key can describe, name only what is there."""
    tables = site.tables()
    lists = {
        ("questions", "asked_of"): "units",
        ("answers", "co"): "units",
        ("commitments", "co"): "units",
        ("commitments", "answers_to"): "questions",
        ("commitments", "topics"): "topics",
        ("steps", "units"): "units",
        ("topics", "lead"): "units",
        ("topics", "co"): "units",
    }
    for (table, column), target in lists.items():
        sql = f"select id from (select unnest(string_split({column}, ' ')) id from {table}) where id not in (select id from {target})"
        assert tables.execute(sql).fetchall() == [], (table, column)


def test_days_between_facts_are_in_order(site: Site):
    tables = site.tables()
    for sql in (
        "select id from questions where days_to_answer is not null and answered is null",
        "select id from commitments where (verified is null) <> (state <> 'verified')",
        "select id from questions where (workdays is null) = (deadline in ('overdue', 'late'))",
        "select round, id from steps where start > \"end\"",
    ):
        assert tables.execute(sql).fetchall() == [], sql


def test_the_statistics_page_is_compared_where_there_is_one(site: Site):
    page = Path(site.folder / "thong-ke" / "index.html")
    if page.exists():
        assert Page(page.read_text(encoding="utf-8")).figures
