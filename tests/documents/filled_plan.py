"""One small filled plan, and ways in which people and programs change its file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import plandocs
from plandocs.data.validate import as_plan
from tests.documents import opc
from tests.documents.notation import xml
from tests.documents.official import CAPABILITIES

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
    return with_body(_written({"form": PLAN["form"], "officer_name": "X"}), *changes)


def edited(
    *changes: Change,
    parts: Mapping[str, str | bytes] | None = None,
    arrows: Mapping[str, tuple[str, str]] | None = None,
    types: Mapping[str, str] | None = None,
) -> bytes:
    """The filled form, its body changed; further parts, relationships and content types."""
    return opc.changed(with_body(_filled(), *changes), parts or {}, arrows, types)


def with_body(content: bytes, *changes: Change) -> bytes:
    """A document with its body changed, in which every namespace is declared."""

    def change(body: str) -> str:
        for each in changes:
            body = each(body)
        front, start, rest = body.partition("<w:document ")
        spaces = (f'xmlns:{name}="{uri}"' for name, uri in opc.NAMESPACES.items())
        missing = [each for each in spaces if each.partition("=")[0] not in rest]
        return f"{front}{start}{' '.join(missing)} {rest}"

    return opc.changed(content, {opc.MAIN: change})


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
