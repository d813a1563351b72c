"""Files that are no spreadsheet are refused with a sentence that says what they are."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from plandocs.errors import InputError
from plandocs.sheet.read.grid import Value
from plandocs.sheet.read.spreadsheet import read_grids

Save = Callable[[Callable[[openpyxl.Workbook], None]], Path]
WithPart = Callable[[Path, str, Callable[[str], str]], Path]
SHEET = "xl/worksheets/sheet1.xml"


def one_cell(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    sheet.append(["a"])


def cells(path: Path) -> list[tuple[Value, ...]]:
    return [row.cells for row in read_grids(path)[0].rows]


def test_a_doctype_is_refused(people_save: Save, with_part: WithPart) -> None:
    path = people_save(one_cell)
    bomb = '<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>'
    for part in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        changed = with_part(path, part, lambda xml: bomb + re.sub(r"^<\?.*?\?>", "", xml))
        with pytest.raises(InputError, match="DOCTYPE"):
            cells(changed)


def test_what_unpacks_without_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>" * (1 << 20))
    with pytest.raises(InputError, match="more than the limits allow"):
        read_grids(path)


@pytest.mark.parametrize(
    "row",
    ["<row>" + "<c/>" * 600_000 + "</row>", "<x/>" * 1_100_000, f"<row {'a=' * 1_100_000}></row>"],
)
def test_a_part_with_too_much_in_one_place_is_refused(
    people_save: Save, with_part: WithPart, row: str
) -> None:
    noise = "".join(f"<!--{number * 7919:x}-->" for number in range(3_000))  # no bomb by its ratio
    changed = with_part(
        people_save(one_cell), SHEET, lambda xml: xml.replace("<row", noise + row + "<row", 1)
    )
    with pytest.raises(InputError, match=r"larger than any|last column|damaged"):
        cells(changed)


def test_two_parts_of_one_name_are_refused_as_in_documents(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/WORKBOOK.xml", "<b/>")
    with pytest.raises(InputError, match="two parts named"):
        read_grids(path)


def test_a_sheet_with_cells_far_out_costs_no_more_than_a_limit(
    people_save: Save, with_part: WithPart
) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 1_000))
    changed = with_part(
        people_save(one_cell), SHEET, lambda xml: xml.replace("</sheetData>", rows + "</sheetData>")
    )
    with pytest.raises(InputError, match="more than 5,000,000 cells"):
        cells(changed)


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
)
def test_damage_is_said_and_never_a_traceback(
    people_save: Save, with_part: WithPart, part: str
) -> None:
    path = with_part(people_save(one_cell), part, lambda xml: xml[: len(xml) // 2])
    with pytest.raises(InputError, match="damaged"):
        cells(path)


def test_half_a_file_is_refused(written: Path) -> None:
    data = written.read_bytes()
    written.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match="damaged or incomplete"):
        read_grids(written)


_XML_SHEET = (
    b'<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
)


@pytest.mark.parametrize("first", ["<none>", "<Acme>, Ltd", "<p>", "Mime-version"])
def test_a_csv_may_begin_with_a_bracket(tmp_path: Path, first: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Id,Name\n1,"{first}"\n', encoding="utf-8")
    assert len(list(read_grids(path)[0].rows)) == 2
    path.write_text(f'"{first}",Name\n1,Ann\n', encoding="utf-8")
    assert len(list(read_grids(path)[0].rows)) == 2
    path.write_text("<none>,Name\n1,Ann\n", encoding="utf-8")
    assert len(list(read_grids(path)[0].rows)) == 2


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Excel workbook"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("a.xls", b"<html><table></table></html>", "a web page"),
        ("a.csv", b"\xef\xbb\xbf<!DOCTYPE html><p>a, b</p>", "a web page.*save it as an Excel"),
        ("a.csv", b"  <TABLE border=1><tr><td>id, name", "a web page.*save it as an Excel"),
        ("a.xls", b'<meta charset="utf-8"><style>p {}</style>', "a web page.*save it as an Excel"),
        ("a.xls", _XML_SHEET, "saved as XML.*save it as an Excel workbook"),
        ("a.csv", _XML_SHEET, "saved as XML.*save it as an Excel workbook"),
        ("a.txt", b"MIME-Version: 1.0\r\nX-a: b", "a web archive.*save it as an Excel workbook"),
        ("a.xlsx", b"id,name\n1,Priya\n", "Rename it to a.csv"),
        ("a.xlsx", b"", "an empty file"),
    ],
)
def test_other_files_are_named_for_what_they_are(
    tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=kind):
        read_grids(path)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("mimetype", "OpenDocument"),
        ("Index/Document.iwa", "Numbers"),
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "a Word document"),
        ("readme.txt", "some other kind"),
    ],
)
def test_other_archives_are_named_for_what_they_are(tmp_path: Path, part: str, kind: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(InputError, match=kind):
        read_grids(path)


def test_a_row_with_a_number_of_thousands_of_digits_is_refused(
    people_save: Save, with_part: WithPart
) -> None:
    many = "9" * 5000
    path = with_part(people_save(one_cell), SHEET, lambda xml: xml.replace('r="1"', f'r="{many}"'))
    with pytest.raises(InputError, match="there is no row"):
        cells(path)


def test_a_part_whose_name_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("é.xml", b"x")
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xff\xfe"))
    with pytest.raises(InputError, match="some other kind of file"):
        read_grids(path)
