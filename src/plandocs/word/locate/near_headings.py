"""Column headings that are not quite the form's: a slip, a suffix, or told by their place.

In come a section and the cells of a row of headings; out go the fields that further cells are the
headings of, each with what to say about it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.normal.labels import key, keys_of
from plandocs.word.locate.likeness import slips_of
from plandocs.word.locate.vocabulary import LONGEST, lines
from plandocs.word.view.document import Cell

_SUFFIX = re.compile(r"\s+[-–—|/]+\s+|\s*[:：]\s+|\s*[-–—]{1,2}\s+")
# Headings of tables that people add a column to; such a column is none of the form's.
_FOREIGN = frozenset(map(key, (
    "comments", "status", "progress", "notes", "rating", "date", "due", "who", "owner", "weight",
    "weighting", "risk", "budget", "cost", "review", "results", "complete", "completed", "agreed",
    "evidence", "score", "remarks", "feedback", "update", "quarter", "achieved", "achievement",
    "deadline", "start", "end", "finish", "lead", "manager", "responsible",
    "actions", "rag", "percent", "hours", "provider", "location", "likelihood", "consequence",
    "treatment", "met", "partly", "signature", "initials", "name", "assessment", "actual",
)))  # fmt: skip


class Near(NamedTuple):
    """A heading that is nearly a field's: ``rest`` are its words that the form does not print."""

    field: FieldSpec
    message: str
    rest: str = ""


@lru_cache(maxsize=64)
def _by_key(section: SectionSpec) -> dict[str, FieldSpec]:
    return {each: field for field in section.columns for each in field.keys}


@lru_cache(maxsize=64)
def _keys(section: SectionSpec) -> frozenset[str]:
    return frozenset(_by_key(section))


def near_heading(section: SectionSpec, cell: Cell) -> Near | None:
    """The column of a section whose heading, with a slip or a suffix, this cell is."""
    said = lines(cell.blocks)
    if not said or len(said[0]) > LONGEST:
        return None
    text, known = said[0], _by_key(section)
    for end in _SUFFIX.finditer(text):
        field = next((known[k] for k in keys_of(text[: end.start()]) if k in known), None)
        if field is not None:
            return Near(field, _message(text, field), text[end.start() :].strip(" -–—:|/"))
    for each in (text, " ".join(said[:2])):
        fields = list(dict.fromkeys(known[k] for k in slips_of(each, _keys(section))))
        if len(fields) == 1:
            return Near(fields[0], _message(each, fields[0]))
    return None


def headings_by_place(
    section: SectionSpec, cells: list[Cell], fields: list[FieldSpec | None]
) -> dict[int, Near]:
    """Further headings, told by where they stand: in the form's own order among those known.

    A blank one, or one in other words; not one that tables of all kinds have. They are put into
    *fields*.
    """
    order, before = section.columns, len(cells) - len(section.columns)
    if before not in (0, 1) or (before and fields[0] is not None):
        return {}
    known = [field for field in fields if field is not None]
    in_order = all(f is None or f is order[n - before] for n, f in enumerate(fields) if n >= before)
    if not in_order or 2 * len(known) < len(order):
        return {}
    near: dict[int, Near] = {}
    for number, field in enumerate(fields):
        if field is not None or number < before:
            continue
        said, own = lines(cells[number].blocks)[:1], order[number - before]
        if said and (_is_foreign(said[0])):
            continue
        text = f"The heading {said[0]!r}" if said else "A heading that is blank"
        message = f"{text} was read as {own.label!r}, which the form prints in this place."
        near[number] = Near(own, message, said[0] if said else "")
        fields[number] = own
    return near


def _is_foreign(text: str) -> bool:
    return len(text) > LONGEST or not _FOREIGN.isdisjoint(key(text).split())


def _message(text: str, field: FieldSpec) -> str:
    return f"The heading {text!r} was read as {field.label!r}."
