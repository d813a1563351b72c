"""How a package hangs together: its part names, content types and relationships (ECMA-376 part 2).

`Structure` is made of the names of a package's parts and the packed bytes of those that say what
belongs to what, and answers by name. Files of one origin share it whole, so it is worked out once
for all of them.
"""

from __future__ import annotations

import posixpath
import re
from functools import cached_property, lru_cache
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import unquote

from plandocs.container import archive
from plandocs.container.archive import Member
from plandocs.container.limits import Limits
from plandocs.remembered import remembered
from plandocs.word.package.canonical import canonical

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
    unquoted = unquote(name)
    return (name,) if unquoted == name else (name, unquoted)


def _tags(text: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (tag, {name: unescape(value) for name, value in _ATTRIBUTE.findall(inside)})
        for tag, inside in _TAG.findall(text)
    ]


_MEMORABLE: Final = 2**14  # bytes of its parts, unpacked, up to which a structure is remembered
_USUAL: Final = 2**12  # letters of all names of a package's parts, up to which it is


class Binding(NamedTuple):
    """A part that says what belongs to what: its packed bytes, and its entry without a place."""

    raw: bytes
    entry: Member


class Structure:
    """What belongs to what among the parts of a package.

    Its errors name a part and no file: it is the structure of many.
    """

    def __init__(
        self, names: tuple[str, ...], bindings: tuple[Binding, ...], limits: Limits
    ) -> None:
        self._names = names
        self._bindings = {binding.entry.name: binding for binding in bindings}
        self._limits = limits
        self._spelled = {name.lower(): name for name in names}
        self._arrows: dict[str, tuple[Relationship, ...]] = {}
        self._related: dict[tuple[str, str], tuple[str, ...]] = {}
        self._ids: dict[str, dict[str, Relationship]] = {}
        self.main: tuple[str, bool] | None = None
        """The main part of a Word document, and may it hold macros? None until it was found."""

    def find(self, part: str) -> str | None:
        """The part's name as the directory spells it: names differ in no more than case."""
        return self._spelled.get(part.lower())

    def arrows(self, of: str) -> tuple[Relationship, ...]:
        """All relationships of a part, of the package itself for ``""``."""
        name = self.find(rels_part(of))
        return () if name is None else self._in(name)

    def related(self, kind: str, of: str) -> tuple[str, ...]:
        """The parts that ``of`` points to as ``kind``, without those that are missing."""
        result = self._related.get((kind, of))
        if result is None:
            targets = [self._part(arrow, of) for arrow in self.arrows(of) if arrow.kind == kind]
            result = tuple(dict.fromkeys([name for name in targets if name is not None]))
            self._related[kind, of] = result
        return result

    def target(self, rid: str, of: str) -> str | None:
        """The part that ``r:id`` names in ``of``; None if there is none inside the package."""
        if of not in self._ids:
            self._ids[of] = {arrow.id: arrow for arrow in self.arrows(of)}
        arrow = self._ids[of].get(rid)
        return None if arrow is None else self._part(arrow, of)

    @cached_property
    def external(self) -> tuple[tuple[str, str, str], ...]:
        """Part, kind and target of all that lies outside, but hyperlinks; never followed."""
        return tuple(
            (owner_of(name), arrow.kind, arrow.target)
            for name in self._names
            if name.endswith(".rels")
            for arrow in self._in(name)
            if arrow.external and arrow.kind != "hyperlink"
        )

    @cached_property
    def content_types(self) -> ContentTypes:
        """What ``[Content_Types].xml`` says of each part."""
        return content_types(self._text(self.find(CONTENT_TYPES) or CONTENT_TYPES))

    def _part(self, arrow: Relationship, of: str) -> str | None:
        if arrow.external:
            return None
        for candidate in candidates(arrow.target, of):
            if (name := self.find(candidate)) is not None:
                return name
        return None

    def _in(self, rels: str) -> tuple[Relationship, ...]:
        arrows = self._arrows.get(rels)
        if arrows is None:
            self._arrows[rels] = arrows = relationships(self._text(rels))
        return arrows

    def _text(self, name: str) -> str:
        data = archive.unpack(*self._bindings[name], self._limits, "")
        return canonical(data, limits=self._limits, place=name)


def structure_of(
    names: tuple[str, ...], bindings: tuple[Binding, ...], limits: Limits
) -> Structure:
    """The structure of a package, remembered where it is small."""
    size = sum([max(entry.packed, entry.size) for _, entry in bindings])
    usual = size <= _MEMORABLE and sum(map(len, names)) <= _USUAL
    return (_remembered if usual else Structure)(names, bindings, limits)


@lru_cache(maxsize=64)
def _remembered(names: tuple[str, ...], bindings: tuple[Binding, ...], limits: Limits) -> Structure:
    return Structure(names, bindings, limits)


def binding_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Which parts say what belongs to what: the content types and all relationships."""
    usual = sum(map(len, names)) <= _USUAL
    return (_binding_names if usual else _binding_names.__wrapped__)(names)


@lru_cache(maxsize=128)
def _binding_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        n for n in names if n.lower().endswith(".rels") or n.lower() == CONTENT_TYPES.lower()
    )
