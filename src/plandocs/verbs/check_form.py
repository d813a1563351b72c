"""``check_form``: a form and its blank in, whether the laws hold out, with copies to look at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plandocs.arguments import checked
from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.editing.commented import commented
from plandocs.errors import InputError, PlandocsError
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.filling.destination import Folder
from plandocs.filling.form_laws import Law, Tried, tried
from plandocs.forms.registry import form as form_named
from plandocs.model.findings import Finding
from plandocs.page.write import write_page
from plandocs.table import Column, Table, Workbook
from plandocs.word.package.source import Source, taken

_COPY, _PAGE = "fields.docx", "fields.html"


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What came of trying a form on its blank.

    Attributes:
        form: the form's name.
        fields: the paths of the fields that have a place in the blank.
        laws: what has to hold, each a `Law` with what speaks against it.
        files: the copies that were written, which show each field by its name.
        notes: what a filled document does not have of the blank: hints that give way to values,
            what starts or fetches something when it is opened.
    """

    form: str
    fields: tuple[str, ...]
    laws: tuple[Law, ...]
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against any law."""
        return not any(law.faults for law in self.laws)


@checked
def check_form(
    form: FormSpec | str,
    blank: Source | None = None,
    folder: str | os.PathLike[str] | None = None,
    *,
    force: bool = False,
) -> FormCheck:
    """Return whether all laws hold for a form on its blank, in which a specimen is filled in.

    Args:
        form: as `load_form` gives it, or by name.
        blank: the blank form in Word; without it the form's own.
        folder: where two files are written that show the fields: ``fields.docx``, a specimen with
            a comment at each field, and ``fields.html``, a page with all of them and the laws.
        force: replace such files that are there already.

    Raises:
        InputError: there is no such form, or it has no blank.
        DocumentError: the blank cannot be opened.
        TemplateError: something is filled in already.
        OutputError: the files cannot be written.

    >>> check_form(load_form("our-form.toml")).holds
    True
    """
    spec = form_named(form) if isinstance(form, str) else form
    place = None if folder is None else Folder(Path(folder), force=force, inputs=())
    if blank is None and not spec.blank.is_file():
        raise InputError(f"the form {spec.name!r} has no blank of its own; name the Word document.")
    content = spec.blank.read_bytes() if blank is None else taken(blank, DEFAULT_LIMITS)[1]
    result = tried(spec, content)
    files = () if place is None else tuple(_written(result, place, force=force))
    return FormCheck(spec.name, result.tagged.fields, result.laws, files, result.tagged.taken_out)


def _written(result: Tried, place: Folder, *, force: bool) -> Iterator[str]:
    with place:
        copy, page = place.path / _COPY, place.path / _PAGE
        places = [claim(each, each.suffix, force=force) for each in (copy, page)]
        assert places[0] is not None
        assert places[1] is not None
        try:
            write_whole(places[0], commented(result.specimen, _remarks(result), (result.form,)))
            yield str(copy)
        except PlandocsError:  # what is not read back has no places; the page says so
            pass
        write_page(_page(result), places[1])
        yield str(page)


def _fields(result: Tried) -> Iterator[tuple[str, str, FieldSpec]]:
    """Each field: its path in a specimen, the section it is in, and what it is."""
    for cell in result.form.cells:
        yield cell.name, "", cell
    for section in result.form.sections:
        front = f"{section.name}[0]" if section.is_table else section.name
        for column in section.columns:
            yield f"{front}.{column.name}", section.heading, column


def _remarks(result: Tried) -> list[Finding]:
    missing = set(result.tagged.missing)
    return [
        Finding("info", "field", path, f"{path.replace('[0]', '[]')} ({field.kind.name})",
                f"Printed as {field.label!r}.", "")
        for path, _, field in _fields(result)
        if path.replace("[0]", "") not in missing
    ]  # fmt: skip


def _page(result: Tried) -> Workbook:
    missing = set(result.tagged.missing)
    fields = [
        (section, field.label, path.replace("[0]", "[]"), field.kind.name, field.role or None,
         "no" if path.replace("[0]", "") in missing else "yes")
        for path, section, field in _fields(result)
    ]  # fmt: skip
    laws = [
        (law.words, fault or "It holds.") for law in result.laws for fault in law.faults or ("",)
    ]
    headings = ("Section", "Printed label", "Field", "Kind", "Role", "Found")
    return Workbook(
        (
            Table("Fields", tuple(Column(each, 28) for each in headings), fields),
            Table("Laws", (Column("What has to hold", 40), Column("What was found", 60)), laws),
        ),
        title=f"{result.form.title}: its fields",
    )
