"""Word packages built in code: the parts of a small sound one, to be changed part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def document(body: str = "<w:p/>", extra: str = "") -> str:
    """A main part with this body."""
    return f'<w:document xmlns:w="{W}" {extra}><w:body>{body}</w:body></w:document>'


def relationships(*arrows: tuple[str, str], types: str = R, mode: str = "") -> str:
    """A ``.rels`` part: kind and target of each arrow, named rId1, rId2 …"""
    tags = "".join(
        f'<Relationship Id="rId{number}" Type="{types}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target) in enumerate(arrows, 1)
    )
    return f'<Relationships xmlns="{RELS}">{tags}</Relationships>'


def content_types(main: str = WORD_MAIN, part: str = "/word/document.xml") -> str:
    """A ``[Content_Types].xml`` that says what the main part is."""
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{main}"/></Types>'
    )


def parts() -> dict[str, str | bytes]:
    """The three parts that no Word document can do without."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": document(),
    }


def zipped(entries: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**changed: str | bytes) -> bytes:
    """A small sound .docx; ``main=`` gives its document part."""
    return zipped(parts() | ({"word/document.xml": changed["main"]} if changed else {}))


def ole(*streams: str, start: bytes = b"") -> bytes:
    """An OLE container with streams of 4,096 bytes that begin with ``start`` ([MS-CFB])."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\0\3\0\xfe\xff\x09\0\x06\0"
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:] = b"\0\0\0\0" + b"\xff" * 432
    rows = [_ole_entry("Root Entry", 5, 1, -1, 0xFFFFFFFE, 0)]
    table = [0xFFFFFFFD]
    sectors = -(-(len(streams) + 1) // 4)
    table += [*range(2, sectors + 1), 0xFFFFFFFE]
    content = b""
    for number, name in enumerate(streams, 1):
        first = len(table)
        table += [*range(first + 1, first + 8), 0xFFFFFFFE]
        after = number + 1 if number < len(streams) else -1
        rows.append(_ole_entry(name, 2, -1, after, first, 4096))
        content += start.ljust(4096, b"\0")
    listing = b"".join(rows).ljust(sectors * 512, b"\0")
    allocation = b"".join(entry.to_bytes(4, "little") for entry in table).ljust(512, b"\xff")
    return bytes(header) + allocation + listing + content


def _ole_entry(name: str, kind: int, child: int, right: int, first: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = b"".join(link.to_bytes(4, "little", signed=True) for link in (-1, right, child))
    place = first.to_bytes(4, "little") + size.to_bytes(8, "little")
    head = raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + bytes((kind, 1)) + links
    return head.ljust(116, b"\0") + place


def entry(content: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def with_parts(
    content: bytes, parts: Mapping[str, str | bytes], arrows: Mapping[str, tuple[str, str]]
) -> bytes:
    """The document with further parts; ``arrows`` are kind and target by id, from its main part."""
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    tags = "".join(
        f'<Relationship Id="{rid}" Type="{R}/{kind}" Target="{target}"/>'
        for rid, (kind, target) in arrows.items()
    )
    endings = {name.rpartition(".")[2] for name in parts} - {"xml", "rels"}
    defaults = "".join(
        f'<Default Extension="{e}" ContentType="application/{e}"/>' for e in sorted(endings)
    )
    old = entries.get(rels, f'<Relationships xmlns="{RELS}"></Relationships>'.encode())
    for name, text, added in ((rels, old, tags), (types, entries[types], defaults)):
        assert isinstance(text, bytes)
        front, end, behind = text.decode().rpartition("</")
        entries[name] = f"{front}{added}{end}{behind}"
    return zipped({**entries, **parts})
