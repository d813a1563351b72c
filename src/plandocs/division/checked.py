"""The findings about many readings: those of each, and what shows only side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plandocs.checks.copies import copied
from plandocs.checks.findings import by_weight, findings_of, with_unmapped
from plandocs.division.identities import joined_by_ids, sharing_ids
from plandocs.division.owners import Owned, owners_of
from plandocs.forms.registry import form as form_named
from plandocs.model.findings import Checked, Finding, new_finding
from plandocs.model.reading import Reading
from plandocs.people import another_surname


def checked(readings: Sequence[Reading]) -> Iterator[Checked]:
    """Yield the findings about each reading, in order."""
    owned = owners_of(readings)
    same = _side_by_side(readings, owned)
    for number, reading in enumerate(readings):
        if reading.plan is None:
            yield _unread(reading)
            continue
        result = findings_of(form_named(reading.plan.form), reading, same.get(number, ()))
        result = by_weight(with_unmapped(result, reading.unmapped) if reading.unmapped else result)
        whose = owned[number]
        yield Checked(reading.source, whose.name, result, whose.later, whose.display_name)


def _side_by_side(
    readings: Sequence[Reading], owned: Mapping[int, Owned]
) -> Mapping[int, list[Finding]]:
    """Return findings by the reading's number: words in common, one id on two surnames."""
    plans = [(n, each.plan) for n, each in enumerate(readings) if each.plan is not None]
    named = [(n, plan.id, owned[n].key, owned[n].name) for n, plan in plans]
    whose = _one_for_each_id(named)
    alike = copied((whose[n], form_named(plan.form), plan) for n, plan in plans)
    result = defaultdict(list, {plans[place][0]: findings for place, findings in alike.items()})
    for number, finding in sharing_ids((n, id, name) for n, id, _, name in named):
        result[number].append(finding)
    for number, finding in joined_by_ids(named):
        result[number].append(finding)
    return result


def _one_for_each_id(people: Iterable[tuple[int, str, str, str]]) -> Mapping[int, str]:
    """Return whose each plan is, of number, id, key and name; a nickname is nobody else's."""
    holders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    whose: dict[int, str] = {}
    for number, id, key, name in people:
        same = (k for n, k in holders[id] if not another_surname(n, name)) if id else ()
        whose[number] = next(iter(same), key)
        holders[id].append((name, whose[number]))
    return whose


def _unread(reading: Reading) -> Checked:
    code, message = "internal", "it could not be read."
    if reading.error is not None:
        code, message = reading.error.code, reading.error.message
    message = f"{message[:1].upper()}{message[1:].rstrip('.')}."
    return Checked(reading.source, "", (new_finding(code, None, message, severity="error"),))
