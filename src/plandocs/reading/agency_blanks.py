"""An agency's own blank forms, as a run is given them: each is read once, and held by its content.

What reads documents comes when there is a blank to be proved a form, and not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.description.form import FormSpec
from plandocs.errors import NotThisForm, PlandocsError
from plandocs.word.package.source import Source, taken


@dataclass(frozen=True, slots=True)
class HeldBlank:
    """An agency's blank that was read, under the name it is shown by."""

    name: str
    content: bytes


Blanks: TypeAlias = Source | HeldBlank | Sequence[Source | HeldBlank]
"""One blank, or several: of each document the one that fits it counts."""


def held_blanks(blanks: Blanks | None, forms: tuple[FormSpec, ...]) -> tuple[HeldBlank, ...]:
    """The agency's blanks, read, each one of a form: another document's words are no boilerplate.

    Raises:
        PlandocsError: one cannot be read, or is no form.
    """
    if blanks is None:
        return ()
    several: Sequence[Source | HeldBlank]
    several = blanks if isinstance(blanks, list | tuple) else (blanks,)
    return tuple(_held(each, forms) for each in several)


def _held(blank: Source | HeldBlank, forms: tuple[FormSpec, ...]) -> HeldBlank:
    if isinstance(blank, HeldBlank):
        return blank
    from plandocs.reading.blanks import ensure_a_blank  # with all that knows Word

    name, content = taken(blank, DEFAULT_LIMITS)
    try:
        ensure_a_blank(content, forms)
    except NotThisForm:
        message = (
            "this is named as the agency's blank form, and is not a form that plandocs knows. Name "
            "the blank that the plans were made of, or leave it out."
        )
        raise NotThisForm(message, name) from None
    except PlandocsError as error:
        error.source = error.source or name
        raise
    return HeldBlank(name, content)
