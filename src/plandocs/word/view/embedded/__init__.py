"""What stands in a document as a part of its own: embedded files, chunks of text, controls.

Paragraphs name such parts by their relationship among their extras; they get the words of those
parts, or a word that says what is there, in place of the names. The page
``docs/word-notes/embedded-files.md`` says what is read of which kind.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from plandocs.container.limits import Limits
from plandocs.errors import DocumentError
from plandocs.word.package.ole import SIGNATURE, BrokenContainer, Container
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import Package
from plandocs.word.package.tokens import attribute, taken_apart
from plandocs.word.view.document import Document, Extra, Paragraph, walk
from plandocs.word.view.embedded.files import File, Unreadable, words_of

_TICKED: Final = {
    "8bd21d40-ec42-11ce-9e0d-00aa006002f3": ("☒", "☐"),  # a check box
    "8bd21d50-ec42-11ce-9e0d-00aa006002f3": ("◉", "○"),  # an option button
    "8bd21d60-ec42-11ce-9e0d-00aa006002f3": ("☒", "☐"),  # a toggle button
}
_TYPED: Final = frozenset(
    {
        "8bd21d10-ec42-11ce-9e0d-00aa006002f3",  # a text box
        "8bd21d20-ec42-11ce-9e0d-00aa006002f3",  # a list box
        "8bd21d30-ec42-11ce-9e0d-00aa006002f3",  # a combo box
    }
)
_SILENT: Final = frozenset(
    {
        "d7053240-ce69-11cd-a777-00dd01143c57",  # a command button
        "978c9e23-d4b0-11ce-bf2d-00aa003f40d0",  # a label
        "4c599241-6926-101b-9992-00000b65c6f9",  # an image
        "dfd181e0-5e2f-11ce-a449-00aa004a803d",  # a scroll bar
        "79176fb0-b7f2-11ce-97ef-00aa006d2776",  # a spin button
    }
)
_PRESSED: Final = frozenset({"1", "-1", "true"})
# Sizes of what a control's state holds, in its order; None: not in this block ([MS-OFORMS] 2.2.5).
_SIZES: Final = (
    4, 4, 4, 4, 1, 1, 1, 1, None, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, None, 1, 1, 4, 4, 4, 4, 4, 2, 2, 2,
    None, None, 4,
)  # fmt: skip
_SIZE, _VALUE, _CAPTION = 8, 22, 23
_COMPRESSED: Final = 0x80000000


class _State(NamedTuple):
    """A control's class, and its texts by name."""

    kind: str
    value: str
    caption: str


def control_text(package: Package, part: str) -> str | None:
    """The words in the control whose part this is; None where they cannot be read."""
    try:
        state = _state(package, part)
    except (BrokenContainer, DocumentError, UnicodeError, ValueError, struct.error):
        return None
    if state is None:
        return None
    if state.kind in _SILENT:
        return ""
    if state.kind in _TYPED:
        return state.value
    if state.kind in _TICKED:
        if not state.caption and not state.value:
            return ""
        pressed = state.value.strip().casefold() in _PRESSED
        return f"{_TICKED[state.kind][not pressed]} {state.caption}".strip()
    return " ".join(filter(None, (state.value, state.caption))) or None


def _state(package: Package, part: str) -> _State | None:
    pieces = [taken_apart(piece) for piece in package.xml(part).split("<")[1:]]
    root = next((piece for piece in pieces if piece.name.rpartition(":")[2] == "ocx"), None)
    if root is None:
        return None
    kind = (_named(root.attributes, "classid") or "").strip("{}").casefold()
    texts = {
        (_named(p.attributes, "name") or "").casefold(): _named(p.attributes, "value") or ""
        for p in pieces
        if p.name.rpartition(":")[2] == "ocxPr"
    }
    if kind in _SILENT:
        return _State(kind, "", "")
    if texts or _named(root.attributes, "persistence") == "persistPropertyBag":
        return _State(kind, texts.get("value") or texts.get("text", ""), texts.get("caption", ""))
    binary = package.target(attribute(root.attributes, "r:id") or "", part)
    known = kind in _TYPED or kind in _TICKED
    return _binary(kind, package.read(binary)) if binary and known else None


def _named(attributes: str, name: str) -> str | None:
    match = re.search(rf"(?:^|\s)[\w.-]+:{name}=", attributes)
    return attribute(attributes, match[0].strip().rstrip("=")) if match else None


def _binary(kind: str, data: bytes) -> _State | None:
    """The state as Microsoft's controls save it: in a container, or behind the class."""
    if data.startswith(SIGNATURE):
        container = Container(data)
        contents = container.streams().get("contents")
        return None if contents is None else _morph(kind, container.read(contents))
    return _morph(kind, data[16:])


