"""``tag_template``: an agency's own blank form in, a tagged template that ``fill`` can use out."""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.errors import TemplateError
from plandocs.form import FormSpec
from plandocs.normal.markers import is_empty
from plandocs.registry import forms as known_forms
from plandocs.verbs.parse import Source, printed_by
from plandocs.word.locate import Slot, locate, recognise
from plandocs.word.open import open_package
from plandocs.word.read import read_document
from plandocs.word.tag import tag
from plandocs.word.tag.save import bulleted, saved
from plandocs.word.text import paras_of


def _typed(slot: Slot) -> bool:
    """Has somebody filled this in? Numbers, rules and prompts are part of a blank."""
    return any(not is_empty(para.text) for para in paras_of(slot.blocks, slot.cut))


@dataclass(frozen=True, slots=True)
class TaggedTemplate:
    """A tagged template: its bytes, the fields that were tagged, and those without a place."""

    form: str
    data: bytes
    fields: tuple[str, ...]
    missing: tuple[str, ...]
    typed: tuple[str, ...]  # text in the blank that the form does not print


def tag_template(blank: Source, *, form: FormSpec | None = None) -> TaggedTemplate:
    """Find every field of the form in a blank and write its tag there.

    The blank may be a .docx, .dotx or .docm, also with protected editing; a normal .docx comes out.

    Raises:
        NotThisForm: the blank is no form that plandocs knows.
        TemplateError: something is filled in already.
    """
    package = open_package(blank, convert=False)
    document = read_document(package)
    spec = form or recognise(document, known_forms())
    copy = locate(document, spec, printed_by(spec)).copies[0]
    filled = next((slot for slot in copy.slots() if _typed(slot)), None)
    if filled is not None:
        raise TemplateError(
            f"this is not blank: something is typed under {filled.spec.label!r}. Tag the blank "
            "form.",
            package.source,
            filled.where,
        )
    num, numbering, styled = bulleted(package)
    tagged = tag(package.xml(package.main), document, copy, spec, styled=styled, num=num)
    data = saved(package, tagged.xml, numbering, spec.name)
    strays = tuple(stray.text for stray in copy.strays if stray.kind == "text")
    return TaggedTemplate(spec.name, data, tagged.fields, tagged.missing, strays)
