"""The two kinds of part that hold a package together: relationships and content types.

In: canonical text of a ``.rels`` part or of ``[Content_Types].xml`` (ECMA-376 part 2). Out:
tuples of plain values, and part names resolved from targets.
"""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import unquote

from plandocs.remembered import remembered

CONTENT_TYPES: Final = "[Content_Types].xml"
_TAG: Final = re.compile(r"<(Relationship|Default|Override)\s([^>]*)>")
_ATTRIBUTE: Final = re.compile(r'([\w:]+)="([^"]*)"')


class Relationship(NamedTuple):
    """One arrow from a part; ``kind`` is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool


class ContentTypes(NamedTuple):
    """What each part holds: by extension and by part name, both in lower case."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, part: str) -> str:
        """The content type of a part, or ``""``."""
        name = part.lower()
        extension = name.rpartition(".")[2]
        return self.overrides.get(name) or self.defaults.get(extension, "")


def relationships(text: str) -> tuple[Relationship, ...]:
    """The relationships of a ``.rels`` part, in its order; transitional and strict types alike."""
    return tuple(
        Relationship(
            facts.get("Id", ""),
            facts.get("Type", "").rstrip("/").rpartition("/")[2],
            facts.get("Target", ""),
            facts.get("TargetMode", "").lower() == "external",
        )
        for tag, facts in _tags(text)
        if tag == "Relationship"
    )


def content_types(text: str) -> ContentTypes:
    """The table of ``[Content_Types].xml``."""
    types = ContentTypes({}, {})
    for tag, facts in _tags(text):
        value = facts.get("ContentType", "").strip().lower()
        if tag == "Default":
            types.defaults[facts.get("Extension", "").lower().lstrip(".")] = value
        elif tag == "Override":
            types.overrides[facts.get("PartName", "").lower().replace("\\", "/").lstrip("/")] = (
                value
            )
    return types


@remembered(1024, longest=200)
def rels_part(of: str) -> str:
    """The name of the part that holds the relationships of ``of``; of the package for ``""``."""
    folder, name = posixpath.split(of)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner_of(rels: str) -> str:
    """The part whose relationships a part of that kind holds; "" for the package."""
    folder, name = posixpath.split(rels)
    if posixpath.basename(folder) == "_rels":
        folder = posixpath.dirname(folder)
    return posixpath.join(folder, name.removesuffix(".rels"))


@remembered(1024, longest=500)
def candidates(target: str, of: str) -> tuple[str, ...]:
    """The part names that a target may mean, seen from the part ``of``: as written, unquoted."""
    path = target.replace("\\", "/").partition("#")[0].partition("?")[0].strip()
    if not path:
        return ()
    whole = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(of), path)
    name = posixpath.normpath(whole).lstrip("/")
    plain = unquote(name)
    return (name,) if plain == name else (name, plain)


def _tags(text: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (tag, {name: unescape(value) for name, value in _ATTRIBUTE.findall(inside)})
        for tag, inside in _TAG.findall(text)
    ]
