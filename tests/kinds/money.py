"""A kind of value that nothing in `src` knows: an amount of dollars, as written and as a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import model_validator

from plandocs.frozen import Frozen, built
from plandocs.kinds.kind import Asked, FieldContext, Names, Node, Notice
from plandocs.kinds.plain import Entry, Part, text_in, typed
from plandocs.kinds.written import TEXT_ONLY, WRITTEN, WrittenKind, object_node
from plandocs.normal.markers import normal_verbatim

_AMOUNT = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?")


def amount_in(text: str) -> float | None:
    found = _AMOUNT.fullmatch(text)
    return float(f"{found[1].replace(',', '')}.{found[2] or 0}") if found else None


class Money(Frozen):
    """An amount as written, and as understood."""

    text: str = ""
    dollars: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        if data is None or isinstance(data, str):
            data = {"text": data}
        elif isinstance(data, int | float):
            data = {"text": f"${data:,.2f}"}
        if not isinstance(data, dict) or not set(data) <= {"text", "dollars"}:
            return data
        text = typed(normal_verbatim(text_in(data.get("text"))))
        return {"text": text, "dollars": amount_in(text)}


class MoneyKind(WrittenKind):
    """A `Money`."""

    name = "money"
    nothing = Money.model_construct(text="", dollars=None)
    parts: ClassVar[Mapping[str, Part]] = {"text": Part(), "dollars": Part(("in dollars",))}
    expected = "expected an amount such as $1,200.00"
    schema: ClassVar[Node] = object_node(
        "An amount of dollars", {"type": "number"}, *TEXT_ONLY,
        text=WRITTEN, dollars={"type": ["number", "null"]},
    )  # fmt: skip
    width = 12
    note = "An amount, such as $1,200.00."
    column = "number"
    exact = True

    def specimen(self, words: str) -> str:
        return "$1,200.00"

    def made(self, text: str, context: FieldContext) -> Money:
        value = built(Money, {"text": text, "dollars": amount_in(text)})
        for doubt in self.doubts(value, context.names):
            context.note(doubt.code, doubt.message)
        return value

    def control(self, choices: tuple[str, ...]) -> str:
        return ""

    def listed(self, value: Money) -> str:
        return f"{value.text} (amount)"

    def asked(self, data: Mapping[str, Any] | None) -> Asked:
        return Asked(self.told(data), hint="In dollars.")

    def answered(self, text: str, *, signed: bool) -> str:
        return f"${text}" if text.isdecimal() else text

    def with_words(self, data: Mapping[str, Any], words: str) -> str:
        return f"{self.told(data)} and {words}"

    def lacking(self, value: Money, names: Names) -> str:
        return "" if value.dollars is not None else "no dollars under {}"

    def joined(self, first: Money, second: Money) -> Money:
        return Money.model_validate(f"{first.text}\n{second.text}")

    def doubts(self, value: Money, names: Names) -> Iterator[Notice]:
        if value.text and value.dollars is None:
            said = f"the amount {value.text!r} could not be understood."
            yield Notice("unreadable-amount", f"T{said[1:]}", said, "Write it as $1,200.00.")

    def cell(self, value: Money) -> Entry:
        exact = value.dollars is not None and f"${value.dollars:,.2f}" == value.text
        return value.dollars if exact else value.text


MoneyField = Annotated[Money, MoneyKind()]
