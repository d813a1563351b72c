"""Whose plan some data is, also where it cannot be filled, and what tells namesakes apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from plandocs.data.records import Record, plan_data
from plandocs.description.form import FormSpec
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import forms
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue, Reading
from plandocs.people import full_words, one_unit, person_key


def whose(item: Plan | Reading | Record | Mapping[str, Any]) -> tuple[str, str]:
    """The id and the person's name; "" for what is not said, or is no word."""
    data = plan_data(item)
    return _text_at(data, "id"), _in_role(data, "person")


def unit_in(item: Plan | Reading | Record | Mapping[str, Any]) -> str:
    """The unit of the person; "" where none is said."""
    return _in_role(plan_data(item), "unit")


def _in_role(data: object, role: str) -> str:
    return next(filter(None, (_text_at(data, name) for name in _names(role, forms()))), "")


@lru_cache(maxsize=64)
def _names(role: str, known: tuple[FormSpec, ...]) -> tuple[str, ...]:
    """What the forms call the field with this role."""
    cells = (form.role(role) for form in known)
    return tuple(sorted({cell.name for cell in cells if cell is not None}))


def in_file(item: object, issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Issues with the name of the file in front of their place: a run may have several."""
    if not issues or not isinstance(item, Record) or not item.source:
        return issues
    name = PurePath(item.source).name
    return tuple(replace(i, where=", ".join(filter(None, (name, i.where)))) for i in issues)


def _text_at(data: object, name: str) -> str:
    value = data.get(name) if isinstance(data, Mapping) else getattr(data, name, "")
    return " ".join(str(value).split()) if type(value) in (str, int) else ""


Item = Plan | Reading | Record | Mapping[str, Any]


def shared_names(plans: Iterable[Item]) -> frozenset[str]:
    """The names of more people than one; none where the plans can be gone through only once."""
    if iter(plans) is plans:
        return frozenset()
    return shared_among((*whose(item), unit_in(item)) for item in plans)


def shared_among(people: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """The names of more people than one, out of ids, names and units."""
    result: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for id, name, unit in people:
        result[_key(name)].add((id, unit))
    return frozenset(key for key, each in result.items() if key and _are_several(each))


def marked(records: Iterable[Record], names: frozenset[str]) -> Iterator[Record]:
    """The records, with those of namesakes marked."""
    for record in records:
        shared = bool(names) and _key(whose(record)[1]) in names
        yield replace(record, namesake=True) if shared else record


def _are_several(people: Collection[tuple[str, str]]) -> bool:
    """Whether these ids and units are not all of one person: by two ids, else by two units."""
    ids = {id for id, _ in people if id}
    if len(ids) > 1 or all(id for id, _ in people):
        return len(ids) > 1
    longest = max((unit for _, unit in people), key=len)
    return any(not one_unit(longest, unit) for _, unit in people)


def is_namesake(item: Item, plan: Plan, names: frozenset[str]) -> bool:
    """Tell whether others have the name of this plan's person."""
    known = isinstance(item, Record) and item.namesake
    return known or (bool(names) and _key(whose(plan)[1]) in names)


def named_apart(plan: Plan, asked: Set[str]) -> Mapping[str, str]:
    """The person's field with what tells namesakes apart, for a file's name of these fields.

    Where the name has the id, or for want of one the unit, that is enough.
    """
    person, unit = (form_named(plan.form).role(role) for role in ("person", "unit"))
    if person is None or person.name not in asked:
        return {}
    id, _ = whose(plan)
    mark_field = "id" if id else unit.name if unit is not None else ""
    mark = id or unit_in(plan)
    if not mark or mark_field in asked:
        return {}
    return {person.name: f"{getattr(plan, person.name)} ({mark})"}


def _key(name: str) -> str:
    return full_words(person_key(name)) if name else ""
