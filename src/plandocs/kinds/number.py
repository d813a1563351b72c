"""A number as written, and as understood: ``25 %``, ``25.5``, ``1,200``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import ValidationInfo, model_validator

from plandocs.frozen import Frozen, built
from plandocs.kinds.kind import AS_READ, FieldContext, Names, Node, Notice
from plandocs.kinds.plain import Entry, Part, plain_number, text_in, typed
from plandocs.kinds.written import WRITTEN, WrittenKind, object_node
from plandocs.normal.markers import normal_verbatim

Value = int | float

_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+"
_NUMBER = re.compile(
    rf"(?P<minus>[-−–] ?)?\$? ?(?P<whole>{_GROUPED}|\d+)?(?P<part>\.\d*)?"
    r" ?(?:%|per ?cent(?:age)?|pct)?\.?",
    re.IGNORECASE | re.ASCII,
)
_MOST_DIGITS = 15
"""More do not come back from a number as a computer has it."""


def number_in(text: str) -> Value | None:
    """Return the number that a text is, with or without its per cent; None where it is none.

    >>> number_in("25 %"), number_in("1,200.50"), number_in("a third")
    (25, 1200.5, None)
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = re.sub(r"[, ]", "", match["whole"] or "") + (match["part"] or "").rstrip(".")
    if not digits or len(digits) > _MOST_DIGITS:
        return None
    return _whole(float(digits) * (-1 if match["minus"] else 1))


def _whole(value: float) -> Value:
    return int(value) if value == int(value) else value


_EXPECTED = "a number such as 25"


class NumberText(Frozen):
    """A number as written, and as understood: ``number`` is None where the text is none."""

    text: str = ""
    number: int | float | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any, info: ValidationInfo) -> Any:
        if data is None or (isinstance(data, str | int | float) and not isinstance(data, bool)):
            data = {"text": data}
        if not isinstance(data, dict) or not set(data) <= {"text", "number"}:
            return data
        text = typed(normal_verbatim(text_in(data.get("text"), _EXPECTED)))
        number = data.get("number")
        if number in (None, ""):
            return {"text": text, "number": number_in(text)}
        written = text_in(number, "a number")
        if number_in(written) is None:
            raise ValueError(f"expected a number such as 25; here is {written!r}")
        text = text or written
        if info.context != AS_READ and number_in(text) != number_in(written):
            raise ValueError(f"the text says another number than {written}")
        return {"text": text, "number": number_in(text)}


class NumberKind(WrittenKind):
    """A `NumberText`, not under ``least`` and not over ``most`` where they are said."""

    name = "number"
    nothing = NumberText.model_construct(text="", number=None)
    parts: ClassVar[Mapping[str, Part]] = {"text": Part(), "number": Part(("as a number",))}
    expected = f"expected {_EXPECTED}"
    schema: ClassVar[Node] = object_node(
        "A number, with or without its per cent", {"type": ["string", "number", "null"]},
        text=WRITTEN,
        number={"type": ["number", "null"], "description": "null where the text is not a number"},
    )  # fmt: skip
    width = 12
    column = "number"
    adds = True

    def __init__(self, least: Value | None = None, most: Value | None = None) -> None:
        self.least, self.most = least, most
        bounds = self._bounds()
        self.note = "A number, such as 25" + (f"; {bounds}." if bounds else ".")

    def _bounds(self) -> str:
        least, most = (None if e is None else plain_number(e) for e in (self.least, self.most))
        if least is not None and most is not None:
            return f"from {least} to {most}"
        return f"{least} or more" if least else f"{most} or less" if most else ""

    def node(self, choices: tuple[str, ...]) -> Node:
        """Its bounds beside it."""
        bounds = self._bounds()
        return {**super().node(choices), **({"description": bounds.capitalize()} if bounds else {})}

    def is_whole(self, text: str) -> bool:
        """Return whether it is a number."""
        return number_in(text) is not None

    def is_unfilled(self, text: str) -> bool:
        """Return whether there is no more than the per cent sign that a blank prints."""
        return text.strip(" _.…") == "%"

    def specimen(self, words: str) -> str:
        """A number within the bounds."""
        tried = (10, self.least, self.most)
        return next(plain_number(e) for e in tried if e is not None and self._allows(e))

    def made(self, text: str, context: FieldContext) -> NumberText:
        """The number that the text is; where it is none, or out of bounds, that is told."""
        value = built(NumberText, {"text": text, "number": number_in(text)})
        for notice in self.doubts(value, context.names):
            context.note(notice.code, notice.message)
        return value

    def joined(self, first: NumberText, second: NumberText) -> NumberText:
        """What both rows say."""
        text = "\n".join(filter(None, (first.text, second.text)))
        return built(NumberText, {"text": text, "number": number_in(text)})

    def number(self, value: NumberText) -> Value | None:
        """The number, where it is one."""
        return value.number

    def doubts(self, value: NumberText, names: Names) -> Iterator[Notice]:
        """A text that is no number, or a number that the form does not allow."""
        if value.text and value.number is None:
            yield Notice("unreadable-number", f"{value.text!r} is not a number; its text is kept.",
                         f"{value.text!r} is not a number.")  # fmt: skip
        elif value.number is not None and not self._allows(value.number):
            clause = f"{value.text!r} is out of bounds; the form asks for {self._bounds()}."
            yield Notice("number-out-of-bounds", clause, clause)

    def _allows(self, number: Value) -> bool:
        return (self.least is None or number >= self.least) and (
            self.most is None or number <= self.most
        )

    def cell(self, value: NumberText) -> Entry:
        """A real number where the text says nothing beside it."""
        number = value.number
        exact = number is not None and plain_number(number) == value.text
        return number if exact else value.text

    def figure(self, value: NumberText) -> Entry:
        """The number, also where a per cent stands behind it."""
        return value.text if value.number is None else value.number


NumberField = Annotated[NumberText, NumberKind()]
