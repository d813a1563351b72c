"""What holds for every form's blank and tagged template."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

import plandocs
from plandocs.data.validate import as_plan
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.forms.registry import form as form_named
from plandocs.word.locate import Boilerplate, Copy, locate
from plandocs.word.package.open import open_package
from plandocs.word.template.render.lint import Shape, lint
from plandocs.word.view.read import read_document
from tests.documents.opc import entries as parts
from tests.laws.full_plans import full_plan

_TOKEN = re.compile(r"zqx\d+")


@pytest.fixture
def form(name: str) -> FormSpec:
    return form_named(name)


@pytest.fixture
def blank(form: FormSpec) -> bytes:
    return form.blank.read_bytes()


@pytest.fixture
def template(form: FormSpec) -> bytes:
    return (form.folder / "template.docx").read_bytes()


def found_in(blank: bytes, form: FormSpec) -> list[Copy]:
    document = read_document(open_package(blank))
    return list(locate(document, form, Boilerplate.of(form, [document])))


def paragraphs(package: bytes) -> Iterator[str]:
    """The words of every paragraph, header and footer; typed ones and prompts taken out."""
    document = docx.Document(io.BytesIO(package))
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
    for root in roots:
        prompts = {
            node
            for control in root.iter(qn("w:sdt"))
            if control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
            for node in control.iter(qn("w:t"))
        }
        for paragraph in root.iter(qn("w:p")):
            nodes = [node for node in paragraph.iter(qn("w:t")) if node not in prompts]
            text = "".join(node.text or "" for node in nodes)
            words = " ".join(_TOKEN.sub("", text).replace("☒", "☐").split())  # a tick is no word
            if words:
                yield words


def test_the_blank_is_read_as_an_empty_plan_with_nothing_unmapped(
    form: FormSpec, blank: bytes
) -> None:
    reading = plandocs.parse(blank)
    person = form.role("person")
    assert person is not None
    assert reading.plan == form.model.model_validate({person.name: ""})
    assert reading.unmapped == ()
    assert reading.issues == ()


def test_every_mark_finds_exactly_one_place_in_the_blank(form: FormSpec, blank: bytes) -> None:
    (copy,) = found_in(blank, form)
    assert set(copy.cells) == {cell.name for cell in form.cells}
    assert set(copy.sections) == {section.name for section in form.sections}
    for section in form.sections:
        keyed = {section.key_column.name} if section.shape == "printed" else set()
        for row in copy.sections[section.name].rows:
            found = {name: len(slots) for name, slots in row.slots.items() if slots}
            expected = {column.name for column in section.columns} - keyed
            assert dict.fromkeys(expected, 1) == {name: found.get(name, 0) for name in expected}
    places = [id(slot.blocks) for slot in copy.slots()]
    assert len(places) == len(set(places))


def test_the_tags_of_the_template_are_exactly_the_declared_fields(
    form: FormSpec, template: bytes
) -> None:
    known: dict[str, Shape] = {"plandocs_mark": None}
    known |= {cell.name: _shape(cell) for cell in form.cells}
    for section in form.sections:
        printed = {section.key_column.name} if section.closed else set()
        row = {c.name: _shape(c) for c in section.columns if c.name not in printed}
        known[section.name] = row if section.shape in ("boxes", "cells") else [row]
    assert lint(template, known=known) == ()


def _shape(field: FieldSpec) -> Shape:
    if field.kind.many:
        return [None]
    return {"text": None} if field.kind.parts else None


def test_the_template_is_what_tagging_the_blank_makes(blank: bytes, template: bytes) -> None:
    assert parts(plandocs.tag_template(blank).data) == parts(template)


def test_a_template_is_no_blank_and_no_filled_form_is_one(form: FormSpec) -> None:
    person = form.role("person")
    assert person is not None
    filled = plandocs.fill({"form": form.name, person.name: "Priya Raman"})
    assert filled is not None
    with pytest.raises(plandocs.PlandocsError, match=r"not blank.*here is 'Priya Raman'"):
        plandocs.tag_template(filled)


@pytest.mark.parametrize("filled_in", [True, False])
def test_filling_changes_no_printed_word(form: FormSpec, blank: bytes, filled_in: bool) -> None:
    person = form.role("person")
    assert person is not None
    plan: dict[str, Any] = {"form": form.name, person.name: "zqx0"}
    if filled_in:
        plan = full_plan(form, lambda number: f"zqx{number}")
    filled = plandocs.fill(plan)
    assert filled is not None
    assert list(paragraphs(filled)) == list(paragraphs(blank))


def test_a_plan_with_something_everywhere_is_written_everywhere(form: FormSpec) -> None:
    plan = as_plan(full_plan(form, lambda number: f"zqx{number}"))
    filled = plandocs.fill(plan, verify=False)
    assert filled is not None
    written = _TOKEN.findall(parts(filled)["word/document.xml"].decode())
    assert sorted(written) == sorted(_TOKEN.findall(plan.model_dump_json()))
