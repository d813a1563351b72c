"""One of several, ticked: ``☐ Met ☒ Exceeded`` is "Exceeded", and no box ticked is nothing.

The labels may stand behind their boxes or in front of them, in a line or one below the other. Two
boxes ticked, or words beside them, are a text with an issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, ClassVar, NamedTuple

from pydantic import BeforeValidator, GetCoreSchemaHandler, ValidationInfo

from plandocs.kinds.kind import AS_READ, FieldContext, Kind, Node
from plandocs.kinds.plain import text_in, typed
from plandocs.normal.labels import key
from plandocs.normal.markers import normal_verbatim, verbatim
from plandocs.normal.paragraphs import Para

TICK, OPEN = "☒", "☐"
_TICKED = "☒☑✓✔✗✘✅🗹🗸⊠▣◼■⬛●◉"
_OPEN = "☐□◻▢⬜❏❑○◯"
_MARKS = (
    rf"(?P<on>[{_TICKED}]|\[\s*[xX✓✔]\s*\]|\(\s*[xX✓✔]\s*\)|(?<!\w)[xX](?!\w))"
    rf"|(?P<off>[{_OPEN}]|\[[\s_]*\]|\(\s*\)|_{{2,}})"
)
_HINT = re.compile(
    r"[([]?\s*(?:please\s+)?(?:tick|check|mark|select|choose)\b[\w\s,/-]{0,60}?"
    r"(?:one|box|applies|applicable|appropriate)\b[\w\s]{0,20}[:.]?\s*[)\]]?",
    re.IGNORECASE,
)
_BETWEEN = " \n\t/|,;:.·•*–—-\ufe0e\ufe0f"


class _Seen(NamedTuple):
    """What a text with boxes says: what is ticked, the option of each box, other words."""

    ticked: tuple[str, ...]
    boxes: tuple[str, ...]
    words: str


class Ticked(Kind):
    """A text that is one of the form's ``options``: ``Annotated[str, Ticked("Met", "Exceeded")]``.

    An option may not be a part of a word of another.
    """

    name = "ticked"
    bare = False
    expected = "expected one of the form's own words"
    schema: ClassVar[Node] = {
        "type": "string",
        "pattern": f"{TICK}.+{TICK}",
        "description": "Several boxes that are ticked, as a document was read",
    }
    width = 18

    def __init__(self, *options: str) -> None:
        self.options = options
        self.expected = f"expected one of {', '.join(options)}"
        self.note = f"One of: {', '.join(options)}."
        self._by_key = {key(each): each for each in options}
        longest = sorted(map(re.escape, options), key=len, reverse=True)
        spaced = (each.replace(r"\ ", r"\s+") for each in longest)
        self._pieces = re.compile(rf"(?<!\w)(?P<option>{'|'.join(spaced)})(?!\w)|{_MARKS}", re.I)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """What was read from a document may be other words than the form's."""

        def taken(value: Any, info: ValidationInfo) -> str:
            return self._as_read(value) if info.context == AS_READ else self.taken(value)

        return BeforeValidator(taken).__get_pydantic_core_schema__(source, handler)

    def taken(self, value: Any) -> str:
        """One of the options, however it is written; several that are ticked stay what they are."""
        taken = self._as_read(value)
        if taken and taken not in self.options and taken != self._several(self._seen(taken).ticked):
            near = get_close_matches(taken.casefold(), [o.casefold() for o in self.options], 1, 0.5)
            meant = next((o for o in self.options if o.casefold() in near), "")
            raise ValueError(self.expected + (f"; did you mean {meant!r}?" if meant else ""))
        return taken

    def _as_read(self, value: Any) -> str:
        return self._value(typed(normal_verbatim(text_in(value, self.expected[9:]))))

    def _value(self, text: str) -> str:
        seen = self._seen(text)
        if (whole := self._by_key.get(key(text))) is not None and not seen.boxes:
            return whole
        if seen.words:
            return text
        return seen.ticked[0] if len(seen.ticked) == 1 else self._several(seen.ticked)

    @staticmethod
    def _several(ticked: Sequence[str]) -> str:
        return " ".join(f"{TICK} {each}" for each in ticked)

    def _seen(self, text: str) -> _Seen:
        """A text taken apart; where a mark may belong to either of two labels, it is all words."""
        text = _HINT.sub(" ", text)
        words = self._pieces.sub(" ", text).strip(_BETWEEN)
        lines = [list(self._pieces.finditer(line)) for line in text.split("\n")]
        if any(line and not any(each["option"] for each in line) for line in lines):
            lines = [list(self._pieces.finditer(text))]  # a label stands below or above its box
        ticked: set[str] = set()
        boxes: list[str] = []
        for mark, option in (pair for line in lines for pair in self._paired(line)):
            if not option:
                return _Seen((), (), text)
            if not mark[0].isalpha():
                boxes.append(option)
            if mark["on"]:
                ticked.add(option)
        return _Seen(tuple(o for o in self.options if o in ticked), tuple(boxes), words)

    def _paired(self, line: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
        """Each mark of a line with the option beside it, "" where it may be either of two."""
        names = [each for each in line if each["option"]]
        labels_first = bool(line) and bool(line[0]["option"])
        unsure = labels_first and bool(line[-1]["option"]) and len(names) > 1
        for mark in (each for each in line if not each["option"]):
            before = [each for each in names if each.start() < mark.start()][-1:]
            after = [each for each in names if each.start() > mark.start()][:1]
            option = (before or after) if labels_first else (after or before)
            yield mark, self._by_key[key(option[0][0])] if option and not unsure else ""

    def boxes(self, text: str) -> tuple[str, ...]:
        """The option of each box in a text, in order; none where there is no box to tick."""
        return self._seen(text).boxes

    def gives_way(self, printed: str, *, hint: bool, ruled: bool) -> bool:
        """Nothing: the labels of the boxes stay."""
        return False

    def control(self, choices: tuple[str, ...]) -> str:
        """None: the boxes are there."""
        return ""

    def is_unfilled(self, text: str) -> bool:
        """Return whether there are boxes with their labels, and none is ticked."""
        seen = self._seen(text)
        open_boxes = bool(seen.boxes) or self._by_key.get(key(text)) is None
        return not seen.ticked and not seen.words and open_boxes

    def read(self, paras: Sequence[Para]) -> str:
        """The text with its boxes."""
        return verbatim(paras)

    def made(self, text: str, context: FieldContext) -> str:
        """The option that is ticked; what else there is, is told."""
        value = self._value(text)
        if value and value not in self.options:
            if value == self._several(self._seen(value).ticked):
                context.note("several-ticked", f"More than one box is ticked: {value}. Tick one.")
            else:
                message = f"{value!r} is not one of {', '.join(self.options)}; it is kept as typed."
                context.note("unknown-choice", message)
        return value

    def joined(self, first: str, second: str) -> str:
        """What both rows tick."""
        return self._value("\n".join(filter(None, (first, second)))) if first != second else first

    def node(self, choices: tuple[str, ...]) -> Node:
        """The options, or several of them as they were read."""
        return {"anyOf": [{"enum": ["", None, *self.options]}, {"$ref": f"#/$defs/{self.name}"}]}

    def specimen(self, words: str) -> str:
        """The first option."""
        return self.options[0]
