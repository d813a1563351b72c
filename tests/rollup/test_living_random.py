"""Random refreshes: plans come, go and change, and every note stays with its person."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import plandocs
from tests.officers import samples
from tests.rollup.hr import NOTES, refresh
from tests.rollup.plans import workbook


@pytest.mark.slower
@pytest.mark.parametrize(
    ("seed", "turns"), [(0, 4), *(pytest.param(n, 20, marks=pytest.mark.long) for n in range(4))]
)
def test_everything_that_hr_wrote_survives_random_refreshes(
    tmp_path: Path, seed: int, turns: int
) -> None:
    random, path, said = Random(seed), tmp_path / "division.xlsx", set[tuple[str, str]]()
    there = samples()[:4]
    plandocs.rollup(there, path)
    for turn in range(turns):
        there = _next(random, there, turn)
        said |= _write_something(random, path, turn)
        refresh(path, there)
        assert said - _everything(path) == set(), f"lost in turn {turn}"
    # Who comes back finds the notes again: none waits for a plan that is there.
    refresh(path, samples())
    assert said - _everything(path) == set()


def _next(random: Random, there: list[dict[str, Any]], turn: int) -> list[dict[str, Any]]:
    """Plans come, go and change."""
    everybody = {plan["officer_name"]: plan for plan in samples()}
    names = [plan["officer_name"] for plan in there]
    for name in random.sample(names, k=min(2, len(names) - 1)):
        names.remove(name)
    names += random.sample(sorted(set(everybody) - set(names)), k=2)
    plans = [everybody[name] for name in names]
    for plan in random.sample(plans, k=1):
        outcomes = plan["outcomes"]
        random.shuffle(outcomes)
        outcomes[0]["outcome"] += f" Again, in turn {turn}."
        if random.random() < 0.5:
            outcomes.pop()
        if random.random() < 0.3:
            plan["division_branch"] = "Moved / Elsewhere"
    return plans


def _write_something(random: Random, path: Path, turn: int) -> set[tuple[str, str]]:
    """HR's notes of one turn: whose row each is in, and a word of its own."""
    book = openpyxl.load_workbook(path)
    said = set()
    for name in ("Completion", "Outcomes", "Learning needs", "Leadership", "Objectives"):
        page = book[name]
        assert isinstance(page, Worksheet)
        headings = [cell.value for cell in page[1]]
        column = random.choice(["HR notes", "Ask again", "HR: theme"])
        if column not in headings:
            column = "Ask again"
        place = headings.index(column) + 1 if column in headings else len(headings) + 1
        page.cell(1, place, column)
        row = random.randint(2, max(page.max_row, 2))
        if page.cell(row, 1).value and not page.cell(row, place).value:
            word = f"word-{turn}-{name}-{row}"
            page.cell(row, place, word)
            said.add((str(page.cell(row, 1).value), word))
    book.save(path)
    return said


def _everything(path: Path) -> set[tuple[str, str]]:
    """Every cell, and whose row it is in: by the first column, or as the waiting notes say."""
    return {
        (str(row["Whose"] if name == NOTES else next(iter(row.values()))), str(cell))
        for name, found in workbook(path).items()
        for row in found
        for cell in row.values()
    }
