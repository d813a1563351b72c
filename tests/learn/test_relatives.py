"""Learnt forms do not weaken the others: what is no form that is here is taken for none of them."""

from __future__ import annotations

import pytest

from plandocs.description.form import FormSpec
from plandocs.errors import NotThisForm
from plandocs.filling.render import render
from plandocs.filling.templates import specimen, tagged_template
from plandocs.forms.form_file import FormFile
from plandocs.forms.registry import installed
from plandocs.reading.document import read_form
from plandocs.verbs.learn_form import learn_form
from plandocs.word.template.render.prepared import prepare
from tests.learn.score import CORPUS, blanks

RELATIVES = sorted((CORPUS.parents[1] / "trials" / "relatives").glob("*.docx"))
LEARNT = (
    "026-change-request.docx",
    "038-vlead-transfer-application.docx",
    "042-ml-camp-application.docx",
    "057-pm-change-request.docx",
    "076-psu-weekly-report.docx",
)
_FILES = blanks() if RELATIVES else {}

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not _FILES, reason="needs the real blanks, which no repository has"),
]


def _learnt(name: str) -> FormSpec:
    data, stem = _FILES[name], name.removesuffix(".docx")
    text = learn_form(data).text.replace('form = "our-form"', f'form = "form-{stem}"')
    return FormFile(text, f"{stem}.toml", data).compiled()


@pytest.fixture(scope="module")
def learnt() -> tuple[FormSpec, ...]:
    """Five forms as they were learnt, with no edit."""
    return tuple(map(_learnt, LEARNT))


def test_relatives_are_no_learnt_form_and_no_other(learnt: tuple[FormSpec, ...]) -> None:
    wrong = []
    for path in RELATIVES:
        try:
            reading = read_form(path, (*installed(), *learnt))
        except NotThisForm:
            continue
        wrong.append((path.name, reading.plan.form if reading.plan else ""))
    assert len(RELATIVES) > 20
    assert wrong == []


def test_what_was_filled_with_a_learnt_form_is_read_as_that_form(
    learnt: tuple[FormSpec, ...],
) -> None:
    for form in learnt:
        template = prepare(tagged_template(form.blank.read_bytes(), (form,)).data)
        filled = render(specimen(form), template, form, verify=False).data
        plan = read_form(filled, (*installed(), *learnt)).plan
        assert plan is not None
        assert plan.form == form.name
    for other in installed():
        reading = read_form(other.blank.read_bytes(), (*installed(), *learnt))
        assert reading.plan is not None
        assert reading.plan.form == other.name
