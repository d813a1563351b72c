"""A letter keeps 30 marks: a text costs as much as it is long, whatever is piled on it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from unicodedata import normalize

import pytest

from plandocs.normal.characters import clean, cut_marks, is_nfc, normalized, without_excess
from plandocs.normal.dates import normalized_words
from plandocs.normal.signers import folded, is_name_of
from plandocs.wording import plain
from tests.structure.source import modules

_PILE = "\u0316\u0301" * 40_000  # in the wrong order, one below and one above by turns


@pytest.mark.parametrize("tidy", [clean, folded, plain, normalized_words])
@pytest.mark.parametrize("between", ["", "\u200b", "\u0f73", "\uff9e", "\x07"])
def test_a_pile_of_marks_costs_no_more_than_its_length(
    tidy: Callable[[str], str], between: str
) -> None:
    pile = between.join(_PILE[start : start + 20] for start in range(0, len(_PILE), 20))
    start = time.perf_counter()
    tidy(f"a{pile} b")
    assert time.perf_counter() - start < 5


def test_thirty_marks_stay_and_the_rest_goes() -> None:
    assert without_excess("a" + "\u0301" * 31 + "b") == "a" + "\u0301" * 30 + "b"
    assert cut_marks("a" + "\u0301" * 31 + "b") == 1
    assert cut_marks("a" + "\u0301" * 30 + "b") == 0


@pytest.mark.parametrize(
    "text",
    ["Zoë", "กำลังใจ", "हिन्दी", "…" * 60, "—" * 60, "☐☒" * 40, "Z̸̡̛a̷͎͠l̶", "한국어", "שָׁלוֹם"],
)
def test_what_people_type_is_normalized_as_unicode_says(text: str) -> None:
    assert normalized("NFC", text) == normalize("NFC", text)
    assert normalized("NFKD", text) == normalize("NFKD", text)
    assert is_nfc(normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zoë", "Zoe"), ("Jens Sørensen", "Jens Sorensen"), ("Łukasz Đorđe", "Lukasz Dorde"),
     ("Ærø", "Aero"), ("Siobhán O’Hara", "Siobhan O'Hara"), ("Işık", "Isik"), ("Ｐriya", "Priya")],
)  # fmt: skip
def test_names_on_lists_and_names_that_sign_are_folded_in_one_way(one: str, other: str) -> None:
    assert plain(one) == plain(other)
    assert folded(one) == folded(other)
    assert is_name_of(one, other)
    assert is_name_of(other, one)
    assert not is_name_of(one, "Tom Alder")


def test_nothing_else_normalizes() -> None:
    calls = re.compile(r"unicodedata\.normalize\(|unicodedata import .*\b(?:is_)?normalize\b")
    wrong = [
        name
        for name, path in modules().items()
        if path.name != "characters.py" and calls.search(path.read_text("utf-8"))
    ]
    assert wrong == []
