"""Plain text: what people type, paragraph by paragraph."""

from __future__ import annotations

from typing import Annotated

from plandocs.kinds.kind import Kind


class TextKind(Kind):
    """Any text."""

    flowing = True
    anywhere = True


TEXT = TextKind()
Text = Annotated[str, TEXT]
