"""The kinds by the words that a form's file has for them."""

from __future__ import annotations

from typing import Annotated, Any

from plandocs.kinds.choice import Choice
from plandocs.kinds.date import DateField
from plandocs.kinds.items import Items
from plandocs.kinds.kind import Kind
from plandocs.kinds.numbered import Numbered
from plandocs.kinds.period import PeriodField
from plandocs.kinds.ranked import Ranked
from plandocs.kinds.signature import SignatureField
from plandocs.kinds.text import Text
from plandocs.kinds.ticked import Ticked

TICK, CHOICE = "tick", "choice"
"""The kinds that need words: those beside their boxes, those of their list."""
_TYPES: dict[str, Any] = {
    "text": Text,
    "items": Items,
    "date": DateField,
    "period": PeriodField,
    "signature": SignatureField,
    TICK: None,
    CHOICE: Choice,
    "rank": Ranked,
    "numbered": Numbered,
}
NAMES = tuple(_TYPES)
"""All of them."""


def type_named(name: str, words: tuple[str, ...]) -> tuple[Any, Any]:
    """Return the type of a field with this kind, and its value where nothing is filled in."""
    found: Any = Annotated[str, Ticked(*words)] if name == TICK else _TYPES[name]
    return found, next(e.nothing for e in found.__metadata__ if isinstance(e, Kind))
