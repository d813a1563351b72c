"""The package around the tags: in come a template's parts, out those of a normal .docx.

A template (.dotx), a macro document (.docm) or a form with protected editing comes out as a plain
document: its type is changed, macros and signatures go with what points to them, protection goes,
and so does a mail merge with the path and the query of its data (ECMA-376-1, 17.14.20).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from plandocs.errors import Corrupt, NotDocx, TemplateError
from plandocs.word.package.content_types import MAIN, MAINS, ML, TYPES, kinds_of, labelled
from plandocs.word.package.places import W_NAMESPACE
from plandocs.word.package.properties import CUSTOM, CUSTOM_TYPE, EMPTY_CUSTOM
from plandocs.word.package.relations import CONTENT_TYPES
from plandocs.word.package.spelling import spelled
from plandocs.word.package.stamp import CORE, CORE_TYPE, EMPTY_CORE
from plandocs.word.package.trees import parse_xml

_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
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
class Package:
    """The parts of a normal document; ``tagged`` names those that may hold tags, with labels."""

    parts: dict[str, bytes]
    tagged: tuple[tuple[str, str], ...]
    core: str
    custom: str


def as_document(parts: dict[str, bytes], source: str) -> Package:
    """The parts made a normal document's, each ready to be filled."""
    types = parse_xml(parts[CONTENT_TYPES], CONTENT_TYPES, source)
    kinds = kinds_of(types, parts)
    main = next((name for name, kind in kinds.items() if kind in MAINS), None)
    if main is None:
        raise NotDocx("this is not a Word template; save it from Word as .docx", source)
    dropped = {n for n, kind in kinds.items() if any(d in kind.lower() for d in _DROPPED)}
    kept = {name: data for name, data in parts.items() if not _belongs(name, dropped)}
    _retype(types, main, kept)
    for name in [name for name in kept if name.endswith(".rels")]:
        kept[name] = _without(kept[name], name, dropped, source)
    for name, kind in kinds.items():
        if kind == _SETTINGS_TYPE and name in kept:
            kept[name] = _settings(kept[name], name, source)
    custom = next((n for n, kind in kinds.items() if kind == CUSTOM_TYPE), None)
    if custom is None:
        custom = CUSTOM
        _add(kept, types, (CUSTOM, EMPTY_CUSTOM, CUSTOM_TYPE, _CUSTOM_RELATION), source)
    core = next((n for n, kind in kinds.items() if kind == CORE_TYPE), None)
    if core is None:
        core = CORE
        _add(kept, types, (CORE, EMPTY_CORE, CORE_TYPE, _CORE_RELATION), source)
    kept[CONTENT_TYPES] = _bytes(types)
    return Package(kept, ((main, ""), *labelled(kinds)), core, custom)


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


def _retype(types: etree._Element, main: str, kept: dict[str, bytes]) -> None:
    found = False
    lowered = {name.lower() for name in kept}
    for default in list(types.iter(f"{TYPES}Default")):
        if any(each in str(default.get("ContentType")).lower() for each in _DROPPED):
            types.remove(default)
    for override in list(types.iter(f"{TYPES}Override")):
        name = str(override.get("PartName")).lstrip("/")
        if name.lower() not in lowered:
            types.remove(override)
        elif name.lower() == main.lower():
            override.set("ContentType", MAIN)
            found = True
    if not found:
        etree.SubElement(types, f"{TYPES}Override", PartName=f"/{main}", ContentType=MAIN)


def _without(data: bytes, name: str, dropped: set[str], source: str) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(name))
    root = parse_xml(data, name, source)
    gone = [
        relation
        for relation in root.iter(f"{_RELS}Relationship")
        if str(relation.get("Type")).endswith(_MERGE_SOURCES)
        or (
            relation.get("TargetMode") != "External"
            and _target(folder, str(relation.get("Target"))) in dropped
        )
    ]
    for relation in gone:
        root.remove(relation)
    return _bytes(root) if gone else data


def _target(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _settings(data: bytes, name: str, source: str) -> bytes:
    root = parse_xml(data, name, source)
    found = [e for e in root if spelled(e.tag) in _NOT_HANDED_ON]
    for element in found:
        root.remove(element)
    return _bytes(root) if found else data


def _add(
    kept: dict[str, bytes],
    types: etree._Element,
    new: tuple[str, bytes, str, str],
    source: str,
) -> None:
    """Add a part of properties: its name, its bytes, its content type, its relationship's type."""
    part, data, content_type, relation = new
    kept[part] = data
    etree.SubElement(types, f"{TYPES}Override", PartName=f"/{part}", ContentType=content_type)
    if "_rels/.rels" not in kept:
        raise Corrupt("the template has no relationships; save it again from Word", source)
    root = parse_xml(kept["_rels/.rels"], "_rels/.rels", source)
    taken = {str(e.get("Id")) for e in root}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    etree.SubElement(
        root,
        f"{_RELS}Relationship",
        Id=f"rId{number}",
        Type=relation,
        Target=part,
    )
    kept["_rels/.rels"] = _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
