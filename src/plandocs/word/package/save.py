"""Saving a package: parts by name into the bytes of a .docx, by one function, `saved`.

What does not change from one document to the next is deflated once and copied as bytes (`Splicer`).
The archive is the same for the same parts: fixed order, no clock (ECMA-376 part 2, 7; the zip
format's own APPNOTE 4.3). `as_document` makes a template (.dotx), a macro document (.docm) or a
form with protected editing a plain document: macros and signatures go with what points to them,
and so do protection and a mail merge with the path and query of its data (ECMA-376-1, 17.14.20).
"""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from lxml import etree

from plandocs.errors import Corrupt, NotDocx, TemplateError
from plandocs.word.package.namespaces import spelled
from plandocs.word.package.parts import Package
from plandocs.word.package.places import W_NAMESPACE
from plandocs.word.package.properties import (
    CORE,
    CORE_TYPE,
    CUSTOM,
    CUSTOM_TYPE,
    EMPTY_CORE,
    EMPTY_CUSTOM,
    Title,
    retitled,
    with_values,
)
from plandocs.word.package.structure import CONTENT_TYPES, rels_part
from plandocs.word.package.trees import (
    DECLARATION,
    MAIN,
    MAINS,
    ML,
    RELATIONSHIP,
    TYPES,
    kinds_of,
    labelled,
    parse_xml,
    xml_bytes,
)

_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NEEDED = 20
_UTF8_NAME = 0x800
_DATE_1980 = 0x21
_DEFLATED, _STORED = 8, 0


class _Deflater(Protocol):
    def __call__(self, data: bytes, /) -> bytes: ...


class _Checksum(Protocol):
    def __call__(self, data: bytes, /) -> int: ...


def _zlib_deflate(data: bytes, /, level: int = 1) -> bytes:
    worker = zlib.compressobj(level, zlib.DEFLATED, -15)
    return worker.compress(data) + worker.flush()


def _tools() -> tuple[_Deflater, _Checksum]:
    try:
        from isal import isal_zlib
    except ImportError:
        return _zlib_deflate, zlib.crc32
    compress = isal_zlib.compress  # at 0, with tables that are ready, a twentieth larger
    return lambda data: compress(data, 0, -15), isal_zlib.crc32


class _Member(NamedTuple):
    local: bytes
    entry: bytes
    """The directory's entry without the offset that ends it, and the name after that."""
    name: bytes


class Splicer:
    """One package, of which the parts in ``changing`` differ each time."""

    def __init__(self, parts: Mapping[str, bytes], changing: tuple[str, ...]) -> None:
        self._deflate, self._checksum = _tools()
        self._changing = changing
        fixed = [_member(name, data) for name, data in parts.items() if name not in changing]
        self._front = b"".join(member.local for member in fixed)
        self._directory = b"".join(_entries(fixed, 0))
        self._count = len(fixed) + len(changing)

    def package(self, changed: Mapping[str, bytes]) -> bytes:
        """The whole package with these parts, all that ``changing`` named."""
        fresh = [self._fresh(name, changed[name]) for name in self._changing]
        front = len(self._front)
        directory = b"".join((self._directory, *_entries(fresh, front)))
        at = front + sum(len(member.local) for member in fresh)
        end = _END.pack(b"PK\5\6", 0, 0, self._count, self._count, len(directory), at, 0)
        return b"".join((self._front, *(member.local for member in fresh), directory, end))

    def _fresh(self, name: str, data: bytes) -> _Member:
        return _packed(name, self._deflate(data), _DEFLATED, self._checksum(data), len(data))


def saved(parts: Mapping[str, bytes], changed: Mapping[str, bytes] | None = None) -> bytes:
    """Return the package with these parts, those in *changed* in their place or behind them."""
    return Splicer({**parts, **(changed or {})}, ()).package({})


def _member(name: str, data: bytes) -> _Member:
    packed = _zlib_deflate(data, 9)
    crc = zlib.crc32(data)
    if len(packed) >= len(data):
        return _packed(name, data, _STORED, crc, len(data))
    return _packed(name, packed, _DEFLATED, crc, len(data))


