"""Labels of the header block that stand outside of it: what becomes of their values.

A repeat says what the header block says already, and a field that it has no label for may be
filled; everything else is in no field. A signature is never filled from elsewhere.
"""

from __future__ import annotations

from plandocs.model.reading import new_issue
from plandocs.normal.labels import key
from plandocs.word.locate.found import Copy, Outside, Slot, Stray
from plandocs.word.view.document import Mark, walk

_CODE = "label-elsewhere"


def settle(copy: Copy) -> None:
    """Fill the fields that the header block has no label for, and give the rest to the strays."""
    for each in copy.outside:
        left = [slot for slot in each.slots if not _settled(copy, each, slot)]
        if left:
            path = each.path if left[0] is each.slots[0] else left[0].spec.name
            texts = [*each.words, *_beyond(each.words, left)]
            copy.strays += [Stray(each.where, "text", text, path, _CODE) for text in texts]
        for slot in each.slots:
            if copy.cells.get(slot.spec.name) is not slot:
                copy.strays += _beside(each, slot)
    copy.outside.clear()


def _beside(each: Outside, slot: Slot) -> list[Stray]:
    """What stands at a value and is no text of it, also at one that is said already."""
    extras = [extra for p in walk(slot.blocks) for extra in p.extras or ()]
    path = each.path if slot is each.slots[0] else slot.spec.name
    return [Stray(each.where, kind, text, path) for kind, text in extras]


def _beyond(words: tuple[str, ...], slots: list[Slot]) -> list[str]:
    """What these slots say that is not in the words of their lines."""
    texts = [" ".join(p.text.split()) for slot in slots for p in walk(slot.blocks)]
    return [text for text in texts if text and not any(text in each for each in words)]


def _settled(copy: Copy, each: Outside, slot: Slot) -> bool:
    """Is this a repeat, or blank; or is it the only place of its field?"""
    spec = slot.spec
    section = copy.sections.get(each.path.rpartition(".")[0])
    if section is not None:
        theirs = [own for row in section.rows for own in row.slots.get(spec.name, ())]
        return not slot.shown or any(_text(own) == _text(slot) for own in theirs)
    own = copy.cells.get(spec.name)
    if own is not None:
        return not slot.shown or _text(own) == _text(slot)
    if spec.kind.signs:
        return not slot.shown
    copy.cells[spec.name] = slot
    if slot.filled:
        message = f"The header block has no {spec.label!r}; this was found {each.where}."
        copy.notes.append(new_issue(_CODE, message, spec.name, each.where))
    return True


def _text(slot: Slot) -> tuple[str, bool]:
    """What a slot says, for comparing it with another."""
    paragraphs = list(walk(slot.blocks))
    texts = [p.text[slot.cut if number == 0 else 0 :] for number, p in enumerate(paragraphs)]
    return key(" ".join(texts)), any(p.marks & Mark.DRAWN for p in paragraphs)
