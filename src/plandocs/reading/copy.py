"""One located copy of a form, field by field; a value that is nothing but a printed label is told.

Labels count in their own section, the header block's and the headings everywhere: `relates_to:
Business outcome` is a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.frozen import built
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue, Unmapped
from plandocs.normal.characters import cut_marks, may_be_piled
from plandocs.normal.labels import LONGEST, as_heard, key
from plandocs.reading.account import Account
from plandocs.reading.cells import read_slots
from plandocs.reading.rows import read_printed, read_rows
from plandocs.word.locate import Copy, SectionMatch
from plandocs.word.view.document import Extra

_START = 3
_ENDS_LABEL = re.compile(r"\s*[:：]\s*|\s[-–—]\s")
_FRONT = 60  # letters in which the first word of any label ends


class _Labels(NamedTuple):
    """The keys of a form's printed labels: those of every place, and those of each section.

    ``starts`` are the letters that they begin with, as people write them, ``stems`` their first
    words without the ending that a plural changes; ``typed`` the columns of each section that
    people type in; ``made`` the labels of dates, periods and signatures.
    """

    everywhere: frozenset[str]
    inside: dict[str, frozenset[str]]
    starts: frozenset[str]
    stems: tuple[str, ...]
    typed: dict[str, tuple[FieldSpec, ...]]
    made: frozenset[str]


@lru_cache(maxsize=32)
def _labels_of(form: FormSpec) -> _Labels:
    sections = form.sections
    everywhere = frozenset(
        map(key, (*(c.label for c in form.cells), *(s.heading for s in sections)))
    )
    everywhere = everywhere.union(*(cell.taught for cell in form.cells))
    inside = {
        s.name: frozenset(each for c in s.columns for each in (key(c.label), *c.taught))
        for s in sections
    }
    every = everywhere.union(*inside.values())
    fronts = {each[:_START] for each in every}
    starts = {cased for each in fronts for cased in (each, each.upper(), each.capitalize())}
    stems = {each.partition(" ")[0][:-1] for each in every}
    typed = {
        s.name: tuple(c for c in s.columns if not (s.shape == "printed" and c.key))
        for s in sections
    }
    made = [cell for cell in form.cells if not cell.kind.bare]
    of_made = frozenset(each for cell in made for each in (key(cell.label), *cell.taught))
    return _Labels(everywhere, inside, frozenset(starts), tuple(stems), typed, of_made)


def tell_labels(form: FormSpec, values: dict[str, Any], account: Account) -> None:
    """An issue for each value that is a printed label."""
    labels = _labels_of(form)
    starts = labels.starts
    for cell in form.cells:
        for text in cell.kind.texts(values[cell.name]):
            if text[:_START] in starts and _has_label(text, labels, ""):
                account.issue("label-as-value", cell.name, "Details at the top")
    for section in form.sections:
        here, typed = values[section.name], labels.typed[section.name]
        rows = here if type(here) is tuple else (here,)
        boxes = section.shape == "boxes"
        for number, row in enumerate(rows):
            of_row = row.__dict__
            for column in typed:
                value = of_row[column.name]
                several = boxes and type(value) is str and "\n" in value
                if type(value) is str and value[:_START] not in starts and not several:
                    continue  # as nearly all are
                for item, text in enumerate(column.kind.texts(value)):
                    if not several and text[:_START] not in starts:
                        continue
                    if _has_label(text, labels, section.name, boxes):
                        at = f"[{number}]" if rows is here else ""
                        path = f"{section.name}{at}.{column.name}"
                        path += f"[{item}]" * column.kind.many
                        account.issue("label-as-value", path, section.title)


def _has_label(text: str, labels: _Labels, section: str, box: bool = False) -> bool:
    """Return whether a text or a line of it is a label; in a box a date's or signature's, too."""
    own = labels.inside.get(section, frozenset())
    for line in (text, *text.split("\n")) if "\n" in text else (text,):
        if not as_heard(line[:_FRONT]).startswith(labels.stems):
            continue
        found = key(line) if len(line) <= LONGEST else ""
        if found in labels.everywhere or found in own:
            return True
        front, *value = _ENDS_LABEL.split(line[:LONGEST], maxsplit=1)
        if box and any(map(str.strip, value)) and key(front) in labels.made:
            return True
    return False


class Interpreted(NamedTuple):
    """A plan, what was noticed, what is in no field, and where each value stands."""

    plan: Plan
    issues: list[Issue]
    unmapped: list[Unmapped]
    origins: dict[str, tuple[str, int, int, str]]


def interpret(
    copy: Copy,
    form: FormSpec,
    identity: str,
    notes: dict[tuple[str, str], str],
    has_words: Callable[[str], bool],
) -> Interpreted:
    """The plan in one copy of a form.

    ``notes`` are comments and notes not yet spoken of; ``has_words`` says of an automatic number
    with words, such as "Goal 1:", whether they are the form's own.
    """
    account = Account(notes, has_words)
    values: dict[str, Any] = {"form": form.name, "id": identity}
    for cell in form.cells:
        slot = copy.cells.get(cell.name)
        if slot is None:
            message = f"The document has no place for {cell.label!r}."
            account.issue("missing-field", cell.name, "Details at the top", message)
        signer = form.model.signers.get(cell.name)
        names = signer.names(values) if signer is not None else ("", "")
        values[cell.name] = _cell(cell, copy, account, names)
    for section in form.sections:
        found = copy.sections.get(section.name)
        if found is None:
            message = f"The document has no {section.heading!r}."
            account.issue("missing-section", section.name, section.title, message)
        values[section.name] = _section(section, found, form, account)
    tell_labels(form, values, account)
    _tell_cut_marks(account)
    for note in copy.notes:
        account.issue(note.code, note.field, note.where, note.message, note.severity)
    for stray in copy.unmatched:
        if stray.code:
            account.issue(stray.code, stray.field, stray.where)
        account.extra(Extra(stray.kind, stray.text), stray.where, stray.field)
    for custom in form.custom:
        _tell_custom(custom, copy, account)
    plan = built(form.model, {name: values[name] for name in form.fields})
    return Interpreted(plan, account.issues, account.unmapped, account.origins)


def _tell_custom(spec: FieldSpec, copy: Copy, account: Account) -> None:
    """What stands beside a label that only the agency has is in no field, under that label."""
    slot = copy.cells.get(spec.name)
    if slot is not None and slot.filled:
        text = read_slots(spec, [slot], spec.name, account)
        account.origins.pop(spec.name, None)
        account.extra(Extra("text", f"{spec.label}: {text}"), slot.section, None)


def _tell_cut_marks(account: Account) -> None:
    for path in account.untidy:
        raw = account.origins[path][3] if path in account.origins else ""
        if may_be_piled(raw) and (count := cut_marks(raw)):
            message = f"{count} marks are piled on single letters here; each letter keeps 30."
            account.issue("control-characters", path, "", message)


def _cell(spec: FieldSpec, copy: Copy, account: Account, names: tuple[str, str]) -> Any:
    slot = copy.cells.get(spec.name)
    if slot is None:
        return spec.kind.nothing
    return read_slots(spec, [slot], spec.name, account, names)


def _section(
    section: SectionSpec, found: SectionMatch | None, form: FormSpec, account: Account
) -> Any:
    model = form.row_model(section.name)
    if found is not None:
        _missing_columns(section, found, account)
    if section.shape == "rows":
        return read_rows(section, model, found, account)
    if section.shape == "printed":
        return read_printed(section, model, found, account)
    return _record(section, model, found, account)


def _record(
    section: SectionSpec, model: type[BaseModel], found: SectionMatch | None, account: Account
) -> Any:
    """A section that is one record: extra rows are joined by a newline."""
    values = {}
    for column in section.columns:
        slots = [
            slot
            for row in (found.rows if found is not None else ())
            for slot in row.slots.get(column.name, ())
        ]
        values[column.name] = read_slots(column, slots, f"{section.name}.{column.name}", account)
    return built(model, values)


def _missing_columns(section: SectionSpec, found: SectionMatch, account: Account) -> None:
    if found.columns >= section.names:
        return
    for column in section.columns:
        if column.name not in found.columns:
            message = f"{section.title} has no place for {column.label!r}."
            account.issue("missing-field", f"{section.name}.{column.name}", section.title, message)
