"""The package of a workbook, opened with care.

In: a path. Out: its parts, read as streams, within limits; or a sentence about what the file is
instead. A part with a DOCTYPE is refused: no program writes one, and it can make a reader reach
out or grow without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError

from lxml import etree

from plandocs.errors import InputError

OLE_MARK = b"\xd0\xcf\x11\xe0"
_MOST_BYTES = 1 << 30
_MOST_PARTS = 10_000
_MOST_HELD = 1 << 28
_SAVE_AS = "Open it in Excel and save it as an Excel workbook (.xlsx)."


class Archive:
    """The parts of one .xlsx file; the file is open only while a part is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._opened() as archive:
            parts = archive.infolist()
            self._names = {part.filename.lower(): part.filename for part in parts}
            self._sizes = {part.filename: part.file_size for part in parts}
            locked = any(part.flag_bits & 1 for part in parts)
        if locked:
            raise self.wrong("it is protected by a password. Save a copy without one.")
        if len(self._sizes) > _MOST_PARTS or sum(self._sizes.values()) > _MOST_BYTES:
            raise self.wrong("it unpacks to more than 1 gigabyte. Split it, or save it as CSV.")

    def has(self, name: str) -> bool:
        """Whether there is such a part; names differ in case only by mistake."""
        return name.lower() in self._names

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._sizes)

    def tree(self, name: str) -> etree._Element:
        """A small part as a tree."""
        if self._sizes.get(self._names.get(name.lower(), ""), 0) > _MOST_HELD:
            raise self.wrong(f"its part {name} is larger than any workbook needs.")
        root: etree._Element | None = None
        for element in self.elements(name, "*"):
            root = element
        if root is None:
            raise self.wrong(f"its part {name} is empty. {_SAVE_AS}")
        return root

    def elements(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of these names, one after the other, whole; forget them when done."""
        if not self.has(name):
            raise self.wrong(f"it has no part {name}, so it is damaged. {_SAVE_AS}")
        with self._opened() as archive, archive.open(self._names[name.lower()]) as part:
            yield from self._parsed(part, name, tags)

    def wrong(self, sentence: str) -> InputError:
        """An error about the file."""
        return InputError(f"this workbook cannot be read: {sentence}", str(self.path))

    def _parsed(
        self, part: IO[bytes], name: str, tags: tuple[str, ...]
    ) -> Iterator[etree._Element]:
        looked = False
        try:
            events = etree.iterparse(
                part, events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False, no_network=True,
            )  # fmt: skip
            for _, element in events:
                if not looked and element.getroottree().docinfo.doctype:
                    raise self.wrong(f"its part {name} has a DOCTYPE. {_SAVE_AS}")
                looked = True
                yield element
        except etree.XMLSyntaxError as error:
            raise self.wrong(f"its part {name} is damaged. {_SAVE_AS}") from error

    @contextmanager
    def _opened(self) -> Iterator[ZipFile]:
        try:
            with ZipFile(self.path) as archive:
                yield archive
        except (BadZipFile, DeflateError, EOFError, NotImplementedError, ValueError) as error:
            raise self.wrong(f"it is damaged or incomplete. {_SAVE_AS}") from error


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


def refuse_text(path: Path) -> None:
    """Say what a file is that is called a workbook and is none."""
    kind = "an empty file"
    if start := path.read_bytes()[:512].lstrip():
        kind = "a web page" if start.startswith(b"<") else "text or some other kind of file"
    raise _not_a_sheet(path, kind)


def _not_a_sheet(path: Path, kind: str) -> InputError:
    return InputError(f"this is {kind}, and no .xlsx or .csv. {_SAVE_AS}", str(path))
