"""The findings about one plan: those of its reading, of its form's rules, and of every form's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plandocs.checks.shared import shared
from plandocs.checks.wording import wording
from plandocs.description.form import FormSpec
from plandocs.model.findings import Finding, finding_of
from plandocs.model.reading import Reading

_ORDER = ("error", "warning", "info")
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def findings_of(
    form: FormSpec, reading: Reading, same: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Return the findings about a reading that holds a plan.

    Args:
        same: those about words that stand in somebody else's plan as well.
    """
    plan = reading.plan
    if plan is None:
        return ()
    found = [finding_of(issue) for issue in reading.issues]
    told = {(each.code, each.field) for each in found}
    # A picture beside "Not signed" is in doubt, whatever its text says.
    told |= {("not-signed", field) for code, field in told if code == "doubtful-signature"}
    rules = [*shared(form, plan), *(form.check(plan) if form.check else ())]
    for each in (*rules, *wording(form, plan), *same):
        if (each.code, each.field) not in told:
            told.add((each.code, each.field))
            where = _where(reading, form, each.field or "")
            found.append(
                Finding(each.severity, each.code, each.field, each.message, each.fix, where)
            )
    return tuple(found)


def by_weight(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order in which they matter."""
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.severity)))


def _where(reading: Reading, form: FormSpec, path: str) -> str:
    """Where a field stands: as it was read, or where the form prints it."""
    origin = reading.where(path)
    if origin is not None and origin.row:
        return f"{origin.section}, row {origin.row}"
    if origin is not None:
        return origin.section
    return next(_printed(form, path), "")


def _printed(form: FormSpec, path: str) -> Iterator[str]:
    step = _STEP.match(path)
    if step is None:
        return
    for section in form.sections:
        if section.name == step[1]:
            row = f", row {int(step[2]) + 1}" if step[2] else ""
            yield f"{section.title}{row}"
    yield from ("Details at the top" for cell in form.cells if cell.name == step[1])
