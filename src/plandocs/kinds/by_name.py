"""The kinds by the words that a form's file has for them."""

from __future__ import annotations

from typing import Annotated, Any

from plandocs.kinds.choice import Choice
from plandocs.kinds.date import DateField
from plandocs.kinds.items import Items
from plandocs.kinds.kind import Kind
from plandocs.kinds.number import NumberKind, NumberText
from plandocs.kinds.numbered import Numbered
from plandocs.kinds.period import PeriodField
from plandocs.kinds.ranked import Ranked
from plandocs.kinds.signature import SignatureField
from plandocs.kinds.text import Text
from plandocs.kinds.ticked import Ticked

TICK, CHOICE, NUMBER = "tick", "choice", "number"
"""The kinds of which more is said: the words beside their boxes or of their list, their bounds."""
Bounds = tuple[int | float | None, int | float | None]
_TYPES: dict[str, Any] = {
    "text": Text,
    "items": Items,
    "date": DateField,
    "period": PeriodField,
    "signature": SignatureField,
    TICK: None,
    CHOICE: Choice,
    NUMBER: None,
    "rank": Ranked,
    "numbered": Numbered,
}
NAMES = tuple(_TYPES)
"""All of them."""


def type_named(name: str, words: tuple[str, ...], bounds: Bounds = (None, None)) -> tuple[Any, Any]:
    """Return the type of a field with this kind, and its value where nothing is filled in."""
    found: Any = _TYPES[name]
    if name == TICK:
        found = Annotated[str, Ticked(*words)]
    elif name == NUMBER:
        found = Annotated[NumberText, NumberKind(*bounds)]
    return found, next(e.nothing for e in found.__metadata__ if isinstance(e, Kind))
