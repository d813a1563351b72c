"""The words of a file that is embedded in a document, by what the file is.

In: its name, its content type and its bytes. Out: the words that it shows, one line after another;
`Unreadable` where it is of a kind that is not read. Nothing in it is run, followed or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from plandocs.container import archive
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.word.package.canonical import canonical
from plandocs.word.package.encoding import as_text
from plandocs.word.package.identify import Family, identify
from plandocs.word.package.main_part import recognise
from plandocs.word.package.ole import BrokenContainer, Container
from plandocs.word.package.parts import Package
from plandocs.word.package.tokens import unescape
from plandocs.word.view.embedded.pages import page_words, web_archive_words
from plandocs.word.view.embedded.rtf import rtf_words

_PAGES: Final = (".htm", ".html", ".xhtml", ".xht")
_ARCHIVES: Final = (".mht", ".mhtml", ".eml")
_TEXTS: Final = (".txt", ".csv", ".md", ".log", ".text", ".tsv")
_WORD_TEXT: Final = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)<|</w:(p)>|<w:(?:br|tab|cr)\b")
_SHEET_TEXT: Final = re.compile(r"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</")
_SLIDE_TEXT: Final = re.compile(r"<a:t(?:\s[^>]*)?>([^<]*)<|</a:(p)>")
_SHEETS: Final = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml", re.IGNORECASE)
_SLIDES: Final = re.compile(r"ppt/(?:slides|notesSlides)/[^/]+\.xml", re.IGNORECASE)
Document = Callable[[bytes, Limits], str]


class Unreadable(Exception):
    """The file is of a kind that is not read, or says something else than it is."""


class File(NamedTuple):
    """A file inside a document."""

    name: str
    content_type: str
    data: bytes


def words_of(file: File, document: Document, limits: Limits = DEFAULT_LIMITS) -> str:
    """The words of an embedded file; ``document`` reads one that is a Word document.

    Raises `Unreadable`, or a `DocumentError` where it is damaged or beyond the limits.
    """
    family = identify(file.data).family
    if family is Family.ZIP:
        return _office_words(file.data, document, limits)
    if family is Family.OLE:
        return words_of(_unpacked(file), document, limits)
    if family is Family.RTF:
        return rtf_words(file.data)
    if family is Family.EMPTY:
        return ""
    if family is Family.WORD_2003_XML or b"2006/xmlPackage" in file.data[:4096]:
        return _joined(_WORD_TEXT, canonical(file.data, limits=limits))
    name, kind = file.name.casefold(), file.content_type
    if name.endswith(_ARCHIVES) or kind in ("message/rfc822", "multipart/related"):
        return web_archive_words(file.data)
    if name.endswith(_PAGES) or kind in ("text/html", "application/xhtml+xml"):
        return page_words(file.data)
    if name.endswith(_TEXTS) or kind == "text/plain":
        return as_text(file.data)
    raise Unreadable


def _office_words(data: bytes, document: Document, limits: Limits) -> str:
    package = Package("", "", data, archive.directory(data, limits, ""), limits)
    if recognise(package).family is Family.WORD:
        return document(data, limits)
    sheets = [name for name in package.names() if _SHEETS.fullmatch(name)]
    slides = [name for name in package.names() if _SLIDES.fullmatch(name)]
    if not sheets and not slides:
        raise Unreadable
    words = [_joined(_SHEET_TEXT, package.xml(name), "\n") for name in sheets]
    words += [_joined(_SLIDE_TEXT, package.xml(name)) for name in slides]
    return "\n".join(words)


def _joined(pattern: re.Pattern[str], xml: str, between: str = "") -> str:
    """The texts of an XML part; a paragraph's end is a line's, a break or a tab a space."""
    found = [
        match[1] if match[1] is not None else "\n" if match.lastindex else " "
        for match in pattern.finditer(xml)
    ]
    return unescape(between.join(found))


def _unpacked(file: File) -> File:
    """The file in an OLE container: as it is, or wrapped with its name ([MS-OLEDS] 2.3.6)."""
    try:
        container = Container(file.data)
        streams = container.streams()
        if "package" in streams:
            return File("", "", _inner(container.read(streams["package"])))
        if "\1ole10native" in streams:
            return _native(container.read(streams["\1ole10native"]))
    except BrokenContainer:
        pass
    raise Unreadable


def _native(data: bytes) -> File:
    """Size, flags, label, path, more flags, another path with its length, length, content."""
    label, _, rest = data[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    skipped = int.from_bytes(rest[4:8], "little")
    rest = rest[8 + skipped :]
    size = int.from_bytes(rest[:4], "little")
    if not size or len(rest) < 4 + size:
        raise Unreadable
    return File(label.decode("cp1252", "replace"), "", _inner(rest[4 : 4 + size]))


def _inner(data: bytes) -> bytes:
    """What lay in a container is no container itself: else they could be nested without end."""
    if identify(data).family is Family.OLE:
        raise Unreadable
    return data
