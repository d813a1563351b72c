"""An officer's document as a reader sees it, beside the fields that were read of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Final, NamedTuple

from markupsafe import Markup

import plandocs
from plandocs.desk.workspace import Workspace
from plandocs.paths import row_taken_out, without_row

_REMEMBERED: Final = 16
_CONVERTED: Final = "converted"


class DocumentView(NamedTuple):
    """The document at the left, and where the words of each value are in it.

    ``loose`` are the ids of the first words of each of the reading's words in no field, and the
    anchors to which these lead; a corrected reading may have fewer of them than the document.
    """

    html: Markup
    words: Mapping[str, str]
    anchors: Mapping[str, str]
    loose: tuple[tuple[str, str], ...]


class Documents:
    """Documents as shown, the last few of them, until the folder is looked at again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._documents: OrderedDict[str, plandocs.Shown] = OrderedDict()
        self._of: object = None

    def view(
        self, space: Workspace, reading: plandocs.Reading, *, asked: bool = False
    ) -> DocumentView | str:
        """Return the document, or a sentence that says why it is not shown; "" if not ``asked``.

        A document that LibreOffice has to convert first is shown where somebody asks for it.
        """
        if not asked and any(each.code == _CONVERTED for each in reading.issues):
            return ""
        try:
            document = self._document_of(space, reading)
        except plandocs.PlandocsError as error:
            return f"The document cannot be shown: {error.message}"
        if document.reading.sha256 != reading.sha256:
            return "The file has changed since it was read. Press Refresh, below."
        return _view(document, reading)

    def _document_of(self, space: Workspace, reading: plandocs.Reading) -> plandocs.Shown:
        with self._lock:
            if self._of is not space.snapshot:
                self._documents.clear()
                self._of = space.snapshot
            if (known := self._documents.get(reading.source)) is not None:
                self._documents.move_to_end(reading.source)
                return known
        file = space.file_of(reading.source)
        if file is None:
            raise plandocs.NotFound("it is no longer in this folder.")
        document = plandocs.show(file, **space.cycle.reading())
        with self._lock:
            self._documents[reading.source] = document
            while len(self._documents) > _REMEMBERED:
                self._documents.popitem(last=False)
        return document


def _view(document: plandocs.Shown, reading: plandocs.Reading) -> DocumentView:
    return DocumentView(
        Markup(document.html),
        {now: ids[0] for path, now in _now(document, reading) if (ids := document.fields[path])},
        {now: document.anchor(path) for path, now in _now(document, reading)},
        tuple(_loose(document, reading)),
    )


def _now(document: plandocs.Shown, reading: plandocs.Reading) -> Iterator[tuple[str, str]]:
    """Each path of the document, and what it is where HR has taken rows out."""
    out = [row for each in reading.corrections if (row := row_taken_out(each))]
    for path in document.fields:
        now: str | None = path
        for row in out:
            now = now and without_row(now, row)
        if now:
            yield path, now


def _loose(document: plandocs.Shown, reading: plandocs.Reading) -> Iterator[tuple[str, str]]:
    """For each of the reading's words in no field: their id in the document, and their anchor."""
    left = list(enumerate(document.reading.unmapped))
    for each in reading.unmapped:
        at = next((n for n, (_, other) in enumerate(left) if other == each), None)
        if at is None:
            yield "", ""
            continue
        number = left.pop(at)[0]
        ids = document.unmapped[number]
        yield (ids[0] if ids else ""), document.anchor(number)
