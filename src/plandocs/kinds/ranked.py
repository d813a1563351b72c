"""A rank: a number, typed or automatic, or a word such as "High"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from plandocs.kinds.kind import Kind, text_in, typed
from plandocs.normal.markers import is_settled, normal_ranked, ranked
from plandocs.normal.paragraphs import Para


class RankedKind(Kind):
    """A rank as text, without what dresses a number."""

    ranks = True
    width = 10
    note = "A number, or a word such as High."

    def taken(self, value: object) -> str:
        """A rank, also from a number."""
        if type(value) is str and is_settled(value):
            return value
        return typed(normal_ranked(text_in(value, "text or a number")))

    def read(self, paras: Sequence[Para]) -> str:
        """The number, typed or automatic, or the words."""
        return ranked(paras)

    def specimen(self, words: str) -> str:
        """A word: a number could be the row's own."""
        return "High"


Ranked = Annotated[str, RankedKind()]
