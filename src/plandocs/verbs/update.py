"""``update``: new header data into a plan that people have edited, every other word kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Unpack

from plandocs.data.records import Record
from plandocs.editing.header import (
    Updated,
    prove,
    row_about,
    updated_header,
    wanted_plan,
)
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.forms.labels import form_with, forms_with
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.reading.agency_blanks import held_blanks
from plandocs.verbs.gather import plan_in
from plandocs.verbs.options import OneRead, ReadOptions, reads_one
from plandocs.verbs.read_data import read_data
from plandocs.word.package.open import open_package
from plandocs.word.package.source import Source, taken


@reads_one
def update(
    old: Source,
    data: Plan | Reading | Record | Mapping[str, Any] | str | os.PathLike[str],
    destination: str | os.PathLike[str] | None = None,
    *,
    set: Mapping[str, Any] | None = None,
    map: Mapping[str, str] | str | os.PathLike[str] | None = None,
    ignore: str | Iterable[str] = (), ignore_rest: bool = False, force: bool = False,
    **options: Unpack[OneRead],
) -> Updated:  # fmt: skip
    """Put the labelled values that some data gives into a completed form, and leave all else.

    A value under tracked changes, and one that is a picture, is left and named as a conflict. What
    is written is read back: the fields given say what they should, all others what they said. No
    former format is converted. What opens with a password is written without it.

    Args:
        old: the completed form: a path, bytes or a binary file.
        data: some of the header's fields as a dict or record, or all of them as a plan; or a data
            file, of which the row with the plan's id, or else its name, counts.
        destination: where the document is written; its bytes are in what is returned as well.
        set: single values by field name or label.
        map: leads headings of a data file to fields, as of `read_data`.
        ignore: headings of a data file to leave out.
        ignore_rest: leave out all columns of a data file that name no field.
        force: replace what is there already.
        options: how the document is read, as below.

    Returns:
        The document's bytes, what was changed, and what was left as a conflict.

    Raises:
        InputError: the data gives a field outside the header, does not fit, or is another plan's.
        DocumentError: the document cannot be read as a plan.
        OutputError: the place cannot be written, or the result does not read back.

    >>> [change.after for change in update("plan.docx", {"manager_name": "Bo Cho"}).changes]
    ['Bo Cho']
    """
    how = held(ReadOptions(**options))
    read = (old, data, map, how.labels, options.get("blank"))
    place = claim(destination, ".docx", force=force, read=read)
    content, reading = _read(old, how)
    values = set or {}
    if isinstance(data, str | os.PathLike):
        records = read_data(
            data, map=map, ignore=ignore, ignore_rest=ignore_rest, labels=how.labels
        )
        data = row_about(plan_in(reading), records, data, values)
    updated = updated_document(content, reading, data, values, how)
    if place is not None:
        write_whole(place, updated.data)
    return updated


def updated_document(
    content: bytes, reading: Reading, data: object, values: Mapping[str, Any], how: ReadOptions
) -> Updated:
    """Return a document that was read, with these values in it, read back.

    Raises:
        InputError: the data gives a field outside the header, does not fit, or is another plan's.
        OutputError: the result does not read back.
    """
    plan = plan_in(reading)
    form = form_with(how.labels, plan.form)
    wanted = wanted_plan(plan, data, values, form)
    package = open_package(content, convert=False, password=how.password, limits=how.limits)
    updated = updated_header(package, form, plan, wanted)
    prove(updated, reading, wanted, form, how.blank)
    return updated


def held(how: ReadOptions) -> ReadOptions:
    """The options with the blank's bytes, for two readings; nothing is converted."""
    blank = held_blanks(how.blank, forms_with(how.labels, how.forms))
    return replace(how, convert=False, blank=blank or None)


def _read(old: Source, how: ReadOptions) -> tuple[bytes, Reading]:
    """The document and its reading, under the limits that were asked for."""
    name, content = taken(old, how.limits)
    (reading,) = how.read((content,))
    if reading.error is not None:
        reading.error.source = name
        raise reading.error
    return content, replace(reading, source=name)
