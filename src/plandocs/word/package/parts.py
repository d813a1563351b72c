"""A Word file, opened: its parts by name, as bytes or as canonical text (ECMA-376 part 2).

`Package` is the only way in which the rest of the room reaches a part. Nothing is unpacked before
it is asked for, and nothing outside the package is ever followed. `shared` keeps what hundreds of
files have in common, by a part's packed bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, Final, ParamSpec, TypeAlias, TypeVar

from plandocs.container import archive
from plandocs.container.archive import Member
from plandocs.container.limits import Limits
from plandocs.errors import Corrupt, PlandocsError
from plandocs.word.package.canonical import canonical, without_declaration
from plandocs.word.package.structure import (
    CONTENT_TYPES,
    Binding,
    ContentTypes,
    Relationship,
    Structure,
    binding_names,
    structure_of,
)

_Answer = TypeVar("_Answer")
_Rest = ParamSpec("_Rest")
_Key: TypeAlias = tuple[bytes, int, int, int]
_Ask: TypeAlias = "Callable[Concatenate[Package, _Rest], _Answer]"


def _naming_the_file(ask: _Ask[_Rest, _Answer]) -> _Ask[_Rest, _Answer]:
    """A question to the package's structure, whose error is one of this file."""

    @wraps(ask)
    def answer(package: Package, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _Answer:
        try:
            return ask(package, *rest, **named)
        except PlandocsError as error:
            if not error.source:
                package.ensure_present(error.place)
            raise type(error)(error.message, package.source, error.place) from None

    return answer


class Package:
    """The parts of one file.

    ``source`` is the path as given (``""`` for bytes), ``sha256`` that of the file as it came,
    ``limits`` what a part may cost, ``main`` the name of the main document part, ``converted`` the
    extension of what LibreOffice made this package from (``""`` for a Word file), ``left_out``
    what of that was live and did not come with it, ``macros`` whether it may hold macros.
    """

    __slots__ = (
        "_data", "_known", "_members", "_names", "_proved", "_texts", "converted", "left_out",
        "limits", "macros", "main", "sha256", "source",
    )  # fmt: skip

    def __init__(
        self, source: str, sha256: str, data: bytes, members: dict[str, Member], limits: Limits
    ) -> None:
        self.source = source
        self.sha256 = sha256
        self.main = ""
        self.converted = ""
        self.left_out: tuple[str, ...] = ()
        self.macros = False
        self._data = data
        self._members = members
        self._names = tuple(members)
        self._known: Structure | None = None
        self.limits = limits
        self._texts: dict[str, str] = {}
        self._proved: dict[str, bytes] = {}

    def names(self) -> tuple[str, ...]:
        """All part names, in the order of the directory."""
        return self._names

    def find(self, part: str) -> str | None:
        """The part's name as the directory spells it: names differ in no more than case."""
        return part if part in self._members else self._structure.find(part)

    def key(self, part: str) -> _Key | None:
        """The part's packed bytes, and what the directory says of them.

        The same in every file that shares the part, and damaged in the same way.
        """
        name = self.find(part)
        if name is None:
            return None
        member = self._members[name]
        return self._packed(member), member.method, member.crc, member.size

    def _packed(self, member: Member) -> bytes:
        """The packed bytes of a part, as the very object that the last file had, if it had them.

        Its hash is worked out already, and to compare takes a tenth of that.
        """
        name, _, _, length, _, _, begin = member
        last = _last.get(name)
        if last and length == len(last) and begin > 0 and self._data.startswith(last, begin):
            return last
        raw = archive.packed(self._data, member, self.source)
        if len(raw) <= _LAST_BYTES:
            if len(_last) >= _LAST_PARTS:
                _last.clear()
            _last[name] = raw
        return raw

    def beginning(self, part: str, length: int) -> tuple[bytes, int]:
        """The first packed bytes of a part, none where it is damaged; how they are packed.

        Of a small part all of them.
        """
        member = self._members[part]
        begin, packed = member.begin, member.packed
        if begin < 0:
            return b"", member.method
        if packed <= _LAST_BYTES and begin + packed <= len(self._data):
            return self._packed(member), member.method
        return self._data[begin : begin + min(length, packed)], member.method

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

    def parts(self) -> dict[str, bytes]:
        """Return the bytes of every part by its name, content types first, to save it."""
        parts = {name: self.read(name) for name in self._names if not name.endswith("/")}
        return {CONTENT_TYPES: parts.pop(self.find(CONTENT_TYPES) or CONTENT_TYPES), **parts}

    def xml(self, part: str) -> str:
        """The part as canonical text (see `plandocs.word.package.canonical`), worked out once."""
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

    @_naming_the_file
    def related(self, kind: str, of: str | None = None) -> tuple[str, ...]:
        """The parts that ``of`` (the main part unless said) points to, whose kind is ``kind``.

        The kind is the last word of the relationship's type: ``styles``, ``header``, ``comments``.
        Parts that are pointed to but missing are left out.
        """
        return self._structure.related(kind, self.main if of is None else of)

    def root_related(self, kind: str) -> tuple[str, ...]:
        """The same for the package itself: ``core-properties``, ``officeDocument``."""
        return self.related(kind, "")

    @_naming_the_file
    def target(self, rid: str, of: str | None = None) -> str | None:
        """The part that ``r:id`` names in ``of``; None if there is none inside the package."""
        return self._structure.target(rid, self.main if of is None else of)

    @_naming_the_file
    def external(self) -> tuple[tuple[str, str, str], ...]:
        """Part, kind and target of all that lies outside, but hyperlinks; never followed."""
        return self._structure.external

    @_naming_the_file
    def arrows(self, of: str) -> tuple[Relationship, ...]:
        """All relationships of a part, of the package itself for ``""``."""
        return self._structure.arrows(of)

    @_naming_the_file
    def content_types(self) -> ContentTypes:
        """What ``[Content_Types].xml`` says of each part."""
        return self._structure.content_types

    def ensure_present(self, part: str) -> None:
        """Raise `Corrupt` where a part's packed bytes are not where the directory says."""
        if part in self._members:
            archive.packed(self._data, self._members[part], self.source)

    @property
    def recognised(self) -> tuple[str, bool] | None:
        """The main part of a file of one origin that was seen to be a Word document; and macros."""
        return self._structure.main

    @recognised.setter
    def recognised(self, main: tuple[str, bool]) -> None:
        self._structure.main = main

    @property
    def _structure(self) -> Structure:
        structure = self._known
        if structure is None:
            bindings = tuple([self._binding(name) for name in binding_names(self._names)])
            self._known = structure = structure_of(self._names, bindings, self.limits)
        return structure

    def _binding(self, name: str) -> Binding:
        member = self._members[name]
        entry = Member(*member[:5], start=0, begin=0)
        if member.begin < 0:
            return Binding(b"", entry)  # damaged, which is told where it is asked for
        archive.ensure_agreed(self._data, member, self.source)
        if member.begin + member.packed > len(self._data):
            return Binding(self._data[member.begin :], entry)
        return Binding(self._packed(member), entry)


_LAST_BYTES: Final = 2**12
_LAST_PARTS: Final = 64
_last: dict[str, bytes] = {}  # packed bytes of small parts, as the last file with such a part had
_Value = TypeVar("_Value")
_KEPT_BYTES: Final = 2**21  # of parts, unpacked; what is made of them takes several times as much
_ENTRY: Final = 2**12  # that the smallest part counts for
_kept: dict[tuple[str, object], tuple[object, int]] = {}  # what was made, and what it counts for
_size = 0
_lock = Lock()


def shared(
    package: Package, part: str, what: str, make: Callable[[], _Value], *, weight: int = 1
) -> _Value:
    """What ``make`` gives for this part, kept for the next file with the very same part.

    ``weight``: how often the bytes of the part count, where what is made of them takes much more.
    """
    global _size
    result = package.key(part)
    key = (what, result)
    known = _kept.get(key)
    if known is not None:
        return known[0]  # type: ignore[return-value]  # stored under the same `what`
    value = make()
    size = max(_ENTRY, 0 if result is None else weight * (len(result[0]) + result[-1]))
    if size > _KEPT_BYTES // 4:
        return value
    with _lock:
        while _kept and _size + size > _KEPT_BYTES:  # the oldest makes room
            _size -= _kept.pop(next(iter(_kept)))[1]
        if key not in _kept:
            _kept[key] = value, size
            _size += size
    return value
