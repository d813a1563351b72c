"""The package of a workbook, opened with care.

Takes a path and gives its parts, read as streams, within the limits; or a sentence about what the
file is instead. A part with a DOCTYPE is refused: no program writes one, and it can make a reader
reach out or grow without end.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from lxml import etree

from plandocs.container import archive as container
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.errors import DocumentError, Encrypted, InputError, TooLarge

_MOST_MERGED = 100_000
OLE_MARK = b"\xd0\xcf\x11\xe0"
_LOOKED_AT = 1024  # bytes that show what a file is
_XML_SHEET = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|progid=.excel\.sheet")
_MARKUP = re.compile(rb"<(?:!--|(?:!doctype|\?xml|html|head|meta|style|body|table|div)\b)")
_SAVE_AS = "Open it in Excel and save it as an Excel workbook (.xlsx)."
_WAYS = {
    "an empty file": "Export or save the list again.",
    "a Word document": "Give the list of people; completed plans are read by parse.",
}


class Archive:
    """The parts of one .xlsx file, read as streams under the limits of documents.

    The sheets and their texts may be as large as all parts together, for nothing is held of them
    but the element at hand, which has no more tags than a part of a document may have.
    """

    def __init__(self, path: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self.path = path
        self._limits = limits
        if path.stat().st_size > limits.file_bytes:
            raise self.wrong(
                f"it has more than {limits.file_bytes:,} bytes. Split it, or save it as CSV."
            )
        self._data = path.read_bytes()
        try:
            self._members = container.directory(self._data, limits, str(path))
        except DocumentError as error:
            raise self._translated(error) from error
        self._names = {name.lower(): name for name in self._members}

    def has(self, name: str) -> bool:
        """Whether there is such a part; names differ in case only by mistake."""
        return name.lower() in self._names

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._members)

    def tree(self, name: str) -> etree._Element:
        """A part that is no list of rows, as a tree."""
        self.ensure_small(name, self._limits.part_bytes)
        root: etree._Element | None = None
        for element in self._parsed(name, ("*",), whole=True):
            root = element
        if root is None:
            raise self.wrong(f"its part {name} is empty. {_SAVE_AS}")
        return root

    def ensure_small(self, name: str, most: int) -> None:
        """Refuse a part that unpacks to more bytes than this."""
        member = self._members.get(self._names.get(name.lower(), ""))
        if member and member.size > most:
            raise self.wrong(f"its part {name} is larger than any list needs.")

    def elements(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of these names, one after the other, whole; forget them when done."""
        return self._parsed(name, tags, whole=False)

    def filled_rows(self, name: str) -> Iterator[etree._Element]:
        """The rows of a sheet's part that hold more than formats."""
        return self._parsed(name, ("row",), whole=False, blank_rows=False)

    def merged(self, name: str) -> tuple[str, ...]:
        """The ranges of merged cells in a sheet's part."""
        if not self.has(name):
            return ()
        try:
            return tuple(islice(merged_ranges(self._unpacked(name)), _MOST_MERGED))
        except DocumentError as error:
            raise self._translated(error) from error

    def wrong(self, sentence: str) -> InputError:
        """An error about the file."""
        return InputError(f"this workbook cannot be read: {sentence}", str(self.path))

    def _parsed(
        self, name: str, tags: tuple[str, ...], *, whole: bool, blank_rows: bool = True
    ) -> Iterator[etree._Element]:
        if not self.has(name):
            raise self.wrong(f"it has no part {name}, so it is damaged. {_SAVE_AS}")
        looked = False
        portions = self._unpacked(name)
        portions = portions if blank_rows else without_blank_rows(portions)
        stream = _Stream(portions, () if whole else tags, self._limits.nodes)
        try:
            events = etree.iterparse(
                stream, events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False, no_network=True,
            )  # fmt: skip
            for _, element in events:
                if not looked and element.getroottree().docinfo.doctype:
                    raise self.wrong(f"its part {name} has a DOCTYPE. {_SAVE_AS}")
                looked = True
                yield element
        except etree.XMLSyntaxError as error:
            if stream.is_too_much:
                raise self.wrong(f"its part {name} is larger than any list needs.") from error
            raise self.wrong(f"its part {name} is damaged. {_SAVE_AS}") from error
        except DocumentError as error:
            raise self._translated(error) from error

    def _unpacked(self, name: str) -> Iterator[bytes]:
        member, source = self._members[self._names[name.lower()]], str(self.path)
        raw = container.packed(self._data, member, source)
        yield from container.portions(raw, member, source)
        container.ensure_agreed(self._data, member, source)

    def _translated(self, error: DocumentError) -> InputError:
        """What the container says, in the words of a workbook."""
        if isinstance(error, Encrypted):
            return self.wrong("it is protected by a password. Save a copy without one.")
        if isinstance(error, TooLarge):
            return self.wrong(
                "it unpacks to more than the limits allow. Split it, or save it as CSV."
            )
        if isinstance(error, container.Ambiguous):
            return self.wrong(f"{error.message.partition(';')[0]}. {_SAVE_AS}")
        return self.wrong(f"it is damaged or incomplete. {_SAVE_AS}")


