"""Twelve plans as data, as a sheet to fill from and as Word files: the same plans in all three."""

from __future__ import annotations

import json
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

import plandocs
from plandocs.data.validate import as_plan, mistakes_in

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
COMPLETED = sorted((SAMPLES / "completed").iterdir())
SIGNED_WITH_A_PICTURE = "OBrien Siobhan"

Noticed = tuple[set[str], list[tuple[str, str]]]
NOTICED: dict[str, Noticed] = {
    "Haddad Fatima": ({"unmapped-text"}, [("text", "Department of Regional Futures")]),
    "Lukasiewicz Wojciech": ({"comments"}, [("comment", "Could we say by when?")]),
    "Oyelaran Samuel": ({"struck-text"}, []),
    "Stannard Liam": (
        {"unmapped-text"},
        [("text", "Discussed with HR on 3 August: the branch pays for the course.")],
    ),
    "Tamihana Aroha": ({"tracked-changes"}, [("deleted", "quickly")]),
}
SHAPES = (
    ("Haddad Fatima", ">Employee name<"),
    ("OBrien Siobhan", "<pic:pic"),
    ("Sinclair-Lowe Bronte", '<w:date w:fullDate="2026-07-22T00:00:00Z">'),
    ("Sinclair-Lowe Bronte", "<w:dropDownList>"),
    ("Sinclair-Lowe Bronte", "<w:sdtContent><w:tc>"),
    ("Whitford Daniel", ">Manager name: P"),
    ("Whitford Daniel", '<w:vMerge w:val="continue"/>'),
)


def plans() -> dict[str, Any]:
    lines = (SAMPLES / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    return {plan["id"]: plan for plan in map(json.loads, lines)}


def test_the_data_is_in_normal_form() -> None:
    for plan in plans().values():
        assert as_plan(plan).model_dump(mode="json") == plan


def test_the_sheet_holds_the_same_plans_in_the_same_order() -> None:
    read = [mistakes_in(record) for record in plandocs.read_data(SAMPLES / "plans.xlsx")]
    assert read == [as_plan(plan) for plan in plans().values()]


def test_there_is_a_completed_form_for_each_plan() -> None:
    read = {reading.plan.id for reading in plandocs.parse_many(COMPLETED) if reading.plan}
    assert read == set(plans())
    assert len(COMPLETED) == 12


@pytest.mark.parametrize("file", COMPLETED, ids=lambda file: file.stem)
def test_a_completed_form_is_read_as_the_data_has_it(file: Path) -> None:
    plan = plandocs.parse(file).plan
    assert plan is not None
    expected = plans()[plan.id]
    if file.stem == SIGNED_WITH_A_PICTURE:
        expected["officer_signature"] = {"signed": True, "text": ""}
    assert plan.model_dump(mode="json") == expected


def test_half_of_them_were_saved_by_libreoffice() -> None:
    programs = [reading.document.program for reading in plandocs.parse_many(COMPLETED)]
    assert sum(program.startswith("LibreOffice") for program in programs) == 6


@pytest.mark.parametrize(("name", "noticed"), NOTICED.items())
def test_what_people_left_in_one_is_noticed(name: str, noticed: Noticed) -> None:
    reading = plandocs.parse(SAMPLES / "completed" / f"{name}.docx")
    codes = {issue.code for issue in reading.issues if issue.severity != "info"}
    assert (codes, [(each.kind, each.text) for each in reading.unmapped]) == noticed


def test_the_others_are_read_without_a_question() -> None:
    readings = plandocs.parse_many(file for file in COMPLETED if file.stem not in NOTICED)
    assert [reading.clean for reading in readings] == [True] * 7


@pytest.mark.parametrize(("name", "shape"), SHAPES)
def test_people_bent_the_form(name: str, shape: str) -> None:
    assert shape in body(SAMPLES / "completed" / f"{name}.docx")


@pytest.mark.parametrize(
    ("name", "table", "headings"), [("Stannard Liam", 1, 2), ("Oyelaran Samuel", 3, 3)]
)
def test_people_put_rows_in(name: str, table: int, headings: int) -> None:
    file = SAMPLES / "completed" / f"{name}.docx"
    assert len(Document(str(file)).tables[table].rows) == headings + 6


def body(file: Path) -> str:
    with zipfile.ZipFile(file) as parts:
        return parts.read("word/document.xml").decode()


@pytest.mark.parametrize("place", range(0, 12, 2))
def test_a_committed_form_that_was_not_saved_again_is_what_the_script_builds(
    place: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    plan = as_plan(list(plans().values())[place])
    built = tmp_path / "built.docx"
    built.write_bytes(import_module("samples").completed(plan, place))
    assert body(built) in [body(file) for file in COMPLETED]


def test_the_committed_sheet_is_what_the_script_builds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    built = tmp_path / "plans.xlsx"
    built.write_bytes(import_module("samples").sheet([as_plan(each) for each in plans().values()]))
    assert cells(built) == cells(SAMPLES / "plans.xlsx")


def cells(file: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(file)["Plans"].values)
