"""A proposed form is tried on its blank: what plandocs cannot find, fill and read back is left out.

The same locator, tagger and reader do it that will read what people send: so the form that is
written holds the laws of `form check` as it stands, and what it leaves out is said with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from plandocs.description.form import FormSpec
from plandocs.errors import InputError, PlandocsError
from plandocs.filling.render import ASKED
from plandocs.filling.templates import tagged_template
from plandocs.learn.proposal import Entry, LeftOut, Proposal, Section
from plandocs.learn.roles import with_roles
from plandocs.model.reading import Reading
from plandocs.reading.blanks import printed_by
from plandocs.reading.document import read_form
from plandocs.word.locate import Copy, Slot, locate
from plandocs.word.package.open import open_package
from plandocs.word.template.tag.controls import is_preset
from plandocs.word.view.document import Document, walk
from plandocs.word.view.read import read_document

Compiled = Callable[[Proposal], FormSpec]
"""Compiles a proposal, as the file of it would be; raises InputError for what makes no sense."""

_TRIES = 14
_NO_PLACE = "plandocs does not find its place in the blank"
_TYPED = "the blank has words of its own where the value goes"
_UNREAD = "what is filled in there is not read back as it was written"
_READ = "the blank, with nothing filled in, is read as having something there"
_REWORDED = "filling it would take away words that the blank prints"
_WORD = re.compile(r"[^\W\d_]{2,}")
_PATH = re.compile(r"^([a-z_0-9]+)(?:\[\d+\])?(?:\.([a-z_0-9]+))?")


class Fault(NamedTuple):
    """A field, or all of a section, that cannot stay: ``path`` is "field" or "section.field"."""

    path: str
    why: str


class Tried(NamedTuple):
    """What came of the trial: the form as it can stay, and what is still wrong with it."""

    proposal: Proposal
    wrong: tuple[str, ...]


def tried(proposal: Proposal, blank: bytes, compiled: Compiled) -> Tried:
    """The proposal without what does not work; ``wrong`` has what no field could be blamed for."""
    for _ in range(_TRIES):
        faults, wrong = _faults(proposal, blank, compiled)
        known = [fault for fault in dict.fromkeys(faults) if _has(proposal, fault.path)]
        if not known:
            return Tried(proposal, wrong)
        proposal = with_roles(_without(proposal, {f.path: f.why for f in known}))
    return Tried(proposal, ("too much of it does not work",))


def _faults(
    proposal: Proposal, blank: bytes, compiled: Compiled
) -> tuple[list[Fault], tuple[str, ...]]:
    """What is wrong with the first thing that is: the file, the places, what is read back."""
    try:
        form = compiled(proposal)
    except InputError as error:
        mistakes = list(_mistakes(error))
        return mistakes, (error.message,) if not mistakes else ()
    try:
        faults = list(_typed(blank, form))
        if faults:
            return faults, ()
        template = tagged_template(blank, (form,))
        faults = [Fault(path, _NO_PLACE) for path in map(_field, template.missing) if path]
        if faults:
            return faults, ()
        faults = list(_reworded(blank, template.data, form))
        if faults:
            return faults, ()
        if template.unproved:
            path = _field(template.unproved) if template.unproved.endswith(ASKED) else ""
            return ([Fault(path, _UNREAD)] if path else []), (template.unproved,)
        reading = read_form(blank, (form,), convert=False)
    except PlandocsError as error:
        return [], (error.message,)
    return list(_read(reading, form)), ()


def _mistakes(error: InputError) -> Iterator[Fault]:
    """The entries that a file may not have."""
    for path, message in zip(error.paths, error.problems, strict=True):
        match path:
            case ("fields", name, *_) | ("sections", name):
                entry = name
            case ("sections", name, "fields", inner, *_):
                entry = f"{name}.{inner}"
            case ("sections", name, *_):
                entry = name
            case _:
                continue
        yield Fault(entry, f"a form cannot have it: {message.partition(': ')[2]}")


def _typed(blank: bytes, form: FormSpec) -> Iterator[Fault]:
    """The fields where the blank has words of its own, which are no prompt."""
    package = open_package(blank, convert=False)
    document = read_document(package, as_saved=True)
    xml = package.xml(package.main)
    for copy in locate(document, form, printed_by(form))[:1]:
        for path, slot in _slots(copy):
            if slot.filled and not slot.invites and not is_preset(xml, slot.blocks):
                text = " ".join(" ".join(p.text for p in walk(slot.blocks)).split())
                yield Fault(path, f"{_TYPED}: {text[:60]!r}")


def _reworded(blank: bytes, template: bytes, form: FormSpec) -> Iterator[Fault]:
    """The fields whose tag takes printed words away, but for a hint in the value's place."""
    document = read_document(open_package(blank, convert=False), as_saved=True)
    tagged = read_document(open_package(template, convert=False), as_saved=True)
    lost = Counter(_words(document)) - Counter(_words(tagged))
    for copy in locate(document, form, printed_by(form))[:1] if lost else ():
        for path, slot in _slots(copy):
            for p in walk(slot.blocks):
                words = Counter(_WORD.findall(p.text[slot.cut :]))
                if words & lost and not (slot.invites or slot.spec.kind.options):
                    yield Fault(path, _REWORDED)
                elif slot.invites:
                    lost -= words
    if lost and lost.total() > 0:
        yield from ((Fault(path, _REWORDED)) for path, slot in _slots(copy)
                    if slot.spec.kind.options and lost & _options(slot))  # fmt: skip


