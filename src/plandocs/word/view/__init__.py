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
from plandocs.word.view import blocks, drawings, fields, inline, tables
from plandocs.word.view.blocks import p_end
from plandocs.word.view.inline import run_start, run_text
from plandocs.word.view.runs import taken_text
from plandocs.word.view.shapes import Shape, shape_of
from plandocs.word.view.state import Handler, View

_HANDLERS: dict[str, Handler] = {
    **blocks.HANDLERS,
    **tables.HANDLERS,
    **inline.HANDLERS,
    **fields.HANDLERS,
    **drawings.HANDLERS,
}


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
_KEPT_TAGS, _KEPT_SHAPES = 20_000, 4_000


class _Memory:
    """What XML asks for, remembered: hundreds of documents share most of theirs.

    ``tags`` are tags without text behind them, ``shapes`` the fronts of simple paragraphs, which
    hold no words; ``met`` counts fronts that have come once.
    """

    def __init__(self) -> None:
        self.tags: dict[str, _Action | Literal[False]] = {}
        self.shapes: dict[str, Shape] = {}
        self.met: set[int] = set()

    def trim(self) -> None:
        """Forget what has become much."""
        if len(self.tags) > _KEPT_TAGS:
            self.tags.clear()
        if len(self.shapes) > _KEPT_SHAPES:
            self.shapes.clear()
        if len(self.met) > 8 * _KEPT_SHAPES:
            self.met.clear()


_memory = _Memory()


def view(xml: str, hidden_styles: Callable[[str], bool] = lambda style: False) -> Viewed:
    """See one part, given as canonical XML; ``hidden_styles`` says which styles hide text."""
    state = View(xml, hidden_styles)
    _memory.trim()
    shapes = _memory.shapes.get
    base = 0
    *paragraphs, last = xml.split(_END)
    for stretch in paragraphs:
        front, text = taken_text(stretch)
        tags = stretch.count("<")
        shape = shapes(front) if text is not None else None
        if shape is not None and shape.fits(state, base):
            shape.make(state, base, text or "", tags)
            base += tags + 1
            continue
        if text is None:
            _step_by_step(state, base, _recipe(stretch))
        else:
            recipe = _recipe(front)
            _consider(front, recipe)
            _step_by_step(state, base, recipe)
            if text and base + tags > state.at:
                run_start(state, "", "")
                run_text(state, "", text)
        base += tags + 1
        if base > state.at:
            state.at = base
            p_end(state, "", "")
    _step_by_step(state, base, _recipe(last))
    state.flush()
    return Viewed(state.blocks, state.paragraphs, state.stories, state.tracked, state.special)


def _step_by_step(state: View, base: int, recipe: _Recipe) -> None:
    """A stretch of XML, tag by tag."""
    for offset, action in recipe:
        at = base + offset
        if at > state.at:  # else it stands inside an element that was skipped
            state.at = at
            action[0](state, action[1], action[2])


def _recipe(stretch: str) -> _Recipe:
    """The tags of a stretch that ask for something, and where they stand in it."""
    pieces = stretch.split("<")
    tags = _memory.tags
    return [
        (at, action)
        for at, known in enumerate(map(tags.get, pieces))
        if known is not False and at and (action := known or _learn(pieces[at], tags))
    ]


def _consider(front: str, recipe: _Recipe) -> None:
    """Keep the shape of a front that comes for the second time."""
    mark = hash(front)
    if mark not in _memory.met:
        _memory.met.add(mark)
        return
    shape = shape_of(recipe)
    if shape is not None:
        _memory.shapes[front] = shape


def _learn(piece: str, known: dict[str, _Action | Literal[False]]) -> _Action | Literal[False]:
    """What a tag asks for; kept for the next time where no text follows it."""
    name, attributes, text = taken_apart(piece)
    handler = _HANDLERS.get(name)
    action: _Action | Literal[False] = (handler, attributes, text) if handler else False
    if not text or (not handler and text.isspace()):
        known[piece] = action
    return action
