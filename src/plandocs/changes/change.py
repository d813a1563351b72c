"""One change between two versions of a plan, and the path of what changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from plandocs.arguments import checked
from plandocs.errors import InputError
from plandocs.model.notebook import table
from plandocs.wording import one_of

_PATH = re.compile(
    r"(?P<name>\w+)(?:\[(?P<row>\d+)\])?(?:\.(?P<column>\w+)(?:\[(?P<item>\d+)\])?)?"
)


class Path(NamedTuple):
    """The steps of a path; -1 and "" where it has no such step."""

    name: str
    row: int = -1
    column: str = ""
    item: int = -1

    def __str__(self) -> str:
        row = f"[{self.row}]" if self.row >= 0 else ""
        column = f".{self.column}" if self.column else ""
        item = f"[{self.item}]" if self.item >= 0 else ""
        return f"{self.name}{row}{column}{item}"


def path(text: str) -> Path:
    """A path out of its text.

    Raises:
        ValueError: it is no path.
    """
    match = _PATH.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a path into a plan")
    row, item = match["row"], match["item"]
    return Path(
        match["name"],
        int(row) if row is not None else -1,
        match["column"] or "",
        int(item) if item is not None else -1,
    )


def is_blank(value: Any) -> bool:
    """Return whether there is nothing in a value of a plan's data."""
    if isinstance(value, dict):
        return all(is_blank(each) for each in value.values())
    return value in ("", None, [], False)


Kind: TypeAlias = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, with both values as the plan's JSON has them.

    Attributes:
        field: the path in the newer plan; of something removed, in the older.
        kind: ``added``, ``removed``, ``changed`` or ``moved``.
        before: the older value; None of something added, the older path of something moved.
        after: the newer value; None of something removed, the newer path of something moved.
        words: more for people: reworded, replaced, new, dropped, split from row 2, joined into row
            1.
        form: the name of the plans' form.
    """

    field: str
    kind: Kind
    before: Any
    after: Any
    words: str = ""
    form: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON has it."""
        return {
            "field": self.field,
            "kind": self.kind,
            "before": self.before,
            "after": self.after,
        }

    @classmethod
    @checked
    def from_dict(cls, data: Mapping[str, Any]) -> Change:
        """Return the change that `to_dict` gave.

        Args:
            data: an object with ``field``, ``kind``, ``before`` and ``after``.

        Raises:
            InputError: it is no change: one of its keys is missing, or its kind is none.
        """
        lacking = [name for name in ("field", "kind", "before", "after") if name not in data]
        if lacking or not isinstance(data["field"], str):
            raise InputError(
                f"data: this is not a change: it has no {', '.join(lacking or ['field'])}."
            )
        kind = one_of(data["kind"], get_args(Kind), "kind of change")
        return cls(data["field"], kind, data["before"], data["after"])


class Changes(tuple[Change, ...]):
    """What changed between two plans; a notebook shows it as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        rows = ((c.kind, c.field, _as_text(c.before), _as_text(c.after)) for c in self)
        return table(("", "Where", "Before", "After"), rows)


def _as_text(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_as_text(each)}" for name, each in value.items() if each)
    if isinstance(value, list | tuple):
        return "\n".join(map(_as_text, value))
    return "" if value is None else str(value)
