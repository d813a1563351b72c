"""Any plan of a form with stages, with weights and levels, or with blocks is read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plandocs
from plandocs.data.validate import as_plan
from plandocs.forms import registry
from plandocs.tabular.typed import identifier
from plandocs.word.package.foreign import libreoffice
from tests.forms.described.desk import lay_out
from tests.laws.full_plans import full_plan
from tests.laws.plans import plans_of
from tests.laws.test_round_trip import read_back

_FILES = Path(__file__).parent / "described"
NAMES = ("staged-agreement", "weighted-plan", "probation-review")


@pytest.fixture(scope="module", params=NAMES)
def form(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[plandocs.FormSpec]:
    """Each of the three forms in turn, known while its tests run."""
    text = (_FILES / f"{request.param}.toml").read_text(encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "_loaded", {})
        yield plandocs.load_form(lay_out(tmp_path_factory.mktemp("form"), text))


@settings(max_examples=5)
@given(st.data())
def test_a_plan_is_read_back(form: plandocs.FormSpec, data: st.DataObject) -> None:
    read_back(data.draw(plans_of(form), label="typed"))


@pytest.mark.long
@settings(max_examples=200)
@given(st.data())
def test_two_hundred_plans_are_read_back(form: plandocs.FormSpec, data: st.DataObject) -> None:
    read_back(data.draw(plans_of(form), label="typed"))


def _full(form: plandocs.FormSpec) -> plandocs.Plan:
    return as_plan(full_plan(form, lambda n: f"Words of field {n}"))


def test_it_is_rolled_up_with_its_stages(form: plandocs.FormSpec, tmp_path: Path) -> None:
    plandocs.fill(_full(form), tmp_path / "plan.docx")
    sheets: Any = plandocs.tables(tmp_path / "plan.docx", forms=form)
    words = str([sheets[name] for name in sheets])
    for section in form.sections:
        for column in section.columns:
            assert f"'{identifier(column.label)}'" in words


def test_the_intake_workbook_comes_back(form: plandocs.FormSpec, tmp_path: Path) -> None:
    plandocs.workbook(tmp_path / "intake.xlsx", form=form, plans=[_full(form)])
    (record,) = plandocs.read_data(tmp_path / "intake.xlsx", form=form)
    assert plandocs.validate(record) == _full(form)


@pytest.mark.slower
@pytest.mark.libreoffice
def test_a_plan_that_libreoffice_saved_is_read_back(
    form: plandocs.FormSpec, tmp_path: Path
) -> None:
    program = libreoffice.program()
    assert program
    (tmp_path / "saved").mkdir()
    plandocs.fill(_full(form), tmp_path / "plan.docx")
    convert = ("--convert-to", "docx", "--outdir", str(tmp_path / "saved"), "plan.docx")
    libreoffice.run(program, convert, tmp_path, 120)
    reading = plandocs.parse(tmp_path / "saved" / "plan.docx")
    assert reading.plan == _full(form)
    assert reading.unmapped == ()