class _Stream:
    """Portions of a part as a file; counts the tags and attributes since an element was done.

    No more than ``most`` of them are let through, so that no tree grows without end.
    """

    def __init__(self, portions: Iterator[bytes], done: tuple[str, ...], most: int) -> None:
        self._portions = portions
        self._done = tuple(f"{tag}>".encode() for tag in done)
        self._most = most
        self._held = 0

    @property
    def is_too_much(self) -> bool:
        """Whether the part holds more at once than the limit."""
        return self._held > self._most

    def read(self, size: int = -1) -> bytes:
        """The next portion; nothing where the part ends, or holds too much at once."""
        portion = next(self._portions, b"")
        since = max((self._closed(portion, tag) for tag in self._done), default=0)
        if since:
            self._held = 0
        self._held += portion.count(b"<", since) + portion.count(b"=", since)
        return b"" if self.is_too_much else portion

    @staticmethod
    def _closed(portion: bytes, tag: bytes) -> int:
        """Where the last element of this name ends, 0 where none does."""
        at = portion.rfind(tag)
        begin = portion.rfind(b"<", 0, at) if at > 0 else -1
        return at if begin >= 0 and portion[begin + 1 : begin + 2] == b"/" else 0


def forget(element: etree._Element) -> None:
    """Free an element and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def refuse_others(path: Path, archive: Archive) -> None:
    """Say what a zip archive is that is no .xlsx."""
    if archive.has("mimetype"):
        kind = "an OpenDocument file (.ods)"
    elif archive.has("Index/Document.iwa") or archive.has("Index.zip"):
        kind = "a Numbers file"
    elif archive.has("xl/workbook.bin"):
        kind = "a binary workbook (.xlsb)"
    elif archive.has("word/document.xml"):
        kind = "a Word document"
    else:
        kind = "some other kind of file"
    raise _not_a_sheet(path, kind)


def refuse_ole(path: Path) -> None:
    """Say what an OLE file is: encrypted, or from before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise InputError(
            "this workbook is protected by a password. Save a copy without one.", str(path)
        )
    raise _not_a_sheet(path, "an old Excel workbook (.xls)")


def markup_in(start: bytes) -> str:
    """Return what markup a file begins with, as HR's programs call .xls or .csv; "" for none."""
    text = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if _XML_SHEET.search(text):
        return "a sheet that was saved as XML"
    if text.startswith(b"mime-version:"):
        return "a web archive"
    return "a web page" if _MARKUP.match(text) else ""


def refuse_text(path: Path) -> None:
    """Say what a file is that is called a workbook or text and is neither."""
    kind = "an empty file"
    if start := path.read_bytes()[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8).lstrip():
        if _is_csv(start):
            raise InputError(
                f"this is text (CSV) under the name of a workbook. Rename it to {path.stem}.csv "
                "and try again.",
                str(path),
            )
        kind = markup_in(start) or "text or some other kind of file"
    raise _not_a_sheet(path, kind)


def _is_csv(start: bytes) -> bool:
    """Whether a file begins with lines of cells."""
    line = start.splitlines()[0]
    return b"\0" not in start and not start.startswith(b"<") and bool(re.search(rb"[,;\t|]", line))


def _not_a_sheet(path: Path, kind: str) -> InputError:
    return InputError(f"this is {kind}, and no list in .xlsx or .csv. {_WAYS.get(kind, _SAVE_AS)}",
                      str(path))  # fmt: skip


_PORTION = 1 << 18
_BLANK = re.compile(
    rb'<((?:\w+:)?)row(?=\s)[^<>]*\sr="\d+"[^<>]*'
    rb"(?:/>|(?<!/)>\s*(?:<\1c\s[^<>]*(?:/>|(?<!/)>(?:<\1v\s*/>|<\1v></\1v>)?</\1c>)\s*)*</\1row\s*>)"
)
_ROW, _END = b"<row ", b"row>"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Za-z0-9:$]+)"')
_LONGEST_REF = 256


def without_blank_rows(portions: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a part without its blank rows; CDATA sections are let alone."""
    rest, as_it_is = b"", False
    for portion in portions:
        data, rest = rest + portion, b""
        if as_it_is or b"<![CDATA[" in data:
            as_it_is = True
            yield data
            continue
        cut = max(data.rfind(_ROW), data.rfind(_END) + len(_END))
        if cut < len(_END):
            if len(data) > _PORTION:
                yield data
            else:
                rest = data
            continue
        whole, rest = data[:cut], data[cut:]
        if not _is_blank(whole) and (filled := _BLANK.sub(b"", whole)):
            yield filled
    if rest:
        yield rest


def _is_blank(rows: bytes) -> bool:
    """Tell at a stroke whether there are rows with a number each, and cells without anything."""
    starts, cells = rows.count(_ROW), rows.count(b"<c ")
    ends = rows.count(b"</row>") + rows.count(b"</c>")
    return (
        rows.startswith(_ROW)
        and rows.count(b'<row r="') == starts
        and rows.count(b"<") == starts + cells + ends
        and rows.count(b"/>") + ends == starts + cells
    )


def merged_ranges(portions: Iterable[bytes]) -> Iterator[str]:
    """Yield the ranges of merged cells, which stand behind the rows: ``A2:A4``."""
    tail = b""
    for portion in portions:
        data = tail + portion
        end = data.rfind(b">") + 1
        if b"mergeCell" in data:
            yield from (m[1].decode("ascii") for m in _MERGED.finditer(data, 0, end))
        tail = data[end:][-_LONGEST_REF:]
