"""The workbook as a file: what goes in, the same bytes each time, words that stay words."""

from __future__ import annotations

import gc
import json
import weakref
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

import plandocs
from plandocs.division.whole import Whole, whole_of
from plandocs.errors import InputError, OutputError
from tests.officers import samples
from tests.rollup.plans import SAMPLES, plan, read, rolled, rows, whole_samples, workbook


def test_readings_plans_json_files_and_folders_may_be_mixed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plandocs.fill(plan("Ann"), tmp_path / "in" / "ann.docx")
    (tmp_path / "in" / "old.xlsx").write_bytes(b"not a plan")
    lines = tmp_path / "some.jsonl"
    reading = plandocs.parse(tmp_path / "in" / "ann.docx").to_dict()
    reading["plan"]["officer_name"] = "Bo"
    lines.write_text(json.dumps(reading) + "\n" + json.dumps(samples()[0]), encoding="utf-8")
    given: list[Any] = [tmp_path / "in", lines, plan("Cy"), read(plan("Di")), samples()[1]]
    done = plandocs.rollup(given, tmp_path / "out.xlsx")
    names = {row["Officer name"] for row in workbook(tmp_path / "out.xlsx")["Completion"]}
    assert names == {"Ann", "Bo", "Cy", "Di", "Priya Raman", "Daniel Whitford"}
    assert done.failed == ()


