"""Every mistake in a tagged template is found at once, each with its place in words."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

import plandocs
from plandocs.errors import InputError, OutputError
from plandocs.filling.templates import specimen
from plandocs.forms.registry import form
from plandocs.word.template.render.findings import TemplateMistake
from tests.commands import run
from tests.documents.by_python_docx import saved
from tests.word.tag.blanks import BLANKS


def official() -> bytes:
    return (form("senior-executive-plan").folder / "template.docx").read_bytes()


def changed(**cells: str) -> bytes:
    """The tagged four-column blank with other text in cells of its header: ``r1c2="…"``."""
    document = docx.Document(io.BytesIO(plandocs.tag_template(BLANKS["four_columns"]()).data))
    for place, text in cells.items():
        row, column = (int(n) - 1 for n in place[1:].split("c"))
        document.tables[0].cell(row, column).text = text
    return saved(document)


def found(**cells: str) -> dict[str, TemplateMistake]:
    return {each.code: each for each in plandocs.check_template(changed(**cells))}


@pytest.mark.parametrize("name", ["senior-executive-plan", "outcomes-conversation"])
def test_the_forms_own_templates_have_none(name: str) -> None:
    data = (form(name).folder / "template.docx").read_bytes()
    assert [each for each in plandocs.check_template(data) if each.severity != "info"] == []


def test_an_unknown_field_is_named_with_the_nearest_and_its_place() -> None:
    mistake = found(r1c2="{{ officer_nam }}")["unknown-field"]
    assert mistake.where == "table 1, row 1, cell 2"
    assert mistake.near == "{{ officer_nam }}"
    assert "«officer_name»" in mistake.fix


def test_a_field_of_the_form_without_a_tag_is_named() -> None:
    assert "officer_name" in found(r1c2="Ann")["unused-field"].message


def test_several_mistakes_are_found_at_once() -> None:
    mistakes = found(
        r1c2="{{ officer_nam }}",
        r2c2="{% for x in outcomes %}",
        r3c2="{{ division_branch | datee }}",
        r4c2="{{ ().__class__ }}",
    )
    assert len([each for each in mistakes.values() if each.severity == "error"]) >= 4


def test_a_copy_carries_them_as_comments_at_their_spot(tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    mistakes = plandocs.check_template(
        changed(r1c2="{{ officer_nam }}", r2c2="{{ classification_leve }}"), copy
    )
    document = docx.Document(str(copy))
    said = [comment.text for comment in document.comments]
    assert len(said) == len(mistakes)
    assert any("«officer_nam» is not a field" in text for text in said)
    cell = document.tables[0].cell(0, 1)
    assert "commentRangeStart" in cell.paragraphs[0]._p.xml
    assert cell.text == "{{ officer_nam }}"


def test_a_template_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        plandocs.check_template("gone.docx")


def test_the_command_says_each_and_its_status_says_whether_there_was_any(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(official())
    bad.write_bytes(changed(r1c2="{{ officer_nam }}"))
    assert run("template", "check", good) == 0
    assert run("template", "check", bad, "-o", tmp_path / "copy.docx") == 1
    assert "error: table 1, row 1, cell 2 near «{{ officer_nam }}»" in capsys.readouterr().out


def test_the_command_that_tags_reports_what_it_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "blank.dotx").write_bytes(BLANKS["template_file"]())
    assert run("template", "tag", tmp_path / "blank.dotx", "-o", tmp_path / "tagged.docx") == 0
    said = capsys.readouterr().out
    assert "22 fields tagged" in said
    assert "guessed    officer_name, by «Employee name»" in said
    assert run("template", "check", tmp_path / "tagged.docx") == 0
    assert run("template", "tag", tmp_path / "blank.dotx", "-o", tmp_path / "tagged.docx") == 2


@pytest.mark.slower
@pytest.mark.parametrize("name", list(BLANKS))
def test_what_has_no_error_is_filled(name: str) -> None:
    data = plandocs.tag_template(BLANKS[name]()).data
    assert [e for e in plandocs.check_template(data) if e.severity == "error"] == []
    assert plandocs.fill(specimen(form("senior-executive-plan")), template=data) is not None


@pytest.mark.parametrize(
    ("label", "field"),
    [("r1c1", "officer_name"), ("r2c1", "classification_level"), ("r3c1", "division_branch"),
     ("r2c3", "manager_signature"), ("r3c3", "meeting_date"), ("r4c3", "period")],
)  # fmt: skip
def test_a_label_that_reading_does_not_know_is_told_as_fill_would_fail(
    label: str, field: str
) -> None:
    data = changed(**{label: "Shoe size"})
    mistakes = [e for e in plandocs.check_template(data) if e.severity == "error"]
    assert [e.code for e in mistakes] == ["unread-field"]
    assert mistakes[0].message.startswith(field)
    with pytest.raises(OutputError, match=field):
        plandocs.fill(specimen(form("senior-executive-plan")), template=data)
