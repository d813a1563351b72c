"""A small form, in which a test replaces the pieces that it speaks of.

The pieces in notation are ``before``, ``header``, ``outcomes``, ``leadership``, ``learning_needs``,
``career``, ``working_relationship`` (rows of the sections' tables), ``after``, or ``body`` instead
of them all; ``comments``, ``footnotes``, ``endnotes`` and ``page_header``. ``package`` names a way
to pack.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.documents.form_parts import form_parts
from tests.documents.notation import xml
from tests.documents.packings import packed

_LABELS = (
    ("Officer name:", "Priya Raman", "Officer signature:", ""),
    ("Classification Level:", "", "Manager signature:", ""),
    ("Division/Branch:", "", "Date of meeting:", ""),
    ("Manager name:", "", "Period of plan:", ""),
)
_SECTIONS = {
    "outcomes": (
        "Section 1: Business (work) outcomes and performance measures",
        ("Business / work outcome", "Performance measures(s)", "Link to"),
        'tr(tc"1. Reduce waits" tc"Waits halved" tc"SO1")',
    ),
    "leadership": (
        "Section 2: Leadership behaviour",
        ("Leadership Capability", "Performance measure(s)"),
        'tr(tc"1. Shapes strategic thinking" tc) tr(tc"2. Achieves results" tc) '
        'tr(tc"3. Cultivates productive working relationships" tc) '
        'tr(tc"4. Exemplifies personal drive and integrity" tc) '
        'tr(tc"5. Communicates with influence" tc)',
    ),
    "learning_needs": (
        "Section 3: Learning and development plan",
        (
            "Priority",
            "Learning need(s)",
            "Relates to business, work outcome or professional development",
            "Learning activity",
            "Responsibility / timing",
        ),
        "tr(tc tc tc tc tc)",
    ),
    "career": (
        "Section 4: Career Aspirations & Goals",
        ("Outline of the Officers career aspirations and goals", "Managers comments"),
        "tr(tc tc)",
    ),
    "working_relationship": (
        "Section 5: Expectations about the working relationship between the manager and officer",
        (
            "What the Manager is seeking in the working relationship",
            "What the Officer is seeking in the working relationship",
        ),
        "tr(tc tc)",
    ),
}
_NOTES = {"comments": "comment", "footnotes": "footnote", "endnotes": "endnote"}


def built(pieces: Mapping[str, str]) -> bytes:
    """A small form in which these pieces replace its own."""
    unknown = set(pieces) - {*_SECTIONS, *_NOTES, "before", "header", "after", "page_header",
                             "package", "body"}  # fmt: skip
    if unknown:
        raise ValueError(f"a case has no pieces named {sorted(unknown)}")
    notes = {note: [xml(pieces[name])] for name, note in _NOTES.items() if name in pieces}
    headed = "page_header" in pieces
    parts = form_parts(
        _body(pieces),
        notes=notes,
        more={"word/header7.xml": f"<w:hdr %NS%>{xml(pieces['page_header'])}</w:hdr>"}
        if headed else {},
        arrows=[("rIdH7", "header", "header7.xml", False)] if headed else [],
        sect='<w:headerReference w:type="default" r:id="rIdH7"/>' if headed else "",
    )  # fmt: skip
    return packed(parts, pieces.get("package", ""))


def _body(pieces: Mapping[str, str]) -> str:
    if "body" in pieces:
        return xml(pieces["body"])
    parts = [pieces.get("before", 'p"Senior Executive - Performance Management Plan"')]
    parts.append(pieces.get("header", _header()))
    for name, (heading, columns, rows) in _SECTIONS.items():
        rows = pieces.get(name, rows)
        parts.append(
            "p " + (rows if rows.startswith(("tbl", "p")) else _table(heading, columns, rows))
        )
    parts.append(pieces.get("after", ""))
    return "".join(xml(part) for part in parts)


def _header() -> str:
    rows = "".join(
        f'tr(tc"{a}" tc"{b}" tc tc"{c}" tc"{d}")'.replace('""', "") for a, b, c, d in _LABELS
    )
    return f"tbl({rows})"


def _table(heading: str, columns: tuple[str, ...], rows: str) -> str:
    titles = " ".join(f'tc"{title}"' for title in columns)
    return f'tbl(tr(tc{{gridSpan={len(columns)}}}"{heading}") tr({titles}) {rows})'
