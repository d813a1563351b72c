"""Signatures in documents: what stands in the cell, beside the names of those who sign."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.documents.opc import MAIN, changed
from tests.documents.small_form import built

import plandocs

_PICTURE = "r(drawing(wp:inline(wp:docPr{@_id=1 @_name=P})))"
_SHAPE = '<w:pict><v:shape alt="Microsoft Office Signature Line...">{}</v:shape></w:pict>'
_LINE = '<v:imagedata r:id="rId9"/><o:signatureline v:ext="edit" id="{}" issignatureline="t"/>'
_ONE, _OTHER = "{AF7DF6F4-0000-4B9E-9F4A-111111111111}", "{AF7DF6F4-0000-4B9E-9F4A-222222222222}"


def document(officer: str = "tc", manager: str = "tc") -> bytes:
    """A plan of Priya Raman, whose manager is Tom Alder, with these cells for signatures."""
    rows = (
        f'tr(tc"Officer name:" tc"Priya Raman" tc tc"Officer signature:" {officer})'
        f'tr(tc"Classification Level:" tc tc tc"Manager signature:" {manager})'
        'tr(tc"Division/Branch:" tc tc tc"Date of meeting:" tc)'
        'tr(tc"Manager name:" tc"Tom Alder" tc tc"Period of plan:" tc)'
    )
    return built({"header": f"tbl({rows})"})


def signatures(content: bytes) -> tuple[Any, list[str | None]]:
    """Both signatures, and the fields that are told to be doubtful; the same on a second look."""
    reading, again = plandocs.parse(content), plandocs.parse(content)
    assert reading.to_dict() == again.to_dict()
    data: Any = reading.to_dict()["plan"]
    told = [issue.field for issue in reading.issues if issue.code == "doubtful-signature"]
    return (data["officer_signature"], data["manager_signature"]), told


@pytest.mark.parametrize(
    ("cell", "signed", "text", "doubtful"),
    [
        (f"tc(p({_PICTURE}))", True, "", False),
        (f'tc(p({_PICTURE}) p"____")', True, "____", False),
        (f'tc(p"Signature: __ Date: __" p({_PICTURE}))', True, "Signature: __ Date: __", False),
        (f'tc(p({_PICTURE}) p"Not signed")', False, "Not signed", True),
        (f'tc(p({_PICTURE}) p"Tom Alder")', False, "Tom Alder", True),
        (f'tc(p({_PICTURE}) p"Priya Raman")', True, "Priya Raman", False),
        ('tc"P Raman 12 July 2026"', True, "P Raman 12 July 2026", False),
        ('tc(p"P Raman" p"12 July 2026")', True, "P Raman\n12 July 2026", False),
        ('tc"Signature: ____ Date: __/__/____"', False, "Signature: ____ Date: __/__/____", False),
        ('tc(p"Sign: ____" p"Date: 3 July 2026")', False, "Sign: ____\nDate: 3 July 2026", True),
        ('tc(p"____________" p"Priya Raman")', False, "____________\nPriya Raman", True),
        ('tc"Not signed – on leave"', False, "Not signed – on leave", False),
        ('tc"Tom Alder to sign"', False, "Tom Alder to sign", True),
        ('tc"Tom Alder"', False, "Tom Alder", True),
        ('tc"priya raman"', True, "priya raman", False),
        ('tc"12 July 2026"', False, "12 July 2026", True),
        ("tc", False, "", False),
    ],
)  # fmt: skip
def test_a_cell_is_signed_unsigned_or_doubtful(
    cell: str, signed: bool, text: str, doubtful: bool
) -> None:
    (officer, manager), told = signatures(document(cell, 'tc"T Alder"'))
    assert officer == {"signed": signed, "text": text}
    assert manager == {"signed": True, "text": "T Alder"}
    assert told == (["officer_signature"] if doubtful else [])


def test_the_officers_name_in_the_managers_cell_is_doubtful() -> None:
    (officer, manager), told = signatures(document('tc"P Raman"', 'tc"P. Raman, 3 July 2026"'))
    assert officer["signed"]
    assert not manager["signed"]
    assert told == ["manager_signature"]


def signature_lines(*ids: str, signed_by: str | None = None) -> bytes:
    """Word's own signature lines in both cells, and a digital signature of the package."""

    def drawn(body: str) -> str:
        for number, each in enumerate(ids):
            words = f'<w:t xml:space="preserve">LINE{number}</w:t>'
            assert words in body
            body = body.replace(words, _SHAPE.format(_LINE.format(each)))
        return body

    signature = (
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureInfoV1 '
        f'xmlns="http://schemas.microsoft.com/office/2006/digsig">{signed_by}</SignatureInfoV1>'
        "</Signature>"
    )
    more = {} if signed_by is None else {"_xmlsignatures/sig1.xml": signature}
    return changed(document('tc(p"LINE0")', 'tc(p"LINE1")'), {MAIN: drawn, **more})


@pytest.mark.parametrize(
    ("signed_by", "expected"),
    [
        (None, (False, False)),
        (f"<SetupID>{_ONE}</SetupID>", (True, False)),
        (f"<SetupID>{_OTHER.lower()}</SetupID>", (False, True)),
        ("<SetupID></SetupID>", (False, False)),
        ("<SetupID/>", (False, False)),
        ("", (True, True)),
    ],
)
def test_words_own_signature_line_is_signed_by_its_signature_in_the_package(
    signed_by: str | None, expected: tuple[bool, bool]
) -> None:
    content = signature_lines(_ONE, _OTHER, signed_by=signed_by)
    both, told = signatures(content)
    assert tuple(each["signed"] for each in both) == expected
    assert [each["text"] for each in both] == ["", ""]
    assert told == []
    assert [each.kind for each in plandocs.parse(content).unmapped] == []


def test_a_picture_over_a_line_goes_through_data(tmp_path: Path) -> None:
    content = document(f'tc(p({_PICTURE}) p"____")', f'tc(p({_PICTURE}) p"Not signed")')
    (tmp_path / "plan.docx").write_bytes(content)
    reading = plandocs.parse(tmp_path / "plan.docx")
    data = tmp_path / "plans.jsonl"
    data.write_text(json.dumps(reading.to_dict()) + "\n", encoding="utf-8")
    for item in (data, reading, reading.plan, reading.to_dict()):
        (checked,) = plandocs.check([item])
        codes = {(each.code, each.field) for each in checked.findings}
        assert ("not-signed", "officer_signature") not in codes
        assert checked.officer_name == "Priya Raman"
    filled = plandocs.fill(reading.plan.model_dump(mode="json"))
    back = plandocs.parse(filled).plan.model_dump(mode="json")
    assert back["officer_signature"] == {"signed": False, "text": "____"}
