"""One field's slots as a value of its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from plandocs.form import FieldSpec
from plandocs.interpret.account import Account
from plandocs.labels import key
from plandocs.normal.dates import contradicts, read_date
from plandocs.normal.markers import Para, items, numbered, prose, ranked, verbatim
from plandocs.normal.periods import read_period
from plandocs.normal.prompts import is_prompt
from plandocs.normal.signatures import is_signed
from plandocs.plan import built, without_label
from plandocs.values import DateText, Period, Signature
from plandocs.word.document import Mark, Paragraph, walk
from plandocs.word.locate import Slot
from plandocs.word.text import is_tidy, paras_of, plain_texts, plainly_numbered, shown

NOTHING: dict[str, Any] = {
    "text": "", "numbered": "", "ranked": "", "choice": "", "items": (),
    "date": DateText.model_construct(text="", date=None),
    "period": Period.model_construct(text="", start=None, end=None),
    "signature": Signature.model_construct(signed=False, text=""),
}  # fmt: skip
_DRAWN = int(Mark.DRAWN)
_AS_TYPED = (verbatim, ranked)
_PLAIN_KINDS = frozenset({"text", "numbered", "ranked"})
_OFTEN_PLAIN = frozenset({"text", "numbered", "items"})
_TEXTS: dict[str, Callable[[Sequence[Para]], str]] = {
    "text": prose, "choice": prose, "numbered": numbered, "ranked": ranked, "signature": prose,
    "date": verbatim, "period": verbatim,
}  # fmt: skip


def read_slots(spec: FieldSpec, slots: list[Slot], path: str, account: Account) -> Any:
    """The value of one field; several slots are joined, items one after the other."""
    if len(slots) == 1:
        plain = _plainly(spec.kind, slots[0], path, account)
        if plain is not None:
            return plain
    elif not slots:
        return NOTHING[spec.kind]
    if spec.kind == "items":
        found: tuple[str, ...] = ()
        for slot in slots:
            here = _items(slot)
            account.origin(path, slot)
            account.items_of(path, slot, len(here))
            found += here
        return found
    for slot in slots:
        account.origin(path, slot)
    read = _TEXTS[spec.kind]
    if len(slots) == 1:
        text = _text(slots[0], read)
    else:
        text = "\n".join(filter(None, [_text(slot, read) for slot in slots]))
    return text if spec.kind in _PLAIN_KINDS else _value(spec, text, slots, path, account)


def _plainly(kind: str, slot: Slot, path: str, account: Account) -> str | tuple[str, ...] | None:
    """The value of a cell with plain words and nothing else in it; None for any other."""
    blocks = slot.blocks
    if slot.cut or kind not in _OFTEN_PLAIN or path in account.origins:
        return None
    texts = plain_texts(blocks)
    value: str | tuple[str, ...] = ""
    if texts is None:
        numbered = plainly_numbered(blocks) if kind == "numbered" else None
        if numbered is None:
            return None
        value = numbered[1]
    elif kind == "items":
        value = tuple([text for text in texts if text])
        account.counted[path] = len(value)
    elif len(texts) > 1:
        return None
    elif texts:
        value = texts[0]
        if ":" in value and slot.labelled:
            return None
    account.origins[path] = (slot.section, slot.row, slot.column, shown(blocks))
    return value


def _items(slot: Slot) -> tuple[str, ...]:
    plain = None if slot.cut else plain_texts(slot.blocks)
    if plain is None:
        found = items(paras_of(slot.blocks, slot.cut))
        return tuple([item for item in found if not is_prompt(item)])
    return tuple([text for text in plain if text])


def _text(slot: Slot, read: Callable[[Sequence[Para]], str]) -> str:
    text = None if slot.cut else _plain_text(slot, read)
    if text is None:
        text = read(paras_of(slot.blocks, slot.cut))
        text = "" if is_prompt(text) else text
    return without_label(text, slot.spec.keys) if ":" in text and slot.labelled else text


def _plain_text(slot: Slot, read: Callable[[Sequence[Para]], str]) -> str | None:
    """The text of a cell that needs no reading; None for the few that do."""
    if len(slot.blocks) == 1 and read in _AS_TYPED:
        only = slot.blocks[0]
        if isinstance(only, Paragraph) and not only.number and is_tidy(only.text):
            return only.text if read is verbatim or only.text.isalnum() else None
    plain = plain_texts(slot.blocks)
    return None if plain is None or len(plain) > 1 else "".join(plain)


def _value(spec: FieldSpec, text: str, slots: list[Slot], path: str, account: Account) -> Any:
    if spec.kind == "signature":
        signed = is_signed(text) or any([p.marks & _DRAWN for s in slots for p in walk(s.blocks)])
        return built(Signature, {"signed": signed, "text": text})
    if spec.kind == "date":
        return _date(text, slots, path, account)
    if spec.kind == "period":
        start, end = read_period(text)
        if text and start is None and end is None:
            _unreadable("unreadable-period", text, path, slots[0], account)
        return built(Period, {"text": text, "start": start, "end": end})
    if text and spec.choices and key(text) not in map(key, spec.choices):
        message = f"{text!r} is none of {', '.join(spec.choices)}; it is kept as typed."
        account.issue("unknown-choice", path, slots[0].where, message)
    return text


def _date(text: str, slots: list[Slot], path: str, account: Account) -> DateText:
    date = read_date(text)
    if date is None and text:
        picked = next((p.date for slot in slots for p in walk(slot.blocks) if p.date), None)
        if picked is not None and not contradicts(text, picked):
            date = picked
        else:
            _unreadable("unreadable-date", text, path, slots[0], account)
    return built(DateText, {"text": text, "date": date})


def _unreadable(code: str, text: str, path: str, slot: Slot, account: Account) -> None:
    if not any(char.isalnum() for char in text):
        return  # a rule or dots to write on
    what = "date" if code == "unreadable-date" else "period"
    message = f"The {what} {text!r} could not be understood; its text is kept."
    account.issue(code, path, slot.where, message)
