"""One field's slots as a value of its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from plandocs.form import FieldSpec
from plandocs.frozen import built
from plandocs.interpret.account import Account
from plandocs.labels import key
from plandocs.normal.dates import contradicts, print_date, read_date, read_month_first
from plandocs.normal.markers import Para, items, numbered, prose, ranked, verbatim
from plandocs.normal.periods import period_contradicts, print_period, read_period
from plandocs.normal.prompts import is_prompt
from plandocs.normal.signatures import answer
from plandocs.plan import without_label
from plandocs.reading import DOUBTFUL, Severity
from plandocs.values import DateText, Period, Signature
from plandocs.word.locate import Slot
from plandocs.word.view.document import Mark, Picked, walk
from plandocs.word.view.text import paras_of, plain_texts, plainly_numbered, shown

NOTHING: dict[str, Any] = {
    "text": "", "numbered": "", "ranked": "", "choice": "", "items": (),
    "date": DateText.model_construct(text="", date=None),
    "period": Period.model_construct(text="", start=None, end=None),
    "signature": Signature.model_construct(signed=False, text=""),
}  # fmt: skip
_DRAWN = int(Mark.DRAWN)
Names = tuple[str, str]
_PLAIN_KINDS = frozenset({"text", "numbered", "ranked"})
_TEXTS: dict[str, Callable[[Sequence[Para]], str]] = {
    "text": prose, "choice": prose, "numbered": numbered, "ranked": ranked, "signature": prose,
    "date": verbatim, "period": verbatim,
}  # fmt: skip


def read_slots(
    spec: FieldSpec, slots: list[Slot], path: str, account: Account, names: Names = ("", "")
) -> Any:
    """The value of one field; several slots are joined, items one after the other.

    ``names`` are, of a signature, who signs here and who signs elsewhere.
    """
    if not slots:
        return NOTHING[spec.kind]
    texts = None
    if len(slots) == 1:
        texts = _plain_in(slots[0], path, account)
    if spec.kind == "items":
        return _items(slots, path, account) if texts is None else _counted(texts, path, account)
    text = _text(spec, slots, path, account) if texts is None else "\n".join(texts)
    if ":" in text and slots[0].labelled:
        text = without_label(text, spec.repeats)
    if spec.kind == "signature":
        return _signature(text, slots, path, account, names)
    return text if spec.kind in _PLAIN_KINDS else _value(spec, text, slots, path, account)


def _plain_in(slot: Slot, path: str, account: Account) -> list[str] | None:
    """The texts of a slot with plain words and nothing else in it; None for any other."""
    blocks, kind = slot.blocks, slot.spec.kind
    before = account.origins.get(path)
    if slot.cut or (before is not None and before[3]):
        return None
    found = plain_texts(blocks)
    if found is None:
        own = plainly_numbered(blocks) if kind == "numbered" else None
        if own is None:
            return None
        found = [own[1]], shown(blocks)
    texts, raw = found
    if len(texts) > 1 and kind != "items" and (kind != "text" or "" in texts):
        return None
    if before is None or raw:
        account.origins[path] = (slot.section, slot.row, slot.column, raw)
    return texts


def _counted(texts: list[str], path: str, account: Account) -> tuple[str, ...]:
    found = tuple([text for text in texts if text])
    account.counted[path] = len(found)
    return found


def _items(slots: list[Slot], path: str, account: Account) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for slot in slots:
        here = items(paras_of(slot.blocks, slot.cut))
        here = tuple([item for item in here if not is_prompt(item)])
        account.origin(path, slot)
        account.items_of(path, slot, len(here))
        found += here
    return found


def _text(spec: FieldSpec, slots: list[Slot], path: str, account: Account) -> str:
    read = _TEXTS[spec.kind]
    texts = []
    for slot in slots:
        account.origin(path, slot)
        text = read(paras_of(slot.blocks, slot.cut))
        texts.append("" if is_prompt(text) else text)
    return "\n".join(filter(None, texts))


def _value(spec: FieldSpec, text: str, slots: list[Slot], path: str, account: Account) -> Any:
    if spec.kind == "date":
        return _date(text, slots, path, account)
    if spec.kind == "period":
        return _period(text, slots, path, account)
    if text and spec.choices and key(text) not in map(key, spec.choices):
        message = f"{text!r} is none of {', '.join(spec.choices)}; it is kept as typed."
        account.issue("unknown-choice", path, slots[0].where, message)
    return text


def _signature(
    text: str, slots: list[Slot], path: str, account: Account, names: Names
) -> Signature:
    drawn = any([p.marks & _DRAWN for slot in slots for p in walk(slot.blocks)])
    said = answer(text, *names, drawn=drawn)
    if said == "doubtful":
        account.issue("doubtful-signature", path, slots[0].where, DOUBTFUL.format(text), "warning")
    return built(Signature, {"signed": said == "signed", "text": text})


def _date(text: str, slots: list[Slot], path: str, account: Account) -> DateText:
    date = read_date(text)
    picked = _picked(slots) if text else ()
    if len({each.date for each in picked}) == 1:
        date = picked[0].date
        if contradicts(text, date):
            american = picked[0].month_first and read_month_first(text) == date
            _contradicts(print_date(date), text, american, path, slots[0], account)
    elif date is None and text:
        _unreadable("unreadable-date", text, path, slots[0], account)
    return built(DateText, {"text": text, "date": date})


def _period(text: str, slots: list[Slot], path: str, account: Account) -> Period:
    start, end = read_period(text)
    picked = _picked(slots) if text else ()
    if len(picked) == 2 and picked[0].date <= picked[1].date:
        start, end = picked[0].date, picked[1].date
        american = all(p.month_first and read_month_first(p.text) == p.date for p in picked)
        if american or period_contradicts(text, start, end):
            _contradicts(print_period(start, end), text, american, path, slots[0], account)
    elif text and start is None and end is None:
        _unreadable("unreadable-period", text, path, slots[0], account)
    return built(Period, {"text": text, "start": start, "end": end})


def _contradicts(
    own: str, text: str, american: bool, path: str, slot: Slot, account: Account
) -> None:
    """What a date control carries is not what its text says, unless the month stands in front."""
    if american:
        message = f"{text!r} has the month in front, as its date control shows it: {own}."
    else:
        message = f"The date control carries {own}, its text says {text!r}; the control counts."
    severity: Severity = "info" if american else "warning"
    account.issue("contradicting-date", path, slot.where, message, severity)


def _picked(slots: list[Slot]) -> tuple[Picked, ...]:
    """What the date controls show and carry, in order."""
    return tuple([each for s in slots for p in walk(s.blocks) for each in p.picked])


def _unreadable(code: str, text: str, path: str, slot: Slot, account: Account) -> None:
    if not any(char.isalnum() for char in text):
        return  # a rule or dots to write on
    what = "date" if code == "unreadable-date" else "period"
    message = f"The {what} {text!r} could not be understood; its text is kept."
    account.issue(code, path, slot.where, message)
