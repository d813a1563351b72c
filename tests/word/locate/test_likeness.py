"""A label with a slip of one letter is told by its likeness, and no other word is."""

from __future__ import annotations

import doctest
from itertools import chain

import pytest

from plandocs.description.form import FormSpec
from plandocs.forms.registry import forms
from plandocs.normal.labels import keys_of
from plandocs.word.locate import likeness
from plandocs.word.locate.likeness import everyday_words, is_slip, slips_of
from plandocs.word.locate.vocabulary import vocabulary

_PLAN = next(form for form in forms() if form.name == "senior-executive-plan")
_KNOWN = vocabulary(_PLAN).known.keys
_PRINTED = sorted(
    {cell.label for cell in _PLAN.cells}
    | {column.label for section in _PLAN.sections for column in section.columns}
    | {row for section in _PLAN.sections for row in section.printed}
)


def _slips(word: str) -> set[str]:
    """Every slip in a word: a letter left out, doubled, wrong, or changed with the next."""
    found = set()
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        found |= {before + after, before + letter + letter + after, before + "x" + after}
        found |= {before + after[:1] + letter + after[1:]}
    return found - {word, ""}


@pytest.mark.parametrize("label", _PRINTED)
def test_a_slip_at_any_letter_of_any_long_word_tells_the_label(label: str) -> None:
    for word in {word for word in label.replace("/", " ").split() if len(word) > 4}:
        for slip in _slips(word):
            typed = label.replace(word, slip, 1)
            claimed = any(each in _KNOWN for each in keys_of(typed))
            everyday = {slip.casefold(), slip.casefold().rstrip("s")} & everyday_words()
            if word.isalpha() and not claimed and not everyday:
                assert set(keys_of(label)) & set(slips_of(typed, _KNOWN)), typed


@pytest.mark.parametrize(
    "text",
    ["Office", "Office name", "Carer", "Carer aspirations", "Manage name", "Managers comments",
     "Employer name", "Period", "Print", "Leader", "Learner", "Reporter", "Cost centre",
     "Phone", "Position number", "Action items", "Nmae", "Dtae", "", "—", "12", "Tom Alder"],
)  # fmt: skip
def test_another_word_is_no_slip(text: str) -> None:
    assert slips_of(text, _KNOWN) == ()


def test_two_slips_are_too_many() -> None:
    assert slips_of("Offcier signatrue", _KNOWN) == ()


def test_a_gap_too_many_or_too_few_is_a_slip() -> None:
    assert "officer name" in slips_of("Officername:", _KNOWN)
    assert "manager signature" in slips_of("Man ager signature", _KNOWN)


def test_no_label_of_any_form_is_a_slip_of_another() -> None:
    labels = list(chain.from_iterable(_labels(form) for form in forms()))
    for form in forms():
        known = vocabulary(form).known.keys
        told = {label: slips_of(label, known) for label in labels if label not in known}
        assert {label: found for label, found in told.items() if found} == {}


def _labels(form: FormSpec) -> list[str]:
    return [each for cell in form.cells for each in cell.keys]


def test_a_slip_goes_both_ways() -> None:
    for slip in _slips("manager"):
        assert is_slip(slip, "manager")
        assert is_slip("manager", slip)


def test_its_examples_hold() -> None:
    assert not doctest.testmod(likeness).failed
