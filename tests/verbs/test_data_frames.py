"""A data frame of pandas is one plan a row wherever many plans are taken; odd ones are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest

import plandocs


@pytest.fixture
def frame() -> Any:
    """Two officers, with what pandas makes of blank cells, numbers and dates."""
    return pandas.DataFrame(
        {
            "officer_name": ["A. Lee", "B. Cho"],
            "id": [7.0, float("nan")],
            "manager_name": [None, "Tom Alder"],
            "period": ["2026-27", pandas.NA],
            "meeting_date": [pandas.Timestamp("2026-07-12"), pandas.NaT],
        }
    )


def test_a_roll_up_counts_each_row(frame: Any, tmp_path: Path) -> None:
    assert plandocs.rollup(frame, tmp_path / "division.xlsx").rows["Completion"] == len(frame)


def test_tables_have_the_values_of_the_frame(frame: Any) -> None:
    rows = plandocs.tables(frame)["completion"]
    assert [row["officer_name"] for row in rows] == ["A. Lee", "B. Cho"]
    assert rows[0]["period"] == "2026-27"


def test_a_check_has_findings_for_each_row(frame: Any) -> None:
    first, second = plandocs.check(frame)
    blank = [
        [f.field for f in each.findings if f.code == "blank-field"] for each in (first, second)
    ]
    assert "manager_name" in blank[0]
    assert "manager_name" not in blank[1]


def test_two_frames_of_one_row_are_two_versions(frame: Any) -> None:
    changes = plandocs.diff(frame.head(1), frame.head(1).assign(manager_name="Tom Alder"))
    assert [(each.field, each.after) for each in changes] == [("manager_name", "Tom Alder")]


@pytest.mark.parametrize("verb", [plandocs.diff, plandocs.converse])
def test_a_frame_of_many_is_no_one_plan(verb: Callable[..., object], frame: Any) -> None:
    with pytest.raises(plandocs.InputError, match="this holds 2 plans; name one"):
        verb(*([frame] * (2 if verb is plandocs.diff else 1)))


def test_blanks_of_pandas_are_blank_and_a_whole_number_is_one(frame: Any) -> None:
    first, second = (each.plan for each in plandocs.carry(frame, period="2027-28"))
    assert first is not None
    assert second is not None
    assert (first.id, second.id) == ("7", "")


def test_a_column_that_there_is_not_is_named(tmp_path: Path) -> None:
    wrong = pandas.DataFrame({"officer_name": ["A. Lee"], "mangr": ["Tom"]})
    with pytest.raises(plandocs.InputError) as raised:
        plandocs.rollup(wrong, tmp_path / "division.xlsx")
    assert any("mangr: there is no such field" in line for line in raised.value.problems)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_frame_holds_no_plan(tmp_path: Path) -> None:
    with pytest.raises(plandocs.InputError, match="no plan is in what was given"):
        plandocs.rollup(pandas.DataFrame(), tmp_path / "division.xlsx")
    assert plandocs.check(pandas.DataFrame()) == ()


@pytest.mark.parametrize("verb", [plandocs.check, plandocs.tables, plandocs.fill_many])
def test_the_class_of_frames_is_none(verb: Callable[..., object], tmp_path: Path) -> None:
    more = (tmp_path / "out",) if verb is plandocs.fill_many else ()
    with pytest.raises(plandocs.InputError, match="here is a class"):
        verb(pandas.DataFrame, *more)


def test_a_frame_is_no_list_of_documents(frame: Any) -> None:
    with pytest.raises(
        plandocs.InputError, match="expected paths or files to read; here is a Data"
    ):
        next(plandocs.parse_many(frame))
