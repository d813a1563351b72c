"""File names that no system refuses, whatever the words in them are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.errors import InputError
from plandocs.files.names import Names, check_pattern, name_from, safe

FIELDS = frozenset({"unit", "name", "period"})
_NEVER = set('<>:"/\\|?*') | {chr(n) for n in range(32)}


def test_a_value_never_makes_a_folder() -> None:
    name = name_from("{unit}/{name}", {"unit": "../../etc", "name": "a/b\\c"})
    assert name == "-..-etc/a-b-c.docx"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("CON", "_CON.docx"),
        ("nul.txt", "_nul.txt.docx"),
        ("LPT¹", "_LPT¹.docx"),
        ("PRN .txt", "_PRN .txt.docx"),
        ("a_vti_b", "avtib.docx"),
        ("Com1 Lee", "Com1 Lee.docx"),
        ("..", "unnamed.docx"),
        (".hidden", "hidden.docx"),
        ("~$plan", "$plan.docx"),
        ("Dr. ", "Dr.docx"),
        ("a\u202egnp.exe", "a gnp.exe.docx"),
        ("e\u0301", "é.docx"),
        ("  two   spaces ", "two spaces.docx"),
        ('R&D: "A" <b>?*', "R&D- 'A' (b).docx"),
        ("", "unnamed.docx"),
    ],
)
def test_hard_words(words: str, name: str) -> None:
    assert name_from("{name}", {"name": words}) == name


def test_a_pattern_may_end_in_the_suffix_and_begin_with_the_folder_itself() -> None:
    assert name_from("./{unit}/{name}.docx", {"unit": "A", "name": "B"}) == "A/B.docx"


def test_folders_upon_folders_stay_within_what_windows_takes() -> None:
    long = {"unit": "x" * 300, "name": "y" * 300}
    names = Names()
    for depth in range(2, 6):
        pattern = "/".join(["{unit}"] * (depth - 1) + ["{name}"])
        for _ in range(12):  # a number behind the name has to fit, too
            assert len(names.unique(name_from(pattern, long))) <= 200


def test_a_dash_beside_nothing_goes() -> None:
    pattern = "{unit} – {name} – {period}"
    assert name_from(pattern, {"unit": "A", "name": "", "period": "B"}) == "A – B.docx"
    assert name_from(pattern, {"unit": "", "name": "C", "period": ""}) == "C.docx"


@given(st.text(max_size=400))
def test_any_text_makes_a_name_that_is_safe_everywhere(text: str) -> None:
    name = safe(text)
    assert name
    assert not set(name) & _NEVER
    assert name == name.strip(" ").rstrip(".")
    assert not name.startswith((".", "~"))
    assert len(name.encode("utf-16-le")) <= 200
    assert len(name.encode()) <= 240
    assert name == unicodedata.normalize("NFC", name)
    assert safe(name) == name


def test_a_long_name_is_cut_between_characters() -> None:
    name = name_from("{name}", {"name": "नी" * 200})
    assert name.endswith(".docx")
    assert not unicodedata.combining(name[-6])


def test_names_are_unique_without_regard_to_case_or_coding() -> None:
    names = Names()
    given = ["A/é.docx", "a/E\u0301.docx", "A/é (2).docx", "A/é.docx"]
    found = [names.unique(name) for name in given]
    assert found[0] == "A/é.docx"
    folded = {unicodedata.normalize("NFC", name).casefold() for name in found}
    assert len(folded) == 4


@pytest.mark.parametrize(
    "pattern",
    ["../{name}", "/{name}", "C:{name}", "~/{name}", "{nme}", "{name", "same for all",
     "{name!r}", "{name:>9}", "a/b/c/d/e/{name}", "..\\{name}"],
)  # fmt: skip
def test_patterns_that_cannot_be_used_are_refused(pattern: str) -> None:
    with pytest.raises(InputError):
        check_pattern(pattern, FIELDS)


def test_a_pattern_that_names_folders_is_fine() -> None:
    check_pattern("{unit}/{name} – {period}", FIELDS)
