"""Rarer shapes of the header block: several pairs a line, broken labels, pickers, drop-downs."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from tests.documents.official import LEFT, RIGHT
from tests.hard.header import five, label, shown
from tests.hard.inline import field_xml, sdt
from tests.hard.pieces import Block, Cell, Draft, Para, Row, Table
from tests.hard.words import words_of
from tests.hard.xml import run


def _table(blocks: list[Block]) -> Table:
    found = blocks[0]
    assert isinstance(found, Table)
    return found


def two_a_line(draft: Draft, words: str) -> list[Block]:
    """Two pairs in each paragraph, with tabs between them."""
    found: list[Block] = []
    for pair in zip(LEFT, RIGHT, strict=True):
        runs = ""
        for name in pair:
            text = label(draft, name, words).rstrip(" :") + ":"
            draft.printed.update(words_of(text))
            first = shown(draft, name)[0]
            assert isinstance(first, Para)
            typed = first.runs if first.runs is not None else run(first.text)
            runs += ("<w:r><w:tab/></w:r>" if runs else "") + run(text + "\t") + typed
        found.append(Para(runs=runs))
    return found


def broken_labels(draft: Draft, words: str) -> list[Block]:
    """Labels over two lines, in bold pieces, with odd spaces."""
    blocks = five(draft, words)
    for row in _table(blocks).rows:
        for at in (0, 3):
            para = row.cells[at].paras[0]
            draft.printed.update(words_of(para.text))
            text = para.text.replace(" ", draft.rng.choice(("\n", "\u00a0", "  ")), 1)
            cut = len(text) // 2
            para.runs = run(text[:cut], "<w:b/>") + run(text[cut:] + "\u00a0")
            para.text = ""
    return blocks


def title_row(draft: Draft, words: str) -> list[Block]:
    """A row over the whole width, in a grid that no cell follows exactly."""
    blocks = five(draft, words)
    table = _table(blocks)
    table.grid = [1000, 1000, 1350, 1350, 200, 1000, 1000, 1350, 1350]
    for row in table.rows:
        for cell, span in zip(row.cells, (2, 2, 1, 2, 2), strict=True):
            cell.span = span
    return blocks


def merged_gap(draft: Draft, words: str) -> list[Block]:
    """The narrow cells merged downwards."""
    blocks = five(draft, words)
    for number, row in enumerate(_table(blocks).rows):
        row.cells[2].merge = "continue" if number else "restart"
    return blocks


def _only(cell: Cell) -> Para:
    return cell.paras[0]


def date_picker(draft: Draft, words: str) -> list[Block]:
    """The meeting's date from a date picker, whose text is vaguer than its date."""
    blocks = five(draft, words)
    props = '<w:date w:fullDate="2026-07-12T00:00:00Z"><w:dateFormat w:val="MMMM yyyy"/></w:date>'
    text = draft.rng.choice(("July 2026", "12 July 2026", "12/07/2026"))
    para = _only(_table(blocks).rows[2].cells[4])
    para.typed, para.value, para.runs = True, False, sdt(draft, run(text), props)
    draft.plan["meeting_date"] = {"text": text, "date": "2026-07-12"}
    return blocks


def period_pickers(draft: Draft, words: str) -> list[Block]:
    """The period from two date pickers."""
    blocks = five(draft, words)
    para = _only(_table(blocks).rows[3].cells[4])
    props = '<w:date w:fullDate="{}T00:00:00Z"/>'
    first = sdt(draft, run("1 July 2026"), props.format("2026-07-01"))
    last = sdt(draft, run("30 June 2027"), props.format("2027-06-30"))
    para.typed, para.value, para.runs = True, False, first + run(" to ") + last
    draft.plan["period"] = {
        "text": "1 July 2026 to 30 June 2027", "start": "2026-07-01", "end": "2027-06-30"
    }  # fmt: skip
    return blocks


def legacy_choice(draft: Draft, words: str) -> list[Block]:
    """The level chosen in a legacy drop-down, whose choice stands in its data alone."""
    blocks = five(draft, words)
    levels = ("SES Level 1", "SES Level 2", "SES Level 3")
    at = draft.rng.randrange(3)
    entries = "".join(f"<w:listEntry w:val={quoteattr(level)}/>" for level in levels)
    choices = f'<w:ddList><w:result w:val="{at}"/>{entries}</w:ddList>'
    data = f'<w:ffData><w:name w:val="D"/>{choices}</w:ffData>'
    runs = field_xml(" FORMDROPDOWN ", "", data)
    para = _only(_table(blocks).rows[1].cells[1])
    para.typed, para.value, para.runs = True, False, runs
    draft.plan["classification_level"] = levels[at]
    return blocks


def in_layout(draft: Draft, words: str) -> list[Block]:
    """The two halves as tables in the cells of a layout table."""
    table = _table(five(draft, words))
    halves = []
    for first in (0, 3):
        rows = [Row(row.cells[first : first + 2]) for row in table.rows]
        halves.append(Cell([Table(rows, [2000, 2700]), Para()]))
    return [Table([Row(halves)], [4800, 4800])]


def values_in_pieces(draft: Draft, words: str) -> list[Block]:
    """Blank paragraphs around the values, as people press Enter."""
    blocks = five(draft, words)
    for row in _table(blocks).rows:
        for at in (1, 4):
            row.cells[at].blocks = [Para(), *row.cells[at].blocks, Para(" "), Para()]
    return blocks


def no_colons(draft: Draft, words: str) -> list[Block]:
    """Labels in capitals, with quotes, dashes, or without their colon."""
    changes: tuple[Callable[[str], str], ...] = (
        str.upper, lambda t: t.rstrip(":"), lambda t: t.rstrip(":") + " –",
        lambda t: f"“{t.rstrip(':')}”", lambda t: t.rstrip(":") + " *", str.lower,
        lambda t: t.rstrip(":") + "…", lambda t: re.sub(r"\b(\w)", lambda m: m[1].upper(), t),
    )  # fmt: skip
    blocks = five(draft, words)
    for row in _table(blocks).rows:
        for at in (0, 3):
            para = row.cells[at].paras[0]
            para.text = draft.rng.choice(changes)(para.text)
    return blocks


_REMARKS = ("(please print)", "(e.g. SES 2)", "(dd/mm/yyyy)", "(financial year)", "[required]")


def remarks(draft: Draft, words: str) -> list[Block]:
    """Labels with remarks in brackets."""
    blocks = five(draft, words)
    for row in _table(blocks).rows:
        for at in (0, 3):
            para = row.cells[at].paras[0]
            remark = draft.stray(draft.rng.choice(_REMARKS), code="text-in-label-cell")
            draft.printed.update(words_of(para.text))
            para.text, para.typed = f"{para.text.rstrip(' :')} {remark}:", True
    return blocks


MORE: dict[str, Callable[[Draft, str], list[Block]]] = {
    "two-a-line": two_a_line, "broken-labels": broken_labels, "uneven-grid": title_row,
    "merged-gap": merged_gap, "date-picker": date_picker, "period-pickers": period_pickers,
    "legacy-choice": legacy_choice, "in-layout": in_layout, "blank-around": values_in_pieces,
    "no-colons": no_colons, "remarks": remarks,
}  # fmt: skip
