"""Word files as packages: a small sound one from nothing, and any one with some parts changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
W, R = NAMESPACES["w"], NAMESPACES["r"]
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORD_MAIN = f"{WORD}.document.main+xml"
MAIN = "word/document.xml"
MAIN_RELS = "word/_rels/document.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
Content = str | bytes


def document(body: str = "<w:p/>", extra: str = "") -> str:
    """A main part with this body; ``extra`` are further attributes of its root."""
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


def parts() -> dict[str, Content]:
    """The three parts that no Word document can do without."""
    return {
        CONTENT_TYPES: content_types(),
        "_rels/.rels": relationships(("officeDocument", MAIN)),
        MAIN: document(),
    }


def zipped(
    entries: Mapping[str, Content],
    method: int = zipfile.ZIP_DEFLATED,
    out: io.BytesIO | None = None,
) -> bytes:
    """A zip archive of these entries, by way of the stream ``out``."""
    out = out or io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


class Pipe(io.BytesIO):
    """A stream that cannot be rewound: sizes stand behind what was zipped into it."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation


def docx(main: Content | None = None) -> bytes:
    """A small sound .docx; ``main`` is its document part."""
    return zipped(parts() if main is None else parts() | {MAIN: main})


def entries(content: bytes) -> dict[str, bytes]:
    """All parts of a package by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def entry(content: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def text(content: bytes, name: str = MAIN) -> str:
    """One part of a package, the document itself unless told otherwise, as text."""
    return entry(content, name).decode()


def changed(
    content: bytes,
    parts: Mapping[str, Content | Callable[[str], str]],
    arrows: Mapping[str, tuple[str, str]] | None = None,
    types: Mapping[str, str] | None = None,
) -> bytes:
    """The package with these parts in place of its own, or behind them.

    A function is given the part's text. ``arrows`` are kind and target by id, from the main part;
    ``types`` content types by part.
    """
    made: dict[str, Content] = dict(entries(content))
    for name, new in parts.items():
        made[name] = new(text(content, name)) if callable(new) else new
    if arrows:
        tags = "".join(_arrow(rid, kind, target) for rid, (kind, target) in arrows.items())
        made[MAIN_RELS] = _longer(made.get(MAIN_RELS, relationships()), tags)
    endings = {name.rpartition(".")[2] for name in parts if name not in (types or {})}
    overrides = [_override(name, kind) for name, kind in (types or {}).items()]
    if known := made.get(CONTENT_TYPES):
        unknown = sorted(each for each in endings if f'Extension="{each}"' not in str(known))
        defaults = [_default(each) for each in unknown if each not in ("xml", "rels")]
        made[CONTENT_TYPES] = _longer(known, "".join(defaults + overrides))
    return zipped(made)


def replaced(content: bytes, *pairs: tuple[str, str], parts: str = "") -> bytes:
    """The package with other words in all its parts, or in those whose name ends with ``parts``."""
    made = entries(content)
    for name in made:
        if name.endswith(parts):
            for old, new in pairs:
                made[name] = made[name].replace(old.encode(), new.encode())
    return zipped(made)


def _longer(part: Content, tags: str) -> str:
    """The part with these tags at the end of its root."""
    front, end, behind = (part if isinstance(part, str) else part.decode()).rpartition("</")
    assert end, "the part has nothing in it"
    return f"{front}{tags}{end}{behind}"


def _arrow(rid: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{rid}" Type="{R}/{kind}" Target="{target}"/>'


def _default(ending: str) -> str:
    return f'<Default Extension="{ending}" ContentType="application/{ending}"/>'


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{kind}"/>'
