"""``check_template``: a tagged template in, every mistake in it at once, each with its place."""

from __future__ import annotations

import os

from plandocs.arguments import checked
from plandocs.description.form import FormSpec
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.filling.agency import Template, template_bytes
from plandocs.filling.context import Context, read_context
from plandocs.filling.templates import mistakes_of
from plandocs.forms.labels import Labels, forms_to_read
from plandocs.word.revise.comments import Note, with_comments
from plandocs.word.template.render.findings import TemplateMistake


@checked
def check_template(
    template: Template,
    destination: str | os.PathLike[str] | None = None,
    *,
    form: FormSpec | str | None = None,
    labels: Labels | None = None,
    context: Context | None = None,
    force: bool = False,
) -> tuple[TemplateMistake, ...]:
    """Return everything that is wrong with a tagged template: its tags, fields without a tag.

    That docxtpl is to render the template, and why, is said (``by-docxtpl``).

    Args:
        template: its path or its bytes.
        destination: where a copy is written that has each mistake as a comment at its spot.
        form: the form that it is of; without it the one that it fits best.
        labels: the agency's words for labels, with which its plans are read.
        context: the values that it will be filled with: what is not plain text among them asks for
            tags
            of its own, and for docxtpl.
        force: replace what is there already.

    Raises:
        DocumentError: the template, or a document of the context, cannot be opened.
        InputError: it is not there, or there is no such form.
        OutputError: the copy cannot be written.

    >>> {mistake.code for mistake in check_template("blank.docx")}
    {'unused-field'}
    """
    place = claim(destination, ".docx", force=force, read=(template, labels))
    data, source = template_bytes(template)
    values = read_context(context)
    mistakes = [*mistakes_of(data, source, forms_to_read(labels, form), values)]
    if place is not None:
        notes = [Note(each.spot, f"{each.message}. {each.fix}".strip()) for each in mistakes]
        write_whole(place, with_comments(data, notes, source))
    return tuple(mistakes)
