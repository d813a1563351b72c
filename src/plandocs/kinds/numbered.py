"""Text that begins with its row's own number, which the form prints and nobody types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from plandocs.kinds.kind import Kind
from plandocs.normal.markers import normal_numbered, numbered
from plandocs.normal.paragraphs import Para

_NUMBER = re.compile(r"\(?\d{1,2}[.)]*\s*")


class NumberedKind(Kind):
    """A text without the number in front of it."""

    counted = True
    width = 44

    def normal(self, text: str) -> str:
        """A text without its row's number."""
        return normal_numbered(text)

    def beside_number(self, text: str) -> str:
        """The text, where it is more than a number."""
        return "" if _NUMBER.fullmatch(text) else text

    def read(self, paras: Sequence[Para]) -> str:
        """A text without its row's number."""
        return numbered(paras)


Numbered = Annotated[str, NumberedKind()]
