"""Filled forms settle doubts: what they have in a field's place is typed, and of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from plandocs.learn.proposal import Entry, LeftOut, Proposal
from plandocs.model.plan import is_blank
from plandocs.model.reading import Reading
from plandocs.normal.dates import read_date

_NEVER = "none of the filled forms has anything here"
_DATES = "a date: the filled forms have dates here"
_STRAY = "typed in a filled form, and in no field"
_MOST, _LONGEST = 12, 80


def settled(proposal: Proposal, readings: Iterable[Reading[Any]]) -> Proposal:
    """The proposal with its doubts settled by what filled forms have in each field."""
    several = list(readings)
    if not several:
        return proposal
    fields = tuple(_settled(entry, several) for entry in proposal.fields)
    strays = tuple(dict.fromkeys(_strays(several)))[:_MOST]
    return replace(proposal, fields=fields, left_out=(*proposal.left_out, *strays))


def _settled(entry: Entry, readings: list[Reading[Any]]) -> Entry:
    values = [getattr(reading.plan, entry.name) for reading in readings]
    typed = [value for value in values if not is_blank(value)]
    if not typed:
        return replace(entry, unsure=(*entry.unsure, _NEVER))
    texts = [value for value in typed if isinstance(value, str)]
    dates = len(texts) == len(typed) and all(read_date(text) is not None for text in texts)
    if entry.kind_name == "text" and dates and entry.role != "person":
        return replace(entry, kind_name="date", unsure=(_DATES,))
    return replace(entry, unsure=())


def _strays(readings: list[Reading[Any]]) -> Iterator[LeftOut]:
    for reading in readings:
        for each in reading.unmapped:
            if each.kind == "text" and each.text.strip():
                text = " ".join(each.text.split())[:_LONGEST]
                yield LeftOut(text, each.where, "text", _STRAY)
