"""Texts that a cell of a workbook cannot hold.

In: a plan. Out: an issue for each field that is too long, so that nobody takes the shortened text
for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.form import FormSpec
from plandocs.plan import Plan
from plandocs.reading import Issue

_MOST = 32_767  # characters in a cell of Excel


def too_long(form: FormSpec, plan: Plan) -> Iterator[tuple[Issue, str]]:
    """An issue for each text that is shortened in its cell, and where the whole of it is."""
    for section in form.sections:
        value = getattr(plan, section.name)
        rows = value if isinstance(value, tuple) else (value,)
        for number, row in enumerate(rows, start=1):
            for name, text in vars(row).items():
                length = _length(text)
                if length > _MOST:
                    where = f"{section.title}, row {number}"
                    label = next(column.label for column in section.columns if column.name == name)
                    said = f"{label}: {length} characters are more than a cell holds."
                    path = f"{section.name}[{number - 1}].{name}"
                    issue = Issue("info", "shortened", said, path, where)
                    yield issue, "The text is shortened in the workbook, and whole in the document."


def _length(value: object) -> int:
    if type(value) is str:
        return len(value)
    if type(value) is tuple:
        return sum(map(len, value)) + len(value)
    return 0
