"""What each kind of field accepts and what it gives, for type checkers alone.

A field takes a value as people have it ("12/7/2026", one text for a list, a dict for a row) and
gives it in normal form. Checkers know this from a field with ``__set__`` and ``__get__``; when the
program runs, :mod:`plandocs.model.values` has the types that pydantic sees.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

_Gives = TypeVar("_Gives", covariant=True)
_Accepts = TypeVar("_Accepts", contravariant=True)
_Part = TypeVar("_Part")

if TYPE_CHECKING:

    class Accepting(Generic[_Gives, _Accepts]):
        """A field that accepts one type and gives another."""

        def __get__(self, owner: object, kind: type | None = None, /) -> _Gives: ...
        def __set__(self, owner: object, value: _Accepts) -> None: ...

    Plain: TypeAlias = str | int | float | dt.date | None
    Text: TypeAlias = Accepting[str, Plain]
    Items: TypeAlias = Accepting[tuple[str, ...], Plain | Iterable[Plain]]
    Identity: TypeAlias = Accepting[str, str | int | None]
    RowsOf: TypeAlias = Accepting[tuple[_Part, ...], Iterable[_Part | Mapping[str, Any]] | None]
    PartOf: TypeAlias = Accepting[_Part, _Part | Mapping[str, Any] | None]