def _packed(name: str, packed: bytes, method: int, crc: int, size: int) -> _Member:
    raw = name.encode("utf-8")
    flags = 0 if raw.isascii() else _UTF8_NAME
    facts = (flags, method, 0, _DATE_1980, crc, len(packed), size, len(raw), 0)
    local = b"".join((_LOCAL.pack(b"PK\3\4", _NEEDED, *facts), raw, packed))
    entry = _ENTRY.pack(b"PK\1\2", _NEEDED, _NEEDED, *facts, 0, 0, 0, 0, 0)
    return _Member(local, entry[:-4], raw)


def _entries(members: list[_Member], offset: int) -> list[bytes]:
    out: list[bytes] = []
    for member in members:
        out.append(member.entry + struct.pack("<L", offset) + member.name)
        offset += len(member.local)
    return out


_NO_RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_REL_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM_RELATION = f"{_REL_TYPES}/custom-properties"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_SETTINGS_TYPE = f"{ML}settings+xml"
_DROPPED = (
    "vbaproject",
    "vbadata",
    "digital-signature",
    "keymapcustomizations",
    "attachedtoolbars",
    "mailmergerecipientdata",
)
_NOT_HANDED_ON = ("w:documentProtection", "w:writeProtection", "w:mailMerge")
_MERGE_SOURCES = ("/mailMergeSource", "/mailMergeHeaderSource")


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """The parts of a normal document; ``tagged`` names those that may hold tags, with labels."""

    parts: dict[str, bytes]
    tagged: tuple[tuple[str, str], ...]
    core: str
    custom: str


def as_document(parts: dict[str, bytes], source: str) -> DocumentParts:
    """The parts made a normal document's, each ready to be filled."""
    types = parse_xml(parts[CONTENT_TYPES], CONTENT_TYPES, source)
    kinds = kinds_of(types, parts)
    main = next((name for name, kind in kinds.items() if kind in MAINS), None)
    if main is None:
        raise NotDocx("this is not a Word template; save it from Word as .docx", source)
    dropped = {n for n, kind in kinds.items() if any(d in kind.lower() for d in _DROPPED)}
    remaining = {name: data for name, data in parts.items() if not _belongs(name, dropped)}
    _retype(types, main, remaining)
    for name in [name for name in remaining if name.endswith(".rels")]:
        remaining[name] = _without(remaining[name], name, dropped, source)
    for name, kind in kinds.items():
        if kind == _SETTINGS_TYPE and name in remaining:
            remaining[name] = _settings(remaining[name], name, source)
    custom = next((n for n, kind in kinds.items() if kind == CUSTOM_TYPE), CUSTOM)
    core = next((n for n, kind in kinds.items() if kind == CORE_TYPE), CORE)
    remaining[CONTENT_TYPES] = xml_bytes(types)
    if custom not in remaining:
        add_part(remaining, custom, EMPTY_CUSTOM, CUSTOM_TYPE, _CUSTOM_RELATION, source=source)
    if core not in remaining:
        add_part(remaining, core, EMPTY_CORE, CORE_TYPE, _CORE_RELATION, source=source)
    return DocumentParts(remaining, ((main, ""), *labelled(kinds)), core, custom)


def tree_of(parts: dict[str, bytes], name: str, source: str) -> etree._Element:
    """A tagged part as a tree whose Word names are spelled ``w:``."""
    root = parse_xml(parts[name], name, source)
    if root.nsmap.get("w") != W_NAMESPACE:
        if "purl.oclc.org" in " ".join(filter(None, root.nsmap.values())):
            message = "the template is a Strict Open XML file; save it from Word as Word Document"
            raise TemplateError(message, source, name)
        raise TemplateError("the template was not saved by Word; open and save it there", source)
    return root


def _belongs(name: str, dropped: set[str]) -> bool:
    folder, _, file = name.rpartition("/_rels/")
    return name in dropped or (bool(file) and f"{folder}/{file.removesuffix('.rels')}" in dropped)


