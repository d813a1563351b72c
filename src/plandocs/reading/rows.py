"""The rows of a section as items: which rows make an item, and which go on with the one above."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from plandocs.description.form import SectionSpec
from plandocs.frozen import built
from plandocs.model.plan import is_blank, is_row_number
from plandocs.normal.labels import key
from plandocs.normal.markers import is_empty, numbered, row_number
from plandocs.normal.prompts import is_prompt
from plandocs.problems import Severity
from plandocs.reading.account import Account
from plandocs.reading.cells import read_slots
from plandocs.reading.note_rows import is_note
from plandocs.word.locate import RowMatch, SectionMatch, Slot
from plandocs.word.view.document import Extra, Paragraph, walk
from plandocs.word.view.text import paras_of, visible_text

_NO_SLOTS: list[Slot] = []
_SEVERAL = 2
_LONGEST_MARKER = 6  # "(viii)"
_BEGINS_EXAMPLE = frozenset("([ eEsSwWcCfF")
_EXAMPLE = re.compile(
    r"[(\[]?\s*(?:worked |completed |for )?(?:examples?|sample|e\.g\.)"
    r"(?: (?:only|row|text|\w{3,10}))?\s*\d?\s*(?:[:)\]–—-]|$)",
    re.IGNORECASE | re.MULTILINE,
)


def _row_values(
    section: SectionSpec, row: RowMatch, index: int, above: dict[str, Any] | None, account: Account
) -> dict[str, Any]:
    """The values of one row; a cell merged with the one above shows that one's value."""
    values = {}
    place = f"{section.name}[{index}]."
    for column in section.columns:
        name = column.name
        slots = row.slots.get(name, _NO_SLOTS)
        if not slots and name in row.merged and above is not None and not row.continues:
            values[name] = above[name]
        else:
            values[name] = read_slots(column, slots, place + name, account)
    return values


def read_rows(
    section: SectionSpec, model: type[BaseModel], at: SectionMatch | None, account: Account
) -> tuple[Any, ...]:
    """The items of a table that grows; rows with nothing typed in them are none."""
    result: list[dict[str, Any]] = []
    rows = at.rows if at is not None else []
    keyed = at is not None and section.key_column.name in at.columns
    severity = severity_of(section, at)
    for row in rows:
        goes_on = bool(result) and (row.continues or keyed) and _goes_on(section, row)
        index = len(result) - 1 if goes_on else len(result)
        path, before = f"{section.name}[{index}]", account.so_far()
        values = _item_values(section, row, index, result[-1] if result else None, account)
        example = is_example(section, values)
        if example and _is_aside(row, rows):
            account.dropped(path, values, before)
            _report_example(section.name, section, row, account)
            _unlabelled(row, account)
            continue
        fresh = values
        if row.merged and not row.continues:
            fresh = {name: value for name, value in values.items() if name not in row.merged}
        if _nothing_in(fresh) or (section.ranked and nothing_but_rank(section, fresh)):
            if not goes_on:
                account.dropped(path, values, before)
            continue
        if goes_on:
            _join(section, result[-1], values)
            if not row.continues:
                _report_continued(path, section, row, severity, account)
        else:
            for name in row.merged - row.slots.keys():
                account.shared(f"{section.name}[{index - 1}].{name}", f"{path}.{name}")
            result.append(values)
            if example:
                _report_example(path, section, row, account)
            _report_note(path, section, row, rows, values, account)
        if row.notes:
            _report_notes(path, row, account)
    return tuple(built(model, values) for values in result)


def _item_values(
    section: SectionSpec, row: RowMatch, index: int, above: dict[str, Any] | None, account: Account
) -> dict[str, Any]:
    """The values of one row, where a bare row number is nothing typed."""
    values = _row_values(section, row, index, above, account)
    column = section.key_column
    if section.numbered and is_row_number(values[column.name], column.keys):
        values[column.name] = ""
    return values


def _report_continued(
    path: str, section: SectionSpec, row: RowMatch, severity: Severity, account: Account
) -> None:
    message = (
        "This row has no number and no text of its own in its first cell; it was read as going on "
        "with the row above."
    )
    where = f"{section.title}, row {row.index}"
    account.issue("continued-row", path, where, message, severity)


def _report_example(path: str, section: SectionSpec, row: RowMatch, account: Account) -> None:
    account.issue("worked-example", path, f"{section.title}, row {row.index}")


def _report_note(
    path: str, section: SectionSpec, row: RowMatch, rows: list[RowMatch], values: dict[str, Any],
    account: Account,
) -> None:  # fmt: skip
    """A row without a number, below several that have one, which reads as a note."""
    column = section.key_column
    text = column.kind.text(values[column.name]) if section.numbered else ""
    above = rows[: rows.index(row)] if is_note(text) else []
    if sum(map(_numbered_row, above)) >= _SEVERAL and not _numbered_row(row):
        where = f"{section.title}, row {row.index}"
        message = (
            "This row has no number, and reads as a note or a sign-off; see whether it is an item."
        )
        account.issue("label-as-value", f"{path}.{column.name}", where, message)


def _report_notes(path: str, row: RowMatch, account: Account) -> None:
    """What the locator has to say about how a row was found."""
    for note in row.notes:
        field = f"{path}.{note.field}" if note.field else path
        account.issue(note.code, field, note.where, note.message, note.severity)


def severity_of(section: SectionSpec, match: SectionMatch | None) -> Severity:
    """How much a row that goes on, or one that was added, says: more where something is missing."""
    if match is None or not match.columns >= section.names:
        return "warning"
    met = {row.label for row in match.rows}
    return "info" if met.issuperset(section.printed) else "warning"


