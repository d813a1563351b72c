"""CSV as programs and people save it.

Takes a text file in any usual encoding, with any usual delimiter, and gives a grid of text: nothing
is taken for a number or a date, so "00731" stays as it is. The file is read as a stream.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.errors import InputError
from plandocs.sheet.excel import cell_text
from plandocs.sheet.read.grid import Grid, Row, Rows, is_blank

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_JUDGED = 1 << 18
_BEYOND = re.compile("[^\x00-\x7f]")
_MARKS_IN_TEXT = frozenset("’‘“”–—…•€£©®°§·\u00a0½¼×")
_USUAL = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽŸðþÐÞ")
_OF_A_MAC = (
    "read as text of an old Mac (Mac Roman), in which its letters make words. Look at names with "
    "accents, or save it as UTF-8"
)
_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(r"sep=(.)\r?\n?$", re.IGNORECASE)
_LOOKED_AT = 40
_PORTION = 1 << 16


def csv_grid(path: Path) -> Grid:
    """The grid of a CSV file.

    Raises:
        InputError: it is not text, or a quotation mark is not closed; while reading rows, too.
    """
    how = written_as(path)
    notes = (_OF_A_MAC,) if how.encoding == "mac_roman" else ()
    rows = Rows(lambda: _rows(path, how.encoding, how.delimiter, how.says_delimiter))
    return Grid(str(path), "", rows, notes=notes)


class Written(NamedTuple):
    """How a CSV is written."""

    encoding: str
    delimiter: str
    says_delimiter: bool
    line_end: str


def written_as(path: Path) -> Written:
    """Return how a CSV is written.

    Raises:
        InputError: it is not text, or too large.
    """
    if path.stat().st_size > DEFAULT_LIMITS.file_bytes:
        raise InputError(
            f"it has more than {DEFAULT_LIMITS.file_bytes:,} bytes. Split it, or leave out what is "
            "no list.",
            str(path),
        )
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        match = _SEP_LINE.match(first := file.readline())
    delimiter = match[1] if match else _delimiter(path, encoding)
    return Written(encoding, delimiter, bool(match), "\r\n" if first.endswith("\r\n") else "\n")


def _rows(path: Path, encoding: str, delimiter: str, has_sep_line: bool) -> Iterator[Row]:
    number = 0
    with path.open(encoding=encoding, newline="") as file:
        try:
            for number, cells in enumerate(_records(file, delimiter), start=1):
                values = tuple(cell_text(cell) or None for cell in cells)
                if not all(map(is_blank, values)) and not (has_sep_line and number == 1):
                    yield Row(number, values)
        except csv.Error as error:
            raise InputError(
                f"the text is not CSV from here on ({error}). Usually a quotation mark is not "
                "closed, or not doubled inside a quoted cell. Correct it, or save the file from "
                'Excel as "CSV UTF-8" or .xlsx.',
                str(path),
                f"row {number + 1}",
            ) from error


def _records(file: TextIO, delimiter: str) -> Iterator[list[str]]:
    # Strict, for otherwise one open quotation mark swallows the rest of the file.
    return csv.reader(file, delimiter=delimiter, strict=True)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4096)
    for encoding in _likely(start):
        if _decodes(path, encoding):
            return _of_windows_or_mac(path) if encoding == "cp1252" else encoding
    if _of_windows_or_mac(path) == "mac_roman":
        return "mac_roman"  # Windows leaves five of the 256 codes out
    raise InputError(
        "this is not text in UTF-8, UTF-16 or Windows-1252. Save it from Excel as "
        '"CSV UTF-8" or .xlsx.',
        str(path),
    )


def _of_windows_or_mac(path: Path) -> str:
    """Whether one byte a letter is that of Windows, or of an old Mac: by what makes words.

    0x8E is é on a Mac and Ž in Windows: inside a word of small letters it is the é.
    """
    with path.open("rb") as file:
        data = file.read(_MOST_JUDGED)
    scores = {name: _wordlike(data, name) for name in ("cp1252", "mac_roman")}
    return "mac_roman" if scores["mac_roman"] > max(scores["cp1252"], 0) else "cp1252"


def _wordlike(data: bytes, encoding: str) -> int:
    """How much the letters beyond ASCII look like those of words, in this encoding."""
    text = data.decode(encoding, errors="replace")
    near = (
        (m[0], text[m.start() - 1 : m.start()], text[m.end() :][:1]) for m in _BEYOND.finditer(text)
    )
    return sum(_fits(*each) for each in near)


def _fits(letter: str, before: str, after: str) -> int:
    """How well a letter goes with its neighbours."""
    if letter in "“‘" or letter in "”…":
        ends = letter in "”…"
        return 3 if (before.strip() if ends else not before.isalnum()) and (
            not after.isalpha() if ends else after.strip()) else -1  # fmt: skip
    if letter in _MARKS_IN_TEXT:
        inside = before.isalpha() and after.isalpha()
        return 3 if not inside or letter == "’" else 1 if letter in "–\u00a0" else -1
    if letter not in _USUAL:
        return -2
    odd = (before.islower() and letter.isupper()) or (letter.islower() and after.isupper())
    neighbours = before + after
    return -1 if odd or not any(each.isalpha() and each.isascii() for each in neighbours) else 2


def _likely(start: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return (encoding,)
    # Text in the Latin alphabet has a zero in every second byte of UTF-16.
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 3 > len(start) // 2:
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return "utf-8", "cp1252"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while portion := file.read(_PORTION):
                decoder.decode(portion)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of cells."""
    scores = {delimiter: _evenness(path, encoding, delimiter) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _evenness(path: Path, encoding: str, delimiter: str) -> tuple[float, int]:
    with path.open(encoding=encoding, newline="") as file:
        try:
            first = list(islice(_records(file, delimiter), _LOOKED_AT))
        except csv.Error:
            return 0.0, 0
    widths = Counter(len(record) for record in first if len(record) > 1)
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count / sum(1 for record in first if record), width
