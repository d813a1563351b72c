"""A Word file, opened: its parts by name, as bytes or as canonical text.

In: the bytes of an OPC package (ECMA-376 part 2). Out: `Package`, the only way in which the rest
of the room reaches a part. Nothing is unpacked before it is asked for, and nothing outside the
package is ever followed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from plandocs.container import archive
from plandocs.container.archive import Member
from plandocs.container.limits import Limits
from plandocs.errors import Corrupt, PlandocsError
from plandocs.word import relations
from plandocs.word.canonical import canonical, without_declaration
from plandocs.word.relations import ContentTypes, Relationship

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

CONTENT_TYPES: Final = "[Content_Types].xml"
# Parts up to this size are remembered by their packed bytes: files of one origin share them.
_MEMORABLE: Final = 2**15  # bytes of a part, unpacked, that is remembered
_Value = TypeVar("_Value")
_Key: TypeAlias = tuple[bytes, int, int, int]
_Entry: TypeAlias = tuple[str, int, int, int, int]  # a member, wherever it lies in its file
_Reader: TypeAlias = "_lru_cache_wrapper[_Value]"


class Package:
    """The parts of one file.

    ``source`` is the path as given (``""`` for bytes), ``sha256`` that of the file as it came,
    ``limits`` what a part may cost, ``main`` the name of the main document part, ``converted`` the
    extension of what LibreOffice made this package from (``""`` for a Word file), ``macros``
    whether it may hold macros.
    """

    __slots__ = (
        "_arrows", "_data", "_folded", "_ids", "_members", "_of_part", "_proved", "_texts",
        "converted", "limits", "macros", "main", "sha256", "source",
    )  # fmt: skip

    def __init__(
        self, source: str, sha256: str, data: bytes, members: dict[str, Member], limits: Limits
    ) -> None:
        self.source = source
        self.sha256 = sha256
        self.main = ""
        self.converted = ""
        self.macros = False
        self._arrows: dict[str, tuple[Relationship, ...]] = {}
        self._of_part: dict[str, tuple[Relationship, ...]] = {}
        self._data = data
        self._members = members
        self.limits = limits
        self._folded: dict[str, str] = {}
        self._ids: dict[str, dict[str, Relationship]] = {}
        self._texts: dict[str, str] = {}
        self._proved: dict[str, bytes] = {}

    def names(self) -> tuple[str, ...]:
        """All part names, in the order of the directory."""
        return tuple(self._members)

    def find(self, part: str) -> str | None:
        """The part's name as the directory spells it: names differ in no more than case."""
        if part in self._members:
            return part
        if not self._folded:
            self._folded = {name.lower(): name for name in self._members}
        return self._folded.get(part.lower())

    def key(self, part: str) -> _Key | None:
        """The part's packed bytes, and what the directory says of them.

        The same in every file that shares the part, and damaged in the same way.
        """
        name = self.find(part)
        if name is None:
            return None
        member = self._members[name]
        raw = archive.packed(self._data, member, self.source)
        return raw, member.method, member.crc, member.size

    def beginning(self, part: str, length: int) -> tuple[bytes, int]:
        """The first packed bytes of a part, and the method that packed them."""
        member = self._members[part]
        return archive.packed(self._data, member, self.source)[:length], member.method

    def read(self, part: str) -> bytes:
        """The part's own bytes. Raises `Corrupt` or `TooLarge`."""
        name = self.find(part)
        if name is None:
            raise Corrupt("this part is missing from the package", self.source, part)
        member = self._members[name]
        raw = archive.packed(self._data, member, self.source)
        content = archive.unpack(raw, member, self.limits, self.source)
        archive.ensure_agreed(self._data, member, self.source)
        return content

    def xml(self, part: str) -> str:
        """The part as canonical text (see `plandocs.word.canonical`), worked out once."""
        text = self._texts.get(part)
        if text is None:
            proved = self._proved.get(part)
            text = self._canonical(part) if proved is None else without_declaration(proved)
            self._texts[part] = text
        return text

    def _canonical(self, part: str) -> str:
        data = self.read(part)
        return canonical(data, limits=self.limits, source=self.source, place=part)

    def proved(self, part: str, data: bytes) -> None:
        """Take note that a part with these bytes is canonical but for its declaration."""
        self._proved[part] = data

    def related(self, kind: str, of: str | None = None) -> tuple[str, ...]:
        """The parts that ``of`` (the main part unless said) points to, whose kind is ``kind``.

        The kind is the last word of the relationship's type: ``styles``, ``header``, ``comments``.
        Parts that are pointed to but missing are left out.
        """
        of = self.main if of is None else of
        targets = [self._part(arrow, of) for arrow in self.arrows(of) if arrow.kind == kind]
        return tuple(dict.fromkeys([name for name in targets if name is not None]))

    def root_related(self, kind: str) -> tuple[str, ...]:
        """The same for the package itself: ``core-properties``, ``officeDocument``."""
        return self.related(kind, "")

    def target(self, rid: str, of: str | None = None) -> str | None:
        """The part that ``r:id`` names in ``of``; None if there is none inside the package."""
        of = self.main if of is None else of
        if of not in self._ids:
            self._ids[of] = {arrow.id: arrow for arrow in self.arrows(of)}
        arrow = self._ids[of].get(rid)
        return None if arrow is None else self._part(arrow, of)

    def external(self) -> tuple[tuple[str, str, str], ...]:
        """Part, kind and target of all that lies outside, but hyperlinks; never followed."""
        rels = [name for name in self._members if name.endswith(".rels")]
        return tuple(
            [
                (name.replace("_rels/", "").removesuffix(".rels"), arrow.kind, arrow.target)
                for name in rels
                for arrow in self._arrows_in(name)
                if arrow.external and arrow.kind != "hyperlink"
            ]
        )

    def arrows(self, of: str) -> tuple[Relationship, ...]:
        """All relationships of a part, of the package itself for ``""``."""
        arrows = self._of_part.get(of)
        if arrows is None:
            name = self.find(relations.rels_part(of))
            self._of_part[of] = arrows = () if name is None else self._arrows_in(name)
        return arrows

    def content_types(self) -> ContentTypes:
        """What ``[Content_Types].xml`` says of each part."""
        return self._shared(_content_types, CONTENT_TYPES)

    def _part(self, arrow: Relationship, of: str) -> str | None:
        if arrow.external:
            return None
        for candidate in relations.candidates(arrow.target, of):
            name = self.find(candidate)
            if name is not None:
                return name
        return None

    def _arrows_in(self, rels: str) -> tuple[Relationship, ...]:
        arrows = self._arrows.get(rels)
        if arrows is None:
            self._arrows[rels] = arrows = self._shared(_relationships, rels)
        return arrows

    def _shared(self, read: _Reader[_Value], part: str) -> _Value:
        """What ``read`` makes of a part, remembered over packages for parts that are small."""
        member = self._members[self.find(part) or part]
        raw = archive.packed(self._data, member, self.source)
        work = read if max(len(raw), member.size) <= _MEMORABLE else read.__wrapped__
        try:
            value = work(raw, member[:-1], self.limits)
        except PlandocsError as error:
            raise type(error)(error.message, self.source, error.place) from None
        archive.ensure_agreed(self._data, member, self.source)
        return value


@lru_cache(maxsize=128)
def _relationships(raw: bytes, entry: _Entry, limits: Limits) -> tuple[Relationship, ...]:
    return relations.relationships(_text(raw, entry, limits))


@lru_cache(maxsize=64)
def _content_types(raw: bytes, entry: _Entry, limits: Limits) -> ContentTypes:
    return relations.content_types(_text(raw, entry, limits))


def _text(raw: bytes, entry: _Entry, limits: Limits) -> str:
    member = Member(*entry, start=0)
    data = archive.unpack(raw, member, limits, "")
    return canonical(data, limits=limits, place=member.name)
