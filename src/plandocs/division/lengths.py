"""Texts that a cell of a workbook cannot hold.

In: a plan. Out: a finding for each field that is too long, so that nobody takes the shortened text
for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.description.form import FormSpec
from plandocs.model.findings import Finding, new_finding
from plandocs.model.plan import Plan

_MOST = 32_767  # characters in a cell of Excel


def too_long(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    """A finding for each text that is shortened in its cell, and where the whole of it is."""
    for section in form.sections:
        value = getattr(plan, section.name)
        rows = value if isinstance(value, tuple) else (value,)
        for number, row in enumerate(rows, start=1):
            for column in section.columns:
                length = len(column.kind.text(getattr(row, column.name)))
                if length > _MOST:
                    where = f"{section.title}, row {number}"
                    said = f"{column.label}: {length} characters are more than a cell holds."
                    path = f"{section.name}[{number - 1}].{column.name}"
                    yield new_finding("shortened", path, said, where=where)
