"""The five sections: their tables as printed, filled with a plan, in the shapes people make."""

from __future__ import annotations

from typing import Any

from tests.documents.official import (
    COLUMNS,
    GUIDANCE,
    HEADINGS,
    OTHER_COLUMNS,
    OTHER_HEADINGS,
    WIDTHS,
)
from tests.hard.pieces import Block, Cell, Draft, Para, Row, Table
from tests.hard.typing_in import DECIMALS, NAMES, RANKS, items, prose, value

ROWS = {"outcomes": 5, "learning_needs": 5}


def build(draft: Draft, choices: dict[str, str]) -> None:
    """All sections of the form, by the choices made for this document."""
    for name in HEADINGS:
        columns = _columns(draft, name, choices)
        rows = [
            *_heading_rows(draft, name, columns, choices),
            *_data(draft, name, columns, choices),
        ]
        table = Table(rows, [width for _, width in columns])
        heading = _heading(draft, name, choices)
        draft.headings[name] = [heading] if choices["headings"] == "above" else []
        draft.sections[name] = [table]
        draft.order.append(name)
        draft.columns[name] = [column for column, _ in columns]


def _heading(draft: Draft, name: str, choices: dict[str, str]) -> Para:
    text = HEADINGS[name]
    if choices["titles"] == "other":
        text = draft.rng.choice(OTHER_HEADINGS[name])
    return Para(text, style="Heading1")


def _columns(draft: Draft, name: str, choices: dict[str, str]) -> list[tuple[str, int]]:
    """Names and widths of a section's columns in order; ``+`` marks one the form has not."""
    columns = list(zip(COLUMNS[name], WIDTHS[name], strict=True))
    how = choices["columns"]
    if how == "moved" and name != "leadership":
        draft.rng.shuffle(columns)
    if how == "missing" and name in ("outcomes", "learning_needs"):
        gone = "links" if name == "outcomes" else draft.rng.choice(("priority", "activity"))
        columns = [each for each in columns if each[0] != gone]
        draft.codes.add("missing-field")
        for row in draft.plan[name]:
            row[gone] = [] if gone == "links" else ""
        draft.plan[name] = [row for row in draft.plan[name] if any(row.values())]
    if how == "added" and name in ("outcomes", "leadership", "learning_needs"):
        columns.insert(draft.rng.randint(1, len(columns)), ("+Progress to date", 1500))
    if how == "two-links" and name == "outcomes":
        columns[-1:] = [("links:1", 1000), ("links:2", 1000)]
    return columns


def _column_title(draft: Draft, section: str, column: str, choices: dict[str, str]) -> list[Block]:
    if column.startswith("+"):
        return [Para(draft.stray(column[1:]), typed=True)]
    if column.startswith("links:"):
        text = ("Agency strategic objectives", "Division / Branch objectives")
        return [Para(text[int(column[-1]) - 1])]
    if choices["titles"] == "other":
        key = column if column in OTHER_COLUMNS else f"{section}.{column}"
        return [Para(draft.rng.choice(OTHER_COLUMNS[key]))]
    lines = COLUMNS[section][column]
    if choices["titles"] == "bare":
        lines = lines[:1]
    return [Para(line) for line in lines]


def _heading_rows(
    draft: Draft, name: str, columns: list[tuple[str, int]], choices: dict[str, str]
) -> list[Row]:
    rows = []
    if choices["headings"] == "table":
        heading = _heading(draft, name, choices)
        heading.style = ""
        rows.append(Row([Cell([heading], span=len(columns))]))
    if name in GUIDANCE and choices["titles"] != "bare":
        rows.append(Row([Cell([Para(t) for t in GUIDANCE[name]], span=len(columns))]))
    titles = [Cell(_column_title(draft, name, column, choices)) for column, _ in columns]
    trpr = "<w:tblHeader/>" if choices["headings"] == "table" else ""
    rows.append(Row(titles, trpr=trpr))
    return rows


def _data(
    draft: Draft, name: str, columns: list[tuple[str, int]], choices: dict[str, str]
) -> list[Row]:
    found = draft.plan[name]
    if isinstance(found, dict):
        return [Row([Cell(prose(draft, found[c]), value=True) for c, _ in columns], data=True)]
    rows = []
    many = max(len(found), ROWS.get(name, 0)) if choices["rows"] != "tight" else len(found)
    for number in range(many):
        record = found[number] if number < len(found) else {}
        cells = [
            Cell(_value(draft, name, column, record, number, choices), value=True)
            for column, _ in columns
        ]
        rows.append(Row(cells, data=True))
    return rows


def _value(
    draft: Draft, section: str, column: str, record: dict[str, Any], number: int,
    choices: dict[str, str],
) -> list[Block]:  # fmt: skip
    if column.startswith("+"):
        if not record or draft.rng.random() < 0.4:
            return [Para()]
        text = f"extra remark {section} number {100 + number}"
        return [Para(draft.stray(text, code="unknown-column"), typed=True)]
    if column.startswith("links:"):
        links = record.get("links", [])
        half = (len(links) + 1) // 2
        return items(draft, links[:half] if column[-1] == "1" else links[half:], "plain")
    if column == "outcome":
        return _numbered(draft, record.get(column, ""), number, choices["numbers"])
    if column == "capability":
        return _numbered(draft, record[column], number, choices["numbers"], typed=False)
    if column == "priority":
        return _rank(draft, record.get(column, ""), choices["numbers"])
    found = record.get(column, "")
    if isinstance(found, list):
        return items(draft, found, choices["items"])
    if column in ("measures", "links"):
        return [Para()]
    return prose(draft, found)


def _numbered(draft: Draft, text: str, number: int, how: str, typed: bool = True) -> list[Block]:
    """The cell with the row's own number."""
    lines = text.split("\n")
    paras: list[Block] = [Para(line, typed=typed, value=typed and bool(line)) for line in lines]
    first = paras[0]
    assert isinstance(first, Para)
    if how == "auto":
        first.num = (DECIMALS if typed else NAMES, 0)
    elif how == "bracket":
        first.lead = f"({number + 1}) "
    elif how == "close":
        first.lead = f"{number + 1})"
    elif how == "tab":
        first.lead = f"{number + 1}.\t"
    elif how != "none" or not text:
        first.lead = f"{number + 1}. "
    return paras


def _rank(draft: Draft, text: str, how: str) -> list[Block]:
    ranks = [row["priority"] for row in draft.plan["learning_needs"]]
    in_order = ranks == [str(n) for n in range(1, len(ranks) + 1)]
    if text.isdigit() and how == "auto" and in_order:
        return [Para("", num=(RANKS, 0))]
    return [value(text + "." if text.isdigit() and how == "tab" else text)] if text else [Para()]
