"""Text that begins with its row's own number, which the form prints and nobody types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from plandocs.kinds.kind import Kind, text_in, typed
from plandocs.normal.markers import is_settled, normal_numbered, numbered
from plandocs.normal.paragraphs import Para


class NumberedKind(Kind):
    """A text without the number in front of it."""

    counted = True
    width = 44

    def taken(self, value: object) -> str:
        """A text without its row's number."""
        if type(value) is str and is_settled(value):
            return value
        return typed(normal_numbered(text_in(value)))

    def read(self, paras: Sequence[Para]) -> str:
        """A text without its row's number."""
        return numbered(paras)


Numbered = Annotated[str, NumberedKind()]
