"""The words of a file that is embedded in a document, by what the file is.

An Office file, an RTF text, a web page or archive, a plain text: its words, a line a block.
`Unreadable` where it is of a kind that is not read. Nothing in it is run, followed or fetched, and
every search is bounded: a broken page of many megabytes would take hours.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import html
import re
from collections.abc import Callable
from email.message import Message
from typing import Final, NamedTuple

from plandocs.container import archive
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.word.package.canonical import canonical
from plandocs.word.package.encoding import as_text
from plandocs.word.package.identify import Family, identify, recognise_package
from plandocs.word.package.ole import BrokenContainer, Container
from plandocs.word.package.parts import Package
from plandocs.word.package.rtf import tokens
from plandocs.word.package.tokens import unescape

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSHOWN: Final = re.compile(
    r"<(?:style|script|head|title|template)\b[^<>]*>.*?</(?:style|script|head|title|template)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_UNSHOWN_ENDS: Final = ("</style", "</script", "</head", "</title", "</template")
_TAG: Final = re.compile(r"</?([A-Za-z][\w:.-]*)[^<>]*>|<[!?][^<>]*>")
_DESCRIBED: Final = re.compile(
    r"<(?:img\b[^<>]*?\salt|input\b[^<>]*?\svalue)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>",
    re.IGNORECASE,
)
_IN_LINE: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em",
        "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w.-]+)""", re.IGNORECASE)
_HEAD: Final = 4096
_MOST_PARTS: Final = 50


def page_words(data: bytes, charset: str = "") -> str:
    """The words of a page; ``charset`` is what its wrapping says of it, which counts first."""
    named = _CHARSET.search(data, 0, _HEAD)
    declared = charset or (named[1].decode("ascii", "replace") if named else "")
    return _page_text(as_text(data, declared))


def web_archive_words(data: bytes) -> str:
    """The words of the page in a web archive, or of its plain text where it has no page."""
    if data.count(b"boundary=") > _MOST_PARTS:
        return as_text(data)  # nested without end: told as it is
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    texts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    pages = [part for part in texts if part.get_content_subtype() in ("html", "xhtml")]
    plain_parts = [part for part in texts if part.get_content_subtype() == "plain"]
    words = [page_words(*_content(part)) for part in pages]
    return "\n".join(words or [as_text(*_content(part)) for part in plain_parts])


def _content(part: Message) -> tuple[bytes, str]:
    content = part.get_payload(decode=True)
    charset = part.get_content_charset("")
    return (content if isinstance(content, bytes) else b""), charset


def _page_text(page: str) -> str:
    for stretch, ends in ((_COMMENT, ("-->",)), (_UNSHOWN, _UNSHOWN_ENDS)):
        page = _without(page, stretch, ends)
    page = _DESCRIBED.sub(lambda match: f" {match[1] or match[2] or ''} ", page)
    return html.unescape(_TAG.sub(_between, page)).strip()


def _between(tag: re.Match[str]) -> str:
    """What a tag leaves between the words on its two sides."""
    name = (tag[1] or "").lower()
    return "" if name in _IN_LINE or ":" in name else "\n"


def _without(page: str, stretch: re.Pattern[str], ends: tuple[str, ...]) -> str:
    """The page without these stretches, looked for only where one can end: else it takes hours."""
    low = page.lower()
    last = max(low.find(">", at) + 1 if (at := low.rfind(end)) >= 0 else 0 for end in ends)
    return stretch.sub(" ", page[:last]) + page[last:]


_PASSED_OVER: Final = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator info pict "
    b"themedata colorschememapping datastore latentstyles fldinst object header footer pgptbl "
    b"xmlnstbl mmathPr operator author company".split()
)
_SIGNS: Final = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": " ",
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_ESCAPED: Final = {b"\\": "\\", b"{": "{", b"}": "}", b"~": "\u00a0", b"_": "-", b"-": ""}
_DEEPEST: Final = 1000


class _Reader:
    """What is open at the token at hand: shown or not, how many characters stand for one."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.page = "cp1252"
        self.shown, self.fallback, self.skip = True, 1, 0
        self.saved: list[tuple[bool, int]] = []

    def word(self, name: bytes, value: int) -> None:
        """A control word with its number."""
        if name in _PASSED_OVER:
            self.shown = False
        elif name == b"u":
            self.emit(chr(value % 0x10000))
            self.skip = self.fallback
        elif name == b"uc":
            self.fallback = max(0, min(value, 16))
        elif name == b"ansicpg":
            self.page = _known(f"cp{value}")
        elif name in _SIGNS:
            self.emit(_SIGNS[name])

    def group(self, sign: bytes) -> None:
        """A brace."""
        if sign == b"{":
            self.saved.append((self.shown, self.fallback))
        elif self.saved:
            self.shown, self.fallback = self.saved.pop()

    def text(self, data: bytes) -> None:
        """Characters, of which those that stand for one in Unicode are passed over."""
        skipped, self.skip = min(self.skip, len(data)), max(0, self.skip - len(data))
        self.emit(data[skipped:].decode(self.page, "replace"))

    def emit(self, text: str) -> None:
        """Text, where it is shown."""
        if self.shown:
            self.out.append(text)


def rtf_words(data: bytes) -> str:
    """The text of an RTF file."""
    reader, ends = _Reader(), data.rfind(b"}")
    for token in tokens(data[: ends + 1 or None]):
        if token["hex"]:
            reader.text(bytes.fromhex(token["hex"].decode()))
        elif token["word"]:
            reader.word(token["word"], int(token["number"] or b"1"))
        elif token["sign"] == b"*":
            reader.shown = False
        elif token["sign"]:
            reader.emit(_ESCAPED.get(token["sign"], ""))
        elif token["brace"]:
            reader.group(token["brace"])
            if len(reader.saved) > _DEEPEST:
                break
        elif token["text"]:
            reader.text(token["text"])
    return "".join(reader.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _known(page: str) -> str:
    try:
        return codecs.lookup(page).name
    except LookupError:
        return "cp1252"


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
    if recognise_package(package).family is Family.WORD:
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
    result = [
        match[1] if match[1] is not None else "\n" if match.lastindex else " "
        for match in pattern.finditer(xml)
    ]
    return unescape(between.join(result))


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
