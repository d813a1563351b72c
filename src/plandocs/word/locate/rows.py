"""A data row of a section's table: each cell to its field's slot, the rest to the unmatched."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from plandocs.description.form import SectionSpec
from plandocs.model.plan import is_row_number
from plandocs.model.reading import new_issue
from plandocs.normal.labels import key
from plandocs.normal.markers import is_empty, row_number
from plandocs.word.locate.columns import Columns
from plandocs.word.locate.likeness import slips_of
from plandocs.word.locate.result import RowMatch, Slot, text_of
from plandocs.word.locate.state import Locator
from plandocs.word.locate.vocabulary import LONGEST, lines, without_continued
from plandocs.word.view.document import Cell, Row, walk
from plandocs.word.view.text import paras_of

_FEW = 2  # columns that nobody numbers
_WORD_AND_NUMBER = re.compile(r"^(\w+)\s+\d{1,2}\s*[:.)–-]?\s*")


def data_row(locator: Locator, columns: Columns, row: Row, cells: list[Cell]) -> None:
    """Give each cell of a row to its field."""
    section = columns.section
    if len(cells) == 1 < columns.count:
        _across(locator, columns, cells[0])
        return
    result = locator.copy.sections[section.name]
    if not result.rows and (_is_guidance(locator, columns, cells) or _numbers_columns(cells)):
        for cell in cells:
            locator.not_printed(cell.blocks, f"{section.title}, column headings")
        return
    if section.shape == "boxes" and result.rows and _is_of_header(locator, cells):
        for p in (p for cell in cells for p in walk(cell.blocks)):
            locator.add_unmatched(f"after {section.title}", text_of(p), "label-elsewhere")
            locator.extras(p, f"after {section.title}")
        return
    match = locator.add_row(section)
    where = f"{section.title}, row {match.index}"
    assigned, sure = columns.assign(cells)
    for cell, at in assigned:
        field = columns.fields[at] if at >= 0 else None
        if cell.merge == "continue":
            _merged(locator, match, field.name if field else "", cell, where)
            if field is not None and field.key:
                match.continues = True
        elif field is None:
            number = " ".join(lines(cell.blocks)).strip(" .)")
            if at == columns.numbers and number.isdecimal():
                match.number = number
            else:
                _unknown(locator, cell, where)
        elif field.key and section.shape == "printed":
            _label(locator, columns, match, cell, where)
        else:
            slot = Slot(field, section.title, match.index, at + 1, cell.blocks, cell)
            match.slots.setdefault(field.name, []).append(slot)
    if not sure:
        _tell_cut(match, where)


def _numbers_columns(cells: list[Cell]) -> bool:
    """Return whether this is the row right below the headings that numbers them: 1, 2, 3 …"""
    numbers = [" ".join(lines(cell.blocks)).strip(" ().") for cell in cells]
    return len(numbers) > _FEW and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _is_of_header(locator: Locator, cells: list[Cell]) -> bool:
    """Return whether labels of the header block stand in this row below the boxes, to sign in.

    Each filled cell begins with one in so many words, or the first is one and has no more in it.
    """
    words = locator.words.cells
    result = [label_in_front(words, cell) for cell in cells if cell.filled]
    alone = result[:1] == [True] and len(cells) > 1
    return alone or (bool(result) and None not in result)


def label_in_front(words: Container[str], cell: Cell) -> bool | None:
    """Return whether a cell is one of these labels, or begins with one; None for neither."""
    front, _, rest = next(iter(lines(cell.blocks)), "").partition(":")
    label = key(front) if len(front) <= LONGEST else ""
    return not rest.strip() if " " in label and label in words else None


def _tell_cut(match: RowMatch, where: str) -> None:
    """The row is not cut as its headings are: somebody should see what its values belong to."""
    message = (
        "The cells of this row do not stand below the headings; see whether each value is in its "
        "column."
    )
    for name, slots in match.slots.items():
        if any(slot.shown for slot in slots):
            match.notes.append(new_issue("cells-off-headings", message, name, where))


def _is_guidance(locator: Locator, columns: Columns, cells: list[Cell]) -> bool:
    """Return whether the first row below the headings is the blank's guidance.

    Whoever types the guidance of a heading that has it quotes it, and so does a numbered row.
    """
    texts = [line for cell in cells for line in lines(cell.blocks)]
    guided = columns.section.shape != "printed" and bool(texts)
    return guided and locator.printed.guides(columns.section.name, texts, columns.heading_lines)


def _across(locator: Locator, columns: Columns, cell: Cell) -> None:
    """One cell over the whole width, inside a table: print, or something typed in between.

    A printed row's label alone names the rows below it, which have no label of their own.
    """
    section, texts = columns.section, lines(cell.blocks)
    if section.shape == "printed" and len(texts) == 1:
        label, rest = printed_label(texts[0], section)
        if label and not rest:
            locator.add_row(section).label = label
    if section.numbered and texts and _is_titled_item(section, cell):
        match = locator.add_row(section)
        name, where = section.key_column.name, f"{section.title}, row {match.index}"
        match.slots[name] = [
            Slot(section.key_column, section.title, match.index, 1, cell.blocks, cell)
        ]
        _tell_cut(match, where)
        return
    locator.not_printed(cell.blocks, f"in {columns.section.title}")


def _is_titled_item(section: SectionSpec, cell: Cell) -> bool:
    """Return whether a cell over the whole width begins with a row's number, in any dress."""
    front = lines(cell.blocks)[0].partition(":")[0]
    numbered = row_number(paras_of(cell.blocks)) is not None
    return numbered or is_row_number(front, section.key_column.keys)


