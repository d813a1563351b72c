"""A form that is described in a file: read, checked, compiled, and known from then on.

The file is data: nothing in it runs. A form of a file goes to other processes as the file's text
and its blank, and is made of them there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from plandocs.arguments import checked
from plandocs.description.described import described_form
from plandocs.description.entries import FormEntry, form_entry
from plandocs.description.form import FormSpec
from plandocs.description.memory import MemoryFile, MemoryFolder
from plandocs.description.toml_table import Slip
from plandocs.errors import FormError, InputError
from plandocs.files.reasons import unopened
from plandocs.files.toml_file import key_lines, read_toml, toml_in
from plandocs.forms import registry

_MOST_TEXT, _MOST_BLANK = 2**20, 2**26  # bytes
_WHAT = "file of a form"
_SHAPE = (
    "It begins with form = and title =, and has a table for each field, such as "
    '[fields.work_unit] with label = "Work unit".'
)


class FormFile(NamedTuple):
    """What a form was made of: the text of its file, what that is called, and its blank."""

    text: str
    name: str
    blank: bytes | None = None

    def form(self) -> FormSpec:
        """The form, known to this process."""
        for each in registry.loaded():
            file = _file_of(each)
            if file is not None and (file.text, file.blank) == (self.text, self.blank):
                return each
        return registry.learn(_form(self))

    def compiled(self) -> FormSpec:
        """The form, for trying it: this process does not get to know it."""
        return _form(self)

    def class_of(self, section: str) -> type:
        """The class of a section's rows, or with "" that of the plan."""
        for each in registry.loaded():
            file = _file_of(each)
            if file is not None and file.text == self.text:
                return _class(each, section)
        return _class(self.form(), section)


@dataclass(frozen=True, eq=False)
class FileForm(FormSpec):
    """A form of a file; it goes to other processes as that."""

    file: FormFile = field(default_factory=lambda: FormFile("", ""))

    def __reduce_ex__(self, protocol: Any) -> Any:
        if self.taught:  # with words that are not in its file
            return super().__reduce_ex__(protocol)
        return FormFile.form, (self.file,)


@checked
def load_form(path: str | os.PathLike[str], *, known: bool = True) -> FormSpec:
    """Return the form that a file describes, and make it known to this program.

    Its plans can be read, filled, rolled up and all else from then on, as those of the forms that
    plandocs brings; ``forms=`` and ``form=`` of every verb take it. The form's blank is the Word
    document that the file names, or that stands beside it under the same name.

    Args:
        path: the TOML file, such as ``our-form.toml``.
        known: whether this program knows the form from then on; without it the form is only where
            it is handed to, as while its file is being put right.

    Raises:
        InputError: the file cannot be read, or something in it makes no sense; each mistake is
            named with its line. Or a form of plandocs itself has the same name.

    >>> load_form("our-form.toml").title
    'Probation record'
    """
    source = os.fspath(path)
    _ensure_small(source, _MOST_TEXT, _WHAT)
    data, text = read_toml(source, _WHAT, _SHAPE)
    entry = _checked(data, text, source)
    file = FormFile(text, source, _adjacent_blank(source, entry))
    return file.form() if known else file.compiled()


@lru_cache(maxsize=64)
def _form(file: FormFile) -> FormSpec:
    entry = _checked(toml_in(file.text, file.name, _WHAT, _SHAPE), file.text, file.name)
    base = _compiled(file._replace(blank=None), entry)
    files = {f"{entry.name}.toml": file.text.encode()}
    if file.blank is not None:
        files["blank.docx"] = file.blank
    values = {each.name: getattr(base, each.name) for each in fields(FormSpec)}
    values["folder"] = MemoryFolder(entry.name, files)
    values["blank"] = MemoryFile("blank.docx", file.blank)
    return FileForm(**values, file=file)


_models: dict[FormFile, FormSpec] = {}


def _compiled(file: FormFile, entry: FormEntry) -> FormSpec:
    """The form without its blank: what is said of it twice has the same classes."""
    if file not in _models:
        blank, folder = MemoryFile("blank.docx", None), MemoryFolder(entry.name, {})
        try:
            _models[file] = described_form(entry, folder, blank, file.class_of)
        except FormError as error:
            raise InputError(error.message, file.name) from error
    return _models[file]


def _checked(data: Mapping[str, Any], text: str, source: str) -> FormEntry:
    entry, slips = form_entry(data)
    if slips:
        raise _mistakes(slips, text, source)
    return entry


def _mistakes(slips: tuple[Slip, ...], text: str, source: str) -> InputError:
    """All that is wrong, in the order of the file."""
    lines = key_lines(text)
    placed = sorted(((_line(each.path, lines), each) for each in slips), key=lambda pair: pair[0])
    faults = tuple(f"{_place(line, slip)}: {slip.message}" for line, slip in placed)
    line, first = placed[0]
    more = f" There are {len(faults) - 1} more mistakes in this file." if len(faults) > 1 else ""
    paths = tuple(each.path for _, each in placed)
    return InputError(first.message + more, source, _place(line, first), faults, paths)


def _line(path: tuple[str, ...], lines: Mapping[tuple[str, ...], int]) -> int:
    """The line of a key; of one that is not there, that of the table it is missing in."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


def _place(line: int, slip: Slip) -> str:
    table = f"[{'.'.join(slip.path[:-1])}] " if len(slip.path) > 1 else ""
    return f"line {line}, {table}{slip.path[-1]}"


def _adjacent_blank(source: str, entry: FormEntry) -> bytes | None:
    """The blank that the file names, or that has its name."""
    path = Path(source)
    blank = path.with_name(entry.blank) if entry.blank else path.with_suffix(".docx")
    if not entry.blank and not blank.is_file():
        return None
    _ensure_small(str(blank), _MOST_BLANK, "blank of a form")
    try:
        return blank.read_bytes()
    except OSError as error:
        message = f"its blank {blank.name} cannot be opened: {unopened(blank, error)}."
        raise InputError(message, source) from error


def _ensure_small(source: str, most: int, what: str) -> None:
    try:
        size = os.stat(source).st_size
    except (OSError, ValueError):  # whoever reads it says so
        return
    if size > most:
        raise InputError(f"this {what} is larger than {most // 2**20} MB; no such file is.", source)


def _file_of(form: FormSpec) -> FormFile | None:
    return form.file if isinstance(form, FileForm) else None


def _class(form: FormSpec, section: str) -> type:
    return form.row_model(section) if section else form.model
