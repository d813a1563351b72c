"""A list that plans are made from as the list of who is expected, under headings that are read.

Plans may be made from a list whatever its headings are, for somebody decides what each fills. As
the list of who is expected it has no such decisions, so its headings are called as its fields.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import plandocs
from plandocs.desk.lists import put
from plandocs.desk.receive import waiting_room


class Renamed(NamedTuple):
    """A heading that says nothing of who is expected, and what it fills, which does."""

    address: str
    heading: str
    label: str


def renamed(path: Path, columns: plandocs.ListColumns, desk_folder: Path) -> tuple[Renamed, ...]:
    """Return the headings of a list that would be read if they were called as what they fill.

    Raises:
        InputError: the list cannot be read.
    """
    labels = {each.path: each.label for each in columns.fields if not each.group}
    fills = {(e.sheet, e.column): labels[e.field] for e in columns.columns if e.field in labels}
    table = plandocs.list_table(path)
    candidates = [
        Renamed(each.address, each.text, fills[place])
        for each in table.headings
        if not each.taken_for and (place := (table.sheet, letters_of(each.address))) in fills
    ]
    if not candidates:
        return ()
    read = {
        each.address
        for each in _changed(path, candidates, desk_folder)[0].headings
        if each.taken_for
    }
    return tuple(each for each in candidates if each.address in read)


def expect_all(path: Path, headings: tuple[Renamed, ...], folder: Path, desk_folder: Path) -> str:
    """Write the list as that of who is expected; return where it is in the cycle.

    Raises:
        InputError: the list cannot be read or changed.
    """
    return put(folder, f"roster{path.suffix.casefold()}", _changed(path, headings, desk_folder)[1])


def _changed(
    path: Path, headings: tuple[Renamed, ...] | list[Renamed], desk_folder: Path
) -> tuple[plandocs.ListTable, bytes]:
    room = waiting_room(desk_folder)
    try:
        made = room / path.name
        changes: Mapping[str, str] = {each.address: each.label for each in headings}
        return plandocs.change_list(path, changes, target=made), made.read_bytes()
    finally:
        shutil.rmtree(room, ignore_errors=True)


def letters_of(address: str) -> str:
    """The column of a cell's address: "C7" is in "C"."""
    return address.rstrip("0123456789")
