"""``parse``: one completed Word file in, its plan, its issues and an account of every word out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import BinaryIO

from plandocs.errors import PlandocsError
from plandocs.form import FieldSpec, FormSpec
from plandocs.interpret import interpret
from plandocs.normal.markers import normal_verbatim
from plandocs.reading import DocumentFacts, Issue, Reading, Unmapped
from plandocs.registry import forms as known_forms
from plandocs.word.document import Document, Mark, walk
from plandocs.word.facts import Facts, facts_of
from plandocs.word.limits import DEFAULT_LIMITS, Limits
from plandocs.word.locate import Copy, Layouts, Printed, known_labels, locate, recognise
from plandocs.word.open import open_package
from plandocs.word.package import Package
from plandocs.word.read import read_document, table_captions
from plandocs.word.source import taken

_NOTES = ("comment", "footnote", "endnote")

Source = str | os.PathLike[str] | bytes | BinaryIO


def parse(
    source: Source,
    *,
    blank: Source | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    forms: Iterable[FormSpec] | None = None,
) -> Reading:
    """Read one completed form: a path, bytes or a binary file.

    ``blank`` is the agency's own blank form, whose printed words then do not count as typed;
    ``convert`` lets LibreOffice, where it is installed, convert .doc, .odt and .rtf.

    Raises:
        PlandocsError: the file cannot be read as a form; ``code`` says why.
    """
    package = open_package(source, limits=limits, password=password, convert=convert)
    try:
        document = read_document(package)
        form, printed, copies = _located(document, _known(forms), blank)
        return _reading(package, document, form, printed, copies)
    except PlandocsError as error:
        error.source = error.source or package.source
        raise


def _known(forms: Iterable[FormSpec] | None) -> tuple[FormSpec, ...]:
    return known_forms() if forms is None else tuple(forms)


def _located(
    document: Document, forms: tuple[FormSpec, ...], blank: Source | None
) -> tuple[FormSpec, Printed, list[Copy]]:
    """Which form it is, and its slots: by a layout met before, or by all that is printed."""
    layouts = layouts_of(forms)
    known = layouts.find(document) if blank is None else None
    if known is not None:
        return known[0], printed_by(known[0]), [known[1]]
    form = recognise(document, forms)
    if blank is None:
        printed = printed_by(form)
        copies = locate(document, form, printed).copies
        layouts.learn(document, form, copies)
        return form, printed, copies
    name, content = taken(blank, DEFAULT_LIMITS)
    try:
        printed, instructions = _agency_print(form, content)
    except PlandocsError as error:
        error.source = error.source or name
        raise
    copies = locate(document, form, printed).copies
    _take_out(copies, instructions)
    return form, printed, copies


Instruction = tuple[FieldSpec, str]


@lru_cache(maxsize=4)
def _agency_print(form: FormSpec, blank: bytes) -> tuple[Printed, frozenset[Instruction]]:
    """What an agency's blank prints, and of that what stands where values go: field and text.

    Kept by the blank's bytes: hundreds of plans are read against one.
    """
    printed = _print_of(form, form.blank.read_bytes(), blank)
    copies = locate(read_document(open_package(blank)), form, printed).copies
    slots = [(slot.spec, p) for copy in copies for slot in copy.slots() for p in walk(slot.blocks)]
    return printed, frozenset((spec, p.text) for spec, p in slots if p.text)


def _take_out(copies: list[Copy], instructions: frozenset[Instruction]) -> None:
    """Leave an agency's own instructions out of the values of the fields they stand in."""
    for copy in copies:
        for slot in copy.slots():
            for p in walk(slot.blocks):
                if not slot.cut and (slot.spec, p.text) in instructions:
                    p.text = ""


@lru_cache(maxsize=16)
def layouts_of(forms: tuple[FormSpec, ...]) -> Layouts:
    """The layouts that documents of these forms were found to have, first those of the blanks."""
    layouts = Layouts(known_labels(forms))
    for form in forms:
        blank = read_document(open_package(form.blank.read_bytes()))
        layouts.learn(blank, form, locate(blank, form, printed_by(form)).copies, own=True)
    return layouts


@lru_cache(maxsize=16)
def printed_by(form: FormSpec) -> Printed:
    """Everything that a form's own blank prints."""
    return _print_of(form, form.blank.read_bytes())


def _print_of(form: FormSpec, *blanks: Source) -> Printed:
    packages = [open_package(blank) for blank in blanks]
    captions = [text for package in packages for text in table_captions(package)]
    return Printed.of(form, map(read_document, packages), captions)


