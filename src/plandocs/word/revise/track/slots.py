"""One slot retold: in come the slot and both values, out go tracked changes where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from plandocs.word.locate import Slot
from plandocs.word.revise.track.cells import Line, retell
from plandocs.word.revise.track.revisions import Revisions, W
from plandocs.word.revise.track.tree import Tree
from plandocs.word.view.document import Paragraph

Text = str | list[str]
Steps = Iterable[
    tuple[int, int]
]  # each thing once: its place in the old list and in the new, or -1
Order = Callable[[Sequence[str], Sequence[str]], Steps]
NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]+\s*")


class Unfit(Exception):
    """A document cannot be changed place by place; the sentence says why."""


def as_it_is(front: str) -> str:
    """What stands before a value stays."""
    return front


def retold(
    tree: Tree,
    revisions: Revisions,
    slot: Slot,
    values: tuple[Text, Text],
    order: Order,
    front: Callable[[str], str] = as_it_is,
) -> None:
    """Make a slot say the second of two values.

    ``order`` says which item of a list became which; ``front`` gives what stands before the value,
    a number or a label, out of what stands there now.

    Raises:
        Unfit: the slot holds more than paragraphs of text.
    """
    was, now = values
    paragraphs = [block for block in slot.blocks if isinstance(block, Paragraph)]
    if slot.spec.kind.boxes("\n".join(p.text for p in paragraphs)):
        raise Unfit(f"{slot.where} has boxes to tick")
    if len(paragraphs) < len(slot.blocks) or not paragraphs:
        raise Unfit(f"{slot.where} holds more than text")
    said = [p for p in paragraphs if p.text.strip()] or paragraphs[:1]
    texts = [p.text for p in said]
    if isinstance(now, list):
        lines = _of_items(texts, was if isinstance(was, list) else [], now, order)
    else:
        before = front(_front(texts[0], was if isinstance(was, str) else "", slot.cut))
        lines = [Line(0, before + now), *(Line(n, None) for n in range(1, len(said)))]
    retell([tree.element(p.start) for p in said], lines, revisions)


def tell(cell: etree._Element, now: Text, revisions: Revisions, front: str = "") -> None:
    """Make a cell that is new, with one blank paragraph, say a value."""
    texts = now if isinstance(now, list) else [front + now]
    lines = [Line(0 if n == 0 else -1, text) for n, text in enumerate(texts)]
    retell([next(cell.iter(f"{W}p"))], lines or [Line(0, "", same=True)], revisions)


def _front(text: str, value: str, cut: int) -> str:
    """What stands before a value in its first paragraph."""
    line = value.split("\n")[0]
    if not line and NUMBER.fullmatch(text):
        return text
    if line and line in text[cut:]:
        return text[: text.index(line, cut)]
    return text[:cut]


def _of_items(texts: list[str], was: list[str], now: list[str], order: Order) -> list[Line]:
    """The lines of a cell with a list, where each item is a paragraph of its own."""
    if not was:
        news = [Line(-1, text) for text in now[1:]]
        return [Line(0, now[0]), *news] if now else [Line(0, "", same=True)]
    if len(texts) != len(was):
        raise Unfit("an item stands in several paragraphs, or several in one")
    lines = []
    for old, new in order(was, now):
        if new < 0:
            lines.append(Line(old, None))
        elif old < 0:
            lines.append(Line(-1, now[new]))
        else:
            front = _front(texts[old], was[old], 0)
            lines.append(Line(old, front + now[new], same=was[old] == now[new]))
    return lines
