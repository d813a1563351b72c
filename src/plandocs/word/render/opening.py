"""Opening a template: in come the bytes of any of Word's XML kinds, out its parts by name."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from plandocs.errors import Corrupt, Encrypted, NotDocx, TooLarge
from plandocs.word.render.limits import RenderLimits

_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def open_parts(template: bytes, source: str, limits: RenderLimits) -> dict[str, bytes]:
    """Every part of the package in its own order, content types first.

    Raises a DocumentError for what is no package, is encrypted, damaged or beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            return _read(archive, source, limits)
    except _DAMAGE as damage:
        if not template.startswith(b"PK"):
            message = "this is not a Word template; save it from Word as .docx"
            raise NotDocx(message, source) from damage
        raise Corrupt(f"the template is damaged ({damage}); save it again", source) from damage


def _read(archive: zipfile.ZipFile, source: str, limits: RenderLimits) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if any(info.flag_bits & 1 for info in infos):
        raise Encrypted("the template needs a password; save it without one", source)
    size = sum(info.file_size for info in infos)
    if len(infos) > limits.parts or size > limits.package_bytes:
        raise TooLarge(f"the template unpacks to {size:,} bytes; use a smaller one", source)
    parts = {info.filename: archive.read(info) for info in infos}
    if "[Content_Types].xml" not in parts:
        raise NotDocx("this is not a Word template; save it from Word as .docx", source)
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and any(mark in data for mark in _DOCTYPES):
            message = "the template holds a DOCTYPE, which Word never writes; save it again"
            raise Corrupt(message, source, name)
    first = {"[Content_Types].xml": parts.pop("[Content_Types].xml")}
    return {**first, **parts}


def parse_xml(data: bytes, name: str, source: str) -> etree._Element:
    """One part as a tree, without entities or network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as damage:
        raise Corrupt(f"a part of the template is damaged ({damage})", source, name) from damage
