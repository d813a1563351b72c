"""A form's own template: the one in its folder, else its blank, tagged here.

The blank of a form that is described in a file, or that a package brings without a template.
"""

from __future__ import annotations

from plandocs.description.form import FormSpec
from plandocs.errors import InputError, TemplateError
from plandocs.reading.blanks import printed_by
from plandocs.word.locate import Copy, locate
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import Package
from plandocs.word.template.tag import Tagged, tag
from plandocs.word.template.tag.save import bulleted, save_template
from plandocs.word.view.document import Document
from plandocs.word.view.read import read_document

_SHOWN = 5  # fields in a message


def template_of(form: FormSpec) -> bytes:
    """Return the bytes of the template that the form's plans are filled with.

    Raises:
        InputError: there is no blank.
        TemplateError: fields have no place in it.
    """
    file = form.folder.joinpath("template.docx")
    return file.read_bytes() if file.is_file() else _of_blank(form)


def _of_blank(form: FormSpec) -> bytes:
    if not form.blank.is_file():
        raise InputError(
            f"the form {form.name!r} has no blank to fill: put its Word document beside its file, "
            "under the same name or as the line blank = says; or name a tagged template."
        )
    package = open_package(form.blank.read_bytes(), convert=False)
    document = read_document(package, as_saved=True)
    copy = locate(document, form, printed_by(form))[0]
    tagged, data, _ = with_tags(package, document, copy, form)
    if tagged.missing:
        more = f" and {len(tagged.missing) - _SHOWN} more" if len(tagged.missing) > _SHOWN else ""
        raise TemplateError(
            f"the blank of the form {form.name!r} has no place for "
            f"{', '.join(tagged.missing[:_SHOWN])}{more}. Say in the form's file how its labels "
            "are printed; plandocs form check shows what was found."
        )
    return data


def with_tags(
    package: Package, document: Document, copy: Copy, form: FormSpec
) -> tuple[Tagged, bytes, tuple[str, ...]]:
    """The tags of a blank, the template that they make, and what of it was live and is left out."""
    num, numbering, styled = bulleted(package)
    tagged = tag(package.xml(package.main), document, copy, form, styled=styled, num=num)
    data, taken = save_template(package, tagged.xml, numbering, form.name)
    return tagged, data, taken
