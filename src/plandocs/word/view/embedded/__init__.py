"""What stands in a document as a part of its own: embedded files, chunks of text, controls.

Paragraphs name such parts by their relationship among their extras; they get the words of those
parts, or a word that says what is there, in place of the names. The page
``docs/word-notes/embedded-files.md`` says what is read of which kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from plandocs.container.limits import Limits
from plandocs.errors import DocumentError
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import Package
from plandocs.word.view.document import Document, Extra, Paragraph, walk
from plandocs.word.view.embedded.controls import control_text
from plandocs.word.view.embedded.files import File, Unreadable, words_of

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
                    found
                    for extra in p.extras
                    for found in self._resolved(package, part, extra)
                    if found.text.strip() or found.kind not in _WORDS
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
        found = self.words(package, target)
        return (found,) if found.kind == "embedded" else (Extra("unread", ""),)

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
