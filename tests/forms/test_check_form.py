"""A form is tried on its blank: the laws, and copies that show its fields."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from click.testing import CliRunner

import plandocs
from plandocs.cli import plandocs as command_line
from plandocs.filling import form_laws
from plandocs.forms.registry import installed
from tests.forms.described.desk import TEXT, lay_out
from tests.forms.test_packages import _FORM, install, run


@pytest.mark.parametrize("name", [form.name for form in installed()])
def test_the_laws_hold_for_the_forms_that_plandocs_brings(name: str) -> None:
    assert plandocs.check_form(name).holds


def test_they_hold_for_a_form_in_a_file_and_its_fields_are_shown(tmp_path: Path) -> None:
    form = plandocs.load_form(lay_out(tmp_path))
    done = plandocs.check_form(form, tmp_path / "our-form.docx", tmp_path / "seen")
    assert [law.faults for law in done.laws] == [()] * 5
    copy, page = map(Path, done.files)
    said = [comment.text for comment in docx.Document(str(copy)).comments]
    assert len(said) == len([*form.cells, *(c for s in form.sections for c in s.columns)])
    assert any(each.startswith("duties[].signs (items)") for each in said)
    assert "Printed as 'How it is seen'." in said[7]
    assert "duties[].signs" in page.read_text(encoding="utf-8")
    assert plandocs.parse(copy).plan is not None


def _faults(text: str, blank: str | Path, folder: Path) -> dict[str, tuple[str, ...]]:
    (folder / "other.toml").write_text(text, encoding="utf-8")
    done = plandocs.check_form(plandocs.load_form(folder / "other.toml"), blank)
    return {law.words.split()[0] + law.words.split()[-1]: law.faults for law in done.laws}


def test_a_field_without_a_place_is_named(tmp_path: Path) -> None:
    blank = lay_out(tmp_path).with_suffix(".docx")
    more = '\n[fields.hours]\nlabel = "Hours a week"\n'
    faults = _faults(
        TEXT.replace("\n[fields.work_unit]", f"{more}\n[fields.work_unit]"), blank, tmp_path
    )
    assert faults["Eachblank."] == ("hours: no place was found under its label.",)


def test_what_the_blank_says_already_is_told(tmp_path: Path) -> None:
    blank = tmp_path / "filled.docx"
    document = docx.Document(str(lay_out(tmp_path).with_suffix(".docx")))
    document.add_paragraph("Our own words stand here.")
    document.save(str(blank))
    faults = _faults(TEXT, blank, tmp_path)
    assert not any(faults.values())  # printed by this blank, and so nobody's
    document.tables[0].rows[1].cells[1].paragraphs[0].add_run("Policy")
    document.save(str(blank))
    with pytest.raises(plandocs.TemplateError, match=r"not blank.*'Policy'"):
        _faults(TEXT, blank, tmp_path)


def test_a_blank_of_another_form_holds_nothing(tmp_path: Path) -> None:
    other = installed()[-1]
    lay_out(tmp_path)
    (tmp_path / "other.docx").write_bytes(other.blank.read_bytes())
    faults = _faults(TEXT, tmp_path / "other.docx", tmp_path)
    assert faults["Theforms."][0].startswith("It is taken for 'Senior Executive")
    assert len(faults["Eachblank."]) > 10


def test_a_printed_word_that_filling_loses_is_told_behind_many_that_give_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = plandocs.load_form(lay_out(tmp_path))
    hints = [f"Hint {number}" for number in range(20)]
    blank, empty = tmp_path / "hints.docx", tmp_path / "empty.docx"
    document = docx.Document()
    document.save(str(empty))
    for line in (*hints, "Part A: Duties"):
        document.add_paragraph(line)
    document.save(str(blank))
    rendered = SimpleNamespace(data=empty.read_bytes())
    monkeypatch.setattr(form_laws, "render", lambda *_, **__: rendered)
    template: Any = None  # nothing is rendered
    lost = list(form_laws._changed_words(form, blank.read_bytes(), template, tuple(hints)))
    assert lost == [
        "'Part A: Duties' is printed by the blank and not by a filled document, which lacks "
        "'Part A Duties'."
    ]


def test_a_form_without_a_blank_is_asked_for_one(tmp_path: Path) -> None:
    (tmp_path / "bare.toml").write_text(TEXT, encoding="utf-8")
    with pytest.raises(plandocs.InputError, match="name the Word document"):
        plandocs.check_form(plandocs.load_form(tmp_path / "bare.toml"))


def test_the_command_ends_with_1_where_a_law_does_not_hold(tmp_path: Path) -> None:
    lay_out(tmp_path)
    blank = tmp_path / "other.docx"
    blank.write_bytes(installed()[-1].blank.read_bytes())
    for arguments, status in (((), 0), ((str(blank),), 1)):
        command = ["form", "check", str(tmp_path / "our-form.toml"), *arguments, "--format", "json"]
        result = CliRunner().invoke(command_line, command, standalone_mode=False)
        assert result.return_value == status
        assert json.loads(result.stdout)["holds"] is (status == 0)


def test_a_form_of_a_package_is_tried_by_its_name(tmp_path: Path) -> None:
    lay_out(install(tmp_path, "our_records", "our_records:FORM", _FORM))
    done = run(tmp_path, "form", "check", "probation-record", "-o", "seen")
    assert done.returncode == 0, done.stderr + done.stdout
    assert (tmp_path / "seen" / "fields.docx").is_file()
