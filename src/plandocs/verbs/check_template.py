"""``check_template``: a tagged template in, every mistake in it at once, each with its place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plandocs.advice import Advice, Option
from plandocs.data.columns import plan_columns
from plandocs.description.context import shape_of
from plandocs.description.form import FormSpec
from plandocs.description.taught import CONTEXT, heading_of
from plandocs.errors import TemplateError
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.filling.agency import Template, renderer_of, template_bytes
from plandocs.filling.context import Context, Values, read_context
from plandocs.filling.proof import unread
from plandocs.filling.render import ASKED
from plandocs.forms.labels import Labels, forms_to_read
from plandocs.sheet.read.headings import match_headings
from plandocs.word.package.open import open_package
from plandocs.word.package.places import Place, Spot
from plandocs.word.template.docxtpl.renderer import ByDocxtpl
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.lint import lint
from plandocs.word.template.render.reading import asked_of

_PATH = re.compile(r"«([^»]+)»")
_SAY_IT = Advice(
    "Put its tag beside the form's own label, or teach the agency's words for that label: ",
    Option("labels", "our-labels.toml"),
    ", a file that template tag writes. A label that the form "
    "lacks is taught there under [context].",
)
_NOT_PRINTED = frozenset({"form", "id", "plandocs_mark"})


def check_template(
    template: Template,
    destination: str | os.PathLike[str] | None = None,
    *,
    form: FormSpec | str | None = None,
    labels: Labels | None = None,
    context: Context | None = None,
    force: bool = False,
) -> tuple[TemplateMistake, ...]:
    """Everything that is wrong with a tagged template: tags, fields without one or not read back.

    With a ``destination``, a copy is written there that has each mistake as a comment at its spot.
    ``labels`` are the agency's words for labels, with which its plans are read. ``context`` are the
    values that it will be filled with: what is no plain text among them asks for tags of its own,
    and for docxtpl. That docxtpl is to render the template, and why, is said (``by-docxtpl``).

    Raises:
        DocumentError: the template, or a document of the context, cannot be opened.
        InputError: it is not there, or there is no such form.
        OutputError: the copy cannot be written.
    """
    place = claim(destination, ".docx", force=force, read=(template, labels))
    data, source = template_bytes(template)
    values = read_context(context)
    found = [*_findings(data, source, forms_to_read(labels, form), values)]
    if place is not None:
        # Only here: it comes with python-docx, which the check does not need.
        from plandocs.word.revise.comments import Note, with_comments

        notes = [Note(each.spot, f"{each.message}. {each.fix}".strip()) for each in found]
        write_whole(place, with_comments(data, notes, source))
    return tuple(found)


def _findings(
    data: bytes, source: str, forms: tuple[FormSpec, ...], values: Values
) -> Sequence[TemplateMistake]:
    """What is wrong with it as a template of this form, or of the one it fits best."""
    each = [(spec, _of_form(data, source, spec)) for spec in forms]
    spec, found = min(each, key=lambda pair: len(pair[1]))
    untagged = [path[1] for f in found if f.code == "unused-field"
                if (path := _PATH.search(f.message))]  # fmt: skip
    if any(f.severity == "error" for f in found):
        return found
    place = Place("the document", "", Spot(open_package(data, convert=False).main, -1, 0, 0))
    found += _of_docxtpl(data, source, values, place)
    if any(f.severity == "error" for f in found):
        return found
    return [*found, *(mistake("unread-field", said.removesuffix(ASKED), place, _SAY_IT)
                      for said in unread(data, spec, untagged, values))]  # fmt: skip


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
            said = f"docxtpl renders this template, one plan at a time: {'; '.join(renderer.why)}"
            yield mistake("by-docxtpl", said, place, severity="info")


def _of_form(data: bytes, source: str, form: FormSpec) -> list[TemplateMistake]:
    asked = asked_of(data, CONTEXT, source)
    found = [*lint(data, known=shape_of(form, [name for name, _ in asked]), source=source)]
    found += [_of_list(name, place, form) for name, place in asked]
    printed = {f"{s.name}[].{s.key_column.name}" for s in form.sections if s.closed}
    parts = {f".{part}" for each in form.every_field for part in each.kind.parts} - {".text"}
    needless = _NOT_PRINTED | printed
    return [
        each
        for each in found
        if each.code != "unused-field" or not _idle(each, needless, tuple(parts))
    ]


def _of_list(name: str, place: Place, form: FormSpec) -> TemplateMistake:
    """A tag for what the form lacks: it is filled from a column of the list, or by ``context``."""
    heading = heading_of(name)
    path = match_headings((heading,), plan_columns(form)).fields[0] or "-"
    if path in ("id", *(cell.name for cell in form.cells)):
        said = f"«{CONTEXT}.{name}»: a list's column {heading!r} is the form's own field"
        return mistake("custom-field", said, place, f"Use {{{{ {path} }}}}.", "warning")
    said = f"«{CONTEXT}.{name}» is no field of the form; it shows the list's column {heading!r}"
    return mistake("custom-field", said, place, "", "info")


def _idle(finding: TemplateMistake, needless: frozenset[str], parts: tuple[str, ...]) -> bool:
    """A field that no tag need show: what is printed or never is, the parts of a date's text."""
    path = _PATH.search(finding.message)
    return path is not None and (path[1] in needless or path[1].endswith(parts))
