"""Content controls change nothing that a plan says, and ask for what is blank."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.data.validate import as_plan
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from tests.documents.opc import text
from tests.laws.plans import plans_of
from tests.laws.test_outputs import FALSE_ALARMS, begun, hard_plan

_RUNS = settings.default.max_examples if settings.default else 50
_FEW = settings(max_examples=max(4, _RUNS // 12))
_CONTROL = re.compile(r"<w:sdt>.*?</w:sdt>", re.DOTALL)
_TITLE = re.compile(r'<w:alias w:val="([^"]*)"')


def controlled(plan: Plan) -> bytes:
    return plandocs.fill(plan, controls=True)


@_FEW
@given(st.data())
def test_what_is_filled_in_with_controls_is_read_back(name: str, data: st.DataObject) -> None:
    plan = as_plan(data.draw(plans_of(form_named(name)), label="typed"))
    reading = plandocs.parse(plandocs.fill(plan, controls=True, verify=False))
    assert reading.plan == plan
    assert reading.unmapped == ()


def test_a_prompt_that_is_left_is_the_forms_own_print(name: str) -> None:
    reading = plandocs.parse(controlled(begun(name)))
    assert reading.plan == begun(name)
    assert {issue.code for issue in reading.issues} <= {"doubtful-signature"}
    assert reading.unmapped == ()


def test_the_validator_finds_no_error_in_it(name: str, tmp_path: Path) -> None:
    file = tmp_path / "begun.docx"
    file.write_bytes(controlled(begun(name)))
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2010)
    errors = map(str, validator.validate(file).errors)
    assert [e for e in errors if not any(map(e.endswith, FALSE_ALARMS))] == []


def test_controls_stand_in_paragraphs_alone_and_each_has_a_title(name: str) -> None:
    for plan in (hard_plan(name, 2), begun(name)):
        found = _CONTROL.findall(text(controlled(plan)))
        assert found
        assert not [each for each in found if re.search(r"<w:(?:p|tc|tr|tbl)[ >]", each)]
        titles = [_TITLE.search(each) for each in found if "w14:checkbox" not in each]
        assert all(title and 0 < len(title[1]) <= 64 for title in titles)


def test_nothing_is_locked_and_no_place_to_sign_has_a_control(name: str) -> None:
    body = text(controlled(begun(name)))
    assert "<w:lock" not in body
    signed = {cell.label for cell in form_named(name).cells if cell.kind.signs}
    assert not signed & set(_TITLE.findall(body))


def test_dates_have_pickers_and_choices_have_lists(name: str) -> None:
    form = form_named(name)
    body = text(controlled(begun(name)))
    days = [cell.label for cell in form.cells if cell.kind.column == "date"]
    pickers = [each for each in _CONTROL.findall(body) if "<w:date" in each]
    assert set(days) <= {title[1] for each in pickers if (title := _TITLE.search(each))}
    if form.role("meeting") is not None:
        assert '<w:date w:fullDate="2026-07-12T00:00:00Z">' in body
    columns = [c for section in form.sections for c in section.columns if c.choices]
    lists = [each for each in _CONTROL.findall(body) if "<w:listItem" in each]
    assert bool(columns) == bool(lists)


def test_a_filled_cell_of_prose_has_no_control() -> None:
    plan = as_plan({"officer_name": "A. Lee", "outcomes": [{"outcome": "x", "measures": ["one"]}]})
    controls = "".join(_CONTROL.findall(text(controlled(plan))))
    assert "A. Lee" in controls
    assert ">one<" not in controls
