"""An agency's blank becomes a template, and a template is checked before anything is filled.

A template proves itself: a specimen is filled with it and read back, as ``fill`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plandocs.advice import Advice, Option
from plandocs.data.columns import plan_columns
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.description.misfit import quoted
from plandocs.description.taught import CONTEXT, heading_of
from plandocs.errors import NotThisForm, OutputError, TemplateError
from plandocs.filling.agency import custom_names, renderer_of
from plandocs.filling.context import NO_VALUES, Values
from plandocs.filling.own_template import with_tags
from plandocs.filling.render import ASKED, field_differences, read_back, render, unlike
from plandocs.forms.labels import labels_file
from plandocs.model.plan import Plan
from plandocs.reading.blanks import printed_by
from plandocs.sheet.read import match_headings
from plandocs.word.locate import BY_PLACE, locate, recognise, unofficial_labels
from plandocs.word.package.open import open_package
from plandocs.word.package.places import Place, Spot
from plandocs.word.package.source import Source
from plandocs.word.template.context import shape_of
from plandocs.word.template.docxtpl.renderer import ByDocxtpl
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.lint import lint
from plandocs.word.template.render.reading import asked_of
from plandocs.word.template.tag.controls import is_preset
from plandocs.word.template.tag.values import given_way
from plandocs.word.view.document import walk
from plandocs.word.view.read import read_document

_PATH = re.compile(r"«([^»]+)»")
_SAY_IT = Advice(
    "Put its tag beside the form's own label, or teach the agency's words for that label: ",
    Option("labels", "our-labels.toml"),
    ", a file that template tag writes. A label that the form "
    "lacks is taught there under [context].",
)
_NOT_PRINTED = frozenset({"form", "id", "plandocs_mark"})
_GIVEN_WAY = "what is printed where {} goes, which gives way to it: «{}»"


@dataclass(frozen=True, slots=True)
class TaggedTemplate:
    """A tagged template, and what was found in the blank.

    Attributes:
        form: the name of the form that the blank shows.
        data: the template, a .docx, as bytes.
        fields: the paths of the fields that were tagged.
        missing: the paths of the fields that have no place in the blank.
        typed: text that the form does not print, such as the agency's own instructions.
        guessed: fields whose label is not the official one, each with the words that gave it away.
        unproved: what did not come back when a specimen was filled and read; "" where all did.
        taken_out: what no form should hand on: what starts or fetches something when it is opened,
            the mail merge of whoever made the blank with the path of its data, and what is printed
            where somebody signs, but for a rule, which becomes a border, or as a hint where a
            value goes.
        labels: a file for ``labels=``, with a line to complete for what was guessed and what is
            missing.
        gives_way: the printed words that give way to values, of those under ``taken_out``.
    """

    form: str
    data: bytes
    fields: tuple[str, ...]
    missing: tuple[str, ...]
    typed: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...] = ()
    unproved: str = ""
    taken_out: tuple[str, ...] = ()
    labels: str = ""
    gives_way: tuple[str, ...] = ()


def tagged_template(blank: Source, forms: tuple[FormSpec, ...]) -> TaggedTemplate:
    package = open_package(blank, convert=False)
    document = read_document(package, as_saved=True)
    try:
        spec = forms[0] if len(forms) == 1 else recognise(document, forms)
    except NotThisForm as error:
        error.source = error.source or package.source
        raise
    copy = locate(document, spec, printed_by(spec))[0]
    xml = package.xml(package.main)
    typed = (slot for slot in copy.slots() if slot.filled and not slot.invites)
    filled = next((slot for slot in typed if not is_preset(xml, slot.blocks)), None)
    if filled is not None:
        typed_text = "\n".join(p.text for p in walk(filled.blocks))[filled.cut :]
        quote = quoted(" ".join(typed_text.split()))
        raise TemplateError(
            Advice(
                f"this is not blank: something is typed under {filled.spec.label!r}; here is "
                f"{quote}. Take it out, and tag the blank form; or, if it is a label, teach it: ",
                Option("labels", "our-labels.toml"),
                ".",
            ),
            package.source,
            filled.where,
        )
    tagged, data, taken = with_tags(package, document, copy, spec)
    gone = tuple(dict.fromkeys(given_way(copy)))
    taken += tuple(_GIVEN_WAY.format(*each) for each in gone)
    unmatched = tuple(item.text for item in copy.unmatched if item.kind == "text")
    guessed = tuple(unofficial_labels(document, spec, tagged.fields))
    unproved = next(iter(unread(data, spec, tagged.missing)), "")
    return TaggedTemplate(
        spec.name, data, tagged.fields, tagged.missing, unmatched, guessed, unproved, taken,
        labels_file(spec, _in_words(guessed), tagged.missing, unmatched),
        tuple(text for _, text in gone),
    )  # fmt: skip


def _in_words(guessed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The guessed fields with the words that gave them away; "" for those told by their place."""
    return {path: "" if words == BY_PLACE else words for path, words in guessed}


