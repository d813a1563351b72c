"""The view: the XML of a Word part as the document that a reader sees.

In comes canonical XML text (:mod:`plandocs.word.tokens`), out come blocks. Tracked changes are seen
as accepted, fields as their result, content controls as their content, alternate content once. What
is not visible (deleted and hidden text, notes, text boxes, pictures) is kept as extras of the
paragraph where it stands, so that nothing is lost. Each rule's page is in ``docs/word-notes/``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from plandocs.word.document import Block, Paragraph, Story
from plandocs.word.tokens import taken_apart
from plandocs.word.view import blocks, drawings, inline
from plandocs.word.view.blocks import p_end
from plandocs.word.view.inline import run_text
from plandocs.word.view.shapes import Shape, shape_of
from plandocs.word.view.state import Handler, View

_HANDLERS: dict[str, Handler] = {**blocks.HANDLERS, **inline.HANDLERS, **drawings.HANDLERS}


class Viewed(NamedTuple):
    """One part as seen; ``paragraphs`` are those of all blocks, in order."""

    blocks: list[Block]
    paragraphs: list[Paragraph]
    stories: list[Story]
    tracked: bool
    special: bool


_Action = tuple[Handler, str, str]
_Recipe = list[tuple[int, _Action]]
_END = "</w:p>"
_TEXT_END = "</w:t></w:r>"
_PLAIN, _SPACED = "w:t>", 'w:t xml:space="preserve">'
_KEPT_TAGS, _KEPT_STRETCHES = 20_000, 4_000


class _Memory:
    """What XML asks for, remembered: hundreds of documents share most of theirs.

    ``tags`` are pieces without text, ``shapes`` the fronts of simple paragraphs, ``stretches`` are
    whole stretches up to a paragraph's end that have come before; one that comes for the first time
    may be somebody's words, and is only counted.
    """

    def __init__(self) -> None:
        self.tags: dict[str, _Action | Literal[False]] = {}
        self.shapes: dict[str, Shape] = {}
        self.stretches: dict[str, tuple[int, _Recipe]] = {}
        self.met: set[int] = set()

    def trim(self) -> None:
        """Forget what has become much."""
        if len(self.tags) > _KEPT_TAGS:
            self.tags.clear()
        if len(self.shapes) > _KEPT_STRETCHES:
            self.shapes.clear()
        if len(self.stretches) > _KEPT_STRETCHES:
            self.stretches.clear()
        if len(self.met) > 8 * _KEPT_STRETCHES:
            self.met.clear()


_memory = _Memory()


def view(xml: str, hidden_styles: Callable[[str], bool] = lambda style: False) -> Viewed:
    """See one part, given as canonical XML; ``hidden_styles`` says which styles hide text."""
    state = View(xml, hidden_styles)
    memory = _memory
    memory.trim()
    shapes = memory.shapes.get
    base = 0
    *paragraphs, last = xml.split(_END)
    for stretch in paragraphs:
        if stretch.endswith(_TEXT_END):  # one run of text is all that most paragraphs hold
            cut = stretch.rfind(">", 0, -12) + 1
            front, text = stretch[:cut], stretch[cut:-12]
        else:
            front, text = stretch, ""
        shape = shapes(front)
        if shape is not None and shape.fits(state, base):
            base = shape.make(state, base, text)
        else:
            base = _step_by_step(stretch, front, state, base)
    for offset, action in _recipe(last, memory)[1]:
        if base + offset > state.at:
            state.at = base + offset
            action[0](state, action[1], action[2])
    state.flush()
    return Viewed(state.blocks, state.paragraphs, state.stories, state.tracked, state.special)


def _step_by_step(stretch: str, front: str, state: View, base: int) -> int:
    """A stretch up to a paragraph's end, tag by tag; where the next one begins."""
    memory = _memory
    count, recipe = memory.stretches.get(stretch) or _recipe(stretch, memory)
    if not state.odd and front not in memory.shapes:
        shape = shape_of(count, recipe, simple=len(front) < len(stretch))
        if shape is not None:
            memory.shapes[front] = shape
    for offset, action in recipe:
        at = base + offset
        if at > state.at:  # else it stands inside an element that was skipped
            state.at = at
            action[0](state, action[1], action[2])
    base += count + 1
    if base > state.at:
        state.at = base
        p_end(state, "", "")
    return base


def _recipe(stretch: str, memory: _Memory) -> tuple[int, _Recipe]:
    """How many tags a stretch of XML has, and those that ask for something."""
    pieces = stretch.split("<")
    asked = enumerate(map(memory.tags.get, pieces))
    recipe = [
        (at, action)
        for at, known in asked
        if known is not False and at and (action := known or _learn(pieces[at], memory.tags))
    ]
    mark = hash(stretch)
    if mark in memory.met:
        memory.stretches[stretch] = (len(pieces) - 1, recipe)
    else:
        memory.met.add(mark)
    return len(pieces) - 1, recipe


def _learn(piece: str, known: dict[str, _Action | Literal[False]]) -> _Action | Literal[False]:
    """What a tag asks for; kept for the next time where no text follows it."""
    if piece.startswith(_PLAIN):
        return (run_text, "", piece[4:])
    if piece.startswith(_SPACED):
        return (run_text, "", piece[25:])
    name, attributes, text = taken_apart(piece)
    handler = _HANDLERS.get(name)
    action: _Action | Literal[False] = (handler, attributes, text) if handler else False
    if not text or (not handler and text.isspace()):
        known[piece] = action
    return action
