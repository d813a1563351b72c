"""CSV is read in every usual encoding and with every usual delimiter, and all of it is text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.errors import InputError
from plandocs.sheet.excel import cell_text
from plandocs.sheet.read.grid import Value
from plandocs.sheet.read.spreadsheet import read_grids, read_sheets, sound_rows

TEXT = 'id,name,note\n00731,Zoë O’Néil,"two\nlines, ""quoted"""\n\n7,Priya,\n'
ROWS: list[tuple[int, tuple[Value, ...]]] = [
    (2, ("00731", "Zoë O’Néil", 'two\nlines, "quoted"')),
    (4, ("7", "Priya", None)),
]


def saved(tmp_path: Path, data: bytes | str, name: str = "staff.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def rows(path: Path) -> list[tuple[int, tuple[Value, ...]]]:
    (sheet,) = read_sheets(path)
    return [(row.number, row.cells) for row in sound_rows(sheet)]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end(tmp_path: Path, encoding: str, ending: str) -> None:
    assert rows(saved(tmp_path, TEXT.replace("\n", ending).encode(encoding))) == ROWS


def test_a_mark_of_the_byte_order_is_no_part_of_the_heading(tmp_path: Path) -> None:
    for mark in ("utf-8-sig", "utf-16"):
        (sheet,) = read_sheets(saved(tmp_path, TEXT.encode(mark)))
        assert sheet.headings == ("id", "name", "note")


def test_the_other_byte_order_is_told_by_its_mark(tmp_path: Path) -> None:
    assert rows(saved(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"))) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["staff.csv", "staff.txt", "STAFF.TSV"])
def test_every_usual_delimiter(tmp_path: Path, delimiter: str, name: str) -> None:
    text = "\n".join(
        delimiter.join(cells)
        for cells in (("name", "share", "note"), ("Raman, P.", "1,5", "a"), ("Alder", "2,25", "b"))
    )
    if delimiter == ",":
        text = text.replace("Raman, P.", '"Raman, P."').replace("1,5", '"1,5"')
        text = text.replace("2,25", '"2,25"')
    assert [cells for _, cells in rows(saved(tmp_path, text, name))] == [
        ("Raman, P.", "1,5", "a"),
        ("Alder", "2,25", "b"),
    ]


def test_the_delimiter_that_excel_writes_on_top_is_believed(tmp_path: Path) -> None:
    assert rows(saved(tmp_path, "sep=;\na,b;c\n1,2;3\n")) == [(3, ("1,2", "3"))]


def test_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    path = saved(tmp_path, "Objective\nBetter services\nGrowth\n")
    assert [row.cells for row in read_grids(path)[0].rows] == [
        ("Objective",),
        ("Better services",),
        ("Growth",),
    ]


def test_short_rows_are_filled_up_with_blanks(tmp_path: Path) -> None:
    assert rows(saved(tmp_path, "a,b,c\n1\n1,2,3,,\n")) == [
        (2, ("1", None, None)),
        (3, ("1", "2", "3")),
    ]


def test_a_row_with_more_text_than_headings_is_named(tmp_path: Path) -> None:
    (sheet,) = read_sheets(saved(tmp_path, "a,b\n1,2\n1,2,lost\n3,4\n"))
    problems = {row.number: [p.value for p in row.problems] for row in sheet.rows}
    assert problems == {2: [], 3: ["lost"], 4: []}
    with pytest.raises(InputError, match=r"row 3: row 3 has text in column C") as caught:
        list(sound_rows(sheet))
    assert "staff.csv" in str(caught.value)


@pytest.mark.parametrize("text", ['a,b\n1,"open\n2,3\n', 'a,b\n1,"x"y\n'])
def test_an_open_quotation_mark_swallows_nothing(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="quotation mark"):
        rows(saved(tmp_path, text))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not text in UTF-8"):
        read_sheets(saved(tmp_path, b"a,b\n\x81\x8d,2\n"))


@pytest.mark.parametrize("data", [b"", b"\n\n  ,\n"])
def test_a_file_with_nothing_in_it_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError):
        read_sheets(saved(tmp_path, data))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_sheets(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be opened"):
        read_sheets(tmp_path)


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(codec="utf-8"), max_size=12)] * 3), min_size=1, max_size=6
    )
)
def test_what_python_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "any.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerows([("one", "two", "three"), *cells])
    expected = [tuple(cell_text(cell) or None for cell in row) for row in cells]
    (grid,) = read_grids(path)
    read = {row.number: row.cells for row in grid.rows if row.number > 1}
    assert read == {
        number: row
        for number, row in enumerate(expected, start=2)
        if any(cell and cell.strip() for cell in row)
    }


def test_rows_may_be_gone_through_again(tmp_path: Path) -> None:
    (sheet,) = read_sheets(saved(tmp_path, TEXT))
    assert list(sheet.rows) == list(sheet.rows)
    assert sheet.place(2, 1) == 'row 2, column "name"'
