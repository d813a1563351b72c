"""The XML namespaces of Word files, the one prefix each has in canonical text, names spelled by it.

The strict variants of ISO/IEC 29500 share the prefix of the transitional ones, so that the rest of
the room knows one vocabulary. An empty prefix means that canonical text writes these names bare
(relationships, content types, properties).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office"

PREFIX: dict[str, str] = {
    f"{_OFFICE}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OFFICE}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OFFICE}/markup-compatibility/2006": "mc",
    f"{_OFFICE}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OFFICE}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OFFICE}/drawingml/2006/picture": "pic",
    f"{_STRICT}/drawingml/picture": "pic",
    f"{_OFFICE}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    f"{_OFFICE}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:word": "w10",
    f"{_MICROSOFT}/word/2010/wordml": "w14",
    f"{_MICROSOFT}/word/2012/wordml": "w15",
    f"{_MICROSOFT}/word/2015/wordml/symex": "w16se",
    f"{_MICROSOFT}/word/2010/wordprocessingDrawing": "wp14",
    f"{_MICROSOFT}/word/2010/wordprocessingShape": "wps",
    f"{_MICROSOFT}/word/2010/wordprocessingGroup": "wpg",
    f"{_MICROSOFT}/word/2010/wordprocessingCanvas": "wpc",
    f"{_MICROSOFT}/word/2010/wordprocessingInk": "wpi",
    f"{_OFFICE}/package/2006/metadata/core-properties": "cp",
    f"{_STRICT}/package/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    f"{_OFFICE}/officeDocument/2006/docPropsVTypes": "vt",
    f"{_STRICT}/officeDocument/docPropsVTypes": "vt",
    f"{_OFFICE}/officeDocument/2006/extended-properties": "",
    f"{_STRICT}/officeDocument/extendedProperties": "",
    f"{_OFFICE}/officeDocument/2006/custom-properties": "",
    f"{_STRICT}/officeDocument/customProperties": "",
    f"{_OFFICE}/package/2006/relationships": "",
    f"{_OFFICE}/package/2006/content-types": "",
    "http://www.w3.org/XML/1998/namespace": "xml",
}

TAKEN: frozenset[str] = frozenset(PREFIX.values())
"""Prefixes that in canonical text never mean another namespace."""


def spelled(name: object) -> str:
    """``w:fldChar`` for the name of an element or attribute; "" for what is no element."""
    if not isinstance(name, str):
        return ""
    uri, closed, local = name.rpartition("}")
    if not closed:
        return name
    prefix = PREFIX.get(uri[1:])
    return f"{prefix}:{local}" if prefix else local


def each_named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names, in their order: ``w:r``; ``v:*`` and ``*:r`` stand for many."""
    return root.iter(*(tag for name in names for tag in _tags(name)))


@cache
def _tags(name: str) -> tuple[str, ...]:
    """Each tag that is spelled so: strict files have namespaces of their own."""
    prefix, _, local = name.rpartition(":")
    uris = [uri for uri, each in PREFIX.items() if each == prefix] if prefix != "*" else ["*"]
    return tuple(f"{{{uri}}}{local}" for uri in uris)


def remove(element: etree._Element) -> None:
    """Take an element out, and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    for child in list(element):
        element.addprevious(child)
    remove(element)
