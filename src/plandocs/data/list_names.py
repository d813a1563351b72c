"""People's names as programs write them: with a state or number behind, or a key in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plandocs.data.cell_values import Change, How, text_of
from plandocs.data.section_rows import Cells
from plandocs.people import is_state, same_name
from plandocs.sheet.read import Value
from plandocs.wording import plain

_SEVERAL = 2
_BEHIND = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]\s*")
_KEY = re.compile(r"(?=[^\s,]*\d)[^\s,]+")


@dataclass(frozen=True)
class NameFields:
    """The paths of the person's name, of the manager's, and of the unit; "" where none is."""

    person: str = ""
    manager: str = ""
    unit: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields with people's names."""
        return tuple(filter(None, (self.person, self.manager)))


NO_NAMES = NameFields()


def is_key(text: str) -> bool:
    """Tell whether a text is a number or a code, and so no name: 4002, T1002."""
    return _KEY.fullmatch(text) is not None


@dataclass(frozen=True)
class Directory:
    """Who the keys of a list stand for, and whether managers are told by such keys there."""

    names: Mapping[str, str]
    uses_keys: bool
    turned: Mapping[str, str] = field(default_factory=dict)
    """People by their names with the family name first, where managers are written so."""

    def name_of(self, manager: str) -> str:
        """Return the name that a key stands for; "" for a key of nobody; a name as it is."""
        is_number = manager.isdecimal() or (self.uses_keys and is_key(manager))
        return self.names.get(_compared(manager), "" if is_number else manager)


def undressed(
    cells: Cells, fields: NameFields, directory: Directory | None
) -> tuple[Cells, tuple[Change, ...]]:
    """Return a row's cells without what a program adds to names; a manager's key as the name.

    ``directory`` is None where keys stay as they are.
    """
    result, changes = dict(cells), []

    def change(path: str, value: Value, how: How) -> None:
        old, place = cells[path]
        changes.append(Change(place.column, text_of(old), how))
        if value is None:
            del result[path]
        else:
            result[path] = (value, place)

    identity = text_of(cells["id"][0]) if "id" in cells else ""
    for path in fields.names:
        text = _typed(cells, path)
        bare = _without_state(text, identity if path == fields.person else None)
        if bare != text:
            change(path, bare, How.STATE)
    text = _typed(result, fields.manager)
    name = directory.name_of(text) if text and directory is not None else text
    if name != text:
        change(fields.manager, name or None, How.NAME_OF_KEY if name else How.KEY_OF_NOBODY)
    elif directory is not None and plain(name) in directory.turned:
        change(fields.manager, directory.turned[plain(name)], How.ORDER)
    behind = _BEHIND.fullmatch(text_of(cells[fields.unit][0])) if fields.unit in cells else None
    heads = (text_of(result[path][0]) for path in fields.names if path in result)
    if behind and any(same_name(behind[2], head) for head in heads):
        change(fields.unit, behind[1], How.HEAD)
    return result, tuple(changes)


def _typed(cells: Cells, path: str) -> str:
    """The text of a cell; "" under a field's own name, where it is a program's and stays."""
    return text_of(cells[path][0]) if path in cells and cells[path][1].column != path else ""


def _without_state(text: str, identity: str | None) -> str:
    """The name without a state in brackets, or a number: the person's own, or any manager's."""
    behind = _BEHIND.fullmatch(text) if text[-1:] in (")", "]") else None
    if behind is None:
        return text
    message = behind[2].strip()
    is_number = is_key(message) if identity is None else bool(identity) and message == identity
    return behind[1] if is_number or is_state(message) else text


def directory_of(
    people: Iterable[tuple[str, Sequence[str], str]], *, given_first: bool = False
) -> Directory:
    """Return who each key stands for, out of names with their keys, and what managers are called.

    A key of two people stands for neither. ``given_first`` says that the list itself tells given
    names from family names, so that it shows in which order managers are written.
    """
    result: dict[str, set[str]] = defaultdict(set)
    managers: set[str] = set()
    named: dict[str, set[str]] = defaultdict(set)
    called: set[str] = set()
    for name, keys, manager in people:
        managers.add(_compared(manager))
        if given_first and name:
            named[plain(name)].add(name)
            called.add(plain(manager))
        for key in filter(None, keys):
            result[_compared(key)].add(name)
    names = {key: name for key, (name, *others) in result.items() if name and not others}
    uses_keys = not managers.isdisjoint(result)
    return Directory(names, uses_keys, _family_name_first(named, called))


def _family_name_first(
    named: Mapping[str, Collection[str]], managers: Collection[str]
) -> Mapping[str, str]:
    """Managers who are people of the list, all of them with the family name first: "Alder Tom".

    Several have to be, and none as the list has them; whoever is not on the list stays as written.
    """
    turned: dict[str, set[str]] = defaultdict(set)
    for key, names in named.items():
        words = key.split()
        for cut in range(1, len(words)):
            turned[" ".join((*words[cut:], *words[:cut]))].update(names)
    listed = {m: next(iter(turned[m])) for m in managers if len(turned.get(m, ())) == 1}
    sure = len(listed) >= _SEVERAL and not any(manager in named for manager in managers)
    return listed if sure else {}


def _compared(key: str) -> str:
    return key.casefold().lstrip("0") or key
