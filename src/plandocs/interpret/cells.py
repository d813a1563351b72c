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
from plandocs.normal.signatures import is_signed
from plandocs.plan import without_label
from plandocs.values import DateText, Period, Signature
from plandocs.word.document import Mark, walk
from plandocs.word.locate import Slot
from plandocs.word.text import paras_of

NOTHING: dict[str, Any] = {
    "text": "", "numbered": "", "ranked": "", "choice": "", "items": (),
    "date": DateText.model_construct(text="", date=None),
    "period": Period.model_construct(text="", start=None, end=None),
    "signature": Signature.model_construct(signed=False, text=""),
}  # fmt: skip
_TEXTS: dict[str, Callable[[Sequence[Para]], str]] = {
    "text": prose, "choice": prose, "numbered": numbered, "ranked": ranked, "signature": prose,
    "date": verbatim, "period": verbatim,
}  # fmt: skip


def read_slots(spec: FieldSpec, slots: list[Slot], path: str, account: Account) -> Any:
    """The value of one field; several slots are joined, items one after the other."""
    for slot in slots:
        account.origin(path, slot)
    if not slots:
        return NOTHING[spec.kind]
    if spec.kind == "items":
        return tuple(item for slot in slots for item in items(paras_of(slot.blocks, slot.cut)))
    read = _TEXTS[spec.kind]
    texts = [read(paras_of(slot.blocks, slot.cut)) for slot in slots]
    if not any(":" in text for text in texts):
        text = "\n".join(filter(None, texts))
    else:
        text = "\n".join(filter(None, (without_label(text, spec.keys) for text in texts)))
    return _value(spec, text, slots, path, account)


def _value(spec: FieldSpec, text: str, slots: list[Slot], path: str, account: Account) -> Any:
    if spec.kind == "signature":
        drawn = any(p.marks & Mark.DRAWN for slot in slots for p in walk(slot.blocks))
        return Signature.model_construct(signed=drawn or is_signed(text), text=text)
    if spec.kind == "date":
        return _date(text, slots, path, account)
    if spec.kind == "period":
        start, end = read_period(text)
        if text and start is None and end is None:
            _unreadable("unreadable-period", text, path, slots[0], account)
        return Period.model_construct(text=text, start=start, end=end)
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
    return DateText.model_construct(text=text, date=date)


def _unreadable(code: str, text: str, path: str, slot: Slot, account: Account) -> None:
    what = "date" if code == "unreadable-date" else "period"
    message = f"The {what} {text!r} could not be understood; its text is kept."
    account.issue(code, path, slot.where, message)
