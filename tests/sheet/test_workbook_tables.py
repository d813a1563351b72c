"""A workbook is written so that Excel, openpyxl and pandas find in it what was put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

import plandocs.sheet.write.cells as cells_module
from plandocs.errors import InternalError
from plandocs.sheet.write import write_workbook
from plandocs.sheet.write.stream import TooManyRows, heading_names, sheet_name, table_name
from plandocs.table import Column, Link, Page, Table, Workbook, link_to

Write = Callable[..., Path]

# Findings of openxml-audit that are no mistakes, each with the clause that allows what was found.
FALSE_ALARMS: dict[str, str] = {}


def sheets(path: Path) -> list[Worksheet]:
    found = openpyxl.load_workbook(path).worksheets
    return [sheet for sheet in found if isinstance(sheet, Worksheet)]


def test_the_validator_finds_nothing_but_listed_false_alarms(written: Path) -> None:
    findings = [str(error) for error in OpenXmlValidator().validate(written).errors]
    assert [f for f in findings if not any(known in f for known in FALSE_ALARMS)] == []


def test_every_table_covers_its_rows_and_names_its_headings(written: Path) -> None:
    tables = {sheet.title: sheet for sheet in sheets(written) if sheet.tables}
    assert list(tables) == ["Summary", "Completion", "Changes"]
    for sheet in tables.values():
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions == table.autoFilter.ref
        assert table.column_names == [cell.value for cell in sheet[1]]


def test_the_shell_has_the_true_ranges(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["Completion"]
    assert sheet.dimensions == "A1:G21"
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == [
        "B2:B21",
        "F2:F21",
        "G2:G21",
    ]
    assert [str(found.sqref) for found in sheet.conditional_formatting] == ["B2:B21", "D2:D21"]
    assert sheet["E5"].hyperlink is not None
    assert sheet["E5"].hyperlink.target == "plans/plan%203.docx"


def test_choices_with_commas_stand_on_a_sheet_that_nobody_sees(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    status, objective, _ = book["Completion"].data_validations.dataValidation
    assert status.formula1 == '"Missing,Draft,Signed"'
    assert objective.formula1 == "'Lists'!$A$2:$A$4"
    assert book["Lists"].sheet_state == "veryHidden"
    assert [cell.value for cell in book["Lists"]["A"]][1:] == [
        'A "fair" system',
        "Better services, sooner",
        "Growth",
    ]


def test_pandas_reads_the_same_cells(written: Path) -> None:
    import pandas

    frame = pandas.read_excel(written, sheet_name="Summary")
    assert list(frame.columns) == ["Branch", "Signed", "Missing"]
    assert frame["Signed"].sum() == sum(range(4, 10))
    assert frame["Branch"][2] == "Corporate & Legal"


def test_values_keep_their_kind(write: Write) -> None:
    day, moment = date(2026, 7, 12), datetime(2026, 7, 12, 9, 30)
    path = write([("7", 7, 7.5, day, moment, True, None)], *"abcdefg")
    row = [cell.value for cell in sheets(path)[0][2]]
    assert row == ["7", 7, 7.5, datetime(2026, 7, 12), moment, "Yes", None]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (date(1899, 5, 1), "1899-05-01"),
        (10**18, "1000000000000000000"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_what_excel_would_change_is_kept_as_text(
    write: Write, value: date | float, kept: str
) -> None:
    assert sheets(write([(value,)]))[0]["A2"].value == kept


def test_a_table_without_rows_gets_a_blank_one(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["Changes"]
    assert sheet.tables["Changes"].ref == "A1:C2"
    assert [cell.value for cell in sheet[2]] == [None, None, None]


def test_rows_beyond_a_sheet_go_on_in_the_next(tmp_path: Path) -> None:
    path = tmp_path / "split.xlsx"
    table = Table("Outcomes", (Column("Outcome"),), ((f"outcome {n}",) for n in range(25)))
    written = write_workbook(Workbook((table, Page("About", ())), most_rows=11), path)
    found = sheets(path)
    assert [sheet.title for sheet in found] == ["Outcomes", "Outcomes (2)", "Outcomes (3)", "About"]
    texts = [cell.value for sheet in found[:3] for (cell,) in sheet.iter_rows(min_row=2)]
    assert texts == [f"outcome {n}" for n in range(25)]
    assert [(sheet.rows, sheet.continues) for sheet in written.sheets[:3]] == [
        (10, ""),
        (10, "Outcomes"),
        (5, "Outcomes (2)"),
    ]
    assert [next(iter(sheet.tables)) for sheet in found[:3]] == [
        "Outcomes",
        "Outcomes_2",
        "Outcomes_3",
    ]


def test_a_workbook_that_is_to_stay_unbroken_refuses_a_table_too_long(tmp_path: Path) -> None:
    path = tmp_path / "split.xlsx"
    table = Table("Outcomes", (Column("Outcome"),), ((f"outcome {n}",) for n in range(11)))
    with pytest.raises(TooManyRows, match="Outcomes"):
        write_workbook(Workbook((table,), most_rows=11, unbroken=True), path)
    assert not path.exists()
    table = replace(table, rows=((f"outcome {n}",) for n in range(10)))
    written = write_workbook(Workbook((table,), most_rows=11, unbroken=True), path)
    assert [sheet.rows for sheet in written.sheets] == [10]


def test_links_beyond_what_a_sheet_takes_keep_their_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cells_module, "MOST_LINKS", 2)
    path = tmp_path / "links.xlsx"
    rows = [(Link(f"plan {n}", f"plan{n}.docx"),) for n in range(3)]
    written = write_workbook(Workbook((Table("Files", (Column("File"),), rows),)), path)
    sheet = sheets(path)[0]
    assert written.unlinked == 1
    assert [cell.value for cell in sheet["A"]] == ["File", "plan 0", "plan 1", "plan 2"]
    assert [cell.hyperlink is not None for cell in sheet["A"]] == [False, True, True, False]


@pytest.mark.parametrize(
    "target", ["https://example.org", "file:///etc", "/etc/hosts", "C:\\x", "a\\b", "#A1", ""]
)
def test_a_link_leads_only_to_a_file_by_a_relative_path(target: str) -> None:
    with pytest.raises(InternalError):
        Link("plan", target)


def test_a_link_is_relative_to_the_workbook_and_percent_encoded(tmp_path: Path) -> None:
    file = tmp_path / "plans" / "Zoë #1 50%.docx"
    assert link_to("plan", file, tmp_path / "out") == Link(
        "plan", "../plans/Zo%C3%AB%20%231%2050%25.docx"
    )


def test_a_row_of_the_wrong_width_is_a_defect_that_is_named(tmp_path: Path) -> None:
    table = Table("Data", (Column("A"), Column("B")), [("one",)])
    with pytest.raises(InternalError, match="1 cells for 2 columns"):
        write_workbook(Workbook((table,)), tmp_path / "x.xlsx")


def test_names_are_legal_and_unique() -> None:
    assert sheet_name("Branch: A/B [x]*?") == "Branch A B x"
    assert sheet_name("History") == "History sheet"
    assert sheet_name("'quoted'") == "quoted"
    assert sheet_name("x" * 40, ["X" * 31]) == "x" * 27 + " (2)"
    assert len(sheet_name("🙂" * 40).encode("utf-16-le")) <= 62
    assert table_name("Learning needs") == "Learning_needs"
    assert table_name("2026") == "_2026"
    assert table_name("Q1") == "Q1_"
    assert table_name("R1C1") == "R1C1_"
    assert table_name("outcomes", ["Outcomes"]) == "outcomes_2"


def test_headings_are_never_alike_or_blank() -> None:
    assert heading_names(["Name", "name", "", "two\nlines"]) == (
        "Name",
        "name (2)",
        "Column 3",
        "two lines",
    )


def test_awkward_names_make_a_valid_workbook(tmp_path: Path) -> None:
    headings = ("_x0041_ & <b>", "Name", "NAME", "x" * 300, 'say "so"')
    columns = tuple(Column(heading, note="n" * 300) for heading in headings)
    twice = Table(
        "R&D <1>: [x]", columns, [("=1", "", "<&>", "\x0b", "_x0041_")], title="A & B" * 99
    )
    path = tmp_path / "awkward.xlsx"
    write_workbook(Workbook((twice, replace(twice, table_name="A1")), title="A & <B>"), path)
    assert OpenXmlValidator().validate(path).errors == []
    for sheet in sheets(path):
        (table,) = sheet.tables.values()
        assert [cell.value for cell in sheet[1]][1:3] == ["Name", "NAME (2)"]
        assert len(table.tableColumns) == 5
