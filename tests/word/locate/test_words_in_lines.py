"""Words that people write into a header of lines, several labels in each, and below the boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import pytest
from tests.documents.small_form import built
from tests.word.locate.odd_layouts import table

import plandocs

_LINES = (
    (("Officer name", "Priya Raman"), ("Officer’s signature", "P Raman")),
    (("Classification Level", "SES 2"), ("Manager’s signature", "T Alder")),
    (("Division/Branch/Unit", "Policy"), ("Date of meeting", "12 July 2026")),
    (("Manager name", "Tom Alder"), ("Period of plan", "2026-27")),
)
_WORD = "Zqword"
_INTO: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "in front of a label": lambda label, value: (f"{_WORD} {label}", value),
    "a gap in front of a label": lambda label, value: (f"{_WORD}\\t{label}", value),
    "behind a label": lambda label, value: (f"{label} {_WORD}", value),
    "in front of a value": lambda label, value: (label, f"{_WORD} {value}"),
    "behind a value": lambda label, value: (label, f"{value} {_WORD}"),
}
_OF_THE_VALUE = {"in front of a value", "behind a value"}


def _read(
    lines: Sequence[Sequence[tuple[str, str]]], ends: str, gap: str
) -> plandocs.Reading[plandocs.forms.KnownPlan]:
    texts = (gap.join(f"{label}:{ends}{value}" for label, value in line) for line in lines)
    return plandocs.parse(built({"header": " ".join(f'p"{text}"' for text in texts)}))


@pytest.mark.parametrize("into", _INTO)
@pytest.mark.parametrize("gap", ["\\t", "    "])
@pytest.mark.parametrize("ends", ["\\t", " "])
def test_a_word_in_a_line_of_labels_changes_no_value_without_a_word(
    ends: str, gap: str, into: str
) -> None:
    right = _read(_LINES, ends, gap).to_dict()["plan"]
    for row, nth in product(range(4), range(2)):
        lines = [list(line) for line in _LINES]
        lines[row][nth] = _INTO[into](*lines[row][nth])
        data = _read(lines, ends, gap).to_dict()
        plan = data["plan"]
        fields = {issue["field"] for issue in data["issues"]}
        changed = {name for name in plan if plan[name] != right[name]}
        untold = {
            name
            for name in changed - fields
            if not (into in _OF_THE_VALUE and _WORD in str(plan[name]))
        }
        assert untold == set(), (row, nth)
        assert _WORD in str(plan) or _WORD in str(data["unmapped"]), (row, nth)


@pytest.mark.parametrize("other", ["Employee no: 40321", "Phone: 6232 7000", "Cost centre: 12"])
def test_another_label_in_the_line_ends_a_value(other: str) -> None:
    lines = [list(line) for line in _LINES]
    lines[2] = [("Division/Branch/Unit", f"Policy\\t{other}")]
    reading = _read(lines, "\\t", "\\t")
    assert reading.to_dict()["plan"]["division_branch"] == "Policy"
    assert other in {each.text for each in reading.unmapped}


def test_a_date_that_stands_beside_who_signs_is_no_label_of_another_field() -> None:
    lines = [list(line) for line in _LINES]
    lines[0][1] = ("Officer’s signature", "P Raman\\tDate: 12 July 2026")
    data = _read(lines, " ", "\\t").to_dict()
    assert "12 July 2026" in data["plan"]["officer_signature"]["text"]


@pytest.mark.parametrize("label", ["Date of meeting", "Officer’s signature", "Period of plan"])
@pytest.mark.parametrize("ends", [":", " –"])
def test_a_row_below_the_boxes_with_a_label_of_the_header_is_told(label: str, ends: str) -> None:
    row = f'tr(tc"{label}{ends} sometime" tc"")'
    rows = f'tr(tc"Program report with." tc"") {row}'
    data = plandocs.parse(built({"working_relationship": rows})).to_dict()
    told = {issue["code"] for issue in data["issues"]}
    assert told & {"label-as-value", "label-elsewhere"}


def test_a_box_may_speak_of_the_manager() -> None:
    rows = 'tr(tc(p"Manager: weekly talks." p"Officer: early warning.") tc"Trust")'
    data = plandocs.parse(built({"working_relationship": rows})).to_dict()
    assert [i for i in data["issues"] if i["field"]] == []


@pytest.mark.parametrize("label", ["Shapes strategic thinking", "Shiapes strategic thinking"])
def test_a_word_in_front_of_a_numbered_capability_is_kept(label: str) -> None:
    rows = f'tr(tc"{_WORD} 1. {label}" tc"Leads the strategy")'
    data = plandocs.parse(built({"leadership": rows})).to_dict()
    assert data["plan"]["leadership"][0]["measures"] == ["Leads the strategy"]
    assert _WORD in str(data["unmapped"])


_BOXES = {
    "career": (
        "Section 4: Career Aspirations & Goals",
        {
            "aspirations": "Outline of the Officers career aspirations and goals",
            "manager_comments": "Managers comments",
        },
    ),
    "working_relationship": (
        "Section 5: Expectations about the working relationship between the manager and officer",
        {
            "manager_seeks": "What the Manager is seeking in the working relationship",
            "officer_seeks": "What the Officer is seeking in the working relationship",
        },
    ),
}
_HEADER = (
    'p"Senior Executive - Performance Management Plan" '
    'tbl(tr(tc"Officer name:" tc"Priya Raman" tc"Officer signature:" tc) '
    'tr(tc"Classification Level:" tc tc"Manager signature:" tc) '
    'tr(tc"Division/Branch:" tc tc"Date of meeting:" tc) '
    'tr(tc"Manager name:" tc tc"Period of plan:" tc)) p '
)


@pytest.mark.parametrize("section", _BOXES)
@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("box", ["", "Weekly talks"])
@pytest.mark.parametrize("as_rows", [False, True])
def test_a_line_between_the_title_and_the_boxes_is_in_none_of_them(
    section: str, number: int, box: str, as_rows: bool
) -> None:
    title, labels = _BOXES[section]
    field, label = [*labels.items()][number]
    values = [box if name == field else "Other words" for name in labels]
    rows = [[*labels.values()], values]
    boxes = table([*zip(*rows, strict=True)] if as_rows else rows)
    body = f'{_HEADER} p"{title}" p"{label}: none this year" {boxes}'
    data = plandocs.parse(built({"body": body})).to_dict()
    assert [*data["plan"][section].values()] == values
    assert any("none this year" in each["text"] for each in data["unmapped"])
    assert f"{section}.{field}" in {issue["field"] for issue in data["issues"]}