def _retype(types: etree._Element, main: str, parts: dict[str, bytes]) -> None:
    result = False
    lowered = {name.lower() for name in parts}
    for default in list(types.iter(f"{TYPES}Default")):
        if any(each in str(default.get("ContentType")).lower() for each in _DROPPED):
            types.remove(default)
    for override in list(types.iter(f"{TYPES}Override")):
        name = str(override.get("PartName")).lstrip("/")
        if name.lower() not in lowered:
            types.remove(override)
        elif name.lower() == main.lower():
            override.set("ContentType", MAIN)
            result = True
    if not result:
        etree.SubElement(types, f"{TYPES}Override", PartName=f"/{main}", ContentType=MAIN)


def _without(data: bytes, name: str, dropped: set[str], source: str) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(name))
    root = parse_xml(data, name, source)
    gone = [
        relation
        for relation in root.iter(RELATIONSHIP)
        if str(relation.get("Type")).endswith(_MERGE_SOURCES)
        or (
            relation.get("TargetMode") != "External"
            and _resolved(folder, str(relation.get("Target"))) in dropped
        )
    ]
    for relation in gone:
        root.remove(relation)
    return xml_bytes(root) if gone else data


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _settings(data: bytes, name: str, source: str) -> bytes:
    root = parse_xml(data, name, source)
    result = [e for e in root if spelled(e.tag) in _NOT_HANDED_ON]
    for element in result:
        root.remove(element)
    return xml_bytes(root) if result else data


def add_part(
    parts: dict[str, bytes], name: str, data: bytes, content_type: str, relation: str, *,
    owner: str = "", source: str = "",
) -> None:  # fmt: skip
    """Add a part, with its content type and the relationship that leads to it from ``owner``."""
    rels = rels_part(owner)
    if not owner and rels not in parts:
        raise Corrupt("the template has no relationships; save it again from Word", source)
    types = parse_xml(parts[CONTENT_TYPES], CONTENT_TYPES, source)
    etree.SubElement(types, f"{TYPES}Override", PartName=f"/{name}", ContentType=content_type)
    root = parse_xml(parts.get(rels, _NO_RELATIONSHIPS), rels, source)
    taken = {str(e.get("Id")) for e in root}
    id_ = next(i for n in range(1, len(taken) + 2) if (i := f"rId{n}") not in taken)
    target = f"/{name}" if owner else name
    etree.SubElement(root, RELATIONSHIP, Id=id_, Type=relation, Target=target)
    parts |= {name: data, CONTENT_TYPES: xml_bytes(types), rels: xml_bytes(root)}


def without_part(
    parts: Mapping[str, bytes], name: str, *, owner: str = "", source: str = ""
) -> dict[str, bytes]:
    """Return the parts without one, its content type and what leads to it from ``owner``."""
    types = parse_xml(parts[CONTENT_TYPES], CONTENT_TYPES, source)
    for override in list(types.iter(f"{TYPES}Override")):
        if str(override.get("PartName")).lstrip("/").lower() == name.lower():
            types.remove(override)
    rels = rels_part(owner)
    left = {other: data for other, data in parts.items() if other != name}
    return {
        **left,
        CONTENT_TYPES: xml_bytes(types),
        rels: _without(parts[rels], rels, {name}, source),
    }


_MODIFIED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*(</dcterms:modified>)")


def revised(
    package: Package, xml: str, moment: str, properties: Mapping[str, str],
    titles: tuple[Title, Title],
) -> bytes:  # fmt: skip
    """The package with this main part, last modified at ``moment`` (ISO 8601, UTC).

    Custom properties of these names that plandocs wrote are given these values, and of two
    ``titles`` the first becomes the second.
    """
    changed = {package.main: as_it_was(package, package.main, xml)}
    replacement = rb"\g<1>" + moment.encode() + rb"\g<2>"
    for name in package.root_related("core-properties"):
        changed[name] = retitled(_MODIFIED.sub(replacement, package.read(name)), *titles)
    for name in package.root_related("custom-properties"):
        changed[name] = with_values(package.read(name), properties, package.source)
    return saved(package.parts(), changed)


def as_it_was(package: Package, part: str, xml: str) -> bytes:
    """A part's new text in the file's own bytes, with what stood before the root element."""
    raw, old = package.read(part), package.xml(part).encode()
    if raw.endswith(old):
        return raw[: len(raw) - len(old)] + xml.encode()
    return f"{DECLARATION}{xml}".encode()
