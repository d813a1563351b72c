"""A signature in doubt is counted apart: neither as signed nor as complete, whoever reads on."""

from __future__ import annotations

from typing import Any

import pytest

from plandocs.division.values import RollUp
from plandocs.model.reading import Issue
from tests.rollup.plans import Row, plan, read, rolled

_WHOLE: dict[str, Any] = {
    "classification_level": "SES 1", "manager_name": "Tom Alder", "meeting_date": "12 July 2026",
    "outcomes": [{"outcome": "Reduce waits", "measures": ["Halved"], "links": ["SO1"]}],
    "leadership": [
        {"capability": name, "measures": ["Leads"]}
        for name in (
            "Shapes strategic thinking", "Achieves results", "Communicates with influence",
            "Cultivates productive working relationships",
            "Exemplifies personal drive and integrity",
        )
    ],
    "learning_needs": [{"need": "Coaching"}],
}  # fmt: skip
_SIGNED = {"signed": True, "text": ""}


def rows(found: RollUp, name: str) -> list[Row]:
    sheet = next(each for each in found.sheets if each.name == name)
    return [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]


@pytest.mark.parametrize(
    ("text", "status", "counted"),
    [
        ("P Raman", "Signed by both", {"Signed": 1, "Complete": 1}),
        ("", "Signed by manager", {"To be signed": 1, "Complete": 1}),
        ("Not signed – on leave", "Signed by manager", {"To be signed": 1, "Complete": 1}),
        ("Tom Alder to sign", "Signature to check", {"Signature to check": 1}),
        ("Tom Alder", "Signature to check", {"Signature to check": 1}),
        ("12 July 2026", "Signature to check", {"Signature to check": 1}),
    ],
)
def test_each_answer_has_its_status_and_its_count(
    text: str, status: str, counted: dict[str, int]
) -> None:
    found = rolled(plan(**_WHOLE, officer_signature=text, manager_signature="T Alder"))
    (row,) = rows(found, "Completion")
    assert row["Status"] == status
    assert row["Officer signature"] is (text == "P Raman")
    assert ("look at the officer signature" in row["Still to do"]) == ("check" in status)
    total = rows(found, "Summary")[-1]
    stages = ("Signed", "Signature to check", "To be signed", "In draft", "Complete")
    assert {name: total[name] for name in stages if total[name]} == counted


def test_a_picture_beside_not_signed_is_in_doubt_by_its_reading() -> None:
    one = plan(**_WHOLE, officer_signature="Not signed", manager_signature=_SIGNED)
    issue = Issue("warning", "doubtful-signature", "Look at it.", "officer_signature")
    (row,) = rows(rolled(read(one, issues=(issue,))), "Completion")
    assert row["Status"] == "Signature to check"
    (row,) = rows(rolled(one), "Completion")
    assert row["Status"] == "Signed by manager"


def test_doubt_counts_as_no_signature_in_the_copy_for_executives() -> None:
    def named(count: int, first: str, signature: Any) -> list[Any]:
        both = {"officer_signature": signature, "manager_signature": _SIGNED}
        return [plan(f"{first} {chr(65 + n)}lin", **_WHOLE, **both) for n in range(count)]

    doubtful, signed = (
        named(6, "Ann", "12 July 2026"),
        named(7, "Bob", {"signed": True, "text": "ok"}),
    )
    total = rows(rolled(*doubtful, *signed, audience="executive"), "Summary")[-1]
    assert "Signature to check" not in total
    assert (total["Received"], total["Signed"], total["Complete"]) == (13, 7, 7)
    few = rolled(*named(2, "Ann", "12 July 2026"), *signed, audience="executive")
    total = rows(few, "Summary")[-1]
    assert [total["Received"], total["Signed"]].count("n.p.") > 0  # 9 - 7 would tell the two
    assert [total["Received"], total["Complete"]].count("n.p.") > 0
