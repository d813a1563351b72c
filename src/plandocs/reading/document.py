"""One document becomes a reading: which form it is, what stands in its fields, every word.

`read_form` is the door of the room.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.errors import Corrupt, PlandocsError
from plandocs.model.plan import Plan
from plandocs.model.reading import DocumentFacts, Issue, Reading
from plandocs.moment import moment_in
from plandocs.normal.markers import normal_verbatim
from plandocs.reading.account import Taken
from plandocs.reading.agency_blanks import Blanks, held_blanks
from plandocs.reading.agency_values import MARK, Frame, frame_matcher, typed_only, values_of
from plandocs.reading.beyond import Origin, add_outside_body, notes_of, of_the_whole, other_copy
from plandocs.reading.blank_reading import BlankReading
from plandocs.reading.blanks import (
    agency_boilerplate,
    fitting,
    layouts_of,
    printed_by,
    printed_in_places,
)
from plandocs.reading.copy import interpret
from plandocs.word.locate import Boilerplate, Copy, locate, recognise
from plandocs.word.package.in_use import ensure_not_in_use
from plandocs.word.package.live import live_content
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import Package
from plandocs.word.package.properties import Facts, facts_of
from plandocs.word.package.source import Source
from plandocs.word.revise.remarks import has_remarks, without_remarks
from plandocs.word.view.document import Document, walk
from plandocs.word.view.read import read_document, read_traced
from plandocs.word.view.traced import Traces


class Trail:
    """What a page of the document needs beside its reading, noted while it is read.

    ``taken`` are the slots of each value, ``notes`` the texts of comments and notes.
    """

    document: Document
    form: FormSpec
    printed: Boilerplate
    copy: Copy

    def __init__(self) -> None:
        self.traces = Traces()
        self.taken: Taken = []


def read_form(
    source: Source, forms: tuple[FormSpec, ...], *, blank: Blanks | None = None,
    convert: bool = True, password: str | None = None, limits: Limits = DEFAULT_LIMITS,
    trail: Trail | None = None,
) -> Reading[Plan]:  # fmt: skip
    """Read one completed form, which is one of ``forms``; note its ``trail`` where one is given.

    Raises:
        PlandocsError: the file cannot be read as one of them; ``code`` says why.
    """
    try:
        package = open_package(source, limits=limits, password=password, convert=convert)
        if has_remarks(package):
            package = _as_sent(package)
        return _read(package, forms, blank, trail)
    except Corrupt:
        ensure_not_in_use(source)
        raise


def _as_sent(package: Package) -> Package:
    """The document without what plandocs said of it: those comments are nobody's words."""
    data = without_remarks(package)
    if data is None:
        return package
    bare = open_package(data, convert=False, limits=package.limits)
    bare.source, bare.sha256, bare.converted = package.source, package.sha256, package.converted
    bare.left_out = package.left_out
    return bare


def _read(
    package: Package, forms: tuple[FormSpec, ...], blank: Blanks | None, trail: Trail | None
) -> Reading[Plan]:
    try:
        if trail is None:
            document = read_document(package)
        else:
            document = trail.document = read_traced(package, trail.traces)
        located = _located(document, forms, blank, known=trail is None)
        facts, live = facts_of(package), live_content(package, document.links)
        origin = Origin(package.source, package.sha256, package.converted, facts, live)
        return _reading(origin, document, located, trail)
    except PlandocsError as error:
        error.source = error.source or package.source
        raise


CONTROLS = "controls"
"""The document property, behind ``plandocs-``, that says that prompts are boilerplate."""


class _Located(NamedTuple):
    """A form in a document; ``frames`` are of an agency's blank, ``chosen`` says which it is."""

    form: FormSpec
    printed: Boilerplate
    copies: list[Copy]
    frames: tuple[Frame, ...] = ()
    chosen: tuple[Issue, ...] = ()


