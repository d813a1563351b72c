"""A roll-up with a list too long for a sheet: a workbook for each division, and nothing dropped."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import plandocs
from plandocs.cli import plandocs as command_line
from plandocs.errors import InputError, OutputError
from tests.rollup.hr import edit, write
from tests.rollup.plans import plan, read, workbook

_UNITS = ("Policy / Reform", "Policy / Design", "Corp: A / People", "People", "")
_LISTS = ("Completion", "Outcomes", "Measures", "Leadership", "Learning needs", "Checks")
_SHORT = 41
_SHARED = "The very same eight words in both the plans"


@pytest.fixture(autouse=True)
def _short_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheets of 40 rows, heading and all."""
    monkeypatch.setattr("plandocs.verbs.rollup.MOST_ROWS", _SHORT)


def _outcome(number: int) -> dict[str, Any]:
    return {"outcome": f"{_SHARED} {number}", "measures": ["by May"], "links": ["Better service"]}


def person(number: int, unit: str) -> str:
    """A name whose surname nobody else's is like: those who share an id are several people."""
    return f"Ann {md5(f'{number}{unit}'.encode()).hexdigest()}"


def readings(each: int = 3) -> list[Any]:
    """Three people in each unit, with five rows of leadership each: 75 in all."""
    given = [
        read(
            plan(
                person(number, unit),
                unit,
                id="0" if number == 0 and unit in _UNITS[:3:2] else f"{unit} {number}",
                outcomes=[_outcome(number % 2)],
                learning_needs=[{"need": f"Coaching {unit}"}],
            ),
            f"in/{unit}{number}.docx".replace(" / ", "-").replace(":", ""),
        )
        for unit in _UNITS
        for number in range(each)
    ]
    return [*given, read(plan(person(0, _UNITS[0]), _UNITS[0], id="0"), "in/0.docx")]


