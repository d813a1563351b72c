"""One field's slots as a value of its kind."""

from __future__ import annotations

from typing import Any

from plandocs.description.form import FieldSpec
from plandocs.kinds.kind import Kind, Names
from plandocs.model.plan import without_label
from plandocs.normal.dates import Picked
from plandocs.normal.markers import items
from plandocs.normal.prompts import is_prompt, is_request
from plandocs.problems import Severity
from plandocs.reading.account import Account
from plandocs.reading.label_values import START
from plandocs.word.locate import Slot
from plandocs.word.view.document import Mark, walk
from plandocs.word.view.text import paras_of, plain_texts, plainly_numbered, shown

_NOBODY: Names = ("", "")


class _Here:
    """What stands in the slots of one field beside their text; its notices go to the account."""

    def __init__(
        self, spec: FieldSpec, slots: list[Slot], path: str, account: Account, names: Names
    ) -> None:
        self.names = names
        self.choices = spec.choices
        self._slots = slots
        self._path = path
        self._account = account

    def picked(self) -> tuple[Picked, ...]:
        """What the date controls show and carry, in order."""
        return tuple([each for s in self._slots for p in walk(s.blocks) for each in p.picked])

    def drawn(self) -> bool:
        """Return whether there is a picture, ink or a drawn shape."""
        return any([p.marks & Mark.DRAWN for slot in self._slots for p in walk(slot.blocks)])

    def note(self, code: str, message: str, severity: Severity | None = None) -> None:
        """An issue of the field, where its first slot stands."""
        self._account.issue(code, self._path, self._slots[0].where, message, severity)


def read_slots(
    spec: FieldSpec, slots: list[Slot], path: str, account: Account, names: Names = _NOBODY
) -> Any:
    """The value of one field; several slots are joined, items one after the other.

    ``names`` are, of a signature, who signs here and who signs elsewhere.
    """
    kind = spec.kind
    if not slots:
        return kind.nothing
    if account.taken is not None:
        account.taken.append((path, slots))
    texts = _plain_in(slots[0], kind, path, account) if len(slots) == 1 else None
    starts = account.label_starts
    if kind.many:
        if texts is None:
            found = _items(slots, path, account)
        else:
            found = tuple([text for text in texts if text])
            account.counted[path] = len(found)
        for item in found:
            if item[:START] in starts and account.labels.may_be(item):
                account.suspects.add(spec)
        return found
    text = _text(kind, slots, path, account) if texts is None else "\n".join(texts)
    if ":" in text and slots[0].labelled:
        text = without_label(text, spec.repeats)
    value = text
    if not kind.bare:
        value = kind.made(text, _Here(spec, slots, path, account, names))
        (text,) = kind.texts(value)
    if (text[:START] in starts or "\n" in text) and account.labels.may_be(text):
        account.suspects.add(spec)
    return value


def _plain_in(slot: Slot, kind: Kind, path: str, account: Account) -> list[str] | None:
    """The texts of a slot with plain words and nothing else in it; None for any other."""
    before = account.origins.get(path)
    if slot.cut or (before is not None and before[3]):
        return None
    found = plain_texts(slot.blocks)
    if found is None:
        own = plainly_numbered(slot.blocks) if kind.counted else None
        if own is None:
            return None
        found = [own[1]], shown(slot.blocks)
    texts, raw = found
    if len(texts) > 1 and not kind.many and (not kind.flowing or "" in texts):
        return None
    if before is None or raw:
        account.origins[path] = (slot.section, slot.row, slot.column, raw)
    return texts


def _items(slots: list[Slot], path: str, account: Account) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for slot in slots:
        paras = paras_of(slot.blocks, slot.cut)
        here = slot.spec.kind.read(paras)
        account.origin(path, slot)
        start = account.counted.get(path, 0)
        if any(map(is_prompt, items(paras))):
            account.prompt(slot, path)
        for number, item in enumerate(here, start):
            if is_request(item):
                account.prompt(slot, f"{path}[{number}]", kept=True)
        account.items_of(path, slot, len(here))
        found += here
    return found


def _text(kind: Kind, slots: list[Slot], path: str, account: Account) -> str:
    texts = []
    for slot in slots:
        account.origin(path, slot)
        text = kind.read(paras_of(slot.blocks, slot.cut))
        prompt = is_prompt(text)
        if prompt or is_request(text):
            account.prompt(slot, path, kept=not prompt)
        texts.append("" if prompt else text)
    return "\n".join(filter(None, texts))
