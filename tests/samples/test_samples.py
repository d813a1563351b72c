"""Twelve plans as data, as a sheet to fill from and as Word files: the same plans in all three."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs
from plandocs.verbs.validate import as_plan, mistakes_in

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
COMPLETED = sorted((SAMPLES / "completed").iterdir())


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
    assert plan.model_dump(mode="json") == plans()[plan.id]


def test_half_of_them_were_saved_by_libreoffice() -> None:
    programs = [reading.document.program for reading in plandocs.parse_many(COMPLETED)]
    assert sum(program.startswith("LibreOffice") for program in programs) == 6


def test_what_people_left_in_them_is_noticed() -> None:
    readings = list(plandocs.parse_many(COMPLETED))
    codes = {issue.code for reading in readings for issue in reading.issues}
    assert {"tracked-changes", "comments", "struck-text", "unmapped-text"} <= codes
    kinds = {each.kind for reading in readings for each in reading.unmapped}
    assert kinds == {"deleted", "comment", "text"}
    assert sum(reading.clean for reading in readings) == 8


def test_the_committed_sheet_is_what_the_script_builds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    built = tmp_path / "plans.xlsx"
    built.write_bytes(import_module("samples").sheet([as_plan(each) for each in plans().values()]))
    assert cells(built) == cells(SAMPLES / "plans.xlsx")


def cells(file: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(file)["Plans"].values)
