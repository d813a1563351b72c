"""`history`: the versions of each person's plan, and what changed in each."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx

import plandocs
from plandocs.data.validate import as_plan
from plandocs.model.reading import DocumentFacts, Reading
from plandocs.moment import moment_in
from tests.verbs.test_check import PLAN


def reading(source: str, modified: str, by: str, revision: int = 1, **changes: Any) -> Reading:
    plan = as_plan({**PLAN, **changes})
    return Reading(
        source, document=DocumentFacts("Word", moment_in(modified), by, revision), plan=plan
    )


def told(*readings: Reading) -> list[tuple[str, str, int, list[str] | None]]:
    return [
        (
            each.officer_name, Path(each.source).name, each.number,
            None if each.changes is None else [change.field for change in each.changes],
        )
        for each in plandocs.history(readings).versions
    ]  # fmt: skip


def test_versions_are_in_the_order_in_which_they_were_saved() -> None:
    first = reading("z.docx", "2026-07-01T00:00:00Z", "Priya")
    second = reading("a.docx", "2026-08-01T00:00:00Z", "Tom", classification_level="SES 3")
    assert told(second, first) == [
        ("Priya Raman", "z.docx", 1, None),
        ("Priya Raman", "a.docx", 2, ["classification_level"]),
    ]


def test_then_by_revision_then_by_path() -> None:
    when = "2026-07-01T00:00:00Z"
    names = ("b.docx", "a.docx", "c.docx")
    readings = [reading(name, when, "P", 2 if name == "a.docx" else 1) for name in names]
    assert [source for _, source, _, _ in told(*readings)] == ["b.docx", "c.docx", "a.docx"]


def test_two_periods_and_two_people_are_no_versions_of_one_another() -> None:
    when = "2026-07-01T00:00:00Z"
    found = told(
        reading("1.docx", when, "P"),
        reading("2.docx", when, "P", period="2027-28"),
        reading("3.docx", when, "P", officer_name="Dan Whitford"),
    )
    assert [each[2] for each in found] == [1, 1, 1]
    assert [each[0] for each in found] == ["Dan Whitford", "Priya Raman", "Priya Raman"]


def test_a_renamed_copy_has_no_changes() -> None:
    one = reading("a.docx", "2026-07-01T00:00:00Z", "P")
    assert told(one, replace(one, source="b.docx"))[1][3] == []


def test_files_say_when_they_were_saved_and_by_whom(tmp_path: Path) -> None:
    for name, day, author in (("new", 9, "Tom Alder"), ("old", 2, "Priya Raman")):
        file = tmp_path / f"{name}.docx"
        plandocs.fill(PLAN, file)
        document = docx.Document(os.fspath(file))
        document.core_properties.modified = datetime(2026, 7, day, tzinfo=UTC)
        document.core_properties.last_modified_by = author
        document.save(os.fspath(file))
    (tmp_path / "broken.docx").write_bytes(b"")
    found = plandocs.history(tmp_path)
    assert [(each.modified, each.last_modified_by) for each in found.versions] == [
        (datetime(2026, 7, 2, tzinfo=UTC), "Priya Raman"),
        (datetime(2026, 7, 9, tzinfo=UTC), "Tom Alder"),
    ]
    assert [Path(each.source).name for each in found.failed] == ["broken.docx"]
