"""``parse``: read one completed Word file: its plan, its issues, an account of every word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, overload

from plandocs.arguments import checked
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.forms.labels import FormNames, Forms, Labels, forms_with
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.reading.agency_blanks import Blanks
from plandocs.reading.document import read_form
from plandocs.word.package.source import Source

if TYPE_CHECKING:
    from plandocs.forms import KnownPlan

_Form = TypeVar("_Form", bound=Plan)


@overload
def parse(
    source: Source, *, forms: type[_Form], blank: Blanks | None = None,
    convert: bool = True, password: str | None = None, limits: Limits = DEFAULT_LIMITS,
    labels: Labels | None = None,
) -> Reading[_Form]: ...  # fmt: skip
@overload
def parse(
    source: Source, *, forms: FormNames | None = None, blank: Blanks | None = None,
    convert: bool = True, password: str | None = None, limits: Limits = DEFAULT_LIMITS,
    labels: Labels | None = None,
) -> Reading[KnownPlan]: ...  # fmt: skip
@overload
def parse(
    source: Source, *, forms: Forms | None = None, blank: Blanks | None = None,
    convert: bool = True, password: str | None = None, limits: Limits = DEFAULT_LIMITS,
    labels: Labels | None = None,
) -> Reading[Plan]: ...  # fmt: skip
@checked
def parse(
    source: Source,
    *,
    blank: Blanks | None = None,
    convert: bool = True,
    password: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    forms: Forms | None = None,
    labels: Labels | None = None,
) -> Reading[Any]:
    """Read one completed form.

    Args:
        source: a path, bytes or a binary file.
        blank: the agency's own blank form, whose printed words then do not count as typed; or
            several,
            of which the one that fits is used.
        convert: let LibreOffice, where it is installed, convert .doc, .odt and .rtf.
        password: opens a document that is protected with it.
        limits: how much one file may ask of us.
        forms: the forms that it may be, by name or by their models; all unless said.
        labels: the agency's words for labels: a TOML file, or the same as a dict.

    Returns:
        The reading, with its plan, what was noticed, and the words in no field.

    Raises:
        PlandocsError: the file cannot be read as a form; ``code`` says why.

    >>> reading = parse("plan.docx")
    >>> reading.plan.officer_name, reading.clean
    ('Priya Raman', True)
    """
    return read_form(
        source, forms_with(labels, forms), blank=blank, convert=convert, password=password,
        limits=limits,
    )  # fmt: skip
