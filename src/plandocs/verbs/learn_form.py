"""``learn_form``: a blank form in, the file that describes it out, with what was unsure in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plandocs.arguments import checked
from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.description.form import FormSpec
from plandocs.errors import InputError
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.filling import form_laws
from plandocs.forms.form_file import FormFile
from plandocs.learn.proposal import Proposal
from plandocs.learn.propose import propose
from plandocs.learn.trial import tried
from plandocs.learn.typed import settled
from plandocs.learn.written import written
from plandocs.reading.document import read_form
from plandocs.word.learn import survey
from plandocs.word.package.open import open_package
from plandocs.word.package.source import Source, taken
from plandocs.word.view.read import read_document

_NOTHING = (
    "no place to fill in was found in it: no label with a rule, a colon or a blank cell, no box to "
    "tick. Give the blank form as it is handed out, as a Word document with words in it."
)


@dataclass(frozen=True, slots=True)
class LearntForm:
    """A form as it was learnt from its blank.

    Attributes:
        text: the file that describes it, as TOML; what was unsure is in its comments.
        fields: the paths of its fields.
        unsure: what to look at, each in a sentence that begins with the field.
        left_out: places that were seen and are not in the form, each with its reason.
        wrong: what keeps the form from being used as it is; () where nothing does.
    """

    text: str
    fields: tuple[str, ...]
    unsure: tuple[str, ...]
    left_out: tuple[str, ...]
    wrong: tuple[str, ...] = ()


@checked
def learn_form(
    blank: Source,
    destination: str | os.PathLike[str] | None = None,
    *,
    filled: Sequence[Source] = (),
    force: bool = False,
) -> LearntForm:
    """Describe a form that plandocs does not know from its blank.

    Places to fill in are told by what the blank prints: rules, colons, blank cells, boxes, tables
    with alike rows. The form is tried on the blank, and what does not come back as it was filled
    in is left out; the file says so. Read it before you use it.

    Args:
        blank: the blank form, a .docx: a path, bytes or a binary file.
        destination: the TOML file to write; its text is in what is returned as well.
        filled: two or three forms that are filled in, to settle doubts.
        force: replace what is there already.

    Returns:
        The form's file, and what to look at in it.

    Raises:
        DocumentError: the blank cannot be opened.
        InputError: nothing in it asks to be filled in.
        OutputError: the file cannot be written.

    >>> print(learn_form("our-form.docx").text)  # doctest: +SKIP
    form = "our-form"
    """
    place = claim(destination, ".toml", force=force, read=(blank, *filled))
    name, content = taken(blank, DEFAULT_LIMITS)
    blank_name = _blank_name(name, destination)

    def compiled(each: Proposal) -> FormSpec:
        return FormFile(written(each, blank_name), name or "our-form.toml", content).compiled()

    trial = tried(_seen(name, content), content, compiled)
    if filled and not trial.wrong:
        form = compiled(trial.proposal)
        readings = [read_form(each, (form,), convert=False) for each in filled]
        trial = tried(settled(trial.proposal, readings), content, compiled)
    wrong = trial.wrong or _against(compiled(trial.proposal), content)
    learnt = _learnt(trial.proposal, blank_name, wrong)
    if place is not None:
        write_whole(place, learnt.text.encode())
    return learnt


def _seen(name: str, blank: bytes) -> Proposal:
    """What the look at a blank proposes, before anything of it is tried."""
    proposal = propose(
        survey(read_document(open_package(blank, convert=False))), Path(name or "our form").stem
    )
    if not proposal.fields and not proposal.sections:
        raise InputError(_NOTHING, name)
    return proposal


def _against(form: FormSpec, blank: bytes) -> tuple[str, ...]:
    """What speaks against the laws of `check_form`."""
    return tuple(fault for law in form_laws.tried(form, blank).laws for fault in law.faults)


def _blank_name(blank: str, destination: str | os.PathLike[str] | None) -> str:
    """The blank's name, where the file will stand beside it; else it has to be put there."""
    if not blank:
        return ""
    path = Path(blank)
    folder = path.parent if destination is None else Path(destination).parent
    return path.name if folder.resolve() == path.parent.resolve() else ""


def _learnt(form: Proposal, blank: str, wrong: tuple[str, ...]) -> LearntForm:
    entries = [(entry.name, entry) for entry in form.fields]
    entries += [(f"{s.name}.{entry.name}", entry) for s in form.sections for entry in s.fields]
    unsure = [f"{path}: {why}" for path, entry in entries for why in entry.unsure]
    unsure += [f"{section.name}: {why}" for section in form.sections for why in section.unsure]
    return LearntForm(
        written(form, blank),
        tuple(path for path, _ in entries),
        (*form.unsure, *unsure),
        tuple(f"{each.label} ({each.where}): {each.why}" for each in form.left_out),
        wrong,
    )
