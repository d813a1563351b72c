"""The copy for executives: no names, and no small count, also none that can be worked out."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plandocs
from plandocs.division.suppress import LIMIT, Counts, suppressed
from plandocs.division.values import Expected
from plandocs.model.audiences import Audience
from tests.officers import samples
from tests.rollup.plans import OBJECTIVES, THEMES, plan, rolled, rows, workbook

NP = "n.p."
MOST = 8  # how high the attacker tries each unknown that nothing bounds


def test_no_name_of_a_person_is_in_the_file(tmp_path: Path) -> None:
    target = tmp_path / "executive.xlsx"
    plandocs.rollup(samples(), target, objectives=OBJECTIVES, themes=THEMES, audience="executive")
    with ZipFile(target) as archive:
        text = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
    for each in samples():
        for name in (each["officer_name"], each["manager_name"], each["id"]):
            assert name not in text


def numbers_in(book: dict[str, list[dict[str, Any]]]) -> list[float]:
    """Every number on the sheets, but for the page about them."""
    return [
        cell
        for name, found in book.items()
        if name != "About"
        for row in found
        for cell in row.values()
        if isinstance(cell, int | float)
    ]


def test_it_has_counts_and_themes_and_no_number_below_five(tmp_path: Path) -> None:
    target = tmp_path / "executive.xlsx"
    plandocs.rollup(samples(), target, objectives=OBJECTIVES, themes=THEMES, audience="executive")
    book = workbook(target)
    assert list(book) == ["Summary", "Objectives", "Alignment", "Learning themes", "About"]
    numbers = numbers_in(book)
    assert numbers
    assert min(numbers) >= LIMIT


@pytest.mark.parametrize("limit", [2, 10])
def test_the_limit_may_be_another(limit: int, tmp_path: Path) -> None:
    target = tmp_path / "executive.xlsx"
    plandocs.rollup(
        samples(), target, objectives=OBJECTIVES, audience="executive", suppress_below=limit
    )
    book = workbook(target)
    counts = numbers_in(book)
    assert counts
    assert min(counts) >= limit
    assert (min(counts) < LIMIT) == (limit < LIMIT)
    assert f"Counts below {limit} " in str(book["About"])


@pytest.mark.parametrize(("limit", "audience", "said"), [
    (1, "executive", "suppress_below=.* expected 2 or more"), (8, "hr", 'audience="executive"'),
])  # fmt: skip
def test_a_limit_that_keeps_nothing_back_is_refused(
    limit: int, audience: Audience, said: str, tmp_path: Path
) -> None:
    target = tmp_path / "division.xlsx"
    with pytest.raises(plandocs.InputError, match=said):
        plandocs.rollup(samples(), target, audience=audience, suppress_below=limit)
    assert not target.exists()


def test_groups_that_peoples_own_words_name_are_left_out_where_they_are_small() -> None:
    needs = [*["Coaching"] * 6, "Handling my quarrel with Sam"]
    found = rolled(
        *(plan(f"P {n}", learning_needs=[{"need": each}]) for n, each in enumerate(needs)),
        audience="executive",
    )
    assert [row["Theme"] for row in rows(found, "Learning themes")] == ["Coaching"]
    assert "quarrel" not in str([list(sheet.rows) for sheet in found.sheets])


def divided(sizes: list[int], missing: list[int], seed: int) -> list[Any]:
    """Plans of several branches, some unsigned, with needs of two themes."""
    random, found = Random(seed), []
    for branch, size in enumerate(sizes):
        for number in range(size - missing[branch]):
            signed = {"signed": random.random() < 0.7, "text": ""}
            need = random.choice(["Coaching people", "Cyber security"])
            found.append(
                plan(
                    f"P{branch}-{number}",
                    f"North / B{branch}",
                    officer_signature=signed,
                    manager_signature=signed,
                    learning_needs=[{"need": need}],
                    outcomes=[{"outcome": "X", "links": [random.choice(["SO1", "SO2"])]}],
                )
            )
    return found


@pytest.mark.parametrize("seed", range(4))
def test_themes_and_objectives_cannot_be_solved_from_the_totals(seed: int) -> None:
    """What HR's copy says, less what the executive copy shows, must leave more than one answer."""
    sizes = [14, 11, 12]  # none is so small that it is grouped
    plans = divided(sizes, [0, 1, 0], seed)
    lists = {
        "objectives": {"SO1": (), "SO2": (), "SO3": ()},
        "themes": {"Coaching": ("coaching",), "Cyber": ("cyber",)},
    }
    hr, shown = rolled(*plans, **lists), rolled(*plans, audience="executive", **lists)
    for name, total, parts in _sums(shown):
        hidden = [heading for heading, cell in parts.items() if cell == NP]
        if total != NP and hidden:
            rest = total - sum(cell for cell in parts.values() if cell != NP)
            assert len(hidden) > 1, name
            assert rest >= LIMIT, name
    # And the copy says nothing else than HR's.
    truth = rows(hr, "Summary")
    for row, true in zip(rows(shown, "Summary"), truth, strict=True):
        assert all(cell in (NP, true[heading]) for heading, cell in row.items())