def _reading(
    package: Package, document: Document, form: FormSpec, printed: Printed, copies: list[Copy]
) -> Reading:
    chosen = copies[0]
    if len(copies) > 1:
        chosen = next((copy for copy in copies if copy.filled), chosen)
    notes = {
        (story.kind, story.name): "\n".join(p.text for p in walk(story.blocks))
        for story in document.stories
        if story.kind in _NOTES
    }
    facts = facts_of(package)
    identity = normal_verbatim(facts.marks.get("id", "")).replace("\n", " ")
    if facts.bookmarked and len([copy for copy in copies if copy.filled]) > 1:
        identity = ""  # nothing says whose it is
    result = interpret(chosen, form, identity, notes)
    issues, unmapped = result.issues, result.unmapped
    _beside(document, printed, notes, unmapped)
    for copy in copies:
        if copy is not chosen:
            _other_copy(copy, issues, unmapped)
    _of_the_whole(package, document, issues, unmapped)
    return Reading(
        source=package.source,
        sha256=package.sha256,
        document=_facts(facts, form),
        plan=result.plan,
        issues=tuple(issues),
        unmapped=tuple(unmapped),
        places=result.origins,
    )


def _facts(facts: Facts, form: FormSpec) -> DocumentFacts:
    edition = facts.marks.get("edition", form.edition)
    return DocumentFacts(
        facts.program, facts.modified, facts.last_modified_by, facts.revision, edition
    )


def _beside(
    document: Document,
    printed: Printed,
    notes: dict[tuple[str, str], str],
    unmapped: list[Unmapped],
) -> None:
    """Headers, footers, embedded text, notes that no paragraph spoke of, what notes hold beside."""
    met = set(unmapped)
    for story in document.stories:
        if story.kind not in ("header", "footer", "embedded"):
            continue
        kind = "embedded" if story.kind == "embedded" else "header-footer"
        where = "embedded object" if story.kind == "embedded" else f"page {story.kind}"
        for p in walk(story.blocks):
            words = [printed.beyond(" ".join(p.text.split()))]
            words += [each.text for each in p.extras or () if each.kind not in ("prompt", "moved")]
            for text in filter(None, (" ".join(each.split()) for each in words)):
                each = Unmapped(where, kind, text)
                if each not in met:
                    met.add(each)
                    unmapped.append(each)
    for (kind, _), text in notes.items():
        if text.strip():
            unmapped.append(Unmapped("beside the text", kind, " ".join(text.split())))
    for story in document.stories:
        if story.kind in _NOTES:
            unmapped += [
                Unmapped("beside the text", extra.kind, " ".join(extra.text.split()))
                for p in walk(story.blocks)
                for extra in p.extras or ()
                if extra.kind not in (*_NOTES, "prompt", "moved") and extra.text.strip()
            ]


def _other_copy(copy: Copy, issues: list[Issue], unmapped: list[Unmapped]) -> None:
    """A further copy of the form: nothing if it is blank, all of it in ``unmapped`` if not."""
    texts = [
        Unmapped(f"second form, {slot.where}", "text", " ".join(p.text.split()))
        for slot in (copy.slots() if copy.filled else ())
        for n, p in enumerate(walk(slot.blocks))
        if p.text[slot.cut if n == 0 else 0 :].strip()
    ]
    texts += [Unmapped(f"second form, {s.where}", s.kind, s.text) for s in copy.strays if s.text]
    if copy.filled:
        message = "The file holds a second, filled-in form; only the first was read."
        issues.append(Issue("warning", "second-form", message, None, "second form"))
    unmapped.extend(texts)


def _tracked_beside(document: Document) -> bool:
    """Were changes tracked in a header, a footer, a note or a comment?"""
    paragraphs = (p for story in document.stories for p in walk(story.blocks))
    return any(p.marks & Mark.TRACKED for p in paragraphs)


def _of_the_whole(
    package: Package, document: Document, issues: list[Issue], unmapped: list[Unmapped]
) -> None:
    """Issues of the file as a whole, where no field's issue says it already."""
    told = {issue.code for issue in issues}
    kinds = {each.kind for each in unmapped}
    if "tracked-changes" not in told and (document.tracked or _tracked_beside(document)):
        message = "Changes were tracked in this file; it is read as if all were accepted."
        issues.append(Issue("warning", "tracked-changes", message))
    if "comment" in kinds and "comments" not in told:
        issues.append(Issue("warning", "comments", "The file has comments."))
    if "hidden" in kinds and "hidden-text" not in told:
        issues.append(Issue("warning", "hidden-text", "The file has hidden text."))
    if "text" in kinds:
        count = sum(each.kind == "text" for each in unmapped)
        pieces = "pieces of text stand" if count > 1 else "piece of text stands"
        message = f"{count} {pieces} in no field of the form."
        issues.append(Issue("warning", "unmapped-text", message))
    if package.converted:
        message = f"The file was converted from {package.converted} by LibreOffice before reading."
        issues.append(Issue("info", "converted", message))
    for kind, target in package.external():
        message = f"The file links to something outside ({kind}: {target}); it was not followed."
        issues.append(Issue("info", "external-link", message))
