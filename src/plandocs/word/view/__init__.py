"""The view: the tokens of a Word part as the document that a reader sees.

In comes a token list (:mod:`plandocs.word.tokens`), out come blocks. Tracked changes are seen as
accepted, fields as their result, content controls as their content, alternate content once. What is
not visible (deleted and hidden text, notes, text boxes, pictures) is kept as extras of the
paragraph where it stands, so that nothing is lost. Each rule's page is in ``docs/word-notes/``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plandocs.word.document import Block, Story
from plandocs.word.view import blocks, drawings, inline
from plandocs.word.view.state import Handler, View

_HANDLERS: dict[str, Handler] = {**blocks.HANDLERS, **inline.HANDLERS, **drawings.HANDLERS}


class Viewed(NamedTuple):
    """One part as seen: its blocks, its notes and comments, and whether changes were tracked."""

    blocks: list[Block]
    stories: list[Story]
    tracked: bool


def view(tokens: list[str], hidden_styles: Callable[[str], bool] = lambda style: False) -> Viewed:
    """See one part; ``hidden_styles`` says whether a style's text is hidden."""
    state = View(tokens, hidden_styles)
    find = _HANDLERS.get
    count = len(tokens)
    at = 1
    while at < count:
        handler = find(tokens[at])
        if handler is not None:
            state.at = at
            handler(state, tokens[at + 1], tokens[at + 2])
            at = state.at
        at += 3
    state.flush()
    return Viewed(state.blocks, state.stories, state.tracked)
