"""A rank: a number, typed or automatic, or a word such as "High"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from plandocs.kinds.kind import Kind
from plandocs.normal.markers import normal_ranked, ranked
from plandocs.normal.paragraphs import Para


class RankedKind(Kind):
    """A rank as text, without what dresses a number."""

    ranks = True
    what = "text or a number"
    width = 10
    note = "A number, or a word such as High."

    def normal(self, text: str) -> str:
        """A rank without what dresses its number."""
        return normal_ranked(text)

    def read(self, paras: Sequence[Para]) -> str:
        """The number, typed or automatic, or the words."""
        return ranked(paras)

    def specimen(self, words: str) -> str:
        """A word: a number could be the row's own."""
        return "High"


Ranked = Annotated[str, RankedKind()]
