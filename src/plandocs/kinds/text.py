"""Plain text: what people type, paragraph by paragraph."""

from __future__ import annotations

from typing import Annotated

from plandocs.kinds.kind import Kind


class TextKind(Kind):
    """Any text."""

    anywhere = True

    def of_lines(self, lines: list[str]) -> str | None:
        """The lines as they stand, unless one between is blank."""
        return None if "" in lines else "\n".join(lines)


TEXT = TextKind()
Text = Annotated[str, TEXT]
