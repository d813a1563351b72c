"""Several copies of a form in one document: which are copies, and which only more labels."""

from __future__ import annotations

from plandocs.word.document import walk
from plandocs.word.locate.found import Copy, Slot, Stray, text_of


def settled(copies: list[Copy]) -> list[Copy]:
    """The copies; a trailing block of labels without sections belongs to the one before."""
    kept = [copies[0]]
    for copy in copies[1:]:
        if copy.sections:
            kept.append(copy)
            continue
        before = kept[-1]
        for name, slot in copy.cells.items():
            if name in before.cells and before.cells[name].filled:
                before.strays.extend(_strays(slot))
            else:
                before.cells[name] = slot
        before.strays.extend(copy.strays)
    return kept


def _strays(slot: Slot) -> list[Stray]:
    """What stands in a slot that nothing wants."""
    paragraphs = enumerate(walk(slot.blocks))
    texts = [text_of(p)[slot.cut if number == 0 else 0 :] for number, p in paragraphs]
    return [Stray(slot.where, "text", text) for text in texts if text]
