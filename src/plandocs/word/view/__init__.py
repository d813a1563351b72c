"""The view: the XML of a Word part as the document that a reader sees.

Canonical XML text (:mod:`plandocs.word.package.tokens`) is seen as blocks. Tracked changes are seen
as accepted, fields as their result, content controls as their content, alternate content once. What
is not visible (deleted and hidden text, notes, text boxes, pictures) is kept as extras of the
paragraph where it stands, so that nothing is lost. Each rule's page is in ``docs/word-notes/``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from plandocs.container.limits import Limits
from plandocs.word.view.document import Block, Paragraph, Story
from plandocs.word.view.fast import Unit, known_units, learned_units, without_sessions
from plandocs.word.view.inline import display_text
from plandocs.word.view.state import Bound, View

HiddenStyles = Callable[[str], bool]


class Viewed(NamedTuple):
    """One part as seen; ``paragraphs`` are those of all blocks, in order."""

    blocks: list[Block]
    paragraphs: list[Paragraph]
    stories: list[Story]
    tracked: bool
    special: bool
    links: list[str]
    signature_lines: list[tuple[Paragraph, str]]
    refers: bool
    bound: list[Bound]


def view(xml: str, hidden_styles: HiddenStyles | None = None) -> Viewed:
    """See one part, given as canonical XML.

    ``hidden_styles`` says which styles hide text; None where none does.
    """
    data = without_sessions(xml.encode())
    return _seen(View(data, hidden_styles), learned_units(data), verbatim=False)


def view_known(data: bytes, hidden_styles: HiddenStyles | None, limits: Limits) -> Viewed | None:
    """See one part as it lies in the package, if all its markup has been met in canonical XML.

    None where that is not so: then :mod:`plandocs.word.package.canonical` has to look at it.
    """
    known = known_units(data, limits)
    if known is None:
        return None
    units = zip(known.units, known.texts, strict=True)
    return _seen(View(known.body, hidden_styles), units, known.printable)


def _seen(v: View, units: Iterable[tuple[Unit, str]], verbatim: bool) -> Viewed:
    """Do what each unit asks for, and put the words behind it where they belong.

    ``verbatim``: have the words no character that a reader sees as another?
    """
    base, calm = 0, True
    hidden = v.hidden_styles if v.styles_hide else None
    for unit, text in units:
        behind = base + unit.tags
        steps = unit.quick
        if not calm or steps is None or (hidden and any(map(hidden, unit.styles))):
            _step_by_step(v, unit, base, text)
            calm = v.calm(behind + 1)
        else:
            for at, step, argument in steps:
                step(v, base + at, argument)
            if text:
                if not verbatim or "&" in text:
                    text = display_text(text)
                if v.p is None:
                    v.at = behind
                    v.emit(text)
                else:
                    v.parts.append(text)
        base = behind + 1
    v.at = base
    v.flush()
    return viewed(v)


def viewed(v: View) -> Viewed:
    """What a view saw of its part, now that it has ended."""
    return Viewed(
        v.blocks, v.paragraphs, v.stories, v.tracked, v.special, v.links, v.signature_lines,
        v.refers, v.bound,
    )  # fmt: skip


def _step_by_step(v: View, unit: Unit, base: int, text: str) -> None:
    """A unit of markup tag by tag, and the words behind it."""
    v.at = max(v.at, base)
    if v.at == base:
        v.in_run = unit.in_run
    at = base
    for part in unit.several:
        for offset, (handler, attributes, inside) in part.recipe:
            if at + offset > v.at:  # else it stands inside an element that was skipped
                v.at = at + offset
                handler(v, attributes, inside)
        at += part.tags
    if unit.words and at > v.at:
        v.at = at
        unit.words[0](v, unit.words[1], text)
