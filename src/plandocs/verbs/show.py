"""``show``: one completed Word file as a reader sees it, with the words of each field marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plandocs.arguments import checked
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.document_page import anchor_of
from plandocs.forms.labels import Forms, Labels, forms_with
from plandocs.model.reading import Reading
from plandocs.page.document import document_fragment, document_style
from plandocs.reading.agency_blanks import Blanks
from plandocs.reading.shown import read_shown
from plandocs.word.package.source import Source


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as a reader sees it, as HTML, and which of its words belong to what.

    Each stretch of words that was read into a field, or is in none, is a link in the ``html`` with
    an id of its own. It leads to the `anchor` of its field, or of its place in ``unmapped``, which
    a page around the document may have.

    Attributes:
        html: one ``<div class="document">`` with everything in it escaped; no script, no style, no
            picture, nothing fetched.
        reading: what `parse` reads of the document.
        fields: the ids of each field's words, by a path such as ``outcomes[1].measures[0]``.
        unmapped: the ids of the words in no field, for each of ``reading.unmapped`` in its order.
        cut: whether the document is so long that its end is not shown.
    """

    html: str
    reading: Reading
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unmapped: tuple[tuple[str, ...], ...] = ()
    cut: bool = False

    @staticmethod
    def style() -> str:
        """Return a style sheet for the ``html``, for light and dark screens and for paper."""
        return document_style()

    @staticmethod
    def anchor(name: str | int) -> str:
        """Return the id to which the words of a field lead, or those of a place in ``unmapped``.

        Args:
            name: the field's path, or the number of the place, from 0.

        >>> Shown.anchor("outcomes[1].measures[0]"), Shown.anchor(3)
        ('field-outcomes-1-measures-0', 'unmapped-3')
        """
        return f"unmapped-{name}" if isinstance(name, int) else anchor_of(name)


@checked
def show(
    source: Source,
    *,
    heading: int = 3,
    blank: Blanks | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    forms: Forms | None = None,
    labels: Labels | None = None,
) -> Shown:
    """Show one completed form as a reader sees it: as HTML, with the words of each field marked.

    Tables, lists and headings are as in the document; tracked changes, comments, hidden text, text
    boxes, headers and footers are shown and marked, a picture as a box with its description.

    Args:
        source: a path, bytes or a binary file.
        heading: the level of the document's first headings on the page around it.
        blank: as for `parse`, like all that follows.
        convert: let LibreOffice, where it is installed, convert .doc, .odt and .rtf.
        password: opens a document that is protected with it.
        limits: how much one file may ask of us.
        forms: the forms that it may be, by name or by their models; all unless said.
        labels: the agency's words for labels: a TOML file, or the same as a dict.

    Returns:
        The HTML, the ids of the words of each field, and the reading.

    Raises:
        PlandocsError: the file cannot be read as a form; ``code`` says why.

    >>> shown = show("plan.docx")
    >>> shown.fields["officer_name"]
    ('words-1',)
    """
    seen = read_shown(
        source, forms_with(labels, forms), blank=blank, convert=convert, password=password,
        limits=limits,
    )  # fmt: skip
    html = document_fragment(seen.page, heading)
    return Shown(html, seen.reading, seen.fields, seen.unmapped, seen.page.cut)