def mistakes_of(
    data: bytes, source: str, forms: tuple[FormSpec, ...], values: Values
) -> Sequence[TemplateMistake]:
    """What is wrong with it as a template of this form, or of the one it fits best."""
    each = [(spec, _of_form(data, source, spec)) for spec in forms]
    spec, mistakes = min(each, key=lambda pair: len(pair[1]))
    untagged = [path[1] for f in mistakes if f.code == "unused-field"
                if (path := _PATH.search(f.message))]  # fmt: skip
    if any(f.severity == "error" for f in mistakes):
        return mistakes
    place = Place("the document", "", Spot(open_package(data, convert=False).main, -1, 0, 0))
    mistakes += _of_docxtpl(data, source, values, place)
    if any(f.severity == "error" for f in mistakes):
        return mistakes
    return [*mistakes, *(mistake("unread-field", message.removesuffix(ASKED), place, _SAY_IT)
                         for message in unread(data, spec, untagged, values))]  # fmt: skip


def _of_docxtpl(
    data: bytes, source: str, values: Values, place: Place
) -> Iterator[TemplateMistake]:
    """Whether docxtpl renders the template with these values, why, and what it cannot render."""
    try:
        renderer = renderer_of(data, source, values)
    except TemplateError as error:
        yield mistake("by-docxtpl", error.message, replace(place, words=error.place or place.words))
    else:
        if isinstance(renderer, ByDocxtpl):
            message = (
                f"docxtpl renders this template, one plan at a time: {'; '.join(renderer.why)}"
            )
            yield mistake("by-docxtpl", message, place, severity="info")


def _of_form(data: bytes, source: str, form: FormSpec) -> list[TemplateMistake]:
    asked = asked_of(data, CONTEXT, source)
    result = [*lint(data, known=shape_of(form, [name for name, _ in asked]), source=source)]
    result += [_of_list(name, place, form) for name, place in asked]
    printed = {f"{s.name}[].{s.key_column.name}" for s in form.sections if s.closed}
    parts = {f".{part}" for each in form.every_field for part in each.kind.parts} - {".text"}
    needless = _NOT_PRINTED | printed
    return [
        each
        for each in result
        if each.code != "unused-field" or not _idle(each, needless, tuple(parts))
    ]


def _of_list(name: str, place: Place, form: FormSpec) -> TemplateMistake:
    """A tag for what the form lacks: it is filled from a column of the list, or by ``context``."""
    heading = heading_of(name)
    path = match_headings((heading,), plan_columns(form)).fields[0] or "-"
    if path in ("id", *(cell.name for cell in form.cells)):
        message = f"«{CONTEXT}.{name}»: a list's column {heading!r} is the form's own field"
        return mistake("custom-field", message, place, f"Use {{{{ {path} }}}}.", "warning")
    message = (
        f"«{CONTEXT}.{name}» is not a field of the form; it shows the list's column {heading!r}"
    )
    return mistake("custom-field", message, place, "", "info")


def _idle(finding: TemplateMistake, needless: frozenset[str], parts: tuple[str, ...]) -> bool:
    """A field that no tag need show: what is printed or never is, the parts of a date's text."""
    path = _PATH.search(finding.message)
    return path is not None and (path[1] in needless or path[1].endswith(parts))


def unread(
    data: bytes, form: FormSpec, missing: Iterable[str], values: Values = NO_VALUES
) -> tuple[str, ...]:
    """What does not come back when a specimen is filled and read, but for the ``missing`` fields.

    Each is one sentence, in the order of the form; () where all comes back. ``values`` are those of
    a context.
    """

    leave = {path.partition(".")[0].partition("[")[0] for path in missing}
    custom = {name: f"Specimen of context {name}" for name in custom_names(data)}
    result: dict[str, None] = {}
    custom |= {name: values.texts[name] for name in values.rich}
    # What the form lacks may be read as the value of a field that is blank.
    for plan in (specimen(form), bare_specimen(form)) if custom else (specimen(form),):
        try:
            renderer = renderer_of(data, "", values)
            back = read_back(render(plan, renderer, form, custom, verify=False).data, form)
        except (OutputError, TemplateError) as error:
            return (error.message,)
        result |= dict.fromkeys(
            map(unlike, field_differences(plan, back, leave | renderer.left_out))
        )
    return tuple(result)


def specimen(form: FormSpec) -> Plan:
    """A plan in which each field says something of its own: two rows, two items."""
    data: dict[str, Any] = {"form": form.name, "id": "SPECIMEN"}
    data.update({cell.name: _value(cell, cell.name) for cell in form.cells})
    for section in form.sections:
        if not section.is_table:
            data[section.name] = _row(section.columns, section.name)
            continue
        names = section.printed or ("", "")
        rows = [_row(section.columns, f"{section.name} {n}") for n, _ in enumerate(names, 1)]
        for row, label in zip(rows, names, strict=True):
            if label:
                row[section.key_column.name] = label
        data[section.name] = rows
    return form.model.model_validate(data)


def bare_specimen(form: FormSpec) -> Plan:
    """A plan in which nothing is filled but the person's name."""
    person = form.role("person")
    named = {person.name: _value(person, person.name)} if person else {}
    return form.model.model_validate({"form": form.name, "id": "SPECIMEN", **named})


def _row(columns: tuple[FieldSpec, ...], where: str) -> dict[str, Any]:
    return {column.name: _value(column, f"{where} {column.name}") for column in columns}


def _value(field: FieldSpec, words: str) -> Any:
    text = f"Specimen of {words.replace('_', ' ')}"
    return field.choices[0] if field.choices else field.kind.specimen(text)