def _options(slot: Slot) -> Counter[str]:
    return Counter(word for each in slot.spec.kind.options for word in _WORD.findall(each))


def _words(document: Document) -> list[str]:
    return [word for p in walk(document.blocks) for word in _WORD.findall(p.text)]


def _slots(copy: Copy) -> Iterator[tuple[str, Slot]]:
    yield from copy.cells.items()
    for name, match in copy.sections.items():
        for row in match.rows:
            for column, slots in row.slots.items():
                yield from ((f"{name}.{column}", slot) for slot in slots)


def _read(reading: Reading[Any], form: FormSpec) -> Iterator[Fault]:
    """The fields that have a value although nothing is filled in."""
    plan = reading.plan
    empty = type(plan).model_validate({"form": form.name, **_nobody(form)})
    for name in type(plan).model_fields:
        if getattr(plan, name) != getattr(empty, name) and name != "id":
            yield Fault(name, _READ)


def _nobody(form: FormSpec) -> Mapping[str, str]:
    person = form.role("person")
    return {person.name: ""} if person is not None else {}


def _field(text: str) -> str:
    """The path at the front of a sentence, without the number of a row."""
    match = _PATH.match(text)
    if match is None:
        return ""
    return f"{match[1]}.{match[2]}" if match[2] else match[1]


def _has(proposal: Proposal, path: str) -> bool:
    name, _, inner = path.partition(".")
    if any(entry.name == name for entry in proposal.fields):
        return True
    section = next((s for s in proposal.sections if s.name == name), None)
    return section is not None and (
        not inner or inner in ("text", *(entry.name for entry in section.fields))
    )


def _without(proposal: Proposal, faults: Mapping[str, str]) -> Proposal:
    """The proposal without these; a section goes with the column that makes its rows."""
    left = list(proposal.left_out)
    fields = list[Entry]()
    for entry in proposal.fields:
        why = next((w for path, w in faults.items() if path.split(".")[0] == entry.name), "")
        if why:
            left.append(LeftOut(entry.label, entry.where, entry.kind_name, why))
        else:
            fields.append(entry)
    sections = [_section(section, faults, left) for section in proposal.sections]
    return replace(
        proposal,
        fields=tuple(fields),
        sections=tuple(section for section in sections if section is not None),
        left_out=tuple(left),
    )


def _section(section: Section, faults: Mapping[str, str], left: list[LeftOut]) -> Section | None:
    whole = faults.get(section.name, "")
    reasons = {path.partition(".")[2]: why for path, why in faults.items()
           if path.startswith(f"{section.name}.")}  # fmt: skip
    key = next((entry for entry in section.fields if entry.key), None)
    if key is not None and key.name in reasons:
        whole = whole or reasons[key.name]
    entries = [entry for entry in section.fields if not whole and entry.name not in reasons]
    for entry in section.fields:
        if entry not in entries and entry.typed:
            why = whole or reasons[entry.name]
            label = f"{section.heading}: {entry.label}"
            left.append(LeftOut(label, entry.where, entry.kind_name, why))
    if not any(entry.typed for entry in entries):
        return None
    return replace(section, fields=tuple(entries))
