"""Values that are nothing but a label that the form prints: nobody means that, so it is told.

In come the values of a plan; an issue comes out for each that is a label of its own section, of the
header block, or the heading of a section. `relates_to: Business outcome` is a value.
"""

from __future__ import annotations

from collections.abc import Iterator
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
        _tell(labels, "", "Header block", values[cell.name], cell.name, account)
    for section in form.sections:
        here = values[section.name]
        rows = enumerate(here) if isinstance(here, tuple) else [(-1, here)]
        for number, row in rows:
            path = section.name if number < 0 else f"{section.name}[{number}]"
            for column in section.columns:
                if not (column.key and section.shape == "printed"):
                    name = f"{path}.{column.name}"
                    _tell(
                        labels,
                        section.name,
                        section.title,
                        getattr(row, column.name),
                        name,
                        account,
                    )


def _tell(
    labels: _Labels, section: str, where: str, value: Any, path: str, account: Account
) -> None:
    for number, text in _texts(value):
        if text[:_START].casefold() not in labels.starts or len(text) > _LONGEST:
            continue
        found = key(text)
        if found in labels.everywhere or found in labels.inside.get(section, ()):
            field = path if number < 0 else f"{path}[{number}]"
            account.issue("label-as-value", field, where)


def _texts(value: Any) -> Iterator[tuple[int, str]]:
    if isinstance(value, str):
        yield -1, value
    elif isinstance(value, tuple):
        yield from enumerate(value)
    else:
        yield -1, value.text
