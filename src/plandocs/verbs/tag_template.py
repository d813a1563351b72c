"""``tag_template``: an agency's own blank form in, a tagged template that ``fill`` can use out."""

from __future__ import annotations

import os

from plandocs.arguments import checked
from plandocs.description.form import FormSpec
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.filling.templates import TaggedTemplate, tagged_template
from plandocs.forms.labels import Labels, forms_to_read
from plandocs.word.package.source import Source


@checked
def tag_template(
    blank: Source,
    destination: str | os.PathLike[str] | None = None,
    *,
    form: FormSpec | str | None = None,
    labels: Labels | None = None,
    force: bool = False,
) -> TaggedTemplate:
    """Find every field of the form in a blank and write its tag there.

    The blank may be a .docx, .dotx or .docm, also with protected editing; a normal .docx comes
    out, in the blank's own styles.

    Args:
        blank: the agency's blank form: a path, bytes or a binary file.
        destination: where the template is written; its bytes are in what is returned as well.
        form: the form that it is; without it the one that it shows.
        labels: the agency's words for labels; `TaggedTemplate.labels` has those still to be
            taught.
        force: replace what is there already.

    Returns:
        The template, and what was found in the blank.

    Raises:
        NotThisForm: the blank is not a form that plandocs knows.
        TemplateError: something is filled in already.
        OutputError: the place cannot be written.

    >>> tag_template("blank.docx", "tagged.docx").unproved
    ''
    """
    place = claim(destination, ".docx", force=force, read=(blank, labels))
    tagged = tagged_template(blank, forms_to_read(labels, form))
    if place is not None:
        write_whole(place, tagged.data)
    return tagged