def _merged(locator: Locator, match: RowMatch, name: str, cell: Cell, where: str) -> None:
    """A cell that continues the one above shows nothing of its own."""
    match.merged.add(name)
    for p in walk(cell.blocks):
        if not is_empty(text_of(p)):
            locator.add_unmatched(where, text_of(p), kind="hidden")
        locator.extras(p, where)


def _unknown(locator: Locator, cell: Cell, where: str) -> None:
    """A column that the form does not have: its values are reported, a row's number is not."""
    for p in walk(cell.blocks):
        text = text_of(p)
        if text and not text.strip(".) ").isdecimal() and not is_empty(text):
            locator.add_unmatched(where, text, "unknown-column")
        locator.extras(p, where)


def _label(locator: Locator, columns: Columns, match: RowMatch, cell: Cell, where: str) -> None:
    """The printed row's own cell: its label, and what was typed below it.

    A label that an earlier row has, with more behind it, is the name of a row of one's own.
    """
    section = columns.section
    known = {row.label for row in locator.copy.sections[section.name].rows}
    texts = [" ".join(line.split()) for p in walk(cell.blocks) for line in p.text.split("\n")]
    texts = [without_continued(text) for text in texts if not is_empty(text)]
    typed: list[str] = []
    for text in texts:
        label, rest = printed_label(text, section)
        if label and not match.label:
            match.label = label
            typed.append(rest)
        elif rest or not label or label != match.label:
            typed.append("" if is_row_number(text, section.key_column.keys) else text)
    typed = [text for text in typed if text]
    if texts and not match.label:
        typed = _below_like_label(section, match, texts, where)
    match.label_cell = cell
    if match.label and not (typed and match.label in known):
        for text in typed:
            locator.add_unmatched(where, text, "text-in-label-cell")
        for p in walk(cell.blocks):
            locator.extras(p, where)
        return
    match.label = ""
    slot = Slot(section.key_column, section.title, match.index, 1, cell.blocks, cell)
    match.slots[section.key_column.name] = [slot]


def _below_like_label(
    section: SectionSpec, match: RowMatch, texts: list[str], where: str
) -> list[str]:
    """What stands beside a printed label with a slip in it, the first of these lines or all."""
    for count in (1, len(texts)):
        text = " ".join(texts[:count])
        if label := like_printed(text, section):
            match.label = label
            message = f"The row {text!r} was read as {label!r}."
            name = section.key_column.name
            match.notes.append(new_issue("label-by-likeness", message, name, where))
            front = _WORD_AND_NUMBER.match(text)
            odd = front is not None and not _is_titled_row(front[1], section)
            return [front[1], *texts[count:]] if front and odd else texts[count:]
    return []


def like_printed(text: str, section: SectionSpec) -> str:
    """The printed label that a line is with a slip in it, if it is one."""
    bare = _WORD_AND_NUMBER.sub("", text.lstrip("0123456789.)( \t"))
    result = {section.printed_keys[each] for each in slips_of(bare, _printed_keys(section))}
    return result.pop() if len(result) == 1 else ""


@lru_cache(maxsize=64)
def _printed_keys(section: SectionSpec) -> frozenset[str]:
    return frozenset(section.printed_keys)


def printed_label(text: str, section: SectionSpec) -> tuple[str, str]:
    """The printed label that a line is or begins with, and what stands in front or behind."""
    printed = section.printed_keys
    front = _WORD_AND_NUMBER.match(text)
    bare = text[front.end() :] if front else text
    if len(text) <= LONGEST:
        for each in (text, text.lstrip("0123456789.)( \t"), bare):
            label = printed.get(key(each))
            if label:
                odd = front and each is bare and not _is_titled_row(front[1], section)
                return label, front[1] if front and odd else ""
    begin = key(text[:LONGEST].lstrip("0123456789.)( \t"))
    for each, label in printed.items():
        if begin.startswith(each + " ") and len(each.split()) > 1:
            return label, _after(text, each)
    return "", ""


def _is_titled_row(word: str, section: SectionSpec) -> bool:
    """Return whether this is what stands in front of a row's number: "Capability 3", "Item 3"."""
    return is_row_number(f"{word} 1", section.key_column.keys)


def _after(text: str, label_key: str) -> str:
    """What stands behind a label at the front of a line."""
    words = text.split()
    for count in range(1, len(words) + 1):
        if key(" ".join(words[:count]).lstrip("0123456789.)( ")) == label_key:
            return " ".join(words[count:]).lstrip("-–—: ")
    return text
