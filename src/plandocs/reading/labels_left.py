"""Values, and lines of boxes, that are nothing but a printed label: nobody means that: it is told.

In come the values of a plan; an issue comes out for each that is a label of its own section, of the
header block, or the heading of a section. `relates_to: Business outcome` is a value.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.normal.labels import LONGEST, as_heard, key
from plandocs.reading.account import Account

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
def _labels(form: FormSpec) -> _Labels:
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
    labels = _labels(form)
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
    """Is a text, or a line of it, a label; in a box also that of a date or signature with one?"""
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
