"""People of one name among many plans: each name of a file tells which of them it is.

In: plans, readings, records or dicts that can be gone through twice. Out: the names that several
people have, as they are compared; and what tells one of them apart: the id, else the unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from typing import Any

from plandocs.people import full_words, one_unit, person_key
from plandocs.plan import Plan
from plandocs.reading import Reading
from plandocs.registry import form as form_named
from plandocs.verbs.records import Record
from plandocs.verbs.whose import unit_in, whose

Item = Plan | Reading | Record | Mapping[str, Any]


def shared_names(plans: Iterable[Item]) -> frozenset[str]:
    """The names of more people than one; none where the plans can be gone through only once."""
    if iter(plans) is plans:
        return frozenset()
    people: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for item in plans:
        id, name = whose(item)
        people[_key(name)].add((id, unit_in(item)))
    return frozenset(key for key, each in people.items() if key and _are_several(each))


def _are_several(people: Collection[tuple[str, str]]) -> bool:
    """Whether these ids and units are not all of one person: by two ids, else by two units."""
    ids = {id for id, _ in people if id}
    if len(ids) > 1 or all(id for id, _ in people):
        return len(ids) > 1
    longest = max((unit for _, unit in people), key=len)
    return any(not one_unit(longest, unit) for _, unit in people)


def named_apart(plan: Plan, names: frozenset[str], asked: Set[str]) -> Mapping[str, str]:
    """The person's field with what tells them apart, for a file's name of these fields.

    Where the name has the id, or for want of one the unit, that is enough.
    """
    person, unit = (form_named(plan.form).role(role) for role in ("person", "unit"))
    if not names or person is None or person.name not in asked:
        return {}
    id, name = whose(plan)
    there = "id" if id else unit.name if unit is not None else ""
    mark = id or unit_in(plan)
    if not mark or there in asked or _key(name) not in names:
        return {}
    return {person.name: f"{getattr(plan, person.name)} ({mark})"}


def _key(name: str) -> str:
    return full_words(person_key(name)) if name else ""
