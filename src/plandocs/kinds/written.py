"""What the kinds share whose value keeps its text as written, beside what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import GetCoreSchemaHandler

from plandocs.kinds.kind import Kind, Node
from plandocs.kinds.plain import Entry
from plandocs.normal.markers import verbatim
from plandocs.normal.paragraphs import Para

WRITTEN = {"type": "string", "description": "As it is written in the document"}
DAY = {"type": ["string", "null"], "description": "A day as 2026-07-12; null where not known"}
TEXT_ONLY = ({"type": ["string", "null"]},)


def object_node(description: str, *more: Node, **fields: Node) -> Node:
    """A value that is written as an object, and may be given as plain text."""
    whole = {"type": "object", "properties": fields, "additionalProperties": False}
    return {"description": description, "anyOf": [whole, *more]}


class WrittenKind(Kind):
    """A value with a ``text``; its model takes it from data by itself."""

    bare = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """The model's own."""
        return handler(source)

    def read(self, paras: Sequence[Para]) -> str:
        """The text as it stands, with its markers: they may be a part of it."""
        return verbatim(paras)

    def printed(self, value: Any) -> dict[str, Any]:
        """Its parts by their names."""
        return {name: getattr(value, name) for name in self.parts}

    def printed_as(self) -> Mapping[str, None]:
        """The names of its parts."""
        return dict.fromkeys(self.parts)

    def tagged(self, path: str) -> str:
        """Its text."""
        return f"{path}.text"

    def text(self, value: Any) -> str:
        """The text as written."""
        return str(value.text)

    def texts(self, value: Any) -> Sequence[str]:
        """The text as written."""
        return (value.text,)

    def data_text(self, data: Any) -> str:
        """The text as written."""
        return str(data["text"])

    def cell(self, value: Any) -> Entry:
        """The text as written."""
        return str(value.text)
