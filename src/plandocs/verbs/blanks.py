"""What is known of a form's blanks: all that they print, and the layouts of documents made of them.

In: a form, an agency's blank. Out: their printed words, and layouts that are found again. Each is
read once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from plandocs.form import FieldSpec, FormSpec
from plandocs.verbs.frames import Frame, frames_of
from plandocs.word.locate import Layouts, Printed, known_labels, locate, recognise
from plandocs.word.package.open import open_package
from plandocs.word.view.document import walk
from plandocs.word.view.read import read_document, table_captions


@lru_cache(maxsize=16)
def layouts_of(forms: tuple[FormSpec, ...]) -> Layouts:
    """The layouts that documents of these forms were found to have, first those of the blanks."""
    layouts = Layouts(known_labels(forms))
    for form, printed in zip(forms, map(printed_by, forms), strict=True):
        blank = read_document(open_package(form.blank.read_bytes()))
        layouts.learn(blank, form, locate(blank, form, printed).copies, printed, own=True)
    return layouts


@lru_cache(maxsize=16)
def printed_by(form: FormSpec) -> Printed:
    """Everything that a form's own blank prints."""
    return _print_of(form, form.blank.read_bytes())


@lru_cache(maxsize=4)
def ensure_a_blank(blank: bytes, forms: tuple[FormSpec, ...]) -> None:
    """See that an agency's blank is one of a form: another document's words are no print.

    Raises:
        PlandocsError: it cannot be read, or is no form.
    """
    recognise(read_document(open_package(blank)), forms)


def _print_of(form: FormSpec, *blanks: bytes) -> Printed:
    packages = [open_package(blank) for blank in blanks]
    captions = [text for package in packages for text in table_captions(package)]
    return Printed.of(form, map(read_document, packages), captions)


class AgencyPrint(NamedTuple):
    """What an agency's blank prints: its words, and what of them stands where people type.

    ``instructions`` stand in the places of fields, ``asides`` below the label of a printed row or
    in a column that the form does not have: each with the issue that it would be, typed there.
    ``frames`` are its words with a value in them, on each page or in a text box.
    """

    printed: Printed
    instructions: frozenset[tuple[FieldSpec, str]]
    asides: frozenset[tuple[str, str]]
    frames: tuple[Frame, ...] = ()


@lru_cache(maxsize=4)
def agency_print(form: FormSpec, blank: bytes) -> AgencyPrint:
    """What an agency's blank prints. Kept by its bytes: hundreds of plans are read against one."""
    printed = _print_of(form, form.blank.read_bytes(), blank)
    document = read_document(open_package(blank))
    copies = locate(document, form, printed).copies
    slots = [(slot.spec, p) for copy in copies for slot in copy.slots() for p in walk(slot.blocks)]
    asides = {(stray.code, stray.text) for copy in copies for stray in copy.strays if stray.code}
    return AgencyPrint(
        printed,
        frozenset((spec, p.text) for spec, p in slots if p.text),
        frozenset(asides),
        frames_of(document),
    )
