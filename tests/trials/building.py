"""One small filled plan, and ways in which people and programs change its file."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plandocs
from plandocs.data.validate import as_plan
from tests.notation import xml

CAPABILITIES = (
    "Shapes strategic thinking", "Achieves results", "Cultivates productive working relationships",
    "Exemplifies personal drive and integrity", "Communicates with influence",
)  # fmt: skip
PLAN: Mapping[str, Any] = {
    "form": "senior-executive-plan",
    "officer_name": "Priya Raman",
    "classification_level": "SES Level 2",
    "division_branch": "Policy / Reform",
    "manager_name": "Tom Alder",
    "officer_signature": "P Raman",
    "manager_signature": "T Alder",
    "meeting_date": "12 July 2026",
    "period": "2026-27",
    "outcomes": [
        {"outcome": f"Outcome text {n}", "measures": [f"Measure {n}a"], "links": [f"Goal {n}"]}
        for n in (1, 2, 3)
    ],
    "leadership": [
        {"capability": name, "measures": [f"Capability measure {number}"]}
        for number, name in enumerate(CAPABILITIES, 1)
    ],
    "learning_needs": [
        {"priority": "1", "need": "Coaching", "relates_to": "Outcome 1", "activity": "Coach",
         "responsibility_timing": "Q2"}
    ],
    "career": {"aspirations": "Lead a division", "manager_comments": "Supported"},
    "working_relationship": {"manager_seeks": "No surprises", "officer_seeks": "Clear priorities"},
}  # fmt: skip
_SPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
)
Change = Callable[[str], str]


@functools.cache
def truth() -> dict[str, Any]:
    """The plan as it must be read where nothing was changed."""
    return as_plan(dict(PLAN)).model_dump(mode="json")


@functools.cache
def _filled() -> bytes:
    return _written(dict(PLAN))


def _written(data: dict[str, Any]) -> bytes:
    made = plandocs.fill(data)
    assert made is not None
    return made


def blank_form(*changes: Change) -> bytes:
    """The form with nothing but a name filled in, its body changed."""
    return _changed(_written({"form": PLAN["form"], "officer_name": "X"}), changes)


def edited(*changes: Change, parts: Mapping[str, str | bytes] | None = None,
           rels: str = "", types: str = "") -> bytes:  # fmt: skip
    """The filled form, its body changed; further parts, relationships and content types."""
    return _changed(_filled(), changes, parts, rels, types)


def _changed(content: bytes, changes: Sequence[Change], parts: Mapping[str, str | bytes] | None =
             None, rels: str = "", types: str = "") -> bytes:  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/document.xml":
                body = text.decode()
                for change in changes:
                    body = change(body)
                first, _, rest = body.partition("<w:document ")
                spaces = " ".join(s for s in _SPACES.split() if s.partition("=")[0] not in rest)
                text = f"{first}<w:document {spaces} {rest}".encode()
            elif name == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", rels.encode() + b"</Relationships>")
            elif name == "[Content_Types].xml":
                text = text.replace(b"</Types>", types.encode() + b"</Types>")
            target.writestr(name, text)
        for name, part in (parts or {}).items():
            target.writestr(name, part)
    return out.getvalue()


def words(old: str, new: str) -> Change:
    """One text in place of another."""

    def change(body: str) -> str:
        assert body.count(f">{old}<") == 1, old
        return body.replace(f">{old}<", f">{new}<")

    return change


def content(old: str, notation: str) -> Change:
    """The runs or paragraphs of the paragraph with this text, in notation."""

    def change(body: str) -> str:
        at = body.index(f">{old}<")
        start = max(body.rindex("<w:p>", 0, at), body.rfind("<w:p ", 0, at))
        end = body.index("</w:p>", at) + len("</w:p>")
        made = notation if notation.startswith("<") else xml(notation)
        return body[:start] + made + body[end:]

    return change


def first(notation: str) -> Change:
    """Blocks in front of the title."""
    return lambda body: body.replace("<w:body>", "<w:body>" + xml(notation), 1)


def last(notation: str) -> Change:
    """Blocks behind the form."""

    def change(body: str) -> str:
        at = body.rindex("<w:sectPr")
        return body[:at] + xml(notation) + body[at:]

    return change


def before_section(number: int, notation: str) -> Change:
    """Blocks in front of a section's table."""

    def change(body: str) -> str:
        at = body.rindex("<w:tbl>", 0, body.index(f"Section {number}:"))
        return body[:at] + xml(notation) + body[at:]

    return change


def without_row(text: str) -> Change:
    """The row with this text taken out."""

    def change(body: str) -> str:
        start, end = _row(body, text)
        return body[:start] + body[end:]

    return change


def _row(body: str, text: str) -> tuple[int, int]:
    at = body.index(text)
    start = max(body.rfind("<w:tr>", 0, at), body.rfind("<w:tr ", 0, at))
    return start, body.index("</w:tr>", at) + len("</w:tr>")
