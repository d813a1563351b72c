"""Values that are nothing but a label that the form prints: nobody means that, so it is told.

In come the values of a plan; an issue comes out for each that is a label of its own section, of the
header block, or the heading of a section. `relates_to: Business outcome` is a value.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from plandocs.form import FormSpec
from plandocs.interpret.account import Account
from plandocs.labels import key

_LONGEST = 160
_START = 3


class _Labels(NamedTuple):
    """The keys of a form's printed labels: those of every place, and those of each section."""

    everywhere: frozenset[str]
    inside: dict[str, frozenset[str]]
    starts: frozenset[str]


@lru_cache(maxsize=32)
def _labels(form: FormSpec) -> _Labels:
    sections = form.sections
    everywhere = {key(cell.label) for cell in form.cells} | {key(s.heading) for s in sections}
    inside = {s.name: frozenset(key(column.label) for column in s.columns) for s in sections}
    every = everywhere.union(*inside.values())
    return _Labels(frozenset(everywhere), inside, frozenset(each[:_START] for each in every))


def tell_labels(form: FormSpec, values: dict[str, Any], account: Account) -> None:
    """An issue for each value that is a printed label."""
    labels = _labels(form)
    for cell in form.cells:
        for at, text in _like_labels(labels, values[cell.name]):
            _tell(labels, "", text, (cell.name, at), "Header block", account)
    for section in form.sections:
        here = values[section.name]
        printed = section.shape == "printed"
        names = [column.name for column in section.columns if not (printed and column.key)]
        for number, row in enumerate(here if isinstance(here, tuple) else (here,)):
            for name in names:
                for at, text in _like_labels(labels, getattr(row, name)):
                    path = f"{section.name}[{number}]" if isinstance(here, tuple) else section.name
                    place = (f"{path}.{name}", at)
                    _tell(labels, section.name, text, place, section.title, account)


def _like_labels(labels: _Labels, value: Any) -> list[tuple[int, str]]:
    """The texts of a value that begin like a label, with their places in a list."""
    starts = labels.starts
    if isinstance(value, tuple):
        return [(n, text) for n, text in enumerate(value) if text[:_START].casefold() in starts]
    text = value if isinstance(value, str) else value.text
    return [(-1, text)] if text and text[:_START].casefold() in starts else []


def _tell(
    labels: _Labels, section: str, text: str, place: tuple[str, int], where: str, account: Account
) -> None:
    found = key(text) if len(text) <= _LONGEST else ""
    if found in labels.everywhere or found in labels.inside.get(section, ()):
        path, at = place
        account.issue("label-as-value", path if at < 0 else f"{path}[{at}]", where)
