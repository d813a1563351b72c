"""The plan that goes with findings: a copy with each point as a comment in its place."""

from __future__ import annotations

import email
import email.policy
import io
from pathlib import Path
from typing import Any

import docx
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.word.package.open import open_package
from plandocs.word.package.save import saved
from tests.laws.test_outputs import FALSE_ALARMS
from tests.mailing.people import complete, named


def attached(letter: plandocs.Letter) -> tuple[str, bytes]:
    """The text of a draft, and what is attached to it."""
    raw = named(letter, ".eml").read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body()
    assert body is not None
    (file,) = message.iter_attachments()
    return body.get_content(), file.get_content()


def written(folder: Path, *plans: dict[str, Any]) -> plandocs.Letters:
    """Letters to those whose plans these are."""
    came = folder / "came"
    came.mkdir()
    for plan in plans:
        plandocs.fill(plan, came / f"{plan['officer_name']}.docx")
    return plandocs.letters(came, folder / "out", format=("eml", "text"))


def test_each_point_is_a_comment_in_the_copy_and_nobody_else_is_named_there(
    tmp_path: Path,
) -> None:
    one, other = (complete(name, "Reform", "Tom Alder") for name in ("Priya Raman", "Ruth Moss"))
    lacks = {"meeting_date": "", "manager_signature": ""}
    done = written(tmp_path, one, {**other, "outcomes": one["outcomes"][:3], **lacks})
    letter = next(each for each in done.letters if each.officer_name == "Ruth Moss")
    text, data = attached(letter)
    notes = [each.text for each in docx.Document(io.BytesIO(data)).comments]
    assert len(notes) == len(letter.missing)
    assert not any(name in note for note in notes for name in ("Priya Raman", "Tom Alder"))
    assert "with each point as a comment" in text
    assert "attached" not in named(letter, ".txt").read_text("utf-8")
    (tmp_path / "copy.docx").write_bytes(data)
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    errors = [str(each) for each in validator.validate(str(tmp_path / "copy.docx")).errors]
    assert [e for e in errors if not any(map(e.endswith, FALSE_ALARMS))] == []


def test_a_plan_with_a_digital_signature_goes_as_it_came_and_the_letter_says_why(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.docx"
    plandocs.fill({**complete("Priya Raman", "Reform", "Tom Alder"), "meeting_date": ""}, file)
    seal = {"_xmlsignatures/sig1.xml": b"<Signature/>"}
    file.write_bytes(saved(open_package(file).parts(), seal))
    done = plandocs.letters(file, tmp_path / "out", format="eml")
    text, data = attached(done.letters[0])
    assert data == file.read_bytes()
    assert "carries a digital signature" in text
