"""Every kind of fault that field trials found is right, or told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs import PlandocsError
from tests.documents.filled_plan import blank_form, edited, truth, words
from tests.documents.small_form import built
from tests.hard.score import is_named, leaves
from tests.trials.documents import KINDS, Kind

_RELATIVES = Path(__file__).resolve().parents[2].parent / "shared" / "trials" / "relatives"


def test_the_plain_document_is_read_clean() -> None:
    reading = plandocs.parse(edited()).to_dict()
    assert reading["plan"] == truth()
    assert reading["unmapped"] == []
    assert [each for each in reading["issues"] if each["severity"] != "info"] == []


@pytest.mark.parametrize("name", list(KINDS))
def test_a_kind_of_fault_is_read_right_and_told(name: str) -> None:
    kind = KINDS[name]
    reading = plandocs.parse(kind.make()).to_dict()
    assert _differing(kind, reading["plan"]) == {}
    for which, text in kind.unmapped:
        listed = [each for each in reading["unmapped"] if which in ("", each["kind"])]
        assert any(text in each["text"] for each in listed), (text, reading["unmapped"])
    for path in kind.named:
        assert is_named(reading, path), (path, reading["issues"])
    assert set(kind.codes) <= {each["code"] for each in reading["issues"]}


def test_automatic_numbers_in_rows_where_nothing_is_typed_are_no_needs() -> None:
    blank = "tr(tc(p{list=3.0}) tc tc tc tc) "
    needs = 'tr(tc(p{list=3.0}) tc"Coaching" tc"Outcome 1" tc"Coach" tc"Q2") ' + 4 * blank
    plan = plandocs.parse(built({"learning_needs": needs})).to_dict()["plan"]
    assert [need["need"] for need in plan["learning_needs"]] == ["Coaching"]
    assert plan["learning_needs"][0]["priority"] == "1"


def test_sub_bullets_of_words_style_stay_with_their_item_after_libreoffice() -> None:
    cell = (
        'p{pStyle=ListBullet list=1.0}"Waits halved" p{pStyle=ListBullet2 list=2.0}"in June" '
        'p{pStyle=ListBullet2 list=2.0}"in July" p{pStyle=ListBullet list=1.0}"Audit passed"'
    )
    plan = plandocs.parse(built({"outcomes": f'tr(tc"1. Reduce waits" tc({cell}) tc)'})).to_dict()
    measures = plan["plan"]["outcomes"][0]["measures"]
    assert measures == ["Waits halved\nin June\nin July", "Audit passed"]


def test_a_slip_in_the_agencys_own_blank_hides_no_measure() -> None:
    right, wrong = (f"4. Exemplif{e}es personal drive and integrity" for e in ("i", ""))
    blank = blank_form(words(right, wrong))
    reading = plandocs.parse(edited(words(right, wrong)), blank=blank).to_dict()
    assert leaves(reading["plan"]) == leaves(truth())


def _differing(kind: Kind, plan: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The values that are not as expected: what was read, what is right."""
    read, right = leaves(plan), leaves(truth())
    for path, value in kind.differs.items():
        for each in [p for p in {**right, **read} if p == f".{path}" or _is_below(p, path)]:
            right.pop(each, None)
            if value is ...:
                read.pop(each, None)
        right |= {} if value is ... else leaves(value, f".{path}")
    every = sorted(read.keys() | right.keys())
    return {p: (read.get(p), right.get(p)) for p in every if read.get(p) != right.get(p)}


def _is_below(path: str, other: str) -> bool:
    return path.startswith((f".{other}.", f".{other}["))


@pytest.mark.skipif(not _RELATIVES.is_dir(), reason="the other forms lie beside the repository")
def test_other_forms_of_an_office_are_no_plan() -> None:
    taken = []
    for path in sorted(_RELATIVES.glob("*.docx")):
        try:
            plandocs.parse(path)
        except PlandocsError as error:
            if error.code == "not-this-form":
                continue
        taken.append(path.name)
    assert taken == []
