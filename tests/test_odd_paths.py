"""Paths that no file can have are said, whichever function gets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import plandocs

_PLAN = {"officer_name": "Ann Lee"}
_DOES: dict[str, Callable[[str], object]] = {
    "fill": lambda name: plandocs.fill(_PLAN, name),
    "with template": lambda name: plandocs.fill(_PLAN, template=name),
    "fill_many": lambda name: list(plandocs.fill_many([_PLAN], name)),
    "parse": plandocs.parse,
    "rollup": lambda name: plandocs.rollup([_PLAN], name),
    "read_data": lambda name: list(plandocs.read_data(name)),
    "workbook": plandocs.workbook,
    "tag_template": lambda name: plandocs.tag_template(name, name),
}


@pytest.mark.parametrize("name", ["a\0b.docx", "\ud800.docx", "x" * 300 + ".docx", ""])
@pytest.mark.parametrize("does", _DOES)
def test_a_name_that_no_file_can_have_is_an_error_in_words(
    tmp_path: Path, does: str, name: str
) -> None:
    with pytest.raises(plandocs.PlandocsError):
        _DOES[does](str(tmp_path / name) if name else name)


@pytest.mark.parametrize("name", ["a\0b.docx", "\ud800.docx", "x" * 300 + ".docx"])
def test_such_a_name_among_many_is_one_failed_input(name: str) -> None:
    first, second = plandocs.parse_many([name, name])
    assert first.error is not None
    assert first.error.code == "not-found"
    assert plandocs.check([name]).__len__() == 1
    assert second.error is not None
