"""The roll-up as SQLite and Parquet holds the workbook's numbers, typed, whole or not at all."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs
from tests.rollup.plans import OBJECTIVES, ROSTER, SAMPLES, THEMES

PLANS = SAMPLES / "plans.jsonl"
LISTS: dict[str, Any] = {"roster": ROSTER, "objectives": OBJECTIVES, "themes": THEMES}
CORRECTED = "corrected"
AUDIENCES: tuple[Any, ...] = ("hr", "executive", CORRECTED)


def _plain(value: object) -> object:
    """A value as all of them give it: of the workbook Yes is true, and blank is nothing."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool) or value in ("Yes", "No"):
        return float(value in (True, "Yes"))
    return float(value) if isinstance(value, int | float) else None if value == "" else value


def book(path: Path) -> dict[str, dict[str, list[object]]]:
    """The columns of each sheet, as the workbook has them."""
    sheets = {}
    for sheet in openpyxl.load_workbook(path):
        (table,) = sheet.tables.values() or (None,)
        cells = sheet.iter_rows() if table is None else sheet[table.ref]
        rows = [[cell.value for cell in row] for row in cells]
        rows = [row for row in rows if set(row) != {None}]  # below headings without rows
        if sheet.title != "About" and sheet.sheet_state == "visible":
            sheets[sheet.title] = {
                str(heading): [_plain(row[n]) for row in rows[1:]]
                for n, heading in enumerate(rows[0])
            }
    return sheets


