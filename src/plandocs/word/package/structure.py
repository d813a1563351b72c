"""How a package hangs together: its part names, content types and relationships.

In: the names of a package's parts, and the packed bytes of those that say what belongs to what.
Out: `Structure`, which answers by name. Files of one origin share it whole, so it is worked out
once for all of them.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from plandocs.container import archive
from plandocs.container.archive import Member
from plandocs.container.limits import Limits
from plandocs.word.package import relations
from plandocs.word.package.canonical import canonical
from plandocs.word.package.relations import CONTENT_TYPES, ContentTypes, Relationship

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

    def find(self, part: str) -> str | None:
        """The part's name as the directory spells it: names differ in no more than case."""
        return self._spelled.get(part.lower())

    def arrows(self, of: str) -> tuple[Relationship, ...]:
        """All relationships of a part, of the package itself for ``""``."""
        name = self.find(relations.rels_part(of))
        return () if name is None else self._in(name)

    def related(self, kind: str, of: str) -> tuple[str, ...]:
        """The parts that ``of`` points to as ``kind``, without those that are missing."""
        found = self._related.get((kind, of))
        if found is None:
            targets = [self._part(arrow, of) for arrow in self.arrows(of) if arrow.kind == kind]
            found = tuple(dict.fromkeys([name for name in targets if name is not None]))
            self._related[kind, of] = found
        return found

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
            (relations.owner_of(name), arrow.kind, arrow.target)
            for name in self._names
            if name.endswith(".rels")
            for arrow in self._in(name)
            if arrow.external and arrow.kind != "hyperlink"
        )

    @cached_property
    def content_types(self) -> ContentTypes:
        """What ``[Content_Types].xml`` says of each part."""
        return relations.content_types(self._text(self.find(CONTENT_TYPES) or CONTENT_TYPES))

    def _part(self, arrow: Relationship, of: str) -> str | None:
        if arrow.external:
            return None
        for candidate in relations.candidates(arrow.target, of):
            if (name := self.find(candidate)) is not None:
                return name
        return None

    def _in(self, rels: str) -> tuple[Relationship, ...]:
        arrows = self._arrows.get(rels)
        if arrows is None:
            self._arrows[rels] = arrows = relations.relationships(self._text(rels))
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
