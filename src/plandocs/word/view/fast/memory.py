"""Memory of markup that was proved canonical, keyed by the raw bytes between text nodes.

A body is cut where words end. What stands in front of the words of one stretch, from tag to tag, is
a unit of markup, and documents of one template have few different ones. A unit is kept with what it
asks for, under the elements that are open where it stands. So a body whose every unit is known is
well-formed and canonical without any further proof: it consists of what was proved before.

The memory holds no words of people but those in tags that are rare and odd; they stand between the
units. What differs in the markup of every file and says nothing (editing sessions, ids and names of
bookmarks, who inserted something and when) is left out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from plandocs.word.package.tokens import taken_apart
from plandocs.word.view import blocks, drawings, fields, inline
from plandocs.word.view.fast.steps import Steps, compiled, hastened
from plandocs.word.view.state import Action, Handler, Recipe

# The editing sessions that Word and Google mark, in the orders in which they write them: nothing
# rests on them, and they differ in every file.
_ORDERS: Final = {
    b"<w:r": (
        "rsidDel? rsidR? rsidRPr?", "rsidRPr rsidR",
    ),
    b"<w:p": (
        "paraId? textId? rsidR? rsidRPr? rsidRDefault? rsidP?",
        "rsidR rsidDel? rsidP? rsidRDefault? rsidRPr? paraId? textId?",
        "rsidR? rsidRPr? rsidP? rsidRDefault? paraId? textId?",
    ),
    b"<w:tr": ("rsidR? rsidRPr? paraId? textId? rsidTr?",),
}  # fmt: skip


def _session_marks(tag: bytes, orders: tuple[str, ...]) -> re.Pattern[bytes]:
    def attribute(name: str) -> str:
        full = ("w14:" if name.startswith(("para", "text")) else "w:") + name.rstrip("?")
        return f'(?: {full}="[0-9A-Fa-f]{{8}}")' + "?" * name.endswith("?")

    ways = "|".join("".join(map(attribute, order.split())) + "(?=[ />])" for order in orders)
    return re.compile(tag + b"(?= w)(?:" + ways.encode() + b")")


# Tags of which nothing but their being there matters: their attributes differ in each file.
_VARYING: Final = re.compile(
    rb"(<w:(?:bookmarkStart|bookmarkEnd|ins|moveTo))"
    rb'(?: w:id="@*")?(?: w:name="@*")?(?: w:author="@*")?(?: w:date="@*")?(?=/?>)'.replace(
        b"@", rb"[ !#-%'-;=?-~]"
    )
)
_SESSIONS: Final = [(tag + b" w", _session_marks(tag, o), tag) for tag, o in _ORDERS.items()]


def without_sessions(data: bytes) -> bytes:
    """A body without the marks of editing sessions in its tags."""
    for mark, pattern, tag in _SESSIONS:
        if mark in data:
            data = pattern.sub(tag, data)
    return data


def without_names(markup: bytes) -> bytes:
    """Markup without the attributes of tags of which nothing but their being there matters."""
    return _VARYING.sub(rb"\1", markup)


_WORDS_END: Final = b"</w:t>"
_PARAGRAPH_END: Final = b"</w:p>"
HANDLERS: Final[dict[str, Handler]] = {
    **blocks.HANDLERS, **inline.HANDLERS, **fields.HANDLERS, **drawings.HANDLERS,
}  # fmt: skip
DEPTH: Final = 64  # units nested deeper are not kept
_KEPT_BYTES, _KEPT_UNIT, _KEPT_TAG = 2**24, 2**14, 2**11
_OVERHEAD: Final = 700  # bytes, about, that a unit takes beside its key
_ACTION: Final = 200  # and what each of its tags, or a tag that is kept, takes
_TRACKED: Final = frozenset({"w:del", "w:moveFrom"})
_PROPERTIES: Final = frozenset({"w:rPr", "w:trPr"})


@dataclass(slots=True)
class Unit:
    """What one unit of markup asks for.

    ``recipe`` has an action for each tag that matters, with its place among the ``tags``, ``words``
    that of the tag in front of words; a unit of several has ``several`` and no recipe. ``steps``
    say the same for a place where nothing odd is open,
    None where the unit is odd itself, and ``quick`` says it in fewer; ``styles`` must not hide
    their text then. ``in_run``: is a run open where it begins? ``known`` and ``parts`` are units
    and parts of units that were met where it ends, ``open`` the elements that are open there,
    ``deepest`` how deep the elements in it were nested. ``met_as`` is the markup as it was last
    written, with names.
    """

    tags: int
    in_run: bool
    recipe: Recipe
    several: list[Unit]
    words: Action | None
    steps: Steps | None
    quick: Steps | None
    styles: tuple[str, ...]
    known: Known
    parts: Known
    open: tuple[str, ...]
    deepest: int
    met_as: bytes = b""


Known: TypeAlias = dict[bytes, Unit]


class Memory:
    """The units met so far."""

    def __init__(self) -> None:
        self._tags: dict[str, Action | Literal[False]] = {}
        self._contexts: dict[tuple[str, ...], tuple[Known, Known]] = {}
        self._bytes = 0
        self._start = Unit(0, False, [], [], None, [], [], (), *self._context(()), (), 0)

    @property
    def full(self) -> bool:
        """Whether there is so much in it that no more is kept."""
        return self._bytes > _KEPT_BYTES

    def known(self, data: bytes) -> tuple[list[Unit], list[bytes]] | None:
        """The units of a body in UTF-8, and the words behind each but the last; None if one is new.

        Where there are units, the body is canonical but for its words.
        """
        *stretches, last = data.split(_WORDS_END)
        unit, known = self._start, self._start.known
        units, words = [], []
        for stretch in stretches:
            front, _, text = stretch.rpartition(b">")
            next_unit = known.get(front) or self._composed(unit, front)
            if next_unit is None:
                return None
            unit, known = next_unit, next_unit.known
            units.append(unit)
            words.append(text)
        end = known.get(last) or self._composed(unit, last)
        if end is None or end.open:
            return None
        units.append(end)
        return units, words

    def learned(self, data: bytes) -> Iterator[tuple[Unit, bytes]]:
        """The units of a body that is known to be canonical, and the words behind each."""
        *stretches, last = data.split(_WORDS_END)
        unit = self._start
        for stretch in stretches:
            front, _, text = stretch.rpartition(b">")
            unit = unit.known.get(front) or self._learned(unit, front, True)
            yield unit, text
        yield unit.known.get(last) or self._learned(unit, last, False), b""

    def _composed(self, before: Unit, front: bytes) -> Unit | None:
        """A unit that is not known as a whole, of its paragraphs; None where they are new too."""
        same = without_names(front)
        if same in before.known:
            return self._met(before.known, same, front)
        unit, parts = before, []
        for key in _paragraphs(same):
            next_unit = unit.parts.get(key)
            if next_unit is None:
                return None
            unit = next_unit
            parts.append(unit)
        return self._cached(before.known, same, _joined(parts, len(same)))

    def _met(self, known: Known, same: bytes, front: bytes) -> Unit:
        """A known unit as it is written here; kept so where two files write it with one name."""
        unit = known[same]
        if unit.met_as == front:
            return self._cached(known, front, unit)
        unit.met_as = front if len(front) <= _KEPT_TAG else b""
        return unit

    def _learned(self, before: Unit, front: bytes, has_words: bool) -> Unit:
        same = without_names(front)
        if same in before.known:
            return before.known[same]
        unit, parts = before, []
        keys = _paragraphs(same)
        for key in keys:
            unit = unit.parts.get(key) or self._new(unit, key, has_words and key is keys[-1])
            parts.append(unit)
        return self._cached(before.known, same, _joined(parts, len(same)))

    def _cached(self, known: Known, front: bytes, unit: Unit) -> Unit:
        if not self.full and len(front) <= _KEPT_UNIT and unit.deepest <= DEPTH:
            actions = len(unit.recipe) + len(unit.quick or ())
            self._bytes += len(front) + _OVERHEAD + _ACTION * actions
            known[front] = unit
        return unit

    def _new(self, before: Unit, markup: bytes, has_words: bool) -> Unit:
        pieces = markup.decode().split("<")
        stack, deepest = _after(before.open, pieces)
        ready = with_tracked_properties(before.open, pieces)
        actions = [(at, self._action(piece)) for at, piece in enumerate(ready) if at]
        words = None
        if has_words:
            stack.pop()
            words = (actions.pop()[1] or None) if actions else None
        recipe = [(at, action) for at, action in actions if action]
        in_run = bool(before.open) and before.open[-1] == "w:r"
        even = not has_words or (words is not None and words[0] is inline.run_text)
        result = compiled(recipe, in_run) if even and len(markup) <= _KEPT_UNIT else None
        steps, styles = result or (None, ())
        tags, after = len(pieces) - 1, tuple(stack)
        dead_end = self.full or not stack or deepest > DEPTH
        known, parts = ({}, {}) if dead_end else self._context(after)
        unit = Unit(
            tags, in_run, recipe, [], words, steps, None, styles, known, parts, after, deepest
        )
        return self._cached(before.parts, markup, unit)

    def _action(self, piece: str) -> Action | Literal[False]:
        """What a tag asks for; kept for the next time where no text follows it."""
        known = self._tags.get(piece)
        if known is None:
            name, attributes, text = taken_apart(piece)
            handler = HANDLERS.get(name)
            known = (handler, attributes, text) if handler else False
            short = len(piece) <= _KEPT_TAG and (not text or text.isspace())
            if short and not self.full:
                self._bytes += len(piece) + _ACTION
                self._tags[piece] = known
        return known

    def _context(self, stack: tuple[str, ...]) -> tuple[Known, Known]:
        return self._contexts.setdefault(stack, ({}, {}))


def _paragraphs(front: bytes) -> list[bytes]:
    """A unit cut behind each paragraph that ends in it."""
    *paragraphs, tail = front.split(_PARAGRAPH_END)
    return [*(paragraph + _PARAGRAPH_END for paragraph in paragraphs), tail]


def _after(open_before: tuple[str, ...], pieces: list[str]) -> tuple[list[str], int]:
    """The elements that are open behind these pieces, and how deep they were nested.

    An element that declares namespaces stands there as it is written: they are part of the proof.
    """
    stack, deepest = list(open_before), 0
    for piece in pieces[1:]:
        tag = piece.partition(">")[0]
        if tag.startswith("/"):
            stack.pop()
        elif not tag.endswith("/"):
            stack.append(tag if "xmlns" in tag else taken_apart(tag).name)
        deepest = max(deepest, len(stack) + 1)
    return stack, deepest


def with_tracked_properties(open_before: tuple[str, ...], pieces: list[str]) -> list[str]:
    """The pieces with a tracked deletion as its place has it, in whichever of XML's two forms.

    Among properties, of a paragraph's mark or of a row, it becomes an empty element; around runs it
    stays a pair of tags, and an empty one there says nothing (ECMA-376 17.13.5.12 and following).
    There are as many pieces as before; those that say nothing are blank.
    """
    if not any(piece.startswith(("w:del", "w:moveFrom")) for piece in pieces):
        return pieces
    ready, parents = list(pieces), list(open_before)
    for at, piece in enumerate(pieces[1:], 1):
        name, attributes, _ = taken_apart(piece)
        if name.startswith("/"):
            closed = parents.pop()
            if closed in _TRACKED and parents and parents[-1] in _PROPERTIES:
                ready[at] = ""
            continue
        empty = attributes.endswith("/")
        if name in _TRACKED and parents:
            if parents[-1] in _PROPERTIES:
                ready[at] = f"{name}{attributes.removesuffix('/')}/>"
            elif empty:
                ready[at] = ""
        if not empty:
            parents.append(name)
    return ready


def _joined(parts: list[Unit], length: int) -> Unit:
    """Units that stand one after the other as one; steps are worth it where it can be kept."""
    steps: Steps | None = [] if length <= _KEPT_UNIT else None
    tags = 0
    for part in parts:
        if part.steps is None or steps is None:
            steps = None
        else:
            steps += [(tags + at, step, argument) for at, step, argument in part.steps]
        tags += part.tags
    first, last = parts[0], parts[-1]
    styles = tuple({style for part in parts for style in part.styles})
    return Unit(
        tags,
        first.in_run,
        [],
        parts,
        last.words,
        None,
        steps and hastened(steps),
        styles,
        last.known,
        last.parts,
        last.open,
        max(part.deepest for part in parts),
    )