def _morph(kind: str, data: bytes) -> _State | None:
    """A ``MorphDataControl``: which properties there are, their values, then the texts."""
    if data[:2] != b"\0\2":
        return None
    mask = int.from_bytes(data[4:12], "little")
    at, lengths = 12, {_VALUE: 0, _CAPTION: 0}
    for bit, size in enumerate(_SIZES):
        if size is None or not mask >> bit & 1:
            continue
        at += -at % size
        if bit in lengths:
            lengths[bit] = struct.unpack_from("<L", data, at)[0]
        at += size
    at += -at % 4 + 8 * (mask >> _SIZE & 1)
    texts = []
    for length in lengths.values():
        size = length & ~_COMPRESSED
        if at + size > len(data):
            return None
        raw = data[at : at + size]
        texts.append(raw.decode("latin-1" if length & _COMPRESSED else "utf-16-le"))
        at += size + -size % 4
    return _State(kind, *texts)


DEEPEST: Final = 3  # a document in a document in a document is read, and no further
_FILES: Final = 64
_PART_BYTES, _TOTAL_BYTES, _NODES = 2**24, 2**25, 400_000
_NO_WORDS: Final = frozenset({"picture", "object", "prompt", "moved"})
_WORDS: Final = frozenset({"embedded", "control"})
Read = Callable[[Package, "Embedded"], Document]


class Embedded:
    """Reads the embedded parts of one document, and of those embedded in it: so many, so deep."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._left = _FILES
        self._depth = 0
        self.met: set[str] = set()  # parts of the outermost package

    def resolve(self, package: Package, part: str, paragraphs: Iterable[Paragraph]) -> None:
        """Put the words of embedded parts in place of the names that ``part`` has for them."""
        for p in paragraphs:
            if p.extras and any(extra.kind in _RESOLVERS for extra in p.extras):
                p.extras = [
                    resolved
                    for extra in p.extras
                    for resolved in self._resolved(package, part, extra)
                    if resolved.text.strip() or resolved.kind not in _WORDS
                ]

    def words(self, package: Package, part: str) -> Extra:
        """The words of an embedded part, or that it cannot be read."""
        if not self._depth:
            self.met.add(part)
        kind = package.content_types().of(part)
        try:
            if not self._left:
                raise Unreadable
            self._left -= 1
            return Extra("embedded", words_of(File(part, kind, package.read(part)), self._document))
        except (DocumentError, Unreadable):
            return Extra("unread", f"embedded document {part.rpartition('/')[2]}")

    def _document(self, data: bytes, limits: Limits) -> str:
        """The words of a Word document that is embedded."""
        if self._depth == DEEPEST:
            raise Unreadable
        inner = open_package(data, limits=narrowed(limits), convert=False)
        self._depth += 1
        try:
            return "\n".join(_words_in(self._read(inner, self)))
        finally:
            self._depth -= 1

    def _resolved(self, package: Package, part: str, extra: Extra) -> Iterable[Extra]:
        resolver = _RESOLVERS.get(extra.kind)
        return (extra,) if resolver is None else resolver(self, package, part, extra.text)

    def _chunk(self, package: Package, part: str, rid: str) -> Iterable[Extra]:
        target = package.target(rid, part)
        if target is None:
            return (Extra("unread", "embedded text that is not in the file"),)
        return (self.words(package, target),)

    def _file(self, package: Package, part: str, rid: str) -> Iterable[Extra]:
        target = package.target(rid, part)
        if target is None:  # a link: it is listed as an object, and told with all that is outside
            return ()
        result = self.words(package, target)
        return (result,) if result.kind == "embedded" else (Extra("unread", ""),)

    def _control(self, package: Package, part: str, named: str) -> Iterable[Extra]:
        rid, _, name = named.partition(" ")
        target = package.target(rid, part)
        text = None if target is None else control_text(package, target)
        if text is None:
            return (Extra("unread-control", f"control {name} that cannot be read"),)
        return (Extra("control", text),)


_RESOLVERS: Final = {
    "chunk": Embedded._chunk, "file": Embedded._file, "form-control": Embedded._control,
}  # fmt: skip


def narrowed(limits: Limits) -> Limits:
    """The limits for a file inside a file: no plan needs as much a second time."""
    return replace(
        limits,
        part_bytes=min(limits.part_bytes, _PART_BYTES),
        total_bytes=min(limits.total_bytes, _TOTAL_BYTES),
        nodes=min(limits.nodes, _NODES),
    )


def _words_in(document: Document) -> Iterable[str]:
    """All words of a document, beside its text too."""
    for blocks in (document.blocks, *(story.blocks for story in document.stories)):
        for p in walk(blocks):
            yield p.text
            yield from (e.text for e in p.extras or () if e.kind not in _NO_WORDS)
