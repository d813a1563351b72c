"""Columns are matched by their names as people have them, and never by a guess."""

from __future__ import annotations

import pytest

from plandocs.errors import InputError
from plandocs.sheet.read.grid import Row
from plandocs.sheet.read.headings import (
    Unmatched,
    find_heading_row,
    match_headings,
    nearest,
    normal_heading,
)

KNOWN = {
    "id": ("Employee number", "Employee ID", "Staff no"),
    "officer_name": ("Officer name", "Name", "Employee"),
    "manager_name": ("Manager name", "Supervisor"),
    "learning_needs": ("Learning need(s)",),
}


@pytest.mark.parametrize(
    "heading",
    ["Officer name", "officer_name", "OFFICER  NAME:", "OfficerName", "officer-name *", "Name"],
)
def test_a_field_is_known_by_its_name_label_and_synonyms(heading: str) -> None:
    assert match_headings([heading], KNOWN).fields == ("officer_name",)


def test_an_optional_plural_and_an_ampersand_are_read_as_people_say_them() -> None:
    assert normal_heading("Learning need(s)") == normal_heading("learning_needs")
    assert normal_heading("R&D") == normal_heading("R and D")


def test_what_is_not_known_is_reported_with_the_nearest() -> None:
    match = match_headings(["Oficer name", "Shoe size", "", "Staff no"], KNOWN)
    assert match.fields == (None, None, None, "id")
    assert match.unmatched == (
        Unmatched("Oficer name", "A", "Officer name"),
        Unmatched("Shoe size", "B", ""),
    )
    assert match.missing == ("officer_name", "manager_name", "learning_needs")


def test_a_map_goes_before_the_names() -> None:
    mapping = {"Who": "officer_name", "Name": "Manager name", "Gone": "id"}
    match = match_headings(["who", "Name"], KNOWN, mapping)
    assert match.fields == ("officer_name", "manager_name")
    assert match.unused == ("Gone",)


def test_a_map_to_no_field_is_an_error_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r'"oficer", which is not a field. Did you mean "Officer'):
        match_headings(["Who"], KNOWN, {"Who": "oficer"})


def test_two_headings_for_one_field_are_an_error() -> None:
    with pytest.raises(InputError, match='columns A "Name" and C "Employee"') as caught:
        match_headings(["Name", "Other", "Employee"], KNOWN, source="staff.xlsx", place="sheet 1")
    assert str(caught.value).startswith("staff.xlsx, sheet 1: ")


def test_a_label_goes_before_the_synonym_of_another_field() -> None:
    known = {"a": ("First", "Second"), "b": ("Second",)}
    assert match_headings(["Second"], known).fields == ("b",)


def test_a_row_is_given_by_field() -> None:
    match = match_headings(["Name", "Shoe size", "Staff no"], KNOWN)
    assert match.values(Row(2, ("Priya", 38, "00731"))) == {
        "officer_name": "Priya",
        "id": "00731",
    }


def test_nothing_is_near_to_nonsense() -> None:
    assert nearest("zzz", KNOWN) == ""
    assert nearest("Superviser", KNOWN) == "Manager name"


def rows(*texts: tuple[str | None, ...]) -> list[Row]:
    return [Row(number, cells) for number, cells in enumerate(texts, start=1)]


def test_the_heading_row_names_the_most_fields() -> None:
    found = find_heading_row(
        rows(("Staff list",), ("Name", None), ("Name", "Staff no"), ("Priya", "7")), KNOWN
    )
    assert found is not None
    assert found.number == 3


def test_without_known_names_it_is_the_first_with_two_texts() -> None:
    found = find_heading_row(rows(("Objectives",), ("Objective", "Aliases"), ("a", "b")), {})
    assert found is not None
    assert found.number == 2
    one = find_heading_row(rows(("Objective",), ("Growth",)), {})
    assert one is not None
    assert one.number == 1
    assert find_heading_row([], KNOWN) is None
