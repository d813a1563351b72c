"""One of the form's own words, from a list; another word is kept as typed, with an issue."""

from __future__ import annotations

from typing import Annotated

from plandocs.kinds.kind import FieldContext, Kind
from plandocs.normal.labels import key


class ChoiceKind(Kind):
    """A text that the field's ``choices`` should have."""

    bare = False
    own = frozenset({"prompt"})

    def made(self, text: str, context: FieldContext) -> str:
        """The text, told where it is none of the choices."""
        if text and context.choices and key(text) not in map(key, context.choices):
            message = f"{text!r} is not one of {', '.join(context.choices)}; it is kept as typed."
            context.note("unknown-choice", message)
        return text


Choice = Annotated[str, ChoiceKind()]
