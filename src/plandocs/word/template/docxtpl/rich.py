"""What a template may show that is not plain text: pictures, set text, links, other documents.

Values become docxtpl's own objects, made for one rendering, since they write into the document that
they are shown in.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from plandocs.errors import MissingExtra, TemplateError
from plandocs.word.package.open import open_parts
from plandocs.word.package.save import as_document, saved
from plandocs.word.template.render.disarm import disarmed
from plandocs.word.template.render.scan import Level

if TYPE_CHECKING:
    from docxtpl import DocxTemplate


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its bytes, and how wide and high it is shown, in millimetres (0: as it is)."""

    data: bytes
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class RichText:
    """Text with its own formatting; with a ``link``, an address, it shows as links do.

    ``size`` is in points, ``colour`` six hexadecimal digits.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    size: float = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class SubDocument:
    """Another document, whose body takes the place of the tag's paragraph."""

    data: bytes
    source: str


_LINK_COLOUR = "0563C1"  # of the style Hyperlink in Word's own themes
Rich = Picture | RichText | SubDocument
LEVELS: Mapping[type[Rich], Level] = {Picture: "", RichText: "r", SubDocument: "p"}
"""What docxtpl puts in place of a tag: text of its run, the run, or the paragraph."""


def checked(value: Rich) -> Rich:
    """The value as it is shown in every document: once for all of them.

    Raises:
        MissingExtra: docxcompose, which documents in documents need, is not installed.
        TemplateError: the picture is not one that Word shows.
        DocumentError: the document cannot be opened.
    """
    if isinstance(value, Picture):
        _refuse_broken(value)
    elif isinstance(value, SubDocument):
        return replace(value, data=_without_live_content(value))
    return value


def inserted(value: Rich, template: DocxTemplate) -> object:
    """What docxtpl shows for a checked value in the document that *template* is rendering."""
    from docx.shared import Mm

    if isinstance(value, Picture):
        sizes = [Mm(each) if each else None for each in (value.width, value.height)]
        return imported().InlineImage(template, io.BytesIO(value.data), *sizes)
    if isinstance(value, RichText):
        return _text(value, template)
    return template.new_subdoc(io.BytesIO(value.data))


def _refuse_broken(picture: Picture) -> None:
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.image.image import Image

    try:
        Image.from_blob(picture.data)
    except (
        InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError,
        ValueError, KeyError, IndexError,
    ) as error:  # fmt: skip
        message = "a picture of the context is not one that Word shows; save it as .png or .jpg"
        raise TemplateError(message) from error


def _text(value: RichText, template: DocxTemplate) -> object:
    return imported().RichText(
        value.text,
        bold=value.bold,
        italic=value.italic,
        underline=value.underline or bool(value.link),
        color=value.colour or (_LINK_COLOUR if value.link else None),
        size=round(value.size * 2) or None,  # docxtpl counts half points
        url_id=template.build_url_id(value.link) if value.link else None,
    )


def _without_live_content(value: SubDocument) -> bytes:
    try:
        import docxcompose  # noqa: F401  # only docxtpl uses it
    except ImportError as missing:
        what = "a document within a document needs docxcompose; install plandocs[subdocuments]"
        raise MissingExtra(what) from missing
    parts, _ = disarmed(open_parts(value.data, value.source), value.source)
    return saved(as_document(parts, value.source).parts)


_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def imported() -> Any:
    """Import docxtpl, and leave python-docx as it is for the rest of the process.

    docxcompose, which docxtpl imports where it is installed, gives python-docx's prefix of core
    properties another meaning: who saved a document could not be set any more.
    """
    import docxtpl
    from docx.oxml.ns import nsmap

    nsmap["cp"] = _CORE
    return docxtpl
