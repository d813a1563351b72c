"""People's words come back from a workbook as they went in, and are never formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plandocs.sheet.excel import LONGEST, SHORTENED, cell_length, cell_text, from_xstring, xstring
from plandocs.sheet.read.spreadsheet import read_sheets
from plandocs.sheet.write import write_workbook
from plandocs.table import Column, Table, Workbook

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
LIKE_ESCAPES = st.text("_x005FA41\n =&<", max_size=30)


def workbook(texts: list[str]) -> Workbook:
    return Workbook((Table("Data", (Column("Words"),), ((text,) for text in texts)),))


@given(st.lists(ANY_TEXT | LIKE_ESCAPES, max_size=20))
@example(["_x0041_", "_x0041_x0042_", "__x000D_", "=1+1", " spaces ", "a\r\nb", "\ud800", "'x"])
def test_any_text_comes_back_through_openpyxl(texts: list[str]) -> None:
    # openpyxl takes "x005F_" out of any text, whoever typed it.
    texts = [text for text in texts if "x005F_" not in text]
    data = write_workbook(workbook(texts)).data
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    read = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert read == [cell_text(text) or None for text in texts or [""]]


@given(st.lists(ANY_TEXT | LIKE_ESCAPES, min_size=1, max_size=20))
def test_any_text_comes_back_through_our_own_reading(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("texts") / "texts.xlsx"
    write_workbook(workbook(texts), path)
    (sheet,) = read_sheets(path)
    read = {row.number: row.cells[0] for row in sheet.rows}
    kept = {number: cell_text(text) for number, text in enumerate(texts, start=2)}
    assert read == {number: text for number, text in kept.items() if text.strip()}


@given(ANY_TEXT | LIKE_ESCAPES)
def test_the_text_of_a_cell_is_in_normal_form(text: str) -> None:
    normal = cell_text(text)
    assert cell_text(normal) == normal
    assert re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", normal) is None
    unescaped = xstring(normal).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert from_xstring(unescaped) == normal


@pytest.mark.parametrize("text", ["=1+1", "+61 3", "-dash", "@name", "'quoted", "00731", "1/2"])
def test_text_that_excel_would_take_for_input_stays_text_when_edited(
    write: Callable[..., Path], text: str
) -> None:
    cell = openpyxl.load_workbook(write([(text,), (text,)])).worksheets[0]["A3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_no_cell_has_a_formula(write: Callable[..., Path]) -> None:
    path = write([("=cmd|' /C calc'!A0", "=1")], "=SUM(A1)", "b")
    with ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["x" * 40_000, "🙂" * 20_000])
def test_text_too_long_for_a_cell_is_shortened_in_sight_and_reported(text: str) -> None:
    written = write_workbook(workbook(["short", text]))
    cell = openpyxl.load_workbook(BytesIO(written.data)).worksheets[0]["A3"].value
    assert isinstance(cell, str)
    assert cell.endswith(SHORTENED)
    assert LONGEST - 2 < cell_length(cell) <= LONGEST
    assert text.startswith(cell.removesuffix(SHORTENED))
    (found,) = written.shortened
    assert (found.sheet, found.row, found.column) == ("Data", 3, "Words")
    assert found.length == cell_length(text)


def test_the_longest_text_that_fits_is_left_alone() -> None:
    written = write_workbook(workbook(["x" * LONGEST]))
    assert written.shortened == ()
    cell = openpyxl.load_workbook(BytesIO(written.data)).worksheets[0]["A2"].value
    assert cell == "x" * LONGEST
