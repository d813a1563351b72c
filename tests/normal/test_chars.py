"""Characters are tidied as the contract's table says, and stay as they are once they are tidy."""

import pytest
from hypothesis import given

from plandocs.normal.characters import clean, dropped_controls
from tests.normal.wild_text import wild


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", ""),
        ("plain text", "plain text"),
        ("  two   spaces\tand\t\ttabs ", "two spaces and tabs"),
        ("no\u00a0break\u202fspaces\u3000and\u2009thin", "no break spaces and thin"),
        ("per\u00adform\u200bance\u2060 \ufeffplan", "performance plan"),
        ("Bass\u2011Strait", "Bass-Strait"),
        ("cafe\u0301", "café"),
        ("e\u200b\u0301", "é"),
        ("one\r\ntwo\rthree\vfour\ffive\x85six\u2028seven\u2029eight",
         "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight"),
        ("one \n two", "one\ntwo"),
        ("\n \n one\n\n\n \ntwo\n\n", "one\n\ntwo"),
        ("bell\x07 and\x00 nothing\x1f\x7f\x9c", "bell and nothing"),
        ("\uf0b7 pasted, \uf0fc done, \uf0ff", "• pasted, ✓ done, \uf0ff"),
        ("a\ufffeb\uffffc", "abc"),
        ("lone \ud83d half", "lone half"),
        ("whole \ud83d\ude00 pair", "whole 😀 pair"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("\u200d", ""),  # what LibreOffice leaves in a blank row that was inserted under tracking
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200fשלום\u200e", "\u200fשלום\u200e"),
    ],
)  # fmt: skip
def test_characters_are_tidied(typed: str, value: str) -> None:
    assert clean(typed) == value


@given(wild)
def test_tidy_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(wild)
def test_no_character_is_left_that_a_document_cannot_hold(text: str) -> None:
    assert dropped_controls(clean(text)) == 0
    clean(text).encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("plain\ttext\r\n", 0),
        ("soft\u00adhyphen\u200b\u00a0", 0),
        ("\x07one\x00two\x9c", 3),
        ("\ufffe\uffff", 2),
        ("\ud83d alone, \ud83d\ude00 paired, \ude00 alone", 2),
    ],
)
def test_dropped_control_characters_are_counted(typed: str, count: int) -> None:
    assert dropped_controls(typed) == count
