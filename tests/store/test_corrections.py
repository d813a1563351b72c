"""What HR put right is laid over readings, told, and ends with the words it was made for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

import plandocs
from plandocs.table import CORRECTED
from tests.store.folders import names_in, update

# -- corrections -------------------------------------------------------------------------------


def test_a_correction_is_laid_over_the_reading_and_told(folder: Path, state: Path) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    remembered.correct(folder / "0.docx", "officer_name", "Priya Ramann", by="HR")
    remembered.correct(folder / "0.docx", "outcomes[0].measures", ["Under 20 days"], by="HR")
    (reading_,) = plandocs.parse_many([folder / "0.docx"], state=state)
    data = reading_.to_dict()
    assert data["plan"]["officer_name"] == "Priya Ramann"
    assert data["plan"]["outcomes"][0]["measures"] == ["Under 20 days"]
    assert [each["field"] for each in data["corrections"]] == [
        "officer_name", "outcomes[0].measures",
    ]  # fmt: skip
    assert data["corrections"][0]["before"] == "Priya Raman"
    assert {i.field for i in reading_.issues if i.code == "corrected"} == {
        "officer_name", "outcomes[0].measures",
    }  # fmt: skip


def test_a_correction_goes_with_its_file_and_ends_with_its_words(folder: Path, state: Path) -> None:
    names_in(folder, state)
    plandocs.State(state).correct(folder / "0.docx", "officer_name", "Priya R", by="HR")
    (folder / "0.docx").rename(folder / "7.docx")
    assert "Priya R" in names_in(folder, state)
    (folder / "7.docx").rename(folder / "0.docx")
    plandocs.fill({"officer_name": "Priya Singh"}, folder / "0.docx", force=True)
    (found,) = plandocs.parse_many([folder / "0.docx"], state=state)
    assert found.to_dict()["plan"]["officer_name"] == "Priya Singh"
    assert "correction-outdated" in {issue.code for issue in found.issues}


def test_a_correction_is_taken_back(folder: Path, state: Path) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    remembered.correct(folder / "0.docx", "officer_name", "Priya R")
    assert remembered.undo(folder / "0.docx").corrections == ()
    assert names_in(folder, state)[0] == "Priya Raman"
    with pytest.raises(plandocs.InputError, match="no correction"):
        remembered.undo(folder / "0.docx")


def test_the_sheet_says_whether_a_signature_counts(
    folder: Path, state: Path, tmp_path: Path
) -> None:
    update(folder / "0.docx", {"officer_signature": "see e-mail of 3 Sept"})
    names_in(folder, state)
    decided = {"signed": True, "text": "see e-mail of 3 Sept"}
    plandocs.State(state).correct(folder / "0.docx", "officer_signature", decided, by="HR")
    plandocs.rollup([folder], tmp_path / "division.xlsx", state=state)
    sheet = openpyxl.load_workbook(tmp_path / "division.xlsx")["Corrections"]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "see e-mail of 3 Sept (not signed)" in said
    assert "see e-mail of 3 Sept (signed)" in said


@pytest.mark.parametrize(
    ("field", "value"), [("officer", "x"), ("outcomes[9].outcome", "x"), ("officer_name", ["x"]),
                         ("outcomes[", "x"), ("meeting_date", {"no": 1})],
)  # fmt: skip
def test_a_correction_that_does_not_fit_is_refused(
    folder: Path, state: Path, field: str, value: object
) -> None:
    names_in(folder, state)
    with pytest.raises(plandocs.InputError):
        plandocs.State(state).correct(folder / "0.docx", field, value)
    assert plandocs.State(state).holds().corrections == 0


# -- whose a correction is ---------------------------------------------------------------------


def test_a_correction_is_of_the_person_and_not_of_the_files_name(folder: Path, state: Path) -> None:
    for name in ("0.docx", "1.docx"):
        update(folder / name, {"manager_name": "Ana Cho"})
    names_in(folder, state)
    plandocs.State(state).correct(folder / "0.docx", "manager_name", "Lea Roy", by="HR")
    (folder / "0.docx").rename(folder / "8.docx")
    (folder / "1.docx").rename(folder / "0.docx")
    readings = {r.source: r for r in plandocs.parse_many(sorted(folder.iterdir()), state=state)}
    alder, raman = readings[str(folder / "0.docx")], readings[str(folder / "8.docx")]
    assert alder.to_dict()["plan"]["manager_name"] == "Ana Cho"
    assert "correction-outdated" in {issue.code for issue in alder.issues}
    assert raman.to_dict()["plan"]["manager_name"] == "Lea Roy"


def test_a_correction_stays_when_the_file_is_renamed_and_edited(folder: Path, state: Path) -> None:
    names_in(folder, state)
    plandocs.State(state).correct(folder / "0.docx", "manager_name", "Lea Roy", by="HR")
    update(folder / "0.docx", {"division_branch": "Ports"}).rename(folder / "5.docx")
    (found,) = plandocs.parse_many(folder / "5.docx", state=state)
    assert found.to_dict()["plan"]["manager_name"] == "Lea Roy"


@pytest.mark.parametrize("field", ["manager_name", "meeting_date", "outcomes"])
def test_a_namesake_of_another_unit_is_not_corrected(folder: Path, state: Path, field: str) -> None:
    for number, unit in enumerate(("Ports", "Rail", "Roads")):
        data = {"officer_name": "Sam Lee", "division_branch": unit}
        plandocs.fill(data, folder / f"{number}.docx", force=True)
    names_in(folder, state)
    value: object = [{"outcome": "x"}] if field == "outcomes" else "1 August 2026"
    plandocs.State(state).correct(folder / "1.docx", field, value)
    readings = plandocs.parse_many(sorted(folder.glob("*.docx")), state=state)
    assert [len(each.corrections) for each in readings] == [0, 1, 0]


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [("meeting_date", "31 Feb 2026", "1 August 2026"), ("outcomes[0].measures", ["a"], ["b", "c"]),
     ("period", "2026-27", "1 July 2027 – 30 June 2028")],
)  # fmt: skip
def test_a_field_is_corrected_again_and_again(
    folder: Path, state: Path, field: str, first: object, second: object
) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    once = remembered.correct(folder / "0.docx", field, first)
    twice = remembered.correct(folder / "0.docx", field, second)
    assert len(twice.corrections) == 2
    assert once.to_dict()["plan"] != twice.to_dict()["plan"]
    assert "correction-outdated" not in {issue.code for issue in twice.issues}


def test_a_doubtful_value_is_told(folder: Path, state: Path) -> None:
    names_in(folder, state)
    found = plandocs.State(state).correct(folder / "0.docx", "period", "banana")
    assert "unreadable-period" in {issue.code for issue in found.issues}
    assert not found.clean


def test_a_correction_settles_what_is_said_of_its_value_alone(folder: Path, state: Path) -> None:
    import docx

    data = {
        "officer_name": "Ann Lee",
        "meeting_date": "31 Feb 2026",
        "outcomes": [{"outcome": "x"}],
    }
    plandocs.fill(data, folder / "0.docx", force=True)
    document = docx.Document(str(folder / "0.docx"))
    (paragraph,) = [
        p
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for p in cell.paragraphs
        if p.text == "31 Feb 2026"
    ][:1]
    document.add_comment(paragraph.runs, "Which day?", author="HR")
    document.save(str(folder / "0.docx"))
    names_in(folder, state)
    (before,) = plandocs.parse_many(folder / "0.docx", state=state)
    at_field = {issue.code for issue in before.issues if issue.field == "meeting_date"}
    assert at_field == {"unreadable-date", "comments"}
    remembered = plandocs.State(state)
    found = remembered.correct(folder / "0.docx", "meeting_date", "12 July 2026", by="HR")
    assert {issue.code for issue in found.issues if issue.field == "meeting_date"} == {
        "comments", "corrected",
    }  # fmt: skip
    (comment,) = found.unmapped
    left = remembered.correct(folder / "0.docx", None, origin=comment.where)
    assert {issue.code for issue in left.issues} == {"corrected"}


@pytest.mark.parametrize("confidential", [False, True])
def test_the_roll_up_shows_what_hr_corrected(folder: Path, state: Path, confidential: bool) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    remembered.correct(folder / "0.docx", "outcomes[0].outcome", "Shorter queues", by="Ann of HR")
    remembered.correct(folder / "0.docx", "career.aspirations", "To lead a region", by="HR")
    found = plandocs.tables([folder], state=state, include_confidential=confidential)
    first, second = found["corrections"]
    assert (first["officer_name"], first["field"]) == (
        "Priya Raman",
        "Section 1, row 1, Business / work outcome",
    )
    assert (first["the_document_says"], first["corrected_to"], first["corrected_by"]) == (
        "Shorter waits 0", "Shorter queues", "Ann of HR",
    )  # fmt: skip
    assert first["corrected_on"] == dt.datetime.now(dt.UTC).date()
    assert ("region" in str(second["corrected_to"])) == confidential
    assert "Shorter queues" in {row["outcome"] for row in found["outcomes"]}
    assert "corrections" not in plandocs.tables([folder])
    for audience in ("hr", "executive"):
        book = folder.parent / f"{audience}.xlsx"
        rows = plandocs.rollup([folder], book, state=state, audience=audience).rows
        assert rows.get("Corrections") == (2 if audience == "hr" else None)
    plandocs.rollup([folder], update=folder.parent / "hr.xlsx", state=state)
    remembered.undo(folder / "0.docx")
    remembered.undo(folder / "0.docx")
    rows = plandocs.rollup([folder], update=folder.parent / "hr.xlsx", state=state).rows
    assert "Corrections" not in rows


def _violet(book: Path) -> set[tuple[str, str]]:
    """The cells that are marked: their sheet, and what they say."""
    return {
        (sheet.title, str(cell.value))
        for sheet in openpyxl.load_workbook(book)
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb in (f"00{CORRECTED}", f"FF{CORRECTED}")
    }


def test_cells_that_show_a_corrected_value_are_marked(folder: Path, state: Path) -> None:
    names_in(folder, state)
    remembered, book = plandocs.State(state), folder.parent / "hr.xlsx"
    first = folder / "0.docx"
    remembered.correct(first, "outcomes[0].outcome", "Shorter queues", by="HR")
    remembered.correct(first, "outcomes[0].measures", ["Under 20 days", "Few calls"], by="HR")
    remembered.correct(first, "manager_name", "Lea Roy", by="HR")
    plandocs.rollup([folder], book, state=state)
    marked = {
        ("Completion", "Lea Roy"),
        ("Outcomes", "Shorter queues"),
        ("Outcomes", "Under 20 days\nFew calls"),
        ("Measures", "Shorter queues"),
        ("Measures", "Under 20 days"),
        ("Measures", "Few calls"),
    }
    assert _violet(book) == marked
    # HR's own order and colours stay, and the marks go with their rows.
    workbook = openpyxl.load_workbook(book)
    page = workbook["Outcomes"]
    place = next(row for row in page.iter_rows() if row[3].value == "Shorter queues")
    place[2].fill = PatternFill("solid", fgColor="00FF00")
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            page.cell(number, column, value)
    workbook.save(book)
    plandocs.rollup([folder], update=book, state=state)
    assert _violet(book) == marked
    for _ in range(3):
        remembered.undo(first)
    plandocs.rollup([folder], update=book, state=state)
    assert _violet(book) == set()


def test_words_in_no_field_are_given_one_or_left(folder: Path, state: Path) -> None:
    import docx

    document = docx.Document(str(folder / "0.docx"))
    document.add_paragraph("Ask Tom about the budget.")
    document.save(str(folder / "0.docx"))
    names_in(folder, state)
    (found,) = plandocs.parse_many(folder / "0.docx", state=state)
    (place,) = {each.where for each in found.unmapped}
    remembered = plandocs.State(state)
    given = remembered.correct(folder / "0.docx", "division_branch", origin=place)
    assert given.to_dict()["plan"]["division_branch"] == "Ask Tom about the budget."
    assert given.unmapped == ()
    assert plandocs.Reading.from_dict(given.to_dict()).corrections == given.corrections
    assert remembered.undo(folder / "0.docx", place).unmapped == found.unmapped
    assert remembered.correct(folder / "0.docx", None, origin=place).unmapped == ()


@pytest.mark.parametrize("value", [object(), "\ud800", {1, 2}])
def test_a_value_that_is_no_data_is_refused_in_words(
    folder: Path, state: Path, value: object
) -> None:
    names_in(folder, state)
    with pytest.raises(plandocs.InputError):
        plandocs.State(state).correct(folder / "0.docx", "manager_name", value)


def test_a_state_in_the_folder_that_is_read_is_no_document(folder: Path) -> None:
    for _ in range(2):
        made = plandocs.rollup([folder], folder.parent / "a.xlsx", state=folder / "s.plandocs",
                               force=True)  # fmt: skip
    assert made.failed == ()
