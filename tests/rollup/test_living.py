"""A living workbook: refreshed from the plans, and nothing that HR wrote is lost."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from string import ascii_uppercase as letters
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import plandocs
from plandocs.errors import OutputError
from tests.officers import samples
from tests.rollup.hr import NOTES, edit, refresh, write
from tests.rollup.plans import workbook


def test_a_plain_run_never_overwrites_and_names_update(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(OutputError, match=r'update="division\.xlsx"'):
        plandocs.rollup(samples(), path)
    assert path.read_bytes() == before


def test_notes_and_added_columns_stay_with_their_row(path: Path) -> None:
    edit(path, "Outcomes", write("HR notes", {5: "Talked on Monday"}))
    edit(path, "Outcomes", write("Budget", {6: 1200.5, 7: "TBC"}))
    then = workbook(path)["Outcomes"]
    refresh(path, samples())
    now = {row["Outcome"]: row for row in workbook(path)["Outcomes"]}
    assert now[then[3]["Outcome"]]["HR notes"] == "Talked on Monday"
    assert now[then[4]["Outcome"]]["Budget"] == 1200.5
    assert now[then[5]["Outcome"]]["Budget"] == "TBC"


@pytest.mark.slower
@pytest.mark.parametrize("moment", ["noticed_in", "roll_up", "_refreshed"])
def test_a_note_that_is_saved_meanwhile_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    rollup = import_module("plandocs.verbs.rollup")
    work = getattr(rollup, moment)

    def saving(*arguments: Any, **options: Any) -> Any:
        done = work(*arguments, **options)
        edit(path, "Outcomes", write("HR notes", {5: "Talked on Monday"}))
        return done

    monkeypatch.setattr(rollup, moment, saving)
    with pytest.raises(OutputError, match="while this ran"):
        refresh(path, samples())
    assert workbook(path)["Outcomes"][3]["HR notes"] == "Talked on Monday"
    monkeypatch.undo()
    refresh(path, samples())
    assert "Talked on Monday" in [row["HR notes"] for row in workbook(path)["Outcomes"]]


def test_choices_of_theme_objective_and_kind_count(path: Path) -> None:
    edit(path, "Outcomes", write("HR: objective", {2: "SO8 Healthy land and water"}))
    edit(path, "Learning needs", write("HR: theme", {2: "Data literacy"}))
    edit(path, "Measures", write("HR: kind", {2: "Time taken"}))
    refresh(path, samples())
    book = workbook(path)
    assert book["Outcomes"][0]["Objectives"] == "SO8 Healthy land and water"
    assert book["Learning needs"][0]["Theme"] == "Data literacy"
    assert book["Measures"][0]["Kind"] == "Time taken"
    counts = {row["Objective"]: row["Outcomes"] for row in book["Objectives"]}
    assert counts["SO8 Healthy land and water"] == 1


def test_a_note_waits_while_its_plan_is_gone_and_comes_back_with_it(path: Path) -> None:
    edit(path, "Outcomes", write("HR notes", {2: "Keep me"}))
    name = workbook(path)["Outcomes"][0]["Officer name"]
    refresh(path, [plan for plan in samples() if plan["officer_name"] != name])
    (waiting,) = workbook(path)[NOTES]
    assert (waiting["Sheet"], waiting["Whose"], waiting["Note"]) == ("Outcomes", name, "Keep me")
    refresh(path, samples()[:3])
    assert [row["Note"] for row in workbook(path)[NOTES]] == ["Keep me"]
    refresh(path, samples())
    book = workbook(path)
    assert NOTES not in book
    assert book["Outcomes"][0]["HR notes"] == "Keep me"


def test_a_reworded_outcome_keeps_its_note_and_shows_in_changes(path: Path) -> None:
    edit(path, "Outcomes", write("HR notes", {2: "Keep me"}))
    row = workbook(path)["Outcomes"][0]
    plans = samples()
    (mine,) = [plan for plan in plans if plan["officer_name"] == row["Officer name"]]
    mine["outcomes"][0]["outcome"] += " This year."
    refresh(path, plans)
    book = workbook(path)
    assert book["Outcomes"][0]["HR notes"] == "Keep me"
    changed = [each for each in book["Changes"] if each["Field"] == "Outcomes: Outcome"]
    assert [(c["Before"], c["After"]) for c in changed] == [
        (row["Outcome"], row["Outcome"] + " This year.")
    ]


def test_the_order_that_hr_sorted_into_stays_and_what_is_new_follows(path: Path) -> None:
    plandocs.rollup(samples()[:11], path, force=True)

    def reverse(page: Worksheet) -> None:
        cells = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(cells), start=2):
            for column, value in enumerate(row, start=1):
                page.cell(number, column, value)

    edit(path, "Leadership", reverse)
    then = [(row["Officer name"], row["Capability"]) for row in workbook(path)["Leadership"]]
    refresh(path, samples())
    now = [(row["Officer name"], row["Capability"]) for row in workbook(path)["Leadership"]]
    assert now[: len(then)] == then
    assert len(now) == len(then) + 5


def test_what_hr_typed_over_a_fact_is_in_changes_when_the_fact_comes_back(path: Path) -> None:
    edit(path, "Outcomes", write("Links as written", {2: "My own view"}))
    refresh(path, samples())
    assert "My own view" in [row["Before"] for row in workbook(path)["Changes"]]


def test_an_update_may_go_to_a_new_file(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    plandocs.rollup(samples(), tmp_path / "new.xlsx", update=path)
    assert path.read_bytes() == before
    assert workbook(tmp_path / "new.xlsx")["Completion"]


@pytest.mark.slower
def test_a_second_refresh_of_the_same_plans_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    refresh(path, samples())
    refresh(path, samples())
    once = path.read_bytes()
    refresh(path, samples())
    assert path.read_bytes() == once


def _headed(page: Worksheet) -> None:
    page["A1"] = "Plans for the Executive Board"
    for table in page.tables.values():
        page.insert_rows(3)
        first, last = table.ref.split(":")
        table.ref = f"A4:{last.rstrip('0123456789')}{int(last.lstrip(letters)) + 1}"
        assert table.autoFilter is not None
        assert first == "A3"
        table.autoFilter.ref = table.ref
    page["A3"] = "Seen by Ann on Monday"


@pytest.mark.slower
def test_what_hr_wrote_above_the_summary_stays_and_the_line_of_facts_is_of_today(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    refresh(path, samples())
    edit(path, "Summary", _headed)
    for day in (1, 2):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1767225600 + day * 86_400))
        refresh(path, samples())
        page = openpyxl.load_workbook(path)["Summary"]
        above = [row[0].value for row in page.iter_rows(max_row=3)]
        assert above == [
            "Plans for the Executive Board",
            f"Division: all   ·   Period: any   ·   As of: {day + 1} January 2026, 00:00 UTC",
            "Seen by Ann on Monday",
        ]
        (table,) = page.tables.values()
        assert table.ref.startswith("A4:")
        assert table.totalsRowCount == 1


def test_a_summary_that_hr_sorted_keeps_everybody_s_row_at_the_end(path: Path) -> None:
    def turned_round(page: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
        for number, row in enumerate(reversed(rows), start=4):
            for column, value in enumerate(row, start=1):
                page.cell(number, column, value)

    then = [row["Branch"] for row in workbook(path)["Summary"]]
    edit(path, "Summary", turned_round)
    refresh(path, samples())
    now = [row["Branch"] for row in workbook(path)["Summary"]]
    assert now == [*reversed(then[:-1]), then[-1]]
