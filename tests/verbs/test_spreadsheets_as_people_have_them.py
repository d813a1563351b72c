"""Spreadsheets as HR systems and people make them: headings in two rows, figures as shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import plandocs


def _only(path: Path, **options: Any) -> dict[str, Any]:
    (record,) = plandocs.read_data(path, **options)
    return dict(record.data)


def _csv(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _xlsx(folder: Path, *rows: tuple[object, ...], code: str = "General") -> Path:
    book, path = Workbook(), folder / "list.xlsx"
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    sheet.cell(len(rows), len(rows[-1])).number_format = code
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.9, "0%", "90%"),
        (0.125, "0.0%", "12.5%"),
        (1500, '"$"#,##0', "$1,500"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00;[Red](#,##0.00)", "(1,234.50)"),
        (12345678.9, "General", "12345678.9"),
        (0.1 + 0.2, "General", "0.3"),
        (3, "0", "3"),
    ],
)
def test_a_figure_is_filled_as_its_cell_shows_it(
    tmp_path: Path, value: float, code: str, shown: str
) -> None:
    path = _xlsx(tmp_path, ("Officer name", "Outcome 1 measures"), ("P R", value), code=code)
    assert _only(path)["outcomes"] == [{"measures": [shown]}]


def test_a_key_keeps_its_digits_whatever_its_cell_shows(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, ("Officer name", "Id"), ("P R", 12345), code="#,##0.00")
    assert _only(path)["id"] == 12345


def test_a_heading_may_stand_in_two_rows(tmp_path: Path) -> None:
    path = _xlsx(
        tmp_path,
        ("Executives of the agency",),
        ("Officer", None, "Manager", "Period of plan", None),
        ("Number", "Name", "Name", "Start", "End"),
        ("00731", "P R", "T A", "1/7/2026", "30/6/2027"),
    )
    assert _only(path) == {
        "form": "senior-executive-plan",
        "id": "00731",
        "officer_name": "P R",
        "manager_name": "T A",
        "period": {"start": "1/7/2026", "end": "30/6/2027"},
    }


def test_each_item_may_have_a_column(tmp_path: Path) -> None:
    path = _csv(tmp_path, "Officer name,Outcome 1 measure 1,outcome_1_measure_2", "P R,a,b")
    assert _only(path)["outcomes"] == [{"measures": ["a", "b"]}]


def test_of_two_columns_for_one_field_a_map_may_leave_out_one(tmp_path: Path) -> None:
    path = _csv(tmp_path, "Officer name,Name", "P R,R")
    with pytest.raises(plandocs.PlandocsError, match="both name"):
        _only(path)
    assert _only(path, ignore=["name"])["officer_name"] == "P R"
    assert _only(path, map={"Name": "manager_name"})["manager_name"] == "R"


def test_the_suggestion_for_a_numbered_column_has_its_number(tmp_path: Path) -> None:
    path = _csv(tmp_path, "Officer name,Outcome 2 mesures", "P R,a")
    with pytest.raises(plandocs.PlandocsError) as caught:
        _only(path)
    assert 'did you mean "Outcome 2 measures"?' in str(getattr(caught.value, "problems", ()))


def test_a_cell_in_error_is_named_by_its_column(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, ("Officer name", "Manager name"), ("P R", "=1/0"))
    (looked,) = plandocs.preflight(plandocs.read_data(path))
    assert 'sheet Sheet, row 2, column "Manager name"' in str(looked.mistakes[0])
