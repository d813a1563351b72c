"""A form and its blank tried on specimens: the laws that make what is filled in come back.

They hold for the forms that plandocs brings, by its tests; of a form from elsewhere they are tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from plandocs.description.form import FormSpec
from plandocs.description.memory import MemoryFile
from plandocs.errors import NotThisForm, PlandocsError
from plandocs.filling.render import render
from plandocs.filling.templates import TaggedTemplate, bare_specimen, specimen, tagged_template
from plandocs.forms.registry import forms
from plandocs.normal.prompts import is_prompt
from plandocs.reading.document import read_form
from plandocs.word.locate import recognise
from plandocs.word.package.open import open_package
from plandocs.word.template.render.prepared import Prepared, prepare
from plandocs.word.view.document import walk
from plandocs.word.view.read import read_document

_SHOWN, _LONGEST = 8, 100
_WORD = re.compile(r"[^\W_]+|[☐☒□■◻▢⬜❏❑○◯]")
_NUMBER = re.compile(r"\(?\d{1,2}[.)]?")
_NOT_OF_VALUES = frozenset({"placeholder-left", "tracked-changes", "external-link", "live-content"})
"""What reading a blank may say: that prompts are left in it, or of the file, not of a value."""


@dataclass(frozen=True, slots=True)
class Law:
    """One law, and what speaks against it.

    Attributes:
        words: what should hold, in a sentence.
        faults: why it does not, each in a sentence; () where it holds.
    """

    words: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A form tried on its blank: the form with that blank, its template, the laws, a specimen."""

    form: FormSpec
    tagged: TaggedTemplate
    laws: tuple[Law, ...]
    specimen: bytes


def tried(form: FormSpec, blank: bytes) -> Tried:
    """Try a form on a blank.

    Raises:
        PlandocsError: the blank cannot be opened, or something is filled in.
    """
    form = replace(form, blank=MemoryFile("blank.docx", blank))
    tagged = tagged_template(blank, (form,))
    template = prepare(tagged.data, source=f"template of the {form.title}")
    filled = render(specimen(form), template, form, verify=False).data
    changed = tuple(_changed_words(form, blank, template, tagged.gives_way))
    laws = (
        Law("Each field has its place in the blank.", tuple(_missing(tagged))),
        Law("The blank is told from all other forms.", tuple(_taken_for_another(form, blank))),
        Law("The blank is read as nothing.", tuple(_read_in_blank(form, blank))),
        Law("What is filled in is read back.", (tagged.unproved,) if tagged.unproved else ()),
        Law("Filling changes no printed word.", changed),
    )
    return Tried(form, tagged, laws, filled)


def _missing(tagged: TaggedTemplate) -> Iterator[str]:
    for path in tagged.missing:
        yield f"{path}: no place was found under its label."


def _taken_for_another(form: FormSpec, blank: bytes) -> Iterator[str]:
    others = [each for each in forms() if each.name != form.name]
    try:
        match = recognise(read_document(open_package(blank)), (*others, form))
    except NotThisForm as error:
        yield f"{error.message} Name under only = what no other form prints."
    else:
        if match is not form:
            yield f"It is taken for {match.title!r}; name under only = what no other form prints."


def _read_in_blank(form: FormSpec, blank: bytes) -> Iterator[str]:
    try:
        reading = read_form(blank, (form,), convert=False)
    except PlandocsError as error:
        yield error.message
        return
    person = form.role("person")
    nothing = form.model.model_validate({person.name: ""} if person else {})
    for name in form.fields:
        value = getattr(reading.plan, name)
        if value != getattr(nothing, name):
            yield f"{name}: something is read from it, {str(value)[:_LONGEST]}."
    for each in reading.unmapped[:_SHOWN]:
        yield f"{each.where}: {each.text[:_LONGEST]!r} is read as typed."
    for issue in [each for each in reading.issues if each.code not in _NOT_OF_VALUES][:_SHOWN]:
        yield f"{issue.field or issue.where}: {issue.message}"


def _changed_words(
    form: FormSpec, blank: bytes, template: Prepared, given_way: tuple[str, ...]
) -> Iterator[str]:
    """Printed lines with words that a plan with nothing but its name is without.

    Words and boxes are counted, not lines: a rule to write on gives way to what is written there,
    and so does the number of a line to write on.
    """
    plan = bare_specimen(form)
    after = _words(_lines(render(plan, template, form, verify=False).data))
    after -= _words(cell.kind.text(getattr(plan, cell.name)) for cell in form.cells)
    before = [
        line for line in _lines(blank)
        if not is_prompt(line) and not _NUMBER.fullmatch(line)
        and not any(line in each for each in given_way)
    ]  # fmt: skip
    lost = _words(before) - after - _words(given_way)
    for line in islice(dict.fromkeys(line for line in before if _words((line,)) & lost), _SHOWN):
        words = " ".join(word for word in _WORD.findall(line) if word in lost)
        yield (
            f"{line[:_LONGEST]!r} is printed by the blank and not by a filled document, "
            f"which lacks {words[:_LONGEST]!r}."
        )


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))


def _lines(content: bytes) -> list[str]:
    blocks = read_document(open_package(content, convert=False)).blocks
    return [line for p in walk(blocks) if (line := " ".join(p.text.split()))]
