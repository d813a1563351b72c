"""A package as a document: the body, and every text beside it.

What hundreds of files share (styles, numbering, headers, footers) is looked at once and kept by the
part's compressed bytes.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from plandocs.word.package.parts import Package, shared
from plandocs.word.package.tokens import EMPTY, unescape
from plandocs.word.view import Viewed, view, view_known, viewed
from plandocs.word.view.bindings import settle
from plandocs.word.view.document import Block, Document, Extra, Mark, Paragraph, Story, walk
from plandocs.word.view.embedded import Embedded
from plandocs.word.view.numbering import Numbering, number
from plandocs.word.view.styles import Styles
from plandocs.word.view.traced import Traces, seen_with_traces

_DRAWN_TEXT = re.compile(r"<(?:a|c|dgm):(?:t|v)>([^<]*)</")
_CAPTION = re.compile(
    rf'<w:tblCaption w:val="([^"]*)"{EMPTY}(?:<w:tblDescription w:val="([^"]*)"{EMPTY})?'
)
_HEAD = 4000
_MAIN = b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# A root of Word's own namespace, whose only prefix is w, whatever else is declared.
_PLAIN_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?\s*<(w:\w+)(?![^>]*\sxmlns=)[^>]*\sxmlns:w=" + _MAIN
)
_SIGNATURES = "_xmlsignatures/"
_SETUP = re.compile(r"<(?:\w+:)?SetupID(?:\s[^>]*)?(?:/>|>([^<]*))")
_NOTES = ("comments", "footnotes", "endnotes")
_KINDS = frozenset({"header", "footer", "chart", "diagramData", "aFChunk", *_NOTES})


def _searchable_text(package: Package, part: str) -> str:
    """A part that is only searched: as it lies there where that is safe, else in canonical form."""
    data = package.read(part)
    root = _PLAIN_ROOT.match(data)
    whole = root is not None and data.rstrip().endswith(b"</" + root[1] + b">")
    if root is None or not whole or data.count(_MAIN, 0, _HEAD) > 1 or _odd(data, root.end()):
        return package.xml(part)
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        return package.xml(part)


def _odd(data: bytes, start: int) -> bool:
    """Return whether there are comments and their like, or attributes in single quotes.

    One character is found in a tenth of the time of two.
    """
    return any(
        data.find(sign, start) >= 0 and data.find(odd, start) >= 0
        for sign, odd in ((b"!", b"<!"), (b"'", b"='"))
    )


def table_captions(package: Package) -> list[str]:
    """The titles and descriptions of the tables, and both together as some programs print them."""
    xml = package.xml(package.main)
    pairs = [(unescape(title), unescape(text)) for title, text in _CAPTION.findall(xml)]
    return [text for title, more in pairs for text in (title, more, title + more)]


def _by_kind(package: Package) -> dict[str, tuple[str, ...]]:
    """The parts beside the main one, by the kinds that matter here."""
    kinds = {arrow.kind for arrow in package.arrows(package.main)}
    return {kind: package.related(kind) for kind in _KINDS & kinds}


def _only(package: Package, kind: str) -> str | None:
    parts = package.related(kind)
    return parts[0] if parts else None


def styles_of(package: Package) -> Styles:
    """The styles of a document; empty where it has none."""
    part = _only(package, "styles")
    if part is None:
        return Styles("")
    return shared(package, part, "styles", lambda: Styles(_searchable_text(package, part)))


def numbering_of(package: Package) -> Numbering:
    """The lists of a document; empty where it has none."""
    part = _only(package, "numbering")
    if part is None:
        return Numbering("")
    return shared(package, part, "numbering", lambda: Numbering(_searchable_text(package, part)))


def read_document(package: Package, *, as_saved: bool = False) -> Document:
    """Everything that stands in a document, in the order a reader meets it.

    ``as_saved``: the text of controls that show stored data is the one saved with them, which is
    what an edit of the document has to go by.
    """
    return _read(package, Embedded(_read), as_saved)


def read_traced(package: Package, traces: Traces) -> Document:
    """The same, seen tag by tag, with what a page for the eye needs beside it in ``traces``."""
    document = _read(package, Embedded(_read), traces=traces)
    styles = styles_of(package)
    for blocks in (document.blocks, *(story.blocks for story in document.stories)):
        traces.keep(blocks, styles.heading_of)
    return document


def _read(
    package: Package, embedded: Embedded, as_saved: bool = False, traces: Traces | None = None
) -> Document:
    styles = styles_of(package)
    body = _body(package, styles, traces)
    _look_up(package, package.main, body, embedded, as_saved)
    number(body.paragraphs, styles, numbering_of(package))
    if body.tracked:
        _settle_moves(body.paragraphs)
    if body.signature_lines:
        _sign(body.signature_lines, package)
    parts = _by_kind(package)
    stories = [*body.stories, *_other_stories(package, parts, styles, embedded, traces)]
    stories += _embedded(package, parts, embedded)
    return Document(body.blocks, tuple(stories), body.tracked, body.special, tuple(body.links))


def _sign(lines: list[tuple[Paragraph, str]], package: Package) -> None:
    """Mark what the package's digital signatures sign; one that names no line signs each.

    Word writes the id of a line that was signed into the signature's ``SetupID``, and leaves that
    blank where a document was signed without a line.
    """
    signed: set[str] = set()
    for part in package.names():
        if part.lower().startswith(_SIGNATURES) and part.lower().endswith(".xml"):
            match = _SETUP.search(package.xml(part))
            signed.add("" if match is None else (match[1] or "").strip().upper() or "no line")
    for p, line in lines:
        if "" in signed or line.upper() in signed:
            p.marks |= Mark.DRAWN


def _body(package: Package, styles: Styles, traces: Traces | None) -> Viewed:
    """The main part: as it lies there where all its markup is known, else in canonical form."""
    if traces is not None:
        return _viewed(package, package.main, styles, traces)
    data = package.read(package.main)
    body = view_known(data, styles.hiding, package.limits)
    if body is None:
        return view(package.xml(package.main), styles.hiding)
    package.proved(package.main, data)
    return body


def _viewed(package: Package, part: str, styles: Styles, traces: Traces | None) -> Viewed:
    if traces is None:
        return view(package.xml(part), styles.hiding)
    return viewed(seen_with_traces(package.xml(part), styles.hiding, traces))


def _look_up(
    package: Package, part: str, seen: Viewed, embedded: Embedded, as_saved: bool = False
) -> None:
    """Put in what other parts of the package hold: stored data, embedded files, controls."""
    if seen.bound and not as_saved:
        settle(package, seen.bound)
    if seen.refers:
        embedded.resolve(package, part, seen.paragraphs)
        for story in seen.stories:
            embedded.resolve(package, part, walk(story.blocks))


def _other_stories(
    package: Package, parts: dict[str, tuple[str, ...]], styles: Styles, embedded: Embedded,
    traces: Traces | None,
) -> list[Story]:  # fmt: skip
    """Headers, footers, notes and comments."""
    stories: list[Story] = []
    for kind in ("header", "footer"):
        for part in parts.get(kind, ()):
            blocks = _page_part(package, kind, part, styles, embedded, traces)
            stories.append(Story(kind, part, blocks))
    for kind in _NOTES:
        for part in parts.get(kind, ())[:1]:
            notes = _viewed(package, part, styles, traces)
            _look_up(package, part, notes, embedded)
            stories.extend(notes.stories)
    return stories


def _page_part(
    package: Package, kind: str, part: str, styles: Styles, embedded: Embedded,
    traces: Traces | None,
) -> list[Block]:  # fmt: skip
    def make() -> list[Block] | None:
        seen = view(package.xml(part), styles.hiding)
        return None if seen.bound or seen.refers else seen.blocks

    # Where a style hides text, what is seen depends on more than the part.
    blocks = None
    if traces is None:
        blocks = make() if styles.hiding else shared(package, part, kind, make, weight=4)
    if blocks is None:  # what it shows lies in other parts, which files do not share
        seen = _viewed(package, part, styles, traces)
        _look_up(package, part, seen, embedded)
        blocks = seen.blocks
    return blocks


def _embedded(
    package: Package, parts: dict[str, tuple[str, ...]], embedded: Embedded
) -> list[Story]:
    """Words in charts and diagrams, and in chunks that nothing in the text names."""
    stories: list[Story] = []
    for kind in ("chart", "diagramData"):
        for part in parts.get(kind, ()):
            words = " ".join(unescape(w) for w in _DRAWN_TEXT.findall(package.xml(part)))
            stories.append(_story("embedded", part, words))
    for part in parts.get("aFChunk", ()):
        if part not in embedded.met:
            stories.append(_story("embedded", part, embedded.words(package, part).text))
    return [story for story in stories if story.blocks]


def _story(kind: str, name: str, words: str) -> Story:
    if not words.strip():
        return Story(kind, name, [])
    paragraph = Paragraph(0)
    paragraph.text = words
    return Story(kind, name, [paragraph])


def _settle_moves(paragraphs: list[Paragraph]) -> None:
    """Text moved elsewhere is still in the document; moved text found nowhere else was deleted."""
    moved = [p for p in paragraphs if p.extras and any(e.kind == "moved" for e in p.extras)]
    if not moved:
        return
    everything = "\n".join(p.text for p in paragraphs)
    for p in moved:
        p.extras = [
            Extra("deleted", extra.text) if extra.kind == "moved" else extra
            for extra in p.extras or ()
            if extra.kind != "moved" or extra.text.strip() not in everything
        ]
