"""A list of texts: a paragraph or a bullet for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, ClassVar

from plandocs.kinds.kind import PLAIN, Asked, Kind, Node
from plandocs.kinds.plain import Entry, cell_text, text_in
from plandocs.normal.markers import cell_of, is_settled, items, lines_of, normal_items
from plandocs.normal.paragraphs import Para
from plandocs.normal.prompts import is_prompt


class ItemsKind(Kind):
    """A tuple of texts."""

    name = "items"
    nothing = ()
    many = True
    expected = "expected a list of texts"
    schema: ClassVar[Node] = {
        "description": "A list of texts, one for each item; one text is a list of one",
        "anyOf": [{"type": "array", "items": PLAIN}, PLAIN],
    }
    width = 60
    note = (
        "One on each line (Alt+Enter). A line that begins with a space goes on with the one above "
        "it."
    )

    def taken(self, value: object) -> tuple[str, ...]:
        """The items; one text is a list of one, or of the bullets in it."""
        if value is None:
            return ()
        if isinstance(value, list | tuple) and all(
            [type(item) is str and is_settled(item) for item in value]
        ):
            return tuple(filter(None, value))
        if isinstance(value, Iterable) and not isinstance(value, str | bytes | dict):
            result = normal_items(text_in(item, "a list of texts") for item in value)
        else:
            result = normal_items([text_in(value, "a text or a list of texts")])
        return tuple(item for item in result if not is_prompt(item))

    def specimen(self, words: str) -> list[str]:
        """Two items."""
        return [f"{words}, first", f"{words}, second"]

    def read(self, paras: Sequence[Para]) -> tuple[str, ...]:
        """The items, without the prompts among them."""
        return tuple([item for item in items(paras) if not is_prompt(item)])

    def of_lines(self, lines: list[str]) -> tuple[str, ...]:
        """An item for each line with words."""
        return tuple(filter(None, lines))

    def printed(self, value: tuple[str, ...]) -> list[str]:
        """A list to loop over."""
        return list(value)

    def printed_as(self) -> list[None]:
        """A list."""
        return [None]

    def written(self, data: list[str] | None) -> list[str]:
        """A paragraph for each item."""
        return data or []

    def placed(self, value: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The items by their numbers."""
        for number, text in enumerate(value):
            yield f"[{number}]", text

    def joined(self, first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
        """Both lists, one after the other."""
        return first + second

    def text(self, value: tuple[str, ...]) -> str:
        """A line for each item."""
        return "\n".join(value)

    def texts(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """The items."""
        return value

    def listed(self, value: tuple[str, ...]) -> str:
        """A bullet for each item."""
        return "\n".join(f"• {each}" for each in value)

    def data_text(self, data: list[str]) -> str:
        """A line for each item."""
        return "\n".join(data)

    def asked(self, data: list[str] | None) -> Asked:
        """A line for each item."""
        return Asked(self.told(data), "list", "One item on each line.")

    def answered(self, text: str, *, signed: bool) -> list[str]:
        """An item for each line."""
        return [line.strip() for line in text.split("\n") if line.strip()]

    def with_words(self, data: list[str], words: str) -> list[str]:
        """An item more for each line."""
        return [*data, *(line for line in words.split("\n") if line.strip())]

    def cell(self, value: tuple[str, ...]) -> str:
        """An item a line; further lines of an item are indented."""
        return cell_of(value)

    def from_cell(self, value: Entry) -> list[str]:
        """An item for each line."""
        return lines_of(cell_text(value))

    def gathered(self, first: Iterable[str], second: Iterable[str]) -> list[str]:
        """The items of both."""
        return [*first, *second]


Items = Annotated[tuple[str, ...], ItemsKind()]
