"""What the columns of staff lists are called, and what several columns say together.

The table is ``headings.toml``, by role. A *part* of a field is a column that says some of it
(``name:family``), or that counts only where no surer column is there (``name?``). A path that
begins with ``-`` is that of a column which staff lists have and no form asks for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from plandocs.people import by_preferred_name, given_name_first, whole_name

Columns = dict[str, tuple[str, ...]]

_PASSED, _WEAK = "-", "?"
_PATH = re.compile(r"(?P<base>[^:?]+)(?P<part>\?|:\w+)?")
_STEM = re.compile(r"\{(\w+)\}")
_FAMILY, _GIVEN, _PREFERRED = ":family", ":given", ":preferred"
_DIVISION, _BRANCH = ":division", ":branch"
# From the widest to the narrowest.
_UNITS = (
    ":department", ":group", _DIVISION, ":directorate", _BRANCH, ":section", ":own", ":team",
)  # fmt: skip


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "headings.toml").read_text(encoding="utf-8"))


@cache
def short_words() -> Mapping[str, str]:
    """Return short words with what they are short for: "emp" is "employee"."""
    words: Mapping[str, str] = _table()["words"]
    return words


@cache
def role_columns(role: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of a role's columns: "" for the whole, else by the part they say."""
    named = ((_PATH.fullmatch(path), names) for path, names in _table()["roles"].items())
    return {m["part"] or "": _spelled(n) for m, n in named if m is not None and m["base"] == role}


@cache
def passed_columns() -> Mapping[str, tuple[str, ...]]:
    """Return the columns that staff lists have and no form asks for."""
    return {f"{_PASSED}{name}": _spelled(names) for name, names in _table()["passed"].items()}


@cache
def answer_columns() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns by which an export of answers is known, and those that it adds."""
    table = _table()["answers"]
    return tuple(table["marks"]), tuple(table["added"])


def _spelled(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names with each word of a stem in its place."""

    def each(name: str) -> Iterator[str]:
        stem = _STEM.search(name)
        words = _table()["stems"][stem[1]] if stem else ()
        return (name.replace(stem[0], word) for word in words) if stem else iter((name,))

    return tuple(dict.fromkeys(one for name in names for one in each(name)))


def base_of(path: str) -> str:
    """Return the field that a column is for, wholly or in part; "" for one that is passed over."""
    match = None if path.startswith(_PASSED) else _PATH.match(path)
    return match["base"] if match else ""


def is_whole(path: str) -> bool:
    """Tell whether a column says all of its field, and for sure."""
    return base_of(path) == path


def passed_over(paths: Iterable[str]) -> frozenset[str]:
    """Return the paths of columns that say nothing which counts, beside the others."""
    given = frozenset(paths)
    return frozenset(path for path in given if not _counts(path, given))


def _counts(path: str, given: frozenset[str]) -> bool:
    base = base_of(path)
    part = path.removeprefix(base)
    whole = base in given
    if not base or not part:
        return bool(base)
    if part == _WEAK:
        return not whole and base + _FAMILY not in given
    if part in _UNITS:
        return not whole and part in _units(p.removeprefix(base) for p in given)
    return part == _PREFERRED or not whole


def _units(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the two parts that say where somebody is: division and branch, else the narrowest."""
    given = frozenset(parts)
    there = tuple(part for part in _UNITS if part in given)
    return (_DIVISION, _BRANCH) if {_DIVISION, _BRANCH} <= given else there[-2:]


def composed(values: Mapping[str, str], paths: frozenset[str]) -> dict[str, str]:
    """Return what a row's columns say of each field, by its path.

    ``values`` are what is not blank in the row, ``paths`` all columns that the sheet has.
    """
    bases = dict.fromkeys(base for path in values if (base := base_of(path)))
    found = {base: _composed(base, values, paths) for base in bases}
    return {base: text for base, text in found.items() if text}


def _composed(base: str, values: Mapping[str, str], paths: frozenset[str]) -> str:
    said = {path.removeprefix(base): v for path, v in values.items() if base_of(path) == base}
    family, preferred = said.get(_FAMILY, ""), said.get(_PREFERRED, "")
    whole = said.get("", "")
    if family and (not whole or preferred):
        return whole_name(family, said.get(_GIVEN, ""), preferred)
    if not whole:
        units = _units(path.removeprefix(base) for path in paths if base_of(path) == base)
        whole = " / ".join(said[part] for part in units if part in said)
    whole = whole or said.get(_WEAK, "") or said.get(_GIVEN, "")
    return by_preferred_name(whole, preferred) or preferred


def turned_round(text: str, heading: str) -> str:
    """Return "family name, given name" the other way round; the heading may say that it is so."""
    return given_name_first(text, sure="," in heading)
