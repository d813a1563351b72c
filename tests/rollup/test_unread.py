"""Files that came and could not be read, and files that came back as they were sent out."""

from __future__ import annotations

from typing import Any

import pytest

from plandocs.division.values import Expected
from plandocs.errors import Corrupt
from plandocs.model.reading import Reading, Unmapped
from tests.rollup.plans import column, plan, read, rolled, rows

UNREAD = "Received, could not be read"
ROSTER = (
    Expected("00731", "Ann Lee", "", "A / Ports", "", None),
    Expected("04410", "Ann Lee", "", "A / Roads", "", None),
    Expected("05000", "Priya Raman", "", "A / Ports", "Tom Alder", None),
    Expected("05001", "Siobhán O'Brien", "", "A / Roads", "Tom Alder", None),
    Expected("05002", "Lee Tran", "", "A / Roads", "Tom Alder", None),
)


def broken(source: str) -> Reading:
    return Reading(source, error=Corrupt("this is half a file.", source))


def found(*sources: str) -> dict[str, str]:
    """The status of everybody with this broken file beside one good plan of somebody else."""
    other = plan("Cy Fox", "A / Ports")
    made = rolled(other, *map(broken, sources), roster=ROSTER)
    return {row["Id"]: row["Status"] for row in rows(made, "Completion") if row["Id"]}


@pytest.mark.parametrize(
    ("source", "id"),
    [
        ("in/Priya Raman – 2026-27.docx", "05000"),
        ("in/RAMAN, Priya signed v2.doc", "05000"),
        ("in/RamanPriya_final.docx", "05000"),
        ("in/raman.docx", "05000"),
        ("in/P Raman plan.docx", "05000"),
        ("in/05000.docx", "05000"),
        ("in/Priya Raman/plan.docx", "05000"),
        ("in/siobhan_obrien.docx", "05001"),
        ("in/Ann Lee (04410) – 2026-27.docx", "04410"),
        ("in/Ann Lee, Ports.docx", "00731"),
        ("in/Lee Tran.docx", "05002"),
        ("in/all.zip/Lee Tran.docx", "05002"),
    ],
)
def test_a_file_that_cannot_be_read_is_received_from_whom_its_name_says(
    source: str, id: str
) -> None:
    assert [each for each, status in found(source).items() if status != "Missing"] == [id]
    made = rolled(plan("Cy Fox"), broken(source), roster=ROSTER)
    (row,) = (row for row in rows(made, "Completion") if row["Status"] == UNREAD)
    assert (row["Id"], row["Still to do"]) == (id, "send it again: this is half a file.")
    assert source.endswith(row["File"].text)


@pytest.mark.parametrize(
    "source",
    [
        "in/Ann Lee – 2026-27.docx",  # which of the two?
        "in/scan 0042.docx",
        "in/Tom Alder.docx",  # who is nobody on the roster
        "in/Siobhan Raman.docx",
        "in/plan 2026-27.docx",
        "in/Leeann Tranmere.docx",
    ],
)
def test_a_name_that_tells_nobody_for_sure_is_nobodys(source: str) -> None:
    assert set(found(source).values()) == {"Missing"}


def test_who_has_a_document_that_can_be_read_counts_by_that() -> None:
    made = rolled(plan("Priya Raman", "A / Ports"), broken("Priya Raman.docx"), roster=ROSTER)
    assert UNREAD not in column(made, "Completion", "Status")


def test_of_two_namesakes_the_one_without_a_document_sent_the_broken_one() -> None:
    first = plan("Ann Lee", "A / Ports", id="00731")
    made = rolled(first, broken("Ann Lee.docx"), roster=ROSTER)
    status = {row["Id"]: row["Status"] for row in rows(made, "Completion")}
    assert status["04410"] == UNREAD


def test_a_blank_that_came_back_as_it_went_out_is_not_started() -> None:
    made = rolled(read(plan(manager_name="Tom Alder", id="7"), "a.docx"))
    assert column(made, "Completion", "Status") == ["Not started"]
    total = rows(made, "Summary")[-1]
    assert (total["Received"], total["Not started"], total["In draft"]) == (1, 1, 0)


@pytest.mark.parametrize(
    "begun",
    [
        {"outcomes": [{"outcome": "Cut waits"}]},
        {"outcomes": [{"measures": ["by June"]}]},
        {"leadership": [{"capability": "Achieves results", "measures": ["asked"]}]},
        {"career": {"aspirations": "A larger team"}},
        {"learning_needs": [{"need": "Budgets"}]},
        {"officer_signature": "P Raman"},
    ],
)
def test_whoever_wrote_anything_has_started(begun: dict[str, Any]) -> None:
    made = rolled(read(plan(**begun), "a.docx"))
    assert "Not started" not in column(made, "Completion", "Status")


def test_words_beside_the_fields_are_a_start_and_data_is_no_blank_that_went_out() -> None:
    stray = (Unmapped("after Section 3", "text", "I am on leave"),)
    beside = read(plan(), "a.docx", unmapped=stray)
    assert column(rolled(beside), "Completion", "Status") == ["Draft"]
    assert column(rolled(plan()), "Completion", "Status") == ["Draft"]


def test_one_plan_for_two_lines_of_one_name_is_neithers_until_something_tells() -> None:
    made = rolled(plan("Ann Lee", ""), roster=ROSTER[:2])
    assert column(made, "Completion", "Status").count("Missing") == 2
    assert "not-on-roster" in column(made, "Checks", "Code")
