"""The view: the XML of a Word part as the document that a reader sees.

In comes canonical XML text (:mod:`plandocs.word.package.tokens`), out come blocks. Tracked changes
are seen as accepted, fields as their result, content controls as their content, alternate content
once. What is not visible (deleted and hidden text, notes, text boxes, pictures) is kept as extras
of the paragraph where it stands, so that nothing is lost. Each rule's page is in
``docs/word-notes/``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from plandocs.container.limits import Limits
from plandocs.word.view.document import Block, Paragraph, Story
from plandocs.word.view.fast.memory import DEPTH, Memory, Unit, without_sessions
from plandocs.word.view.inline import plain_text
from plandocs.word.view.state import Bound, View

# The declaration as all write it; any other, also of another encoding, is looked at in full.
_DECLARATION: Final = re.compile(
    rb'(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"(?: standalone="(?:yes|no)")?\s?\?>\s*+'
    rb"|<\?xml version='1\.0' encoding='(?:UTF|utf)-8'(?: standalone='(?:yes|no)')?\s?\?>\s*+"
    rb")?(?=<w:)"
)
_REFERENCE: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_ILLEGAL: Final = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]")
_ASCII: Final = bytes(range(0x20, 0x7F))  # all of it that is printable
_HEAD: Final = 8192
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


_memory = Memory()


def view(xml: str, hidden_styles: HiddenStyles | None = None) -> Viewed:
    """See one part, given as canonical XML.

    ``hidden_styles`` says which styles hide text; None where none does.
    """
    data = without_sessions(xml.encode())
    learned = _fresh_memory().learned(data)
    seen = ((unit, words.decode()) for unit, words in learned)
    return _seen(View(data, hidden_styles), seen, plain=False)


def familiar(data: bytes, hidden_styles: HiddenStyles | None, limits: Limits) -> Viewed | None:
    """See one part as it lies in the package, if all its markup has been met in canonical XML.

    None where that is not so: then :mod:`plandocs.word.package.canonical` has to look at it. What
    is seen here has passed the same proof, piece by piece; only the words are new, and have no
    markup.
    """
    start = _DECLARATION.match(data)
    if start is None or limits.depth < DEPTH:
        return None
    if len(data) > limits.nodes and data.count(b"<") > limits.nodes:
        return None
    body = data[start.end() :]
    if body.find(b":rsid", 0, _HEAD) >= 0:
        body = without_sessions(body)
    found = _fresh_memory().known(body)
    if found is None:
        return None
    units, raw = found
    encoded = b"<".join([*raw, b""])
    try:
        words = encoded.decode()
    except UnicodeDecodeError:
        return None
    # As `words.isprintable()`, which takes ten times as long: only of what is not plain ASCII.
    plain, texts = encoded.translate(None, _ASCII).decode().isprintable(), words.split("<")
    if (not plain and _ILLEGAL.search(words)) or ("&" in words and _REFERENCE.search(words)):
        return None
    if len(texts) != len(units):
        return None  # there is one in the words themselves
    return _seen(View(body, hidden_styles), zip(units, texts, strict=True), plain)


def _fresh_memory() -> Memory:
    global _memory
    if _memory.full:
        _memory = Memory()
    return _memory


def _seen(v: View, units: Iterable[tuple[Unit, str]], plain: bool) -> Viewed:
    """Do what each unit asks for, and put the words behind it where they belong.

    ``plain``: have the words no character that a reader sees as another?
    """
    base, calm = 0, True
    hidden = v.hidden_styles if v.styles_hide else None
    for unit, text in units:
        tags, steps = unit.tags, unit.quick
        if not calm or steps is None or (hidden and any(map(hidden, unit.styles))):
            _step_by_step(v, unit, base, text)
            calm = v.calm(base + tags + 1)
        else:
            for at, step, argument in steps:
                step(v, base + at, argument)
            if text:
                if not plain or "&" in text:
                    text = plain_text(text)
                if v.p is None:
                    v.at = base + tags
                    v.emit(text)
                else:
                    v.parts.append(text)
        base += tags + 1
    v.at = base
    v.flush()
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
