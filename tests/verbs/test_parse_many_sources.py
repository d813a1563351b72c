"""`parse_many`: whatever a source is, it has its reading; its name goes with it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.errors import NotFound


def test_binary_files_keep_their_name_and_bad_ones_stop_nothing(tmp_path: Path) -> None:
    content = plandocs.fill({"officer_name": "Ann Lee"})
    assert content is not None
    plan = tmp_path / "plan.docx"
    plan.write_bytes(content)
    closed = plan.open("rb")
    closed.close()
    with plan.open("rb") as good, plan.open(encoding="latin-1") as text:
        sources: list[Any] = [good, closed, text, io.StringIO("x"), None, bytearray(content)]
        readings = list(plandocs.parse_many(sources))
    codes = [reading.error and reading.error.code for reading in readings]
    assert codes == [None, "not-found", "not-docx", "not-docx", "not-docx", None]
    assert [reading.source for reading in readings] == [*[str(plan)] * 3, "", "", ""]
    assert readings[0].plan == readings[5].plan == plandocs.parse(plan).plan


def test_a_blank_that_is_not_there_is_an_error_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"blank\.docx"):
        next(plandocs.parse_many([], blank=tmp_path / "blank.docx"))


def test_one_path_is_one_file(tmp_path: Path) -> None:
    readings = list(plandocs.parse_many(str(tmp_path / "plan.docx")))
    assert [reading.source for reading in readings] == [str(tmp_path / "plan.docx")]