def _located(
    document: Document, forms: tuple[FormSpec, ...], blank: Blanks | None, *, known: bool
) -> _Located:
    """Which form it is, and its slots: by a layout met before, or by all that is printed.

    A layout that is ``known`` says nothing of the cells of printed labels.
    """
    held, layouts = held_blanks(blank, forms), layouts_of(forms)
    alike = layouts.find(document) if known and not held else None
    if alike is not None:
        _take_out([alike[1]], printed_in_places(alike[0]))
        return _Located(alike[0], printed_by(alike[0]), [alike[1]])
    form = recognise(document, forms)
    if not held:
        printed = printed_by(form)
        copies = locate(document, form, printed)
        layouts.learn(document, form, copies, printed)
        _take_out(copies, printed_in_places(form))
        return _Located(form, printed, copies)
    agency_blank, chosen = fitting(document, held)
    of_blank = agency_boilerplate(form, agency_blank.content)
    copies = locate(document, form, of_blank.printed)
    _take_out(copies, of_blank.instructions, of_blank.asides)
    return _Located(form, of_blank.printed, copies, of_blank.frames, chosen)


def _take_out(
    copies: list[Copy],
    instructions: frozenset[tuple[FieldSpec, str]],
    asides: frozenset[tuple[str, str]] = frozenset(),
) -> None:
    """Leave a blank's own words out of the fields they stand in, and of what was typed beside."""
    for copy in copies:
        for slot in copy.slots() if instructions else ():
            for p in walk(slot.blocks):
                if not slot.cut and (slot.spec, p.text) in instructions:
                    p.text = ""
        if asides:
            copy.unmatched[:] = [s for s in copy.unmatched if (s.code, s.text) not in asides]


def _clear_boilerplate(copies: list[Copy], printed: Boilerplate) -> None:
    """Let a copy that holds nothing but boilerplate, in whichever of its cells, be a blank one."""
    for copy in copies:
        filled = [slot for slot in copy.slots() if slot.filled]
        typed = (slot.drawn or any(map(printed.beyond, slot.texts)) for slot in filled)
        if not any(typed):
            for p in (p for slot in filled for p in walk(slot.blocks)):
                p.text = ""


def _reading(
    origin: Origin, document: Document, located: _Located, trail: Trail | None, *, raw: bool = False
) -> Reading[Plan]:
    """What a located document says; ``raw`` leaves in what the form's blank prints."""
    form, printed, copies, frames, blank_chosen = located
    chosen = copies[0]
    if len(copies) > 1:
        _clear_boilerplate(copies, printed)
        chosen = next((copy for copy in copies if copy.filled), chosen)
    notes = notes_of(document)
    facts = origin.facts
    identity = normal_verbatim(facts.marks.get("id", "")).replace("\n", " ")
    if facts.bookmarked and len([copy for copy in copies if copy.filled]) > 1:
        identity = ""  # nothing says whose it is
    asks, taken = CONTROLS in facts.marks, None
    if trail is not None:
        trail.form, trail.printed, trail.copy, taken = form, printed, chosen, trail.taken
    has_words = printed.has_words
    result = interpret(chosen, form, identity, notes, has_words, asks=asks, taken=taken)
    issues, unmapped = result.issues, result.unmapped
    custom = values_of(facts.marks.get(MARK, ""))
    shows = (frame_matcher(frames, result.plan, form, custom),) if frames else ()
    add_outside_body(document, printed, notes, unmapped, *shows)
    if custom:
        unmapped[:] = typed_only(unmapped, custom, form)
    for copy in copies:
        if copy is not chosen:
            other_copy(copy, printed.has_words, issues, unmapped)
    if not raw and BlankReading.may_be_in(issues, unmapped):
        _blank_reading(form).leave_out(issues, unmapped)
    of_the_whole(origin, document, issues, unmapped)
    return Reading(
        source=origin.source,
        sha256=origin.sha256,
        document=_facts(facts, form),
        plan=result.plan,
        issues=(*issues, *blank_chosen),
        unmapped=tuple(unmapped),
        places=result.origins,
    )


@lru_cache(maxsize=64)
def _blank_reading(form: FormSpec) -> BlankReading:
    """What the form's own blank is read as, as it is handed out."""
    if not form.blank.is_file():
        return BlankReading.of((), ())
    package = open_package(form.blank.read_bytes(), convert=False)
    document = read_document(package)
    located = _located(document, (form,), None, known=False)
    origin = Origin("", "", "", facts_of(package), ())
    blank = _reading(origin, document, located, None, raw=True)
    return BlankReading.of(blank.issues, blank.unmapped)


def _facts(facts: Facts, form: FormSpec) -> DocumentFacts:
    edition = facts.marks.get("edition", form.edition)
    return DocumentFacts(
        facts.program, moment_in(facts.modified), facts.last_modified_by, facts.revision, edition
    )
