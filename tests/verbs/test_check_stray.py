"""`check` quotes the words that stand in no field, with their place, so that somebody can act."""

from __future__ import annotations

import plandocs
from plandocs.data.validate import as_plan
from plandocs.model.findings import Finding
from plandocs.model.reading import Reading, Unmapped
from tests.verbs.test_check import PLAN

_BOXED = Unmapped("after Section 3", "textbox", "Talk to HR", None)


def found(*unmapped: Unmapped, **changes: object) -> tuple[Finding, ...]:
    reading = Reading("a.docx", plan=as_plan({**PLAN, **changes}), unmapped=unmapped)
    return plandocs.check(reading)[0].findings


def test_each_place_is_one_finding_with_its_words() -> None:
    many = (Unmapped("after Section 3", "textbox", text, None) for text in "abc")
    boxed, note = found(_BOXED, *many, Unmapped("Section 4", "footnote", "See annex", "career"))
    assert (boxed.severity, boxed.code, boxed.where) == (
        "warning", "unmapped-text", "after Section 3",
    )  # fmt: skip
    assert boxed.message.endswith("“Talk to HR”, “a”, “b”, and 1 more.")
    assert (note.field, note.where) == ("career", "Section 4")


def test_what_a_page_footer_says_is_only_worth_a_look() -> None:
    (footer,) = found(Unmapped("page footer", "header-footer", "Page", None))
    assert footer.severity == "info"


def test_what_an_issue_of_its_own_speaks_of_is_not_told_again() -> None:
    kinds = ("deleted", "comment", "hidden", "picture", "object")
    assert found(*(Unmapped("Section 1", kind, "x", None) for kind in kinds)) == ()
    assert found(Unmapped("second form, Section 1", "text", "x", None)) == ()


def test_a_file_that_cannot_be_read_is_told_in_a_sentence() -> None:
    (checked,) = plandocs.check("nowhere.docx")
    assert checked.findings[0].message == "There is no such file; look for a spelling mistake."