@pytest.fixture(scope="module")
def _split(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("split")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("plandocs.verbs.rollup.MOST_ROWS", _SHORT)
        plandocs.rollup(readings(), folder / "all.xlsx", roster=roster(folder))
    return folder


@pytest.fixture
def split(tmp_path: Path, _split: Path) -> Path:
    """A folder with the workbooks of the divisions."""
    shutil.copytree(_split, tmp_path, dirs_exist_ok=True)
    return tmp_path


def roster(folder: Path) -> Path:
    """Everybody, and one who is missing."""
    lines = [f'"{person(n, unit)}","{unit}"' for unit in _UNITS for n in range(3)]
    path = folder / "staff.csv"
    path.write_text("\n".join(("Name,Division/Branch", *lines, '"Missing, M",People')))
    return path


def parts(folder: Path) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The workbooks of the divisions, each list as one."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for path in sorted(folder.glob("all - *.xlsx")):
        book = found.setdefault(path.stem.removeprefix("all - "), defaultdict(list))
        for name, rows in workbook(path).items():
            book[re.sub(r" \(\d\)$", "", name)] += rows
    return found


def test_each_division_gets_a_workbook_with_a_legal_name_beside_the_one_asked_for(
    split: Path,
) -> None:
    assert set(parts(split)) == {"Policy", "Corp- A", "People", "No division"}
    overview = workbook(split / "all.xlsx")
    assert list(overview) == [
        *("Summary", "Objectives", "Alignment", "Alignment matrix", "Learning themes"),
        *("Matches", "Sources", "About"),
    ]


def test_nothing_is_dropped_and_nobody_is_in_two(
    split: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = parts(split)
    monkeypatch.setattr("plandocs.verbs.rollup.MOST_ROWS", 10_000)
    plandocs.rollup(readings(), split / "one.xlsx", roster=roster(split))
    one = workbook(split / "one.xlsx")
    for name in (*_LISTS, "Changes"):
        rows = Counter(tuple(row.values()) for book in found.values() for row in book.get(name, []))
        assert rows == Counter(tuple(row.values()) for row in one[name]), name
        assert name == "Changes" or rows
    assert {row["Code"] for row in one["Checks"]} >= {"copied", "identity-reused"}
    overview = workbook(split / "all.xlsx")
    for name in ("Summary", "Objectives", "Alignment", "Learning themes", "Matches", "Sources"):
        assert overview.get(name) == one.get(name), name
    sources = [row["File"] for book in found.values() for row in book["Sources"]]
    assert sorted(sources) == sorted(row["File"] for row in overview["Sources"])


def test_the_parts_add_up_to_the_overview(split: Path) -> None:
    total = workbook(split / "all.xlsx")["Summary"][-1]
    lasts = [book["Summary"][-1] for book in parts(split).values()]
    counts = {heading for heading in total if not heading.startswith("Per cent")}
    for heading in counts - {"Branch"}:
        assert sum(last[heading] for last in lasts) == total[heading], heading


def test_it_is_said_in_the_result_on_the_console_and_in_each_workbook(tmp_path: Path) -> None:
    done = plandocs.rollup(readings(), tmp_path / "all.xlsx")
    assert 'the list "Leadership" has more rows than a sheet of Excel takes' in done.notes[0]
    assert "Nothing was left out" in done.notes[0]
    assert done.parts["Policy"] == str(tmp_path / "all - Policy.xlsx")
    assert done.rows["Leadership"] == 75
    about = [list(row.values()) for row in workbook(tmp_path / "all.xlsx")["About"]]
    assert ["Corp: A", "all - Corp- A.xlsx"] in about
    about = [list(row.values()) for row in workbook(tmp_path / "all - Policy.xlsx")["About"]]
    assert ["Part of", "all.xlsx"] in about
    plans = tmp_path / "plans.jsonl"
    plans.write_text("\n".join(r.plan.model_dump_json() for r in readings()), encoding="utf-8")
    said = CliRunner().invoke(command_line, ["rollup", str(plans), "-o", str(tmp_path / "c.xlsx")])
    assert said.exit_code == 0
    assert "c - Policy.xlsx" in said.output.replace("\n", " ")


def test_a_division_too_long_by_itself_goes_on_in_a_second_sheet(tmp_path: Path) -> None:
    done = plandocs.rollup(readings(each=7), tmp_path / "all.xlsx")
    book = workbook(tmp_path / "all - Policy.xlsx")
    assert [len(book[name]) for name in ("Leadership", "Leadership (2)")] == [40, 30]
    assert any(note.startswith("all - Policy.xlsx: Leadership is too long") for note in done.notes)


def test_one_division_alone_is_not_split(tmp_path: Path) -> None:
    given = [plan(f"P{n}", f"Policy / {n}") for n in range(9)]
    done = plandocs.rollup(given, tmp_path / "all.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["all.xlsx"]
    assert (done.rows["Leadership"], done.rows["Leadership (2)"]) == (40, 5)
    assert done.parts == {}


def test_a_workbook_that_is_there_is_never_overwritten_by_a_part(tmp_path: Path) -> None:
    there = tmp_path / "all - Policy.xlsx"
    there.write_bytes(b"notes")
    with pytest.raises(OutputError, match=r'update="all - Policy\.xlsx"'):
        plandocs.rollup(readings(), tmp_path / "all.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["all - Policy.xlsx"]
    assert there.read_bytes() == b"notes"
    plandocs.rollup(readings(), tmp_path / "all.xlsx", force=True)
    assert "Leadership" in workbook(there)


def test_a_refresh_keeps_one_workbook_with_its_notes(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    plandocs.rollup(readings()[:3], path)
    edit(path, "Outcomes", write("HR notes", {2: "Keep me"}))
    plandocs.rollup(readings(), update=path)
    book = workbook(path)
    assert "Leadership (2)" in book
    assert "Keep me" in [row["HR notes"] for row in book["Outcomes"]]
    assert [each.name for each in tmp_path.iterdir()] == ["all.xlsx"]


def test_a_part_is_refreshed_by_itself_and_stays_a_part(split: Path) -> None:
    path = split / "all - Policy.xlsx"
    edit(path, "Leadership", write("Mine", {2: "Keep me"}))
    for _ in range(2):
        plandocs.rollup(readings(), update=path, division="Policy", roster=roster(split))
        book = workbook(path)
        assert [row["Mine"] for row in book["Leadership"]].count("Keep me") == 1
        assert len(book["Completion"]) == 6
        assert not [row for row in book["Changes"] if "last roll-up" in str(row["Since"])]
    with pytest.raises(InputError, match='division="Policy"'):
        plandocs.rollup(readings(), update=path)
    path = split / "all - No division.xlsx"
    plandocs.rollup(readings(), update=path, division="No division", roster=roster(split))
    assert len(workbook(path)["Completion"]) == 3


def test_the_overview_is_not_refreshed_by_itself(split: Path) -> None:
    before = (split / "all.xlsx").read_bytes()
    with pytest.raises(InputError, match="split by division"):
        plandocs.rollup(readings(), update=split / "all.xlsx")
    assert (split / "all.xlsx").read_bytes() == before


def test_a_copy_for_executives_and_a_page_are_one_file(tmp_path: Path) -> None:
    given = [plan(f"P{n}", f"D{n} / B{n}") for n in range(45)]
    plandocs.rollup(given, tmp_path / "executive.xlsx", audience="executive")
    plandocs.rollup(given, tmp_path / "page.html")
    assert {path.name for path in tmp_path.iterdir()} == {"executive.xlsx", "page.html"}
