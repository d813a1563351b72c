"""Opening a template: in come the bytes of any of Word's XML kinds, out its parts by name."""

from __future__ import annotations

from lxml import etree

from plandocs.errors import Corrupt, DocumentError
from plandocs.word.package.open import open_package
from plandocs.word.package.relations import CONTENT_TYPES

_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def open_parts(template: bytes, source: str) -> dict[str, bytes]:
    """Every part of the package in its own order, content types first.

    Raises a DocumentError for what is no Word file, is encrypted, damaged or beyond the limits.
    """
    try:
        package = open_package(template, convert=False)
        parts = {name: package.read(name) for name in package.names() if not name.endswith("/")}
    except DocumentError as error:
        raise type(error)(error.message, source, error.place) from error
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and any(mark in data for mark in _DOCTYPES):
            message = "the template holds a DOCTYPE, which Word never writes; save it again"
            raise Corrupt(message, source, name)
    spelled = next(name for name in parts if name.lower() == CONTENT_TYPES.lower())
    return {CONTENT_TYPES: parts.pop(spelled), **parts}


def parse_xml(data: bytes, name: str, source: str) -> etree._Element:
    """One part as a tree, without entities or network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as damage:
        raise Corrupt(f"a part of the template is damaged ({damage})", source, name) from damage