def _sums(shown: Any) -> list[tuple[str, Any, dict[str, Any]]]:
    summary = rows(shown, "Summary")
    found = []
    for heading in summary[0]:
        if heading != "Branch" and not heading.startswith("Per cent"):
            parts = {row["Branch"]: row[heading] for row in summary[:-1]}
            found.append((heading, summary[-1][heading], parts))
    themes = {row["Theme"]: row["Needs"] for row in rows(shown, "Learning themes")}
    found.append(("needs", summary[-1]["Learning needs"], themes))
    for row in rows(shown, "Objectives"):
        parts = {
            each["Branch"]: each["Outcomes"]
            for each in rows(shown, "Alignment")
            if each["Objective"] == row["Objective"]
        }
        found.append((row["Objective"], row["Outcomes"], parts))
    return found


@st.composite
def tables(draw: st.DrawFn) -> tuple[Counts, list[tuple[int, int, int]]]:
    """Two or three units with whole, part and what is left of it, and their totals."""
    counts = Counts()
    units = draw(st.integers(2, 3))
    rows_of: list[tuple[int, int, int]] = []
    for _ in range(units):
        whole = draw(st.sampled_from([0, 3, 5, 6, 7]))
        part = draw(st.integers(0, whole))
        rows_of.append(_row(counts, whole, part))
    sums = [sum(counts.values[row[place]] for row in rows_of) for place in range(3)]
    total = _row(counts, sums[0], sums[1], last=True)
    for place in range(3):
        counts.add_sum(total[place], [row[place] for row in rows_of])
    return counts, [*rows_of, total]


def _row(counts: Counts, whole: int, part: int, *, last: bool = False) -> tuple[int, int, int]:
    row = (
        counts.add(whole, to_publish=True, last=last),
        counts.add(part, to_publish=True, last=last),
        counts.add(whole - part),
    )
    counts.add_sum(row[0], row[1:])
    return row


@settings(max_examples=30)
@given(tables(), st.integers(2, 6))
def test_no_attacker_finds_a_small_count(
    given_tables: tuple[Counts, list[tuple[int, int, int]]], limit: int
) -> None:
    """Every table that agrees with what is published, tried out one by one."""
    counts, table = given_tables
    counts.limit = limit
    published = counts.to_publish - suppressed(counts)
    assert all(counts.values[number] >= limit for number in published)
    possible = _possible(counts, table, published)
    for number, value in enumerate(counts.values):
        if (
            number in published
            or value >= limit
            or (value == 0 and number not in counts.to_publish)
        ):
            continue
        assert len(possible[number]) > 1
        assert max(possible[number]) >= limit


