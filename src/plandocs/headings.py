"""What the columns of staff lists are called, and what several columns say together.

The table is ``headings.toml``, by role. A *part* of a field is a column that says some of it
(``name:family``), or that counts only where no surer column is there (``name?``, and for want of
that ``name??``). A path that begins with ``-`` is that of a column which staff lists have and no
form asks for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from plandocs.people import by_preferred_name, given_name_first, whole_name

Columns = dict[str, tuple[str, ...]]

POSITION, EMAIL = "-position", "-email"
_PASSED, _WEAK, _WEAKEST = "-", "?", "??"
_PATH = re.compile(r"(?P<base>[^:?]+)(?P<part>\?{1,2}|:\w+)?")
_STEM = re.compile(r"\{(\w+)\}")
_FAMILY, _GIVEN, _PREFERRED = ":family", ":given", ":preferred"
DEPARTMENT, DIVISION, BRANCH, OWN_UNIT = ":department", ":division", ":branch", ":own"
# From the widest to the narrowest, where a list itself does not show it.
UNITS = (
    DEPARTMENT, ":group", DIVISION, ":directorate", BRANCH, ":section", OWN_UNIT, ":team",
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
def _question() -> re.Pattern[str]:
    before, after = (f"(?:{'|'.join(_table()['questions'][at])})" for at in ("before", "after"))
    return re.compile(rf"{before}(?: the)?(?: your)? (.+?)(?: {after})?")


def without_question(heading: str) -> str:
    """Return what a question asks for: "your manager" for "who is your manager".

    The heading is in its normal form; one that is no question is blank.
    """
    match = _question().fullmatch(heading)
    return match[1] if match else ""


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
def alike_columns() -> tuple[tuple[str, ...], ...]:
    """Return the columns of staff lists that different systems call by different names."""
    return tuple(_spelled(names) for names in _table()["same"].values())


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


def passed_over(paths: Iterable[str], units: Sequence[str] = UNITS) -> frozenset[str]:
    """Return the paths of columns that say nothing which counts, beside the others.

    ``units`` are the parts of a unit that count, from the widest to the narrowest.
    """
    present = frozenset(paths)
    return frozenset(path for path in present if not _counts(path, present, units))


def _counts(path: str, present: frozenset[str], units: Sequence[str]) -> bool:
    base = base_of(path)
    part = path.removeprefix(base)
    whole = base in present
    if not base or not part:
        return bool(base)
    if part in (_WEAK, _WEAKEST):
        surer = whole or base + _FAMILY in present
        return not surer and not (part == _WEAKEST and base + _WEAK in present)
    if part in UNITS:
        return not whole and part in _units((p.removeprefix(base) for p in present), units)
    return part == _PREFERRED or not whole


def unit_parts(paths: Iterable[str]) -> dict[str, str]:
    """Return the columns that say a part of somebody's unit, by the part."""
    parts = ((path.removeprefix(base_of(path)), path) for path in paths if base_of(path))
    return {part: path for part, path in parts if part in UNITS}


def _units(parts: Iterable[str], units: Sequence[str]) -> tuple[str, ...]:
    """Return the two parts that say where somebody is: division and branch, else the narrowest."""
    present = frozenset(parts)
    ordered = tuple(part for part in units if part in present)
    return (DIVISION, BRANCH) if {DIVISION, BRANCH} <= present else ordered[-2:]


def composed(
    values: Mapping[str, str], paths: frozenset[str], units: Sequence[str] = UNITS
) -> dict[str, str]:
    """Return what a row's columns say of each field, by its path.

    ``values`` are what is not blank in the row, ``paths`` all columns that the sheet has.
    """
    bases = dict.fromkeys(base for path in values if (base := base_of(path)))
    result = {base: _composed(base, values, paths, units) for base in bases}
    return {base: text for base, text in result.items() if text}


def _composed(
    base: str, values: Mapping[str, str], paths: frozenset[str], units: Sequence[str]
) -> str:
    texts = {path.removeprefix(base): v for path, v in values.items() if base_of(path) == base}
    family, preferred = texts.get(_FAMILY, ""), texts.get(_PREFERRED, "")
    whole = texts.get("", "")
    if family and (not whole or preferred):
        return whole_name(family, texts.get(_GIVEN, ""), preferred)
    if not whole:
        parts = (path.removeprefix(base) for path in paths if base_of(path) == base)
        whole = " / ".join(texts[part] for part in _units(parts, units) if part in texts)
    weak = _WEAK if base + _WEAK in paths else _WEAKEST
    whole = whole or (texts.get(weak, "") if base not in paths else "") or texts.get(_GIVEN, "")
    return by_preferred_name(whole, preferred) or preferred


def turned_round(text: str, heading: str) -> str:
    """Return "family name, given name" the other way round; the heading may say that it is so."""
    return given_name_first(text, sure="," in heading)
