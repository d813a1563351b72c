"""Forty values that break other tools come back from every field as they went in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

import plandocs
from plandocs.data.validate import as_plan
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from tests.word.tag.blanks import BLANKS

VALUES = (
    "Smith & Jones <draft> plan", "a < b && c > d", "&amp; &lt; &#65;", "]]> <![CDATA[ x ]]>",
    "<w:p/></w:t></w:r>", "{{ injected }}", "{% for x in y %}", "{# gone? #}", "{_{ x }_}",
    "{%p endfor %} {%tr endif %}", "{{r x }} {{ '' }}", "\\n \\0 %s %(x)s ${x} $x",
    "line one\nline two", "first\r\nsecond\rthird", "one\x0btwo\x0cthree", "bell\x07 and nul\x00!",
    "tab\there", "  spaces   all   around  ", "no\u00a0break and thin\u2009space",
    "soft\u00adhyphen",
    "zero\u200bwidth and\ufeffmark", "no\u2011break\u2011hyphen", "e\u0301 and é, n\u0303",
    "“curly” ‘quotes’ – and — dashes…", "it's \"straight\"", "日本語 中文 한국어",
    "עברית and العربية",
    "\u202eoverride\u202c", "👩\u200d👩\u200d👧 family, 🇦🇺 flag, ❤\ufe0f", "नमस्ते กำนัน",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \U0001f9ea",
    "lone \ud83d surrogate", "=1+1", "+61 3 6165 4444", "-5%", "@import", "_x0041_ and _x000D_",
    "x" * 5000, "word " * 2000, "TBC",
)  # fmt: skip


def full(form: FormSpec, value: str) -> Plan:
    """A plan with the value in every field."""

    def inside(field: FieldSpec) -> Any:
        return [value, f"2nd {value}"] if field.kind.many else value

    data: dict[str, Any] = {"form": form.name, "id": value}
    data.update({cell.name: inside(cell) for cell in form.cells})
    for section in form.sections:
        row = {column.name: inside(column) for column in section.columns}
        if section.shape in ("boxes", "cells"):
            data[section.name] = row
        elif section.closed:
            key = section.key_column.name
            data[section.name] = [{**row, key: label} for label in section.printed]
        else:
            data[section.name] = [row, row]
    return as_plan(data)


def test_there_are_forty() -> None:
    assert len(set(VALUES)) == 40


@pytest.mark.parametrize("name", ["senior-executive-plan", "outcomes-conversation"])
@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:24])
def test_every_field_comes_back(name: str, value: str) -> None:
    plan = full(form_named(name), value)
    data = plandocs.fill(plan)
    assert data is not None
    assert plandocs.parse(data).plan == plan


@pytest.fixture(scope="module")
def agency() -> bytes:
    return plandocs.tag_template(BLANKS["four_columns"]()).data


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:24])
def test_every_field_of_an_agencys_form_comes_back(agency: bytes, value: str) -> None:
    plan = full(form_named("senior-executive-plan"), value)
    data = plandocs.fill(plan, template=agency)
    assert data is not None
    assert plandocs.parse(data).plan == plan


@pytest.mark.parametrize("name", ["senior-executive-plan", "outcomes-conversation"])
def test_the_files_are_valid(name: str, tmp_path: Path) -> None:
    file = tmp_path / "filled.docx"
    for value in VALUES[::4]:
        plandocs.fill(full(form_named(name), value), file, force=True)
        assert [error.description for error in OpenXmlValidator().validate(str(file)).errors] == []


def test_rows_beyond_the_blanks_are_data_though_they_quote_labels() -> None:
    quoting = {"outcome": "Link to", "measures": ["Performance measure(s)"], "links": ["Priority"]}
    own = {"capability": "Digital\n1. Shapes strategic thinking", "measures": ["Link to"]}
    plan = as_plan(
        {
            "form": "senior-executive-plan",
            "officer_name": "Priya Raman",
            "outcomes": [quoting] * 7,
            "leadership": [own],
            "working_relationship": {
                "manager_seeks": "Link to\nOfficer name:",
                "officer_seeks": "Performance measure(s)",
            },
        }
    )
    assert plandocs.parse(plandocs.fill(plan) or b"").plan == plan