def _possible(
    counts: Counts, table: list[tuple[int, int, int]], published: set[int]
) -> dict[int, set[int]]:
    """The values that each count has in some table that agrees with what is published."""

    def choices(row: tuple[int, int, int]) -> list[tuple[int, int]]:
        whole, part, _ = row
        wholes = [counts.values[whole]] if whole in published else range(MOST + 1)
        parts = [counts.values[part]] if part in published else range(MOST + 1)
        return [(w, p) for w in wholes for p in parts if p <= w]

    *units, total = table
    possible: dict[int, set[int]] = {number: set() for number in range(len(counts.values))}
    fixed = {place: counts.values[total[place]] for place in (0, 1) if total[place] in published}
    for chosen in product(*map(choices, units)):
        sums = [sum(pair[0] for pair in chosen), sum(pair[1] for pair in chosen)]
        if any(sums[place] != value for place, value in fixed.items()):
            continue
        for row, (whole, part) in zip(table, (*chosen, tuple(sums)), strict=True):
            for number, value in zip(row, (whole, part, whole - part), strict=True):
                possible[number].add(value)
    return possible


def test_totals_are_kept_back_last() -> None:
    counts = Counts()
    parts = [counts.add(value, to_publish=True) for value in (3, 8, 9)]
    total = counts.add(20, to_publish=True, last=True)
    counts.add_sum(total, parts)
    assert suppressed(counts) == {parts[0], parts[1]}


def test_how_many_officers_asked_does_not_give_away_how_few_needs_there_are_beside() -> None:
    needs = [*["Coaching"] * 9, "Cyber"]
    found = rolled(
        *(plan(f"P {n}", learning_needs=[{"need": each}]) for n, each in enumerate(needs)),
        audience="executive",
        themes={"Coaching": (), "Cyber": ()},
    )
    shown = {row["Theme"]: row for row in rows(found, "Learning themes")}
    assert rows(found, "Summary")[-1]["Learning needs"] == 10
    # Nine officers have nine needs or more: with that, one need would be left.
    assert shown["Coaching"]["Officers"] == shown["Coaching"]["Needs"] == NP


def test_what_is_left_of_all_outcomes_does_not_give_away_how_few_an_objective_has() -> None:
    found = rolled(
        *(
            plan(f"P {n}", outcomes=[{"outcome": f"Outcome {n}", "links": [link]}])
            for n, link in enumerate(["SO1"] * 9 + ["SO2"])
        ),
        audience="executive",
        objectives={"SO1": (), "SO2": ()},
    )
    assert rows(found, "Summary")[-1]["Outcomes"] == 10
    assert {row["Outcomes"] for row in rows(found, "Objectives")} == {NP}


def test_words_that_name_somebody_are_left_out_everywhere() -> None:
    found = rolled(
        *(
            plan(
                f"Ann Moe {n}" if n else "Priya Raman",
                "Office of Priya Raman" if n < 10 else "Ports",
                manager_name="Tom Alder",
                learning_needs=[
                    {"priority": "1", "need": "Learning from Tom Alder"},
                    {"priority": "1", "need": "Coaching"},
                ],
            )
            for n in range(20)
        ),
        audience="executive",
    )
    said = str([list(sheet.rows) for sheet in found.sheets])
    assert "Raman" not in said
    assert "Alder" not in said
    assert [row["Theme"] for row in rows(found, "Learning themes")] == ["Coaching"]
    assert rows(found, "Summary")[0]["Branch"] == "Branch 1 (names a person)"


def test_the_page_about_says_no_small_count() -> None:
    roster = (Expected("", "Priya Raman", "", "Policy / Reform", "", None),)
    found = rolled(plan(), audience="executive", roster=roster)
    assert next(note.detail for note in found.about if note.text == "Roster") == "who was expected"


def test_complete_and_signed_together_do_not_say_how_few_wait_for_a_signature() -> None:
    data = next(each for each in samples() if each["officer_name"] == "Priya Raman")
    unsigned = {"signed": False, "text": ""}
    plans = [
        plandocs.validate(
            data
            | {"officer_name": f"P {n}", "id": str(n), "division_branch": f"North / B{n % 2}"}
            | ({"manager_signature": unsigned} if n in (1, 2) else {})
        )
        for n in range(24)
    ]
    for row in rows(rolled(*plans, audience="executive"), "Summary"):
        shown = [row[each] for each in ("Complete", "Signed") if row[each] != NP]
        assert len(shown) < 2 or abs(shown[0] - shown[1]) in (0, *range(LIMIT, 24)), row
    truth = rows(rolled(*plans), "Summary")[-1]
    assert (truth["Complete"], truth["Signed"]) == (24, 22)
