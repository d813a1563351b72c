"""Files that are dropped on a page: taken from the request piece by piece, within bounds.

They go into the desk's own folder, under names of its own, and nowhere else: no name that came with
them is ever a path.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import parse_qs

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from plandocs.files.leftovers import left_name

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FILE_BYTES: Final = 64 * 2**20
FILES: Final = 5_000
DROP_BYTES: Final = 2 * 2**30
_FIELD_BYTES: Final = 64 * 2**10
_FIELDS: Final = 10_000
_FORM_BYTES: Final = 2**20


class Refused(Exception):
    """A drop that was not taken, in a sentence."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """One file that was dropped.

    Attributes:
        name: what it was called, without any folder.
        path: where it lies now.
        too_large: whether it was larger than a file may be; then its content is gone.
        field: the field of the form that it came in.
    """

    name: str
    path: Path
    too_large: bool
    field: str


@dataclass
class Form:
    """What a form sent.

    Attributes:
        folder: where the files lie.
        files: the files, in their order.
        fields: the values of each field, in their order.
    """

    folder: Path
    files: list[Dropped] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The first value of a field; "" where it has none."""
        return one(self.fields, name)


def waiting_room(desk_folder: Path) -> Path:
    """Return a folder for one drop, which goes with this desk if nobody takes it away before."""
    folder = desk_folder / left_name("waiting")
    folder.mkdir(mode=0o700)
    return folder


def one(fields: Mapping[str, list[str]], name: str, left: str = "") -> str:
    """What a form sent under a name; ``left`` where it sent nothing."""
    return fields.get(name, [left])[0]


async def fields_of(request: Request) -> dict[str, list[str]]:
    """Return what a form without files sent, by field.

    Raises:
        Refused: it is over the bounds.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _FORM_BYTES:
            raise Refused("What was sent is longer than the desk accepts.")
    try:
        return parse_qs(body.decode("utf-8", "replace"), True, max_num_fields=_FIELDS)
    except ValueError:
        raise Refused("What was sent has more fields than the desk accepts.") from None


async def received(request: Request, folder: Path) -> Form:
    """Take a form with its files into a folder, which goes where they cannot be taken.

    Raises:
        Refused: it is over the bounds, or did not arrive whole.
    """
    try:
        return await _received(request, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


async def _received(request: Request, folder: Path) -> Form:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise Refused("This is not a form that the desk sent.")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > DROP_BYTES:
        raise Refused(_too_much())
    taker = _Taker(Form(folder))
    parser = MultipartParser(boundary, taker.callbacks())
    total = 0
    try:
        async for piece in request.stream():
            total += len(piece)
            if total > DROP_BYTES:
                raise Refused(_too_much())
            parser.write(piece)
        parser.finalize()
    except (MultipartParseError, ClientDisconnect) as error:
        raise Refused("The files did not arrive whole. Nothing was added; drop them again.") from (
            error
        )
    finally:
        taker.close()
    if not taker.is_whole:
        raise Refused("The files did not arrive whole. Nothing was added; drop them again.")
    return taker.form


def _too_much() -> str:
    return f"This is more than {DROP_BYTES >> 30} GB at once. Drop it in parts."


class _Taker:
    """The parts of a form as they come."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.is_whole = False
        self._name, self._value = bytearray(), bytearray()
        self._headers: dict[bytes, bytes] = {}
        self._field, self._filename = "", ""
        self._text = bytearray()
        self._file: BinaryIO | None = None
        self._size = 0

    def callbacks(self) -> MultipartCallbacks:
        """As the parser takes them."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_headers_finished": self._headers_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._whole,
        }

    def close(self) -> None:
        """Close what is open."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _whole(self) -> None:
        self.is_whole = True

    def _begin(self) -> None:
        self._headers, self._text, self._size = {}, bytearray(), 0

    def _header(self) -> None:
        self._headers[bytes(self._name).lower()] = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        self._filename = ""
        if b"filename" not in options:
            if sum(map(len, self.form.fields.values())) >= _FIELDS:
                raise Refused("What was sent has more fields than the desk accepts.")
            return
        raw = options[b"filename"].decode("utf-8", "replace").replace("\\", "/")
        self._filename = raw.rpartition("/")[2]
        if not self._filename:
            return  # a form in which no file was chosen
        if len(self.form.files) >= FILES:
            raise Refused(f"These are more than {FILES:,} files at once. Drop them in parts.")
        path = self.form.folder / f"{len(self.form.files):05}"
        self._file = open(path, "xb")  # noqa: SIM115  # it is closed at the end of its part

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if self._file is not None:
            if self._size <= FILE_BYTES:
                self._file.write(data[start:end])
        elif self._size <= _FIELD_BYTES:
            self._text += data[start:end]
        elif not self._filename:
            raise Refused("One of the fields is longer than the desk accepts.")

    def _end(self) -> None:
        if self._file is not None:
            path, too_large = Path(self._file.name), self._size > FILE_BYTES
            self.close()
            if too_large:
                os.truncate(path, 0)
            self.form.files.append(Dropped(self._filename, path, too_large, self._field))
        elif not self._filename:
            value = self._text.decode("utf-8", "replace")
            self.form.fields.setdefault(self._field, []).append(value)
