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
from plandocs.word.view.text import normalized_numbered, normalized_texts, paras_of

_NOBODY: Names = ("", "")


class _Surroundings:
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
    value: Any = _normalized_value(kind, slots[0], path, account) if len(slots) == 1 else None
    if value is None:
        value = (_items if kind.many else _text)(slots, path, account)
    starts = account.label_starts
    if type(value) is tuple:
        for item in value:
            if item[:START] in starts and account.labels.may_be(item):
                account.suspects.add(spec)
        return value
    text: str = value
    if ":" in text and slots[0].labelled:
        value = text = without_label(text, spec.repeats)
    if not kind.bare:
        value = kind.made(text, _Surroundings(spec, slots, path, account, names))
        (text,) = kind.texts(value)
    if (text[:START] in starts or "\n" in text) and account.labels.may_be(text):
        account.suspects.add(spec)
    return value


def _normalized_value(kind: Kind, slot: Slot, path: str, account: Account) -> Any:
    """What a slot with plain words and nothing else in it says; None of any other."""
    if slot.cut or path in account.origins:
        return None
    normalized = normalized_texts(slot.blocks)
    if normalized is None and kind.counted:
        normalized = normalized_numbered(slot.blocks)
    value = None if normalized is None else kind.of_lines(normalized[0])
    if normalized is not None and value is not None:
        account.origins[path] = (slot.section, slot.row, slot.column, normalized[1])
        if kind.many:
            account.counted[path] = len(value)
    return value


def _items(slots: list[Slot], path: str, account: Account) -> tuple[str, ...]:
    result: tuple[str, ...] = ()
    for slot in slots:
        paras = paras_of(slot.blocks, slot.cut)
        texts = slot.spec.kind.read(paras)
        account.origin(path, slot)
        start = account.counted.get(path, 0)
        if any(map(is_prompt, items(paras))):
            account.prompt(slot, path)
        for number, item in enumerate(texts, start):
            if is_request(item):
                account.prompt(slot, f"{path}[{number}]", preserved=True)
        account.items_of(path, slot, len(texts))
        result += texts
    return result


def _text(slots: list[Slot], path: str, account: Account) -> str:
    texts = []
    for slot in slots:
        account.origin(path, slot)
        text = slot.spec.kind.read(paras_of(slot.blocks, slot.cut))
        prompt = is_prompt(text)
        if prompt or is_request(text):
            account.prompt(slot, path, preserved=not prompt)
        texts.append("" if prompt else text)
    return "\n".join(filter(None, texts))