def is_example(section: SectionSpec, values: dict[str, Any]) -> bool:
    """Return whether a row says of itself that it is an example of how to fill the form in."""
    for column in {section.key_column, section.columns[0]}:
        text = column.kind.text(values[column.name])
        if text[:1] in _BEGINS_EXAMPLE and _EXAMPLE.match(text) is not None:
            return True
    return False


def _is_aside(row: RowMatch, rows: list[RowMatch]) -> bool:
    """Return whether a row has no number, where others have one."""
    return not _numbered_row(row) and any(_numbered_row(other) for other in rows)


def _numbered_row(row: RowMatch) -> bool:
    slots = [slot for slots in row.slots.values() for slot in slots][:1]
    paras = [para for slot in slots for para in paras_of(slot.blocks, slot.cut)]
    return bool(row.number) or row_number(paras) is not None


def nothing_but_rank(section: SectionSpec, values: dict[str, Any]) -> bool:
    """Return whether there is only the number that the form, or Word, gives each row."""
    for each in section.columns:
        value = values.get(each.name, "")
        if is_blank(value) or (each.kind.ranks and is_row_number(value, frozenset())):
            continue
        return False
    return True


def _nothing_in(values: dict[str, Any]) -> bool:
    return all(map(is_blank, values.values()))


def _goes_on(section: SectionSpec, row: RowMatch) -> bool:
    """Return whether this row goes on with the one above it."""
    if row.continues:
        return True
    if not section.numbered or row.number:
        return False
    slots = row.slots.get(section.key_column.name, [])
    if not slots:
        return section.key_column.name not in row.slots
    if any([_begins_with_word(slot) for slot in slots]):
        return False
    paras = [para for slot in slots for para in paras_of(slot.blocks, slot.cut)]
    return row_number(paras) is None and all(is_empty(para.text) for para in paras)


def _begins_with_word(slot: Slot) -> bool:
    """Return whether something is surely typed: a letter or figure, no marker, no prompt."""
    first = slot.blocks[0] if slot.blocks else None
    text = first.text[slot.cut :].lstrip() if isinstance(first, Paragraph) else ""
    return text[:1].isalnum() and len(text) > _LONGEST_MARKER and not is_prompt(text)


def _join(section: SectionSpec, item: dict[str, Any], more: dict[str, Any]) -> None:
    for column in section.columns:
        value = more[column.name]
        if not is_blank(value):
            item[column.name] = column.kind.joined(item[column.name], value)


def read_printed(
    section: SectionSpec, model: type[BaseModel], at: SectionMatch | None, account: Account
) -> tuple[Any, ...]:
    """The form's printed rows in its order, then those that were added."""
    rows, severity = at.rows if at is not None else [], severity_of(section, at)
    name = section.key_column.name
    blank = {column.name: column.kind.nothing for column in section.columns}
    result = {label: {**blank, name: label} for label in section.printed}
    order = {label: number for number, label in enumerate(section.printed)}
    label, above, before = "", dict[str, Any](), 0
    for row in rows:
        row_label = _row_label(section, row)
        goes_on = not row_label and bool(label)
        if row_label:
            label = row_label
        if not label or (section.closed and label not in section.printed):
            _unlabelled(row, account)
            continue
        index = order.setdefault(label, len(order))
        values = _row_values(section, row, index, (above or None) if row_label else None, account)
        values[name] = ""
        for merged in row.merged - row.slots.keys() if index != before else ():
            account.shared(
                f"{section.name}[{before}].{merged}", f"{section.name}[{index}].{merged}"
            )
        above, before = values, index
        where = f"{section.title}, row {row.index}"
        if label not in result:
            result[label] = {**blank, name: label}
            message = f"The form does not print {label!r}; it was added."
            account.issue("extra-capability", f"{section.name}[{index}]", where, message, severity)
        if goes_on and not row.continues and not _nothing_in(values):
            message = (
                "This row has no label of its own; it was read as going on with the row above."
            )
            account.issue("continued-row", f"{section.name}[{index}]", where, message, severity)
        _report_notes(f"{section.name}[{index}]", row, account)
        _join(section, result[label], values)
    _missing_rows(section, rows, account)
    return tuple(built(model, values) for values in result.values())


def _missing_rows(section: SectionSpec, rows: list[RowMatch], account: Account) -> None:
    """The rows that the form prints and the document does not."""
    met = {_row_label(section, row) for row in rows}
    for number, label in enumerate(section.printed if rows else ()):
        if label not in met:
            message = f"{section.title} has no row for {label!r}."
            account.issue("missing-field", f"{section.name}[{number}]", section.title, message)


def _unlabelled(row: RowMatch, account: Account) -> None:
    """A row that is not one of the form's: what is typed in it belongs to nothing."""
    for slots in row.slots.values():
        for slot in slots:
            account.extra(Extra("text", visible_text(slot.blocks)), slot.where, None)
            for extra in (extra for p in walk(slot.blocks) for extra in p.extras or ()):
                account.extra(extra, slot.where, None)


def _row_label(section: SectionSpec, row: RowMatch) -> str:
    """The printed label of a row, or the one that was typed."""
    if row.label:
        return row.label
    slots = row.slots.get(section.key_column.name, [])
    typed = numbered([para for slot in slots for para in paras_of(slot.blocks, slot.cut)])
    return section.printed_keys.get(key(typed), typed)
