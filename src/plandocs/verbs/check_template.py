"""``check_template``: a tagged template in, every mistake in it at once, each with its place."""

from __future__ import annotations

import os

from plandocs.description.form import FormSpec
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.filling.agency import Template, template_bytes
from plandocs.filling.context import Context, read_context
from plandocs.filling.templates import mistakes_of
from plandocs.forms.labels import Labels, forms_to_read
from plandocs.word.template.render.findings import TemplateMistake


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
    found = [*mistakes_of(data, source, forms_to_read(labels, form), values)]
    if place is not None:
        # Only here: it comes with python-docx, which the check does not need.
        from plandocs.word.revise.comments import Note, with_comments

        notes = [Note(each.spot, f"{each.message}. {each.fix}".strip()) for each in found]
        write_whole(place, with_comments(data, notes, source))
    return tuple(found)
