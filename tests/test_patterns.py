"""A pattern is compiled with its first use, and then is what `re` gives."""

from __future__ import annotations

import re

import pytest

from plandocs.patterns import pattern


def test_what_is_wrong_with_a_pattern_shows_with_its_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_it_finds_what_a_compiled_one_finds() -> None:
    text, flags = r"(?P<day>\d+) may", re.IGNORECASE
    lazy, compiled = pattern(text, flags), re.compile(text, flags)
    said = "1 May and 20 MAY"
    assert lazy.findall(said) == compiled.findall(said) == ["1", "20"]
    assert [each["day"] for each in lazy.finditer(said)] == ["1", "20"]
    assert lazy.sub("x", said) == compiled.sub("x", said) == "x and x"
    assert (lazy.pattern, lazy.flags, lazy.groups) == (text, compiled.flags, 1)


def test_it_may_be_of_bytes() -> None:
    assert pattern(b"a+").fullmatch(b"aaa")
