"""A form that is described in a file: loaded, known, sent to other processes; its mistakes told."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.forms import registry
from tests.forms.described.desk import PLAN, TEXT, lay_out

_MISTAKES = tomllib.loads(
    (Path(__file__).parent / "described" / "mistakes.toml").read_text(encoding="utf-8")
)["mistake"]
_FEW = """\
form = "leave-request"
title = "Leave request"

[fields.name]
label = "Name"
role = "person"

[sections.days]
heading = "Days of leave"
shape = "rows"

[sections.days.fields.day]
label = "Day"
kind = "date"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


@pytest.fixture
def form(file: Path) -> plandocs.FormSpec:
    return plandocs.load_form(file)


def loading(text: str, folder: Path) -> plandocs.InputError:
    (folder / "few.toml").write_text(text, encoding="utf-8")
    with pytest.raises(plandocs.InputError) as told:
        plandocs.load_form(folder / "few.toml")
    return told.value


def test_what_the_file_says_is_the_form(form: plandocs.FormSpec) -> None:
    assert (form.name, form.title, form.edition) == ("probation-record", "Probation record", "2026")
    assert [cell.name for cell in form.cells][:2] == ["employee_name", "work_unit"]
    assert [s.shape for s in form.sections] == ["rows", "printed", "rows", "boxes", "cells"]
    assert form.section("remarks").private
    assert form.role("unit") is form.cell("work_unit")


def test_its_plans_are_filled_and_read_back(form: plandocs.FormSpec) -> None:
    document = plandocs.fill(PLAN)
    reading = plandocs.parse(document, forms=form)
    assert reading.plan == plandocs.validate(PLAN)
    assert reading.issues == ()
    assert reading.unmapped == ()
    assert plandocs.parse(form.blank.read_bytes()).clean


def test_a_file_that_is_loaded_again_is_the_same_form(form: plandocs.FormSpec, file: Path) -> None:
    assert plandocs.load_form(file) is form
    assert plandocs.load_form(str(file)).model is form.model


def test_a_changed_file_takes_the_place_of_what_was_loaded(
    form: plandocs.FormSpec, file: Path
) -> None:
    plan = plandocs.validate(PLAN)
    file.write_text(TEXT.replace('edition = "2026"', 'edition = "2027"'), encoding="utf-8")
    newer = plandocs.load_form(file)
    assert newer is not form
    assert registry.form("probation-record").edition == "2027"
    assert plandocs.fill(plan)


def test_plans_and_the_form_itself_pickle_and_copy(form: plandocs.FormSpec) -> None:
    plan = plandocs.validate(PLAN)
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert copy.deepcopy(plan) == plan
    assert pickle.loads(pickle.dumps(form)) is form
    reading = plandocs.parse(plandocs.fill(plan))
    assert pickle.loads(pickle.dumps(reading)) == reading


def test_a_process_that_never_saw_the_file_takes_what_is_sent(
    form: plandocs.FormSpec, tmp_path: Path
) -> None:
    (tmp_path / "sent").write_bytes(pickle.dumps([plandocs.validate(PLAN), form]))
    (tmp_path / "our-form.toml").unlink()
    program = (
        "import pickle, sys, plandocs\n"
        "plan, form = pickle.load(open(sys.argv[1], 'rb'))\n"
        "assert plandocs.parse(plandocs.fill(plan)).plan == plan\n"
        "assert type(plan) is form.model, (type(plan), form.model)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "sent")], check=True)


def test_spawned_workers_read_and_fill_it(form: plandocs.FormSpec, tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        made = list(plandocs.fill_many([PLAN], tmp_path / "out", executor=pool))
        assert [each.status for each in made] == ["filled"]
        paths = [each.file for each in made]
        for forms in (None, form):
            (reading,) = plandocs.parse_many(paths, forms=forms, executor=pool)
            assert reading.plan == plandocs.validate(PLAN)


def test_the_form_of_another_process_is_read_only_where_it_is_named(
    form: plandocs.FormSpec,
) -> None:
    document = plandocs.fill(PLAN)
    with pytest.raises(plandocs.NotThisForm):
        plandocs.parse(document, forms="senior-executive-plan")


def test_without_a_blank_documents_are_read_and_filling_says_what_is_missing(
    tmp_path: Path, form: plandocs.FormSpec
) -> None:
    document = plandocs.fill(PLAN)
    (tmp_path / "bare.toml").write_text(TEXT, encoding="utf-8")
    plandocs.load_form(tmp_path / "bare.toml")
    assert plandocs.parse(document).plan == plandocs.validate(PLAN)
    with pytest.raises(plandocs.InputError, match="has no blank to fill"):
        plandocs.fill(PLAN)


def test_a_blank_that_is_named_and_not_there_is_told(tmp_path: Path) -> None:
    error = loading(f'blank = "gone.docx"\n{_FEW}', tmp_path)
    assert "gone.docx cannot be opened" in str(error)


def test_a_form_of_plandocs_keeps_its_name(tmp_path: Path) -> None:
    error = loading(_FEW.replace("leave-request", "senior-executive-plan"), tmp_path)
    assert "plandocs itself has a form 'senior-executive-plan'" in str(error)


@pytest.mark.parametrize("one", _MISTAKES, ids=lambda one: one["new"])
def test_a_mistake_is_told_with_its_line(one: dict[str, str], tmp_path: Path) -> None:
    error = loading(_FEW.replace(one["old"], one["new"], 1), tmp_path)
    assert any(one["says"] in problem for problem in error.problems), error.problems
    assert str(error).startswith(f"{tmp_path / 'few.toml'}, line ")


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = _FEW.replace("label =", "lable =").replace('title = "Leave request"', "")
    error = loading(text, tmp_path)
    lines = [int(each.partition(",")[0].removeprefix("line ")) for each in error.problems]
    assert len(lines) == 5
    assert lines == sorted(lines)
    assert "There are 4 more mistakes in this file." in str(error)


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    error = loading(_FEW.replace('label = "Name"', "label = Name"), tmp_path)
    assert "line 5 of this file of a form cannot be understood" in str(error)


def test_a_file_is_bounded(tmp_path: Path) -> None:
    assert "larger than 1 MB" in str(loading(_FEW + "#" * 2**20, tmp_path))
    fields = "".join(f'[fields.f{n}]\nlabel = "Label {"a" * n}"\n' for n in range(150))
    assert any("expected at most 160" in each for each in loading(
        _FEW.replace('"Name"', f'"{"x" * 161}"'), tmp_path).problems)  # fmt: skip
    more = "".join(
        f'[sections.s{n}]\nshape = "rows"\nheading = "Heading {n}"\n'
        f'[sections.s{n}.fields.a]\nlabel = "A"\n' for n in range(101)
    )  # fmt: skip
    assert any(
        "at most 100 sections" in p for p in loading(_FEW + fields + more, tmp_path).problems
    )


@pytest.mark.parametrize("path", ["nobody.toml", ".", 3, None])
def test_what_cannot_be_opened_is_told(path: Any) -> None:
    with pytest.raises(plandocs.InputError, match=r"cannot be opened|expected a path"):
        plandocs.load_form(path)
