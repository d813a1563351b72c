"""``check``: find what is missing from plans, or out of line with their form's guidance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Unpack

from plandocs.checks.copies import copied
from plandocs.checks.findings import by_weight, findings_of, with_stray
from plandocs.division.identities import (
    DISAGREE,
    REUSED,
    shared_by,
    stands_as_one,
    stands_with,
    taken_for_one,
)
from plandocs.division.owners import Owned, owners_of
from plandocs.forms.registry import form as form_named
from plandocs.model.findings import Checked, CheckedPlans, Finding, new_finding
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.people import another_surname
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many

_PROPERTIES = "document properties"


@reads_many
def check(
    items: Items,
    **options: Unpack[ManyRead],
) -> tuple[Checked, ...]:
    """Return what is missing or out of line, for each plan.

    The findings are those of the form's own rules and of the reading; where there are several
    plans, also words that stand in the plans of two people. A file that cannot be read has its
    error as the finding.

    Args:
        items: paths, folders, readings, plans, or data of either; one alone will do.
        options: how documents are read, as below.

    Raises:
        PlandocsError: an option cannot be used, or the items are none of these.

    >>> checked, = check("plan.docx")
    >>> checked.officer_name, checked.findings[0].code, checked.findings[0].fix
    ('Priya Raman', 'blank-field', 'Fill it in.')
    """
    readings = tuple(gather(items, ReadOptions(**options)))
    owned = owners_of(readings)
    same = _between(readings, owned)
    return CheckedPlans(
        _unread(reading)
        if reading.plan is None
        else _checked(reading, reading.plan, same.get(number, []), owned[number])
        for number, reading in enumerate(readings)
    )


def _between(
    readings: Sequence[Reading], owned: Mapping[int, Owned]
) -> Mapping[int, list[Finding]]:
    """What only shows when plans lie side by side: words in common, one id on two surnames."""
    plans = [(n, each.plan) for n, each in enumerate(readings) if each.plan is not None]
    whose = _one_for_each_id((n, plan.id, owned[n].name, owned[n].key) for n, plan in plans)
    alike = copied((whose[n], form_named(plan.form), plan) for n, plan in plans)
    found = defaultdict(list, {plans[place][0]: given for place, given in alike.items()})
    ids = {n: plan.id for n, plan in plans}
    for number, others in shared_by((n, id, owned[n].name) for n, id in ids.items()).items():
        message = stands_with(ids[number], others)
        found[number].append(new_finding(DISAGREE, "id", message, where=_PROPERTIES))
    named = ((n, id, owned[n].key, owned[n].name) for n, id in ids.items())
    for number, others in taken_for_one(named).items():
        message = stands_as_one(ids[number], others)
        found[number].append(new_finding(REUSED, "id", message, where=_PROPERTIES))
    return found


def _one_for_each_id(people: Iterable[tuple[int, str, str, str]]) -> Mapping[int, str]:
    """Whose each plan is, of these by number, id, name and key; a nickname is nobody else's."""
    holders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    whose: dict[int, str] = {}
    for number, id, name, key in people:
        same = (k for n, k in holders[id] if not another_surname(n, name)) if id else ()
        whose[number] = next(iter(same), key)
        holders[id].append((name, whose[number]))
    return whose


def _unread(reading: Reading) -> Checked:
    code, said = "internal", "it could not be read."
    if reading.error is not None:
        code, said = reading.error.code, reading.error.message
    said = f"{said[:1].upper()}{said[1:].rstrip('.')}."
    return Checked(reading.source, "", (new_finding(code, None, said, severity="error"),))


def _checked(reading: Reading, plan: Plan, same: list[Finding], owned: Owned) -> Checked:
    found = list(findings_of(form_named(plan.form), reading, same))
    if reading.unmapped:
        found = with_stray(found, reading.unmapped)
    return Checked(reading.source, owned.name, by_weight(found), owned.later, owned.shown)
