"""Live content goes no further: what is checked, tagged and filled of a form that is full of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

import plandocs
from plandocs.filling.templates import specimen
from plandocs.forms.registry import form, forms
from tests.documents import opc
from tests.word.render.live_plants import IN_PACKAGE, IN_TEXT, PLACES
from tests.word.render.test_render_live import ensure_at_rest


def _full_of_it(template: bytes, kinds: dict[str, str]) -> bytes:
    """The template with something live in each place, and everything live in its package."""
    parts = opc.entries(template)
    for plant in IN_PACKAGE.values():
        plant(parts)
    for place, kind in kinds.items():
        IN_TEXT[kind](parts, place)
    return opc.zipped(parts)


def _errors(data: bytes, folder: Path) -> set[str]:
    file = folder / "checked.docx"
    file.write_bytes(data)
    return {str(error) for error in OpenXmlValidator().validate(file).errors}


@pytest.mark.slower
@pytest.mark.parametrize("name", [each.name for each in forms()])
@pytest.mark.parametrize("turn", range(2))
def test_what_is_filled_is_the_plan_and_nothing_live(name: str, turn: int) -> None:
    every = list(IN_TEXT)
    kinds = {place: every[(turn * 11 + n * 3) % len(every)] for n, place in enumerate(PLACES)}
    spec = form(name)
    data = _full_of_it((spec.folder / "template.docx").read_bytes(), kinds)
    found = plandocs.check_template(data, form=name)
    live = [each for each in found if each.code == "live-content"]
    assert len(live) >= len(kinds) + len(IN_PACKAGE)
    assert not [each for each in found if each.severity == "error"]
    plan = specimen(spec)
    made = plandocs.fill(plan, template=data)
    assert made is not None
    ensure_at_rest(made)
    assert plandocs.parse(made).plan == plan


def test_a_blank_is_tagged_without_it_and_that_is_said() -> None:
    blank = _full_of_it(form("senior-executive-plan").blank.read_bytes(), {"footer": "field 0"})
    tagged = plandocs.tag_template(blank)
    ensure_at_rest(tagged.data)
    assert tagged.unproved == ""
    said = "\n".join(tagged.taken_out)
    for words in ("DDEAUTO", "macros", "http://sneaky/a.dotm", "an add-in", "the mail merge"):
        assert words in said
    assert [e.code for e in plandocs.check_template(tagged.data) if e.severity != "info"] == []


@pytest.mark.slower
@pytest.mark.parametrize(
    ("body", "header"),
    [("linked_picture", "old_pictures"), ("ole_link", "active_control"),
     ("share_link", "field 0"), ("simple", "chunk")],
)  # fmt: skip
def test_what_is_filled_is_as_valid_as_its_template(body: str, header: str, tmp_path: Path) -> None:
    spec = form("senior-executive-plan")
    template = (spec.folder / "template.docx").read_bytes()
    data = _full_of_it(template, {"body": body, "header": header})
    made = plandocs.fill(specimen(spec), template=data)
    assert made is not None
    assert _errors(made, tmp_path) <= _errors(data, tmp_path)
