"""Marks that are piled on one letter are cut, and that is told at the field."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.documents.small_form import built

import plandocs

_PILE = "e" + "\u0316\u0301" * 500


@pytest.mark.parametrize("time", ["first", "again"])
def test_a_pile_of_marks_is_cut_and_told(time: str) -> None:
    reading = plandocs.parse(built({"outcomes": f'tr(tc"1. Cut waits {_PILE}" tc"In June" tc)'}))
    assert reading.plan is not None
    assert len(reading.plan.model_dump()["outcomes"][0]["outcome"]) < 50
    (issue,) = [each for each in reading.issues if each.code == "control-characters"]
    assert (issue.severity, issue.field) == ("warning", "outcomes[0].outcome")


@pytest.mark.parametrize("text", ["Zoë e\u0301", "กำลังใจ", "Z\u0338\u0321\u031ba\u0337"])
def test_the_marks_of_languages_are_nothing_to_tell(text: str) -> None:
    reading = plandocs.parse(built({"outcomes": f'tr(tc"1. {text}" tc"In June" tc)'}))
    assert "control-characters" not in {issue.code for issue in reading.issues}


def test_what_is_cut_from_data_is_told(tmp_path: Path) -> None:
    (filled,) = plandocs.fill_many([{"officer_name": f"Zoë {_PILE}"}], tmp_path)
    assert [(i.code, i.field) for i in filled.issues] == [("control-characters", "officer_name")]
