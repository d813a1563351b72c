"""``tag_template``: an agency's own blank form in, a tagged template that ``fill`` can use out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from plandocs.advice import Advice, Option
from plandocs.data.validate import shown
from plandocs.description.form import FormSpec
from plandocs.errors import NotThisForm, TemplateError
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.filling.proof import unread
from plandocs.forms.labels import Labels, forms_to_read
from plandocs.forms.labels_file import labels_file
from plandocs.reading.blanks import printed_by
from plandocs.word.locate import BY_PLACE, locate, recognise, unofficial_labels
from plandocs.word.package.open import Source, open_package
from plandocs.word.template.tag import tag
from plandocs.word.template.tag.controls import is_preset
from plandocs.word.template.tag.save import bulleted, saved
from plandocs.word.template.tag.signing import given_way
from plandocs.word.view.document import walk
from plandocs.word.view.read import read_document

_GIVEN_WAY = "what is printed where {} goes, which gives way to it: «{}»"


@dataclass(frozen=True, slots=True)
class TaggedTemplate:
    """A tagged template, and what was found in the blank.

    ``fields`` were tagged, ``missing`` have no place in the blank; ``guessed`` are fields whose
    label is not the official one, with the words that gave them away. ``typed`` is text that the
    form does not print, such as the agency's own instructions. ``unproved`` says what did not come
    back when a specimen was filled and read; "" where all did. ``taken_out`` is what no form should
    hand on: what starts or fetches something when it is opened, and the mail merge of whoever made
    the blank, with the path of its data; and what is printed where somebody signs, but for a rule,
    which becomes a border. ``labels`` is a file for ``--labels``, with a line to
    complete for what was guessed and what is missing.
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


def tag_template(
    blank: Source,
    destination: str | os.PathLike[str] | None = None,
    *,
    form: FormSpec | str | None = None,
    labels: Labels | None = None,
    force: bool = False,
) -> TaggedTemplate:
    """Find every field of the form in a blank and write its tag there.

    The blank may be a .docx, .dotx or .docm, also with protected editing; a normal .docx comes out,
    in the blank's own styles. With a ``destination`` it is written there, too. ``labels`` are the
    agency's words for labels; `TaggedTemplate.labels` has those that are still to be taught.

    Raises:
        NotThisForm: the blank is no form that plandocs knows.
        TemplateError: something is filled in already.
        OutputError: the place cannot be written.
    """
    place = claim(destination, ".docx", force=force, read=(blank, labels))
    tagged = _tagged(blank, forms_to_read(labels, form))
    if place is not None:
        write_whole(place, tagged.data)
    return tagged


def _tagged(blank: Source, forms: tuple[FormSpec, ...]) -> TaggedTemplate:
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
        said = "\n".join(p.text for p in walk(filled.blocks))[filled.cut :]
        here = shown(" ".join(said.split()))
        raise TemplateError(
            Advice(
                f"this is not blank: something is typed under {filled.spec.label!r}; here is "
                f"{here}. Take it out, and tag the blank form; or, if it is a label, teach it: ",
                Option("labels", "our-labels.toml"),
                ".",
            ),
            package.source,
            filled.where,
        )
    num, numbering, styled = bulleted(package)
    tagged = tag(xml, document, copy, spec, styled=styled, num=num)
    data, taken = saved(package, tagged.xml, numbering, spec.name)
    taken += tuple(_GIVEN_WAY.format(*each) for each in given_way(copy, spec))
    strays = tuple(stray.text for stray in copy.unmatched if stray.kind == "text")
    guessed = tuple(unofficial_labels(document, spec, tagged.fields))
    unproved = next(iter(unread(data, spec, tagged.missing)), "")
    return TaggedTemplate(
        spec.name, data, tagged.fields, tagged.missing, strays, guessed, unproved, taken,
        labels_file(spec, _in_words(guessed), tagged.missing, strays),
    )  # fmt: skip


def _in_words(guessed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The guessed fields with the words that gave them away; "" for those told by their place."""
    return {path: "" if words == BY_PLACE else words for path, words in guessed}
