"""The kinds by the words that a form's file has for them, and what it says of each beside them."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

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

Bounds = tuple[int | float | None, int | float | None]
PLAIN = "text"
"""The kind of a field of which a file says none."""


class Named(NamedTuple):
    """What a form's file says of fields of one kind.

    Attributes:
        type: that of such a field; None where each has its own, of what is said of it.
        words: the key of the words that it may say; "" where there is none.
        wanted: what is expected under that key.
        fewest: how many words there have to be.
        listed: whether the words are a list beside the kind, and not the boxes that it knows.
        bounded: whether there are bounds, and in a table a sum.
    """

    type: Any = None
    words: str = ""
    wanted: str = ""
    fewest: int = 0
    listed: bool = False
    bounded: bool = False


KINDS = {
    PLAIN: Named(Text),
    "items": Named(Items),
    "date": Named(DateField),
    "period": Named(PeriodField),
    "signature": Named(SignatureField),
    "tick": Named(
        words="options", fewest=2,
        wanted="expected the words beside the boxes, two or more that differ: "
        'options = ["Yes", "No"].',
    ),
    "choice": Named(
        Choice, "choices", 'expected the words of the list: choices = ["Met", "Not met"].', 1,
        listed=True,
    ),
    "number": Named(bounded=True),
    "rank": Named(Ranked),
    "numbered": Named(Numbered),
}  # fmt: skip
"""All of them, by their names."""
WORDS = {named.words: name for name, named in KINDS.items() if named.words}
"""The keys of words, each with the kind that has it."""
BOUNDED = next(name for name, named in KINDS.items() if named.bounded)


def named_kind(name: str) -> Named:
    """Return what a file says of a kind; of one that there is not, nothing."""
    return KINDS.get(name, Named())


def type_named(name: str, words: tuple[str, ...], bounds: Bounds = (None, None)) -> tuple[Any, Any]:
    """Return the type of a field with this kind, and its value where nothing is filled in."""
    named = KINDS[name]
    annotated: Any = named.type
    if annotated is None:
        parts: Any = (NumberText, NumberKind(*bounds)) if named.bounded else (str, Ticked(*words))
        annotated = Annotated[parts]
    return annotated, next(e.nothing for e in annotated.__metadata__ if isinstance(e, Kind))