def test_what_a_roll_up_was_made_of_goes_without_the_collector(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[weakref.ref[Any]] = []

    def noted(*given: Any) -> Whole:
        made.append(weakref.ref(whole := whole_of(*given)))
        return whole

    monkeypatch.setattr("plandocs.verbs.rollup.whole_of", noted)
    (tmp_path / "some.jsonl").write_text(json.dumps(samples()[0]), encoding="utf-8")
    gc.disable()
    try:
        plandocs.rollup(tmp_path / "some.jsonl", tmp_path / "out.xlsx")
        assert [each() for each in made] == [None]
    finally:
        gc.enable()


def test_a_file_that_is_named_twice_is_one_version_of_its_plan(tmp_path: Path) -> None:
    plandocs.fill(plan("Ann"), tmp_path / "ann.docx")
    folder = [tmp_path, tmp_path / "ann.docx", tmp_path / ".." / tmp_path.name]
    plandocs.rollup(folder, tmp_path / "out.xlsx")
    assert [row["Versions"] for row in workbook(tmp_path / "out.xlsx")["Completion"]] == [1]
    assert len(workbook(tmp_path / "out.xlsx")["Sources"]) == 1


def test_sources_stand_in_the_order_of_their_names_however_they_were_given() -> None:
    given = (read(plan("Ann"), "10.docx"), read(plan("Bo"), "9.docx"))
    names = [row["Officer name"] for row in rows(rolled(*given), "Sources")]
    assert names == ["Bo", "Ann"]


def test_one_bad_file_is_named_and_the_others_are_rolled_up(tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK no")
    (tmp_path / "bad.jsonl").write_text('{"form": "senior-executive-plan"}\nnonsense\n')
    given: list[Any] = [
        tmp_path / "bad.docx",
        tmp_path / "bad.jsonl",
        plan(),
        tmp_path / "none.docx",
    ]
    done = plandocs.rollup(given, tmp_path / "out.xlsx")
    assert len(done.failed) == 4
    fates = [row["What became of it"] for row in workbook(tmp_path / "out.xlsx")["Sources"]]
    assert sorted(fates) == ["could not be read"] * 4 + ["counted"]


def test_nothing_to_roll_up_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no plan"):
        plandocs.rollup([], tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_the_same_plans_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    for name in ("a", "b"):
        whole_samples(tmp_path / f"{name}.xlsx")
        whole_samples(tmp_path / f"{name}.html")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    readings = [read(plan(f"P{n}", id=str(n)), f"{n}.docx") for n in range(5)]
    for name in ("Summary", "Completion", "Outcomes", "Checks"):
        assert rows(rolled(*readings), name) == rows(rolled(*reversed(readings)), name)


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    wild = ["=1+1", "+5 points", "-2", "@home", '=HYPERLINK("http://x","y")']
    needs = [{"need": text} for text in wild]
    plandocs.rollup(plan(learning_needs=needs), tmp_path / "out.xlsx")
    page = openpyxl.load_workbook(tmp_path / "out.xlsx")["Learning needs"]
    cells = [row[3] for row in page.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == wild
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_text_too_long_for_a_cell_is_shortened_with_an_issue(tmp_path: Path) -> None:
    long = plan(learning_needs=[{"need": "word " * 8000}])
    done = plandocs.rollup(long, tmp_path / "out.xlsx")
    assert any("39999 characters" in note for note in done.notes)
    book = workbook(tmp_path / "out.xlsx")
    assert book["Learning needs"][0]["Need"].endswith("[shortened: whole text in the data]")
    assert "shortened" in [row["Code"] for row in book["Checks"]]


def test_forms_are_rolled_up_together_and_one_adds_to_the_others_table(tmp_path: Path) -> None:
    outcome = {"outcome": "Open the hub", "measures": ["by May"]}
    talk = {
        "form": "outcomes-conversation",
        "officer_name": "Priya Raman",
        "division_branch": "Policy / Reform",
        "period": "2026-27",
        "conversation_date": "1 December 2026",
        "outcomes": [{**outcome, "status": "At risk"}],
        "actions": [{"action": "Hire", "who": "Priya"}],
    }
    plandocs.rollup([plan(outcomes=[outcome]), talk], tmp_path / "out.xlsx")
    book = workbook(tmp_path / "out.xlsx")
    assert book["Outcomes"][0]["Latest status"] == "At risk"
    assert [row["Action"] for row in book["Actions"]] == ["Hire"]
    assert len(book["Completion"]) == 1


def test_the_samples_named_one_by_one_are_the_samples_named_as_a_file(tmp_path: Path) -> None:
    plandocs.rollup(samples(), tmp_path / "a.xlsx")
    plandocs.rollup(SAMPLES / "plans.jsonl", tmp_path / "b.xlsx")
    one, other = workbook(tmp_path / "a.xlsx"), workbook(tmp_path / "b.xlsx")
    for name in ("Summary", "Outcomes", "Measures", "Learning themes"):
        assert one[name] == other[name]


def test_a_page_with_nothing_to_list_says_so_above(tmp_path: Path) -> None:
    path = tmp_path / "division.xlsx"
    whole_samples(path)
    book = openpyxl.load_workbook(path)
    above = {page.title: str(page.HeaderFooter.oddHeader) for page in book.worksheets}
    assert "nothing to list here" in above["Changes"]
    assert "nothing" not in above["Completion"]


@pytest.mark.parametrize(("branches", "direction"), [(3, "col"), (40, "bar")])
def test_many_branches_lie_in_their_chart(tmp_path: Path, branches: int, direction: str) -> None:
    plans = [plan(f"Officer {n}", f"Policy / Branch {n}") for n in range(branches)]
    plandocs.rollup(plans, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert f'barDir val="{direction}"' in chart


@pytest.mark.parametrize(("talks", "branches"), [(0, 3), (1, 3), (1, 40)])
def test_a_summary_too_wide_for_a_page_is_printed_in_blocks_of_letters_that_can_be_read(
    tmp_path: Path, talks: int, branches: int
) -> None:
    plans = [plan(f"Officer {n}", f"Policy / Branch {n}") for n in range(branches)]
    talk = {"form": "outcomes-conversation", "officer_name": "Officer 0", "period": "2026-27"}
    plandocs.rollup([*plans, *[talk] * talks], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Summary"]
    table = sheet.tables["Summary"]
    areas = [area.replace("$", "").partition("!")[2] for area in sheet.print_area.split(",")]
    first = areas[0]
    blocks = [each for each in areas if not each.startswith("A") or each is first]
    shown = [_extent(each) for each in blocks]
    _, top, last, bottom = _extent(table.ref)
    assert [block[0] for block in shown] == [1, *(block[2] + 1 for block in shown[:-1])]
    assert shown[-1][2] == last
    assert {block[1::2] for block in shown[1:]} == {(top, bottom)}
    letters = [get_column_letter(n) for n in range(1, last + 1)]
    wide = [(sheet.column_dimensions[letter].width * 7 + 5) / 96 for letter in letters]
    for start, _, end, _ in shown:
        assert sum(wide[start - 1 : end]) + (wide[0] if start > 1 else 0) <= 11 / 0.8
    assert sheet.print_title_cols == "$A:$A"


def _extent(area: str) -> tuple[int, int, int, int]:
    """The first column and row of an area, and the last."""
    first, top, last, bottom = (number or 0 for number in range_boundaries(area))
    return first, top, last, bottom


def test_the_last_row_of_the_table_is_that_of_totals_and_is_not_sorted(tmp_path: Path) -> None:
    plans = [plan(f"Officer {n}", f"Policy / Branch {n}") for n in range(3)]
    plandocs.rollup(plans, tmp_path / "out.xlsx", division="Policy")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Summary"]
    table = sheet.tables["Summary"]
    first, last = table.ref.split(":")
    assert table.autoFilter.ref == f"{first}:{last[:-1]}{int(last[-1]) - 1}"
    assert table.totalsRowCount == 1
    assert table.tableColumns[0].totalsRowLabel == sheet[f"A{last[-1]}"].value == "Policy"


def test_a_folder_in_its_place_is_told_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="this is a folder"):
        plandocs.rollup(plan("Ann"), tmp_path)


def test_the_summary_names_the_agency_and_prints_on_a4_as_a_whole(tmp_path: Path) -> None:
    plandocs.rollup(plan("Ann"), tmp_path / "out.xlsx", context={"agency": "Ports & Harbours"})
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Summary"]
    assert str(sheet["A2"].value).startswith("Ports & Harbours   ·   Division: all")
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", 9, 1)
    wide = sum(each.width for each in sheet.column_dimensions.values())
    assert wide * 7 / 96 * 0.65 < 11.1, "letters of 10 points print in 6.5 or more"


def test_a_refresh_keeps_the_agency_in_the_title_until_another_is_named(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    plandocs.rollup(plan("Ann"), path, context={"agency": "Ports"})
    for context, named in ((None, "Ports"), ({"agency": "Roads"}, "Roads"), (None, "Roads")):
        plandocs.rollup(plan("Ann"), update=path, context=context)
        book = openpyxl.load_workbook(path)
        assert str(book["Summary"]["A2"].value).startswith(f"{named}   ·   Division: all")
        assert ("Agency", named) in [row[:2] for row in book["About"].values]


def test_parts_of_bars_have_numbers_and_what_is_withheld_says_so(tmp_path: Path) -> None:
    plandocs.rollup(plan("Ann"), tmp_path / "hr.xlsx")
    plandocs.rollup(plan("Ann"), tmp_path / "executive.xlsx", audience="executive")
    with zipfile.ZipFile(tmp_path / "hr.xlsx") as package:
        assert 'formatCode="0;;" sourceLinked="0"' in package.read("xl/charts/chart1.xml").decode()
    with zipfile.ZipFile(tmp_path / "executive.xlsx") as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert 'formatCode="0;;&quot;n.p.&quot;" sourceLinked="0"' in chart
