"""The header of a form is one group of labels: what stands around it is not taken for it."""

from __future__ import annotations

from itertools import product

import pytest
from tests.documents.small_form import built

import plandocs
from plandocs import Reading

_ROWS = (
    ("Officer name:", "Priya Raman", "Officer signature:", "P Raman"),
    ("Classification Level:", "SES 2", "Manager signature:", ""),
    ("Division/Branch:", "Reform", "Date of meeting:", "12 July 2026"),
    ("Manager name:", "Tom Alder", "Period of plan:", "2026-27"),
)
_RIGHT = {
    "officer_name": "Priya Raman", "classification_level": "SES 2", "division_branch": "Reform",
    "manager_name": "Tom Alder", "officer_signature": "P Raman", "manager_signature": "",
    "meeting_date": "12 July 2026", "period": "2026-27",
}  # fmt: skip
_TITLE = 'p"Senior Executive - Performance Management Plan"'
_AROUND = {
    "marking": 'p"Classification: OFFICIAL: Sensitive"',
    "contacts": 'tbl(tr(tc"Name" tc"Kim Oh") tr(tc"Division" tc"Audit") tr(tc"Manager" tc"Al Bo"))',
    "heads": 'tbl(tr(tc"Name" tc"Position" tc"Division") tr(tc"Kim Oh" tc"EA" tc"Audit"))',
    "mail": 'p"From: Kim Oh" p"Manager: please have a look by Friday" p"Date: 3 July"',
    "minutes": 'tbl(tr(tc"Date of meeting" tc"1 May 2026") tr(tc"Manager" tc"Al Bo"))',
    "approval": 'p"Approval" tbl(tr(tc"Manager signature" tc"A Bo") tr(tc"Name" tc"Al Bo"))',
    "review": 'p"Mid-cycle review" tbl(tr(tc"Manager signature:" tc"A Bo" tc"Date:" tc"4 May"))',
    "line": 'p"Manager: Kim Oh, 3 July 2026"',
    "handover": 'tbl(tr(tc"Officer" tc"Kim Oh") tr(tc"Manager signature" tc"A Bo"))',
}
_BETWEEN = 'p"Officer name: agreed with Tom on Tuesday"'


def header(changes: dict[str, str] | None = None) -> str:
    """The header block as a table, with other words in some of its cells."""
    rows = [[(changes or {}).get(each, each) for each in row] for row in _ROWS]
    cells = [[f'tc"{each}"' if each else "tc" for each in row] for row in rows]
    return f"tbl({' '.join(f'tr({a} {b} tc {c} {d})' for a, b, c, d in cells)})"


def values(reading: Reading) -> dict[str, str]:
    """The header block's values as text."""
    found = reading.to_dict()["plan"]
    texts = {name: found[name] for name in _RIGHT}
    return {k: v["text"] if isinstance(v, dict) else v for k, v in texts.items()}


def told(reading: Reading, code: str) -> set[tuple[str | None, str]]:
    """The fields and severities of a code's issues."""
    return {(i.field, i.severity) for i in reading.issues if i.code == code}


@pytest.mark.parametrize(
    ("kind", "place"), list(product(_AROUND, ("cover", "before", "between", "end")))
)
def test_what_stands_around_the_header_fills_and_signs_nothing(kind: str, place: str) -> None:
    around = _AROUND[kind]
    pieces = {
        "cover": {"before": f"{around} p {_TITLE}"},
        "before": {"before": f"{_TITLE} {around} p"},
        "between": {"header": f"{header()} p {around}"},
        "end": {"after": f"p {around}"},
    }[place]
    reading = plandocs.parse(built({"header": header(), **pieces}))
    assert values(reading) == _RIGHT
    assert reading.unmapped
    assert all(word in " ".join(u.text for u in reading.unmapped) for word in _typed(kind))


def _typed(kind: str) -> tuple[str, ...]:
    return {
        "marking": ("OFFICIAL: Sensitive",),
        "mail": ("please have a look by Friday",),
        "minutes": ("1 May 2026", "Al Bo"),
        "approval": ("A Bo", "Al Bo"),
        "review": ("A Bo", "4 May"),
        "line": ("Manager: Kim Oh, 3 July 2026",),
        "handover": ("Kim Oh", "A Bo"),
    }.get(kind, ("Kim Oh", "Audit"))


def test_a_line_between_tables_cuts_no_plan_in_two() -> None:
    section = (
        'tbl(tr(tc"Leadership Capability" tc"Performance measure(s)") tr(tc"Achieves results" '
    )
    pieces = {"header": header(), "leadership": f'p"" {_BETWEEN} {section} tc"On time"))'}
    reading = plandocs.parse(built(pieces))
    assert reading.to_dict()["plan"]["leadership"][1]["measures"] == ["On time"]
    assert "second-form" not in {issue.code for issue in reading.issues}
    assert "Officer name: agreed with Tom on Tuesday" in {each.text for each in reading.unmapped}


