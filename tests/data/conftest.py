"""Sites that the tests of files for machines look at: the register that the project ships, and its example projects."""

import csv
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = {
    "content": ROOT,
    **{case.name: case / "in" for case in sorted((ROOT / "tests" / "sites").iterdir()) if (case / "in").is_dir()},
}


@dataclass(frozen=True)
class Site:
    """A built site."""

    name: str
    folder: Path

    @property
    def data(self) -> Path:
        """The folder of its open data."""
        return self.folder / "du-lieu"

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of one of its published CSV files, as text; without the mark before what looks like a formula."""
        with open(self.data / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        return [{k: v[1:] if re.match("'[=+@-]", v) else v for k, v in row.items()} for row in rows]

    @property
    def as_of(self) -> str:
        """The day that it is computed for."""
        return json.loads((self.folder / "doithoai.json").read_text(encoding="utf-8"))["as_of"]

    def leads_somewhere(self, address: str) -> bool:
        """Whether an address below the site's own leads to a page that is there, and to its anchor."""
        home = re.search(r'<link rel="canonical" href="([^"]*)"', (self.folder / "index.html").read_text(encoding="utf-8"))
        assert address.startswith(home[1]), address
        path, _, anchor = address[len(home[1]) :].partition("#")
        page = self.folder / path / "index.html"
        return page.is_file() and (not anchor or f' id="{anchor}"' in page.read_text(encoding="utf-8"))

    def tables(self) -> duckdb.DuckDBPyConnection:
        """Its published CSV files as tables, with the types that their description gives them."""
        connection = duckdb.connect()
        for resource in package(self)["resources"]:
            fields = resource["schema"]["fields"]
            columns = ", ".join(f"'{f['name']}': '{SQL_TYPES[f['type']]}'" for f in fields)
            path = self.data / resource["path"]
            connection.execute(
                f"""create table "{resource['name']}" as
                    select * from read_csv('{path}', header = true, columns = {{{columns}}}, delim = ',', quote = '"',
                                           escape = '"', nullstr = '')"""
            )
        return connection


SQL_TYPES = {
    "string": "VARCHAR",
    "date": "DATE",
    "yearmonth": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
}


def package(site: Site) -> dict:
    """The description of a site's data."""
    return json.loads((site.data / "datapackage.json").read_text(encoding="utf-8"))


def unpacked(project: Path, into: Path) -> Path:
    """A copy of an example with the names that are meant: letters beyond ASCII stand in fixtures as `%E1`."""
    for file in filter(Path.is_file, project.rglob("*")):
        target = into / unquote(str(file.relative_to(project)))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    return into


@pytest.fixture(scope="session", params=PROJECTS)
def site(request, tmp_path_factory) -> Site:
    """Every project in turn, built once."""
    folder = tmp_path_factory.mktemp(request.param)
    project, out = PROJECTS[request.param], folder / "public"
    if project != ROOT:
        project = unpacked(project, folder / "in")
    program = (ROOT / os.environ["DOITHOAI"]).resolve()
    # A project whose warnings are part of the example still builds; one that does not is a fault of the test itself.
    built = subprocess.run([program, "build", project, "--out", out], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return Site(request.param, out)
