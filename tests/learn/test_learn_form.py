"""A form is described from its blank: the file, what was unsure, and the form at work at once."""

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
from plandocs.forms.registry import installed
from plandocs.learn.proposal import Entry, Proposal
from plandocs.learn.typed import settled
from plandocs.model.reading import Reading
from plandocs.model.values import Signature
from tests.documents.notation import xml
from tests.documents.opc import document
from tests.documents.opc import docx as packed

BLANK = """
p"Request for flexible work"
tbl(tr(tc"Employee name" tc tc"Date of request" tc) tr(tc"Manager" tc tc"Team" tc))
p"Decision:" p"☐ Approved" p"☐ Declined"
p"Reason for the request: ______________________"
p"Hours asked for"
tbl(tr(tc"Weekday" tc"From" tc"Until") tr(tc tc tc) tr(tc tc tc) tr(tc tc tc))
p"Signature of employee: ______________  Date signed: ____________"
"""


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "flexible-work.docx"
    path.write_bytes(packed(document(xml(BLANK) + "<w:sectPr/>")))
    return path


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(command_line, arguments, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.stdout, result.stderr


def test_what_is_learnt_is_a_form_for_which_the_laws_hold(blank: Path) -> None:
    learnt = plandocs.learn_form(blank, blank.with_name("ours.toml"))
    assert learnt.wrong == ()
    form = plandocs.load_form(blank.with_name("ours.toml"))
    assert plandocs.check_form(form).holds
    kinds = {cell.name: cell.kind.name for cell in form.cells}
    assert kinds["date_request"] == "date"
    person = form.role("person")
    assert person is not None
    assert person.name == "employee_name"
    assert [section.shape for section in form.tables] == ["rows"]


def test_what_is_learnt_is_filled_and_read_back(blank: Path) -> None:
    plandocs.learn_form(blank, blank.with_name("ours.toml"))
    form = plandocs.load_form(blank.with_name("ours.toml"))
    data = {"form": form.name, "employee_name": "Priya Raman", "reason_request": "Caring for Ana"}
    plandocs.fill(data, blank.with_name("filled.docx"))
    read = plandocs.parse(blank.with_name("filled.docx"))
    assert read.plan == plandocs.validate(data)
    assert (read.unmapped, [issue.code for issue in read.issues]) == ((), [])


def test_the_command_says_what_to_look_at(blank: Path) -> None:
    target = str(blank.with_name("ours.toml"))
    status, out, _ = run("form", "learn", str(blank), "-o", target, "--format", "json")
    said = json.loads(out)
    assert (status, said["wrong"]) == (0, [])
    assert "employee_name" in said["fields"]
    status, out, _ = run("form", "learn", str(blank), "-o", target, "--force")
    assert out.startswith(f"{target}: ")


def test_a_file_that_is_there_is_left_alone(blank: Path) -> None:
    target = blank.with_name("ours.toml")
    target.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(plandocs.OutputError):
        plandocs.learn_form(blank, target)
    assert target.read_text(encoding="utf-8") == "# mine\n"


def test_a_document_in_which_nothing_asks_to_be_filled_in_is_told(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Dear colleague, thank you for your work this year.")
    letter.save(str(tmp_path / "letter.docx"))
    with pytest.raises(plandocs.InputError, match="no place to fill in was found"):
        plandocs.learn_form(tmp_path / "letter.docx")


@pytest.mark.parametrize("name", [form.name for form in installed()])
def test_the_forms_that_plandocs_brings_can_be_learnt_too(name: str) -> None:
    known = next(form for form in installed() if form.name == name)
    assert len(plandocs.learn_form(known.blank.read_bytes()).fields) > 5


def _with(blank: Path, name: str, extra: str) -> Path:
    path = blank.with_name(name)
    path.write_bytes(packed(document(xml(BLANK + extra) + "<w:sectPr/>")))
    return path


def test_what_the_blank_prints_in_no_field_is_nobodys_and_what_is_typed_beside_it_is_told(
    blank: Path,
) -> None:
    """A label that stands twice has one field; the second place is the form's own print."""
    twice = 'p"For office use" p"Manager: [initials]"'
    _with(blank, "ours.docx", twice)
    plandocs.learn_form(blank.with_name("ours.docx"), blank.with_name("ours.toml"))
    form = plandocs.load_form(blank.with_name("ours.toml"))
    assert plandocs.check_form(form).holds
    read = plandocs.parse(blank.with_name("ours.docx"), forms=[form])
    assert read.unmapped == ()
    typed = _with(blank, "typed.docx", twice + ' p"I disagree with this."')
    read = plandocs.parse(typed, forms=[form])
    assert [each.text for each in read.unmapped] == ["I disagree with this."]


def test_a_hint_that_gives_way_to_its_value_is_noted_and_a_lost_word_is_a_fault(
    blank: Path,
) -> None:
    hint = 'tbl(tr(tc"Job title" tc"(as in the contract)") tr(tc"Branch" tc))'
    _with(blank, "ours.docx", hint)
    plandocs.learn_form(blank.with_name("ours.docx"), blank.with_name("ours.toml"))
    done = plandocs.check_form(plandocs.load_form(blank.with_name("ours.toml")))
    assert done.holds
    assert any("«(as in the contract)»" in note for note in done.notes)


def test_a_form_may_be_nobodys(tmp_path: Path) -> None:
    """A log or a checklist has no field for a person; its documents go by their id."""
    (tmp_path / "log.docx").write_bytes(
        packed(document(xml('p"Interview log" p"Talks held this year" '
                            'tbl(tr(tc"Topic raised" tc"What was agreed") tr(tc tc) tr(tc tc))')
                        + "<w:sectPr/>"))
    )  # fmt: skip
    plandocs.learn_form(tmp_path / "log.docx", tmp_path / "log.toml")
    form = plandocs.load_form(tmp_path / "log.toml")
    assert form.role("person") is None
    assert plandocs.check_form(form).holds
    row = {"topic_raised": "Hours", "what_agreed": "From May"}
    section = form.tables[0]
    names = [column.name for column in section.columns]
    data = {"form": form.name, section.name: [dict(zip(names, row.values(), strict=True))]}
    plandocs.fill(data, tmp_path / "filled.docx")
    assert plandocs.parse(tmp_path / "filled.docx").plan == plandocs.validate(data)
    plandocs.rollup(tmp_path / "filled.docx", tmp_path / "rolled.xlsx", forms=[form])
    assert plandocs.check(tmp_path / "filled.docx", forms=[form])


def test_boxes_in_a_line_stay_and_are_ticked(tmp_path: Path) -> None:
    asked = 'p"Report of an incident" p"Reported by: __________" p"Team: ____________" '
    asked += 'p"Was anybody hurt? ☐ Yes ☐ No" p"Who was told:  ☐ Manager  ☐ Nobody"'
    path = tmp_path / "incident.docx"
    path.write_bytes(packed(document(xml(asked) + "<w:sectPr/>")))
    learnt = plandocs.learn_form(path, path.with_name("ours.toml"))
    assert (learnt.wrong, learnt.left_out) == ((), ())
    form = plandocs.load_form(path.with_name("ours.toml"))
    data = {"form": form.name, "reported_by": "Ana Ito", "was_anybody_hurt": "No"}
    plandocs.fill(data, tmp_path / "ana.docx")
    lines = [p.text for p in docx.Document(str(tmp_path / "ana.docx")).paragraphs]
    assert "Was anybody hurt? ☐ Yes ☒ No" in lines
    assert plandocs.parse(tmp_path / "ana.docx").plan == plandocs.validate(data)


def test_the_prompts_of_form_fields_do_not_shift_a_line(tmp_path: Path) -> None:
    def asked(label: str, prompt: str) -> str:
        begin = f'<w:ffData><w:textInput><w:default w:val="{prompt}"/></w:textInput></w:ffData>'
        return (
            f'<w:r><w:t xml:space="preserve">  {label}: </w:t></w:r>'
            f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>'
            '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{prompt}</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    body = xml('p"Report of an incident"')
    body += f"<w:p>{asked('Full name', '[NAME]')}{asked('Address', '[ADDRESS]')}</w:p>"
    path = tmp_path / "incident.docx"
    path.write_bytes(packed(document(body + "<w:sectPr/>")))
    learnt = plandocs.learn_form(path)
    assert (learnt.fields, learnt.wrong, learnt.left_out) == (("full_name", "address"), (), ())


@pytest.mark.parametrize(("signed", "unsure"), [(True, 0), (False, 1)])
def test_a_signature_that_is_drawn_in_a_filled_form_is_something_there(
    signed: bool, unsure: int
) -> None:
    proposal = Proposal("x", "X", (Entry("mark", "Signature", "the top", "signature"),))
    plan: Any = SimpleNamespace(mark=Signature(signed=signed))
    (entry,) = settled(proposal, [Reading("", plan=plan)]).fields
    assert len(entry.unsure) == unsure
