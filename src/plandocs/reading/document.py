"""One document becomes a reading: which form it is, what stands in its fields, every word.

In: bytes or a path, the forms that it may be, an agency's blank. Out: a :class:`Reading`.
"""

from __future__ import annotations

from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.description.form import FormSpec
from plandocs.errors import PlandocsError
from plandocs.model.plan import Plan
from plandocs.model.reading import DocumentFacts, Issue, Reading
from plandocs.moment import moment_in
from plandocs.normal.markers import normal_verbatim
from plandocs.reading import beside, interpret, notes_of, of_the_whole, other_copy
from plandocs.reading.agency_values import MARK, Frame, shown_with, typed_only, values_of
from plandocs.reading.blanks import (
    AgencyPrint,
    Blanks,
    agency_print,
    fitting,
    held_blanks,
    layouts_of,
    printed_by,
)
from plandocs.word.locate import Boilerplate, Copy, locate, recognise
from plandocs.word.package.open import Source, open_package
from plandocs.word.package.parts import Package
from plandocs.word.package.properties import Facts, facts_of
from plandocs.word.view.document import Document, walk
from plandocs.word.view.read import read_document


def read_form(
    source: Source, forms: tuple[FormSpec, ...], *, blank: Blanks | None = None,
    convert: bool = True, password: str | None = None, limits: Limits = DEFAULT_LIMITS,
) -> Reading[Plan]:  # fmt: skip
    """Read one completed form, which is one of ``forms``.

    Raises:
        PlandocsError: the file cannot be read as one of them; ``code`` says why.
    """
    package = open_package(source, limits=limits, password=password, convert=convert)
    try:
        document = read_document(package)
        form, printed, copies, frames, said = _located(document, forms, blank)
        return _reading(package, document, form, printed, copies, frames, said)
    except PlandocsError as error:
        error.source = error.source or package.source
        raise


def _located(
    document: Document, forms: tuple[FormSpec, ...], blank: Blanks | None
) -> tuple[FormSpec, Boilerplate, list[Copy], tuple[Frame, ...], tuple[Issue, ...]]:
    """Which form it is, and its slots: by a layout met before, or by all that is printed."""
    layouts = layouts_of(forms)
    known = layouts.find(document) if blank is None else None
    if known is not None:
        return known[0], printed_by(known[0]), [known[1]], (), ()
    form = recognise(document, forms)
    if blank is None:
        printed = printed_by(form)
        copies = locate(document, form, printed)
        layouts.learn(document, form, copies, printed)
        return form, printed, copies, (), ()
    own, said = fitting(document, held_blanks(blank, forms))
    of_blank = agency_print(form, own.content)
    copies = locate(document, form, of_blank.printed)
    _take_out(copies, of_blank)
    return form, of_blank.printed, copies, of_blank.frames, said


def _take_out(copies: list[Copy], blank: AgencyPrint) -> None:
    """Leave an agency's own words out of the fields they stand in, and of what was typed beside."""
    for copy in copies:
        for slot in copy.slots():
            for p in walk(slot.blocks):
                if not slot.cut and (slot.spec, p.text) in blank.instructions:
                    p.text = ""
        copy.unmatched[:] = [s for s in copy.unmatched if (s.code, s.text) not in blank.asides]


def _reading(
    package: Package, document: Document, form: FormSpec, printed: Boilerplate, copies: list[Copy],
    frames: tuple[Frame, ...], said: tuple[Issue, ...],
) -> Reading[Plan]:  # fmt: skip
    chosen = copies[0]
    if len(copies) > 1:
        chosen = next((copy for copy in copies if copy.filled), chosen)
    notes = notes_of(document)
    facts = facts_of(package)
    identity = normal_verbatim(facts.marks.get("id", "")).replace("\n", " ")
    if facts.bookmarked and len([copy for copy in copies if copy.filled]) > 1:
        identity = ""  # nothing says whose it is
    result = interpret(chosen, form, identity, notes, printed.has_words)
    issues, unmapped = result.issues, result.unmapped
    custom = values_of(facts.marks.get(MARK, ""))
    if frames:
        shows = shown_with(frames, result.plan, form, custom)
        beside(document, printed, notes, unmapped, shows)
    else:
        beside(document, printed, notes, unmapped)
    if custom:
        unmapped[:] = typed_only(unmapped, custom, form)
    for copy in copies:
        if copy is not chosen:
            other_copy(copy, printed.has_words, issues, unmapped)
    of_the_whole(package, document, issues, unmapped)
    return Reading(
        source=package.source,
        sha256=package.sha256,
        document=_facts(facts, form),
        plan=result.plan,
        issues=(*issues, *said),
        unmapped=tuple(unmapped),
        places=result.origins,
    )


def _facts(facts: Facts, form: FormSpec) -> DocumentFacts:
    edition = facts.marks.get("edition", form.edition)
    return DocumentFacts(
        facts.program, moment_in(facts.modified), facts.last_modified_by, facts.revision, edition
    )