def test_the_same_header_again_is_a_repeat() -> None:
    reading = plandocs.parse(built({"header": header(), "after": f"p {header()}"}))
    assert (values(reading), reading.unmapped) == (_RIGHT, ())
    assert all(issue.severity == "info" for issue in reading.issues)


@pytest.mark.parametrize(
    ("more", "kind"),
    [('r{vanish}"ring him first"', "hidden"),
     ('r(pict(v:shape(v:textbox(txbxContent(p"ring him first")))))', "textbox")],
)  # fmt: skip
def test_what_stands_beside_a_value_that_is_said_again_is_not_lost(more: str, kind: str) -> None:
    again = header().replace('tc"Tom Alder"', f'tc(p(r"Tom Alder" {more}))')
    for _ in range(2):
        reading = plandocs.parse(built({"header": header(), "after": f"p {again}"}))
        assert values(reading) == _RIGHT
        told = [(each.field, each.kind, each.text) for each in reading.unmapped]
        assert told == [("manager_name", kind, "ring him first")]


@pytest.mark.parametrize(
    ("label", "typed", "severity"),
    [("Officer name:", "Offcier name:", "info"), ("Officer name:", "Officer nmae:", "info"),
     ("Classification Level:", "Clasification Level:", "info"),
     ("Division/Branch:", "Divison / Branch", "info"), ("Division/Branch:", "Te peka:", "warning"),
     ("Manager name:", "Manger name:", "info"), ("Manager name:", "", "warning"),
     ("Date of meeting:", "Date fo meeting:", "info"),
     ("Officer signature:", "Ofifcer signatrue:", "info"),
     ("Period of plan:", "Peroid of plan", "info")],
)  # fmt: skip
def test_a_label_is_told_by_its_likeness_or_its_place(
    label: str, typed: str, severity: str
) -> None:
    reading = plandocs.parse(built({"header": header({label: typed})}))
    assert values(reading) == _RIGHT
    assert {each for _, each in told(reading, "label-by-likeness")} == {severity}


@pytest.mark.parametrize("other", ["Office:", "Cost centre:", "Phone:", "Employee no.:"])
def test_another_label_in_the_place_of_one_is_not_that(other: str) -> None:
    reading = plandocs.parse(built({"header": header({"Officer name:": other})}))
    assert values(reading) == {**_RIGHT, "officer_name": ""}
    assert told(reading, "missing-field") == {("officer_name", "warning")}
    assert "Priya Raman" in {each.text for each in reading.unmapped}


@pytest.mark.parametrize("hint", ["(please sign)", "Waitohu kaiwhakahaere:", "[sign here]"])
def test_a_hint_in_a_labels_cell_signs_nothing(hint: str) -> None:
    block = header().replace('tc"Manager signature:"', f'tc(p"Manager signature:" p"{hint}")')
    reading = plandocs.parse(built({"header": block}))
    assert values(reading) == _RIGHT
    assert told(reading, "text-in-label-cell") == {("manager_signature", "warning")}


def test_a_name_in_the_labels_cell_is_taken_and_told_where_its_own_is_blank() -> None:
    block = header({"Priya Raman": "", "Officer name:": "Officer name: Priya Raman"})
    reading = plandocs.parse(built({"header": block}))
    assert values(reading) == _RIGHT
    assert told(reading, "text-in-label-cell") == {("officer_name", "warning")}


def test_a_block_to_sign_at_the_end_is_the_forms_own_where_the_header_has_none() -> None:
    block = 'tbl(tr(tc"Officer name:" tc"Priya Raman") tr(tc"Manager name:" tc"Tom Alder"))'
    signing = 'p "" tbl(tr(tc"Officer signature:" tc"PR") tr(tc"Manager signature:" tc"TA"))'
    for title, signed in (('p"Agreement"', ("PR", "TA")), ('p"Mid-year review"', ("", ""))):
        after = signing.replace('p ""', f"p {title}")
        found = values(plandocs.parse(built({"header": block, "after": after})))
        assert (found["officer_signature"], found["manager_signature"]) == signed


def test_a_label_typed_again_is_dropped_and_a_part_of_one_is_not() -> None:
    for typed, right in (("Branch: Finance", "Branch: Finance"), ("Division/Branch: X", "X")):
        found = values(plandocs.parse(built({"header": header({"Reform": typed})})))
        assert found["division_branch"] == right


def test_two_lines_with_labels_of_their_own_stay_as_they_are() -> None:
    block = header().replace('tc"Reform"', 'tc(p"Division: Corporate" p"Branch: Finance")')
    found = values(plandocs.parse(built({"header": block})))
    assert found["division_branch"] == "Division: Corporate\nBranch: Finance"
