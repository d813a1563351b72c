"""What is known of a form's blanks: all that they print, and the layouts of documents made of them.

Of the forms' own blanks and of an agency's; each is read once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.model.reading import Issue, new_issue
from plandocs.reading.agency_blanks import HeldBlank
from plandocs.reading.agency_values import Frame, frames_of
from plandocs.word.locate import Boilerplate, Copy, Layouts, known_labels, locate, recognise
from plandocs.word.package.open import open_package
from plandocs.word.view.document import Document, walk
from plandocs.word.view.read import read_document, table_captions

_HINT = re.compile(r"[^\W\d_]{2}|_{3}|\.{4}|…")


@lru_cache(maxsize=16)
def layouts_of(forms: tuple[FormSpec, ...]) -> Layouts:
    """The layouts that documents of these forms were found to have, first those of the blanks."""
    layouts = Layouts(known_labels(forms))
    for form in forms:
        if (blank := _located_blank(form)) is not None:
            layouts.learn(*blank, printed_by(form), official=True)
    return layouts


@lru_cache(maxsize=16)
def _located_blank(form: FormSpec) -> tuple[Document, FormSpec, list[Copy]] | None:
    """A form's own blank as it is read and located; only to be looked at."""
    blank = _own_blank(form)
    if blank is None:
        return None
    return blank.document, form, locate(blank.document, form, printed_by(form))


@lru_cache(maxsize=16)
def printed_by(form: FormSpec) -> Boilerplate:
    """Everything that a form's own blank prints."""
    return _boilerplate_of(form, _own_blank(form))


class _Blank(NamedTuple):
    """A blank as it was read, and the captions of its tables."""

    document: Document
    captions: tuple[str, ...]


@lru_cache(maxsize=16)
def _own_blank(form: FormSpec) -> _Blank | None:
    """The form's own blank; a form that is described in a file may have none."""
    return _blank_in(form.blank.read_bytes()) if form.blank.is_file() else None


def _blank_in(content: bytes) -> _Blank:
    package = open_package(content)
    return _Blank(read_document(package), tuple(table_captions(package)))


@lru_cache(maxsize=64)
def printed_in_places(form: FormSpec) -> frozenset[tuple[FieldSpec, str]]:
    """What a form's own blank prints where people type: a rule to write on, a hint.

    Boxes to tick are not among them, which stay, ticked or not, nor the numbers of rows.
    """
    blank = _located_blank(form)
    copies = blank[2] if blank is not None else ()
    slots = [slot for copy in copies for slot in copy.slots() if not slot.spec.kind.options]
    places = ((slot.spec, p.text) for slot in slots for p in walk(slot.blocks))
    return frozenset((spec, text) for spec, text in places if _HINT.search(text))


@lru_cache(maxsize=16)
def ensure_a_blank(blank: bytes, forms: tuple[FormSpec, ...]) -> None:
    """Prove that an agency's blank is one of a form.

    Raises:
        PlandocsError: it cannot be read, or is no form.
    """
    recognise(read_document(open_package(blank)), forms)


def fitting(document: Document, blanks: Sequence[HeldBlank]) -> tuple[HeldBlank, tuple[Issue, ...]]:
    """The blank that a document was made of, and where there are several a word that says which."""
    if len(blanks) == 1:
        return blanks[0], ()
    document_texts = _texts_in(document)
    blank_texts = [_texts_of(blank.content) for blank in blanks]
    fits = [2 * len(texts & document_texts) - len(texts) for texts in blank_texts]
    number = fits.index(max(fits))
    name = blanks[number].name or f"number {number + 1}"
    message = f"Of the {len(blanks)} blank forms named, {name} fits this document and was used."
    return blanks[number], (new_issue("blank-chosen", message),)


@lru_cache(maxsize=16)
def _texts_of(blank: bytes) -> frozenset[str]:
    return _texts_in(read_document(open_package(blank)))


def _texts_in(document: Document) -> frozenset[str]:
    in_stories = (p for story in document.stories for p in walk(story.blocks))
    return frozenset(p.text for each in (walk(document.blocks), in_stories) for p in each if p.text)


def _boilerplate_of(form: FormSpec, *blanks: _Blank | None) -> Boilerplate:
    known = [blank for blank in blanks if blank is not None]
    captions = [text for blank in known for text in blank.captions]
    return Boilerplate.of(form, (blank.document for blank in known), captions)


class AgencyBoilerplate(NamedTuple):
    """What an agency's blank prints: its words, and what of them stands where people type.

    ``instructions`` stand in the places of fields, ``asides`` below the label of a printed row or
    in a column that the form does not have: each with the issue that it would be, typed there.
    ``frames`` are its words with a value in them, on each page or in a text box.
    """

    printed: Boilerplate
    instructions: frozenset[tuple[FieldSpec, str]]
    asides: frozenset[tuple[str, str]]
    frames: tuple[Frame, ...] = ()


@lru_cache(maxsize=16)
def agency_boilerplate(form: FormSpec, blank: bytes) -> AgencyBoilerplate:
    """What an agency's blank prints. Kept by its bytes: hundreds of plans are read against one."""
    agency = _blank_in(blank)
    printed = _boilerplate_of(form, _own_blank(form), agency)
    document = agency.document
    copies = locate(document, form, printed)
    slots = [(slot.spec, p) for copy in copies for slot in copy.slots() for p in walk(slot.blocks)]
    asides = {(each.code, each.text) for copy in copies for each in copy.unmatched if each.code}
    return AgencyBoilerplate(
        printed,
        frozenset((spec, p.text) for spec, p in slots if p.text),
        frozenset(asides),
        frames_of(document),
    )
