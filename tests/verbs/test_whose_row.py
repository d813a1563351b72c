"""No value is ever in the plan of a person whom its row does not name."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plandocs
from plandocs.data.records import Record
from plandocs.people import person_key

_FAMILY, _GIVEN = ("Lee", "Abbott", "O'Hanlon", "van Dyk"), ("Ann", "Bo", "Ann M", "Zoë")
_UNITS = ("Ports", "Roads", "")
_ID, _PERSON, _BRANCH = ("Employee no.", "Id", "AGS number"), ("Officer name", "Name"), "Branch"


@dataclass(frozen=True)
class Row:
    """One row of a section as it was written: its place, whom it names, and a word of its own."""

    sheet: str
    number: int
    id: str
    name: str
    unit: str
    token: str


@dataclass(frozen=True)
class Somebody:
    """One row of the sheet of plans."""

    id: str
    name: str
    unit: str
    token: str


def _written(name: str, dice: random.Random) -> str:
    given, family = name.rsplit(" ", 1) if "van" not in name else name.split(" van ", 1)
    family = f"van {family}" if "van" in name else family
    return dice.choice([name, name, name.upper(), f"{family}, {given}", f"Dr {name}"])


class _List:
    """A workbook of plans and of their rows, as badly kept as people keep them."""

    def __init__(self, dice: random.Random, path: Path) -> None:
        self.dice, self.path = dice, path
        self.people = [self._somebody(n) for n in range(dice.randint(1, 5))]
        self.rows: list[Row] = []
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Plans"
        self._plans(sheet)
        for number, name in enumerate(("Outcomes", "Learning needs")[: dice.randint(1, 2)]):
            self._section(book.create_sheet(name), number)
        book.save(path)

    def _somebody(self, number: int) -> Somebody:
        dice = self.dice
        name = f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}"
        identity = dice.choice([f"00{number}", f"00{number}", f"00{dice.randint(0, 4)}", ""])
        return Somebody(identity, name, dice.choice(_UNITS), f"M{number}x")

    def _plans(self, sheet: Any) -> None:
        columns = [self.dice.choice(_ID), self.dice.choice(_PERSON), _BRANCH, "Manager name"]
        order = self.dice.sample(range(4), 4)
        sheet.append([columns[at] for at in order])
        for each in self.people:
            name = _written(each.name, self.dice)
            cells = (each.id, name, each.unit, each.token)
            sheet.append([cells[at] or None for at in order])

    def _section(self, sheet: Any, number: int) -> None:
        dice = self.dice
        key = ("Outcome", "Learning need")[number]
        order = dice.sample(range(4), 4)
        sheet.append([(dice.choice(_ID), dice.choice(_PERSON), _BRANCH, key)[at] for at in order])
        found = [self._row(number, n) for n in range(dice.randint(1, 8))]
        if dice.random() < 0.3:
            found.sort(key=lambda cells: cells[dice.randrange(3)] or "~")
        merged = dice.random() < 0.2 and len(found) > 1
        for at, cells in enumerate(found):
            whose = found[0] if merged and at == 1 else cells
            shown = (None, None, None, cells[3]) if merged and at == 1 else cells
            sheet.append([shown[column] or None for column in order])
            self.rows.append(Row(sheet.title, at + 2, *whose[:3], cells[3]))
        if merged:
            for column, of in enumerate(order, start=1):
                if of < 3:
                    sheet.merge_cells(
                        start_row=2, end_row=3, start_column=column, end_column=column
                    )

    def _row(self, number: int, at: int) -> tuple[str, str, str, str]:
        dice = self.dice
        whose = dice.choice(self.people)
        other = dice.choice([whose, whose, whose, whose, dice.choice(self.people)])
        name = _written(other.name, dice)
        kept = (dice.random() < 0.6, dice.random() < 0.7, dice.random() < 0.3)
        cells = (whose.id or "", name, whose.unit)
        identity, name, unit = (c if keep else "" for c, keep in zip(cells, kept, strict=True))
        if dice.random() < 0.05:
            identity, name = dice.choice([("999", ""), ("", "Somebody Else"), ("999", name)])
        return identity, name, unit, f"T{number}.{at}x"


def _tokens(plan: Mapping[str, Any]) -> set[str]:
    rows = [*plan.get("outcomes", ()), *plan.get("learning_needs", ())]
    return {str(row.get("outcome") or row.get("need")) for row in rows}


def _filled(records: list[Record], folder: Path) -> dict[str, set[str]]:
    """What the documents hold that were filled, by the word that stands for the person."""
    found: dict[str, set[str]] = {}
    named = "{manager_name}"
    for each in plandocs.fill_many(records, folder, name=named, verify=False, force=True):
        if each.status == "filled":
            plan = plandocs.parse(each.file).plan
            assert plan is not None
            data = plan.model_dump()
            assert data["manager_name"] not in found
            found[data["manager_name"]] = _tokens(data)
    return found


def _names(row: Row, whose: Somebody, people: list[Somebody]) -> bool:
    """Does a row name this person, and no other?"""
    mine = person_key(row.name)
    if row.id and any(each.id == row.id for each in people):
        alone = sum(each.id == row.id for each in people) == 1
        return whose.id == row.id and alone
    if not mine or (row.id and whose.id):
        return False
    alike = [
        each
        for each in people
        if person_key(each.name) == mine
        and not (row.id and each.id)
        and not (row.unit and each.unit and each.unit != row.unit)
    ]
    sure = [each for each in alike if each.unit and row.unit]
    return (sure if len(sure) == 1 else alike) == [whose]


def _read(records: list[Record]) -> dict[str, set[str]]:
    """What documents would hold, for all that the records say."""
    sound = (record.data for record in records if not record.mistakes)
    return {str(data["manager_name"]): _tokens(data) for data in sound}


def _wrong(made: _List, folder: Path | None) -> Iterator[str]:
    """Where a list goes wrong: in its documents, or without a folder for them in its records."""
    records = list(plandocs.read_data(made.path))
    mistakes = {(m.place.sheet, m.place.row) for each in records for m in each.mistakes}
    broken = {str(each.data.get("manager_name")) for each in records if each.mistakes}
    given = {row.token: row for row in made.rows}
    documents = _filled(records, folder) if folder is not None else _read(records)
    if documents.keys() != {whose.token for whose in made.people} - broken:
        yield f"filled are {sorted(documents)}"
    for whose in made.people:
        for token in documents.get(whose.token, ()):
            if not _names(given[token], whose, made.people):
                yield f"{given[token]} is in the plan of {whose}"
    placed = [token for each in records for token in _tokens(each.data)]
    if len(placed) != len(set(placed)):
        yield "a row is in two plans"
    for row in made.rows:
        if row.token not in placed and (row.sheet, row.number) not in mistakes:
            yield f"{row} is lost"


def _all_wrong(folder: Path, seeds: range, *, filled_of: int = 1) -> list[str]:
    """What goes wrong with these lists; of so many one is filled, and its documents are read."""
    path, out = folder / "list.xlsx", folder / "out"
    lists = ((seed, _List(random.Random(seed), path)) for seed in seeds)
    return [
        f"{seed}: {said}"
        for seed, made in lists
        for said in _wrong(made, None if seed % filled_of else out)
    ]


@pytest.mark.slower
def test_no_value_is_in_the_plan_of_a_person_whom_its_row_does_not_name(tmp_path: Path) -> None:
    assert _all_wrong(tmp_path, range(60), filled_of=2) == []


@pytest.mark.slower
@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_nor_in_any_list_that_can_be_thought_of(dice: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        assert list(_wrong(_List(dice, place / "list.xlsx"), place / "out")) == []


@pytest.mark.long
def test_nor_in_twenty_thousand_lists(tmp_path: Path) -> None:
    assert _all_wrong(tmp_path, range(20_000), filled_of=20) == []
