"""A case folder becomes a document: a file as it is, or ``input.toml`` with pieces in notation.

The pieces replace those of a small form: ``before``, ``header``, ``outcomes``, ``leadership``,
``learning_needs``, ``career``, ``working_relationship`` (rows of the sections' tables), ``after``;
``comments``, ``footnotes``, ``endnotes``, ``page_header`` and ``package`` (a way to pack).
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.hard.pack import pack
from tests.hard.pieces import Draft
from tests.notation import xml

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


def document(folder: Path) -> bytes:
    """The case's document as bytes."""
    pieces = folder / "input.toml"
    if not pieces.exists():
        return input_file(folder).read_bytes()
    return built(tomllib.loads(pieces.read_text(encoding="utf-8")))


def input_file(folder: Path) -> Path:
    """The case's input, whatever its kind."""
    return next(path for path in sorted(folder.iterdir()) if path.stem == "input")


def built(pieces: Mapping[str, str]) -> bytes:
    """A small form in which these pieces replace its own."""
    unknown = set(pieces) - {*_SECTIONS, *_NOTES, "before", "header", "after", "page_header",
                             "package", "body"}  # fmt: skip
    if unknown:
        raise ValueError(f"a case has no pieces named {sorted(unknown)}")
    draft = Draft(random.Random(0), {}, package=pieces.get("package", ""))
    for name, note in _NOTES.items():
        if name in pieces:
            draft.notes[note] = [xml(pieces[name])]
    if "page_header" in pieces:
        draft.parts["word/header7.xml"] = f"<w:hdr %NS%>{xml(pieces['page_header'])}</w:hdr>"
        draft.rels.append(("rIdH7", "header", "header7.xml", False))
        draft.sect = '<w:headerReference w:type="default" r:id="rIdH7"/>'
    return pack(draft, _body(pieces))


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