def _schema(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    query = "SELECT table_name, column_name, type, heading FROM plandocs_schema"
    for table, *column in connection.execute(query):
        found.setdefault(table, []).append(tuple(column))
    return found


def _counts(values: list[object]) -> list[object]:
    return [None if value == "n.p." else value for value in values]


@pytest.fixture(scope="module", params=AUDIENCES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a roll-up as workbook and SQLite, for one audience, or with corrections."""
    folder = tmp_path_factory.mktemp("made")
    items = _corrected(folder) if request.param == CORRECTED else PLANS
    audience: Any = "hr" if request.param == CORRECTED else request.param
    for name in ("division.xlsx", "division.sqlite"):
        plandocs.rollup(items, folder / name, audience=audience, **LISTS)
    return folder


def _corrected(folder: Path) -> list[plandocs.Reading]:
    """Readings of the first plans, in which HR corrected a manager and an outcome."""
    plans = [json.loads(line) for line in PLANS.read_text("utf-8").splitlines()[:3]]
    files = [each.file for each in plandocs.fill_many(plans, folder / "plans")]
    state = plandocs.State(folder / "division.plandocs")
    list(plandocs.parse_many(files, state=state))
    state.correct(files[0], "manager_name", "Lea Roy", by="Ann of HR")
    state.correct(files[1], "outcomes[0].outcome", "=Shorter queues", by="Ann of HR")
    return list(plandocs.parse_many(files, state=state))


def test_sqlite_has_the_values_of_every_sheet(made: Path) -> None:
    with closing(sqlite3.connect(made / "division.sqlite")) as connection:
        schema = _schema(connection)
        compared = 0
        for sheet, columns in book(made / "division.xlsx").items():
            table = sheet.casefold().replace(" ", "_")
            for name, kind, heading in schema[table]:
                if heading:
                    query = f'SELECT "{name}" FROM "{table}" ORDER BY "row"'
                    values = [_plain(v) for (v,) in connection.execute(query)]
                    wanted = columns[heading]
                    if heading == "File":  # the workbook shortens its path
                        values, wanted = (
                            [v and Path(str(v)).name for v in side] for side in (values, wanted)
                        )
                    assert values == (_counts(wanted) if kind == "integer" else wanted), name
                    compared += len(values)
        assert compared > 30
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_columns_are_typed(tmp_path: Path) -> None:
    plandocs.rollup(PLANS, tmp_path / "d.sqlite", **LISTS)
    with closing(sqlite3.connect(tmp_path / "d.sqlite")) as connection:
        types = {(t, n): kind for t, c in _schema(connection).items() for n, kind, _ in c}
        assert types["outcomes", "number_of_measures"] == "integer"
        assert types["leadership", "blank"] == "boolean"
        assert "date" in types.values()
        query = "SELECT typeof(number_of_measures) FROM outcomes GROUP BY 1"
        assert connection.execute(query).fetchall() == [("integer",)]


def test_lists_are_further_tables(tmp_path: Path) -> None:
    plan = {
        "officer_name": "Ann Lee",
        "outcomes": [
            {"outcome": "a", "measures": ["one", "two\nmore of two"], "links": ["SO1"]},
            {"outcome": "b", "measures": ["three"]},
        ],
    }
    plandocs.rollup(plan, tmp_path / "d.sqlite")
    with closing(sqlite3.connect(tmp_path / "d.sqlite")) as connection:
        query = 'SELECT "row", position, item FROM outcomes_measures'
        assert connection.execute(query).fetchall() == [
            (1, 1, "one"), (1, 2, "two\nmore of two"), (2, 1, "three"),
        ]  # fmt: skip


def test_what_is_private_stays_out(tmp_path: Path) -> None:
    plan = {"officer_name": "Ann Lee", "career": {"aspirations": "To lead a circus"}}
    plandocs.rollup(plan, tmp_path / "d.sqlite")
    assert b"circus" not in (tmp_path / "d.sqlite").read_bytes()
    plandocs.rollup(plan, tmp_path / "e.sqlite", include_confidential=True)
    assert b"circus" in (tmp_path / "e.sqlite").read_bytes()


def test_executives_get_no_names(tmp_path: Path) -> None:
    plandocs.rollup(PLANS, tmp_path / "d.sqlite", audience="executive", **LISTS)
    content = (tmp_path / "d.sqlite").read_bytes()
    names = {row["officer_name"] for row in plandocs.tables(PLANS)["completion"]}
    assert names
    assert [name for name in names if str(name).encode() in content] == []


def test_nothing_that_is_there_is_replaced_unless_asked(tmp_path: Path) -> None:
    target = tmp_path / "d.sqlite"
    target.write_bytes(b"mine")
    with pytest.raises(plandocs.OutputError, match="there already"):
        plandocs.rollup(PLANS, target)
    assert target.read_bytes() == b"mine"
    plandocs.rollup(PLANS, target, force=True)
    assert target.read_bytes().startswith(b"SQLite")


def test_pandas_and_duckdb_read_the_same_numbers(made: Path, tmp_path: Path) -> None:
    import duckdb
    import pandas

    audience: Any = "hr" if "Completion" in book(made / "division.xlsx") else "executive"
    folder, files = tmp_path / "tables", sorted((made / "plans").glob("*.docx"))
    items: Any = plandocs.parse_many(files, state=made / "division.plandocs") if files else PLANS
    plandocs.rollup(items, folder, format="parquet", audience=audience, **LISTS)
    with closing(sqlite3.connect(made / "division.sqlite")) as connection:
        schema = _schema(connection)
        for table, columns in schema.items():
            names = ", ".join(f'"{name}"' for name, *_ in columns)
            query = f'SELECT {names} FROM "{table}" ORDER BY "row"'
            wanted: list[tuple[Any, ...]] = [
                tuple(map(_plain, row)) for row in connection.execute(query)
            ]
            file = folder / f"{table}.parquet"
            read = duckdb.sql(f"SELECT {names} FROM '{file}'").fetchall()
            assert sorted(map(repr, (tuple(map(_plain, row)) for row in read))) == sorted(
                map(repr, wanted)
            ), table
            frame = pandas.read_parquet(file)
            assert list(frame.columns) == [name for name, *_ in columns]
            for name, kind, _ in columns:
                if kind == "integer":
                    at = list(frame.columns).index(name)
                    assert frame[name].sum() == sum(row[at] or 0 for row in wanted)
            of_sqlite = pandas.read_sql(query, connection)
            assert len(of_sqlite) == len(frame) == len(wanted)
    assert {path.stem for path in folder.iterdir()} == {*schema, "plandocs_schema"}


def test_a_folder_of_tables_is_whole_and_gives_way_to_another_only_when_asked(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "tables"
    plandocs.rollup(PLANS, folder, format="parquet")
    before = {path.name for path in folder.iterdir()}
    with pytest.raises(plandocs.OutputError, match="earlier roll-up"):
        plandocs.rollup(PLANS, folder, format="parquet")
    plandocs.rollup(PLANS, folder, format="parquet", audience="executive", force=True)
    assert {path.name for path in folder.iterdir()} < before
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(plandocs.OutputError, match="other files"):
        plandocs.rollup(PLANS, folder, format="parquet", force=True)


@pytest.mark.parametrize("ends", [OSError("no room"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", [1, 2])
def test_the_tables_of_before_are_there_whenever_a_run_ends(
    ends: BaseException, at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, rename, calls = tmp_path / "tables", os.rename, []

    def renamed(old: Path, new: Path) -> None:
        calls.append(new)
        if len(calls) == at:
            raise ends
        rename(old, new)

    plandocs.rollup(PLANS, folder, format="parquet")
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    monkeypatch.setattr("plandocs.tabular.parquet.os.rename", renamed)
    with pytest.raises((plandocs.OutputError, KeyboardInterrupt)):
        plandocs.rollup(PLANS, folder, format="parquet", audience="executive", force=True)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
    assert list(tmp_path.iterdir()) == [folder]


def test_the_tables_of_before_come_back_after_a_run_that_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    plandocs.rollup(PLANS, folder, format="parquet")
    folder.rename(tmp_path / ".tables.plandocs-before")  # as a kill between two renames leaves it
    with pytest.raises(plandocs.OutputError, match="force"):
        plandocs.rollup(PLANS, folder, format="parquet")
    assert folder.is_dir()
    plandocs.rollup(PLANS, folder, format="parquet", force=True)
    assert list(tmp_path.iterdir()) == [folder]


def test_the_page_about_tables_tells_the_truth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    monkeypatch.chdir(tmp_path)
    page = (SAMPLES.parent / "docs" / "tables.md").read_text(encoding="utf-8")
    code, query = (
        re.findall(rf"```{name}\n(.*?)```", page, re.DOTALL) for name in ("python", "sql")
    )
    plandocs.rollup(PLANS, "division.sqlite", **LISTS)
    plandocs.rollup(PLANS, "tables", format="parquet", **LISTS)
    names: dict[str, Any] = {}
    exec(code[0], names)
    assert len(names["needs"]) == len(plandocs.tables(PLANS)["learning_needs"])
    assert len(names["outcomes"]) == len(plandocs.tables(PLANS)["outcomes"])
    assert len(duckdb.sql(query[0]).fetchall()) == names["outcomes"].officer_name.nunique()


def test_what_is_missing_is_said_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(plandocs.MissingExtra, match=r"plandocs\[parquet\]"):
        plandocs.rollup(PLANS, tmp_path / "tables", format="parquet")
    with pytest.raises(plandocs.InputError, match="format"):
        plandocs.rollup(PLANS, tmp_path / "tables", format="avro")
    assert list(tmp_path.iterdir()) == []
