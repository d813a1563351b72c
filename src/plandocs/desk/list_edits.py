"""A list of the cycle seen as a table: what was typed in it, written into the file that it is.

The file keeps its formats, its other sheets, its encoding; the one before goes on under another
name. What somebody else has changed meanwhile is not written over.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import plandocs
from plandocs.desk.expected import letters_of
from plandocs.desk.lists import replaced
from plandocs.desk.receive import Refused, one, waiting_room
from plandocs.desk.workspace import Workspace
from plandocs.files.whole import write_whole

Kind = Literal["roster", "objectives", "themes"]
KINDS: Final[dict[str, str]] = {
    "roster": "Who is expected", "objectives": "Objectives", "themes": "Learning themes",
}  # fmt: skip
OF_ITS_OWN: Final = ""
_ONE: Final = {"objectives": "Objective", "themes": "Theme"}
_WAYS, _ALSO = "aliases", "Also"
_SETTLED: Final = "matches.json"
_NEW: Final = 3  # blank rows below a list, to be filled in
_CHANGED: Final = (
    "The list was changed in the meantime, in another window or by another program. Check it "
    "and make your changes again."
)


class Match(NamedTuple):
    """A text that was taken for another: what was written, for what it was taken, and how."""

    text: str
    name: str
    how: str
    likeness: str


def seal_of(path: Path) -> str:
    """What a list is known by as it stands."""
    return sha256(path.read_bytes()).hexdigest()[:20]


def new_rows(table: plandocs.ListTable) -> Iterator[list[str]]:
    """The addresses of blank rows below a list."""
    letters = [letters_of(each.address) for each in table.headings]
    for number in range(table.next_row, table.next_row + _NEW):
        yield [f"{letter}{number}" for letter in letters]


def typed(table: plandocs.ListTable, fields: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the cells that differ from what the table says, by their addresses."""
    held = {each.address: each.text for each in table.headings}
    for row in table.rows:
        held |= row.cells
    for addresses in new_rows(table):
        held |= dict.fromkeys(addresses, "")
    changes = {
        address: text
        for address, text in ((a, " ".join(fields[f"c-{a}"][0].split())) for a in held
                              if f"c-{a}" in fields)
        if text != " ".join(held[address].split())
    }  # fmt: skip
    for row in table.rows:
        if str(row.number) in fields.get("out", ()):
            changes |= dict.fromkeys((each for each in row.cells if row.cells[each]), "")
    address, _, text = one(fields, "rename").partition("=")
    if address in {each.address for each in table.headings}:
        changes[address] = text
    return changes


def write(space: Workspace, kind: Kind, was: str, changes: Mapping[str, str]) -> None:
    """Write changes into a list.

    Raises:
        Refused: there is none, or it was changed in the meantime.
        InputError: a cell cannot be changed.
    """
    path = space.cycle.lists.get(kind)
    if path is None or seal_of(path) != was:
        raise Refused(_CHANGED)
    room = waiting_room(space.desk_folder)
    try:
        made = room / path.name
        plandocs.change_list(path, changes, kind=kind, target=made)
        replaced(path, made.read_bytes())
    finally:
        shutil.rmtree(room, ignore_errors=True)


def matches_in(space: Workspace, kind: str) -> list[Match]:
    """Return the texts of plans that were taken for a line of a list, or for none, by likeness."""
    return [
        Match(_cell(row, "as_written"), _cell(row, "taken_for"), _cell(row, "how"),
              _cell(row, "likeness"))
        for row in space.snapshot.tables.get("matches", ())
        if row.get("kind") == _ONE.get(kind)
    ]  # fmt: skip


def _cell(row: Mapping[str, Any], column: str) -> str:
    return str(row.get(column) or "")


def names_in(table: plandocs.ListTable) -> list[str]:
    """The names of a list, in its order."""
    column = _column_of_names(table)
    cells = (row.cells[f"{column}{row.number}"] for row in table.rows)
    return list(dict.fromkeys(filter(None, cells))) if column else []


def settled(table: plandocs.ListTable, text: str, name: str) -> dict[str, str]:
    """Return the change by which a text belongs to a line of the list; or is one of its own.

    Raises:
        Refused: there is no such line, or the text cannot stand in the list.
    """
    column = _column_of_names(table)
    if name == OF_ITS_OWN:
        return {f"{column}{table.next_row}": text}
    if ";" in text or "\n" in text:
        raise Refused("Wording with a semicolon or several lines cannot be matched. "
                      "Write it the same way in the documents.")  # fmt: skip
    row = next((e for e in table.rows if e.cells[f"{column}{e.number}"] == name), None)
    if row is None:
        raise Refused("This entry is no longer on the list. Choose again.")
    ways = next((letters_of(e.address) for e in table.headings if e.taken_for == _WAYS), "")
    heading = table.headings[0].address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    changes = {}
    if not ways:
        ways = table.next_column
        changes[f"{ways}{heading}"] = _ALSO
    before = row.cells.get(f"{ways}{row.number}", "")
    changes[f"{ways}{row.number}"] = f"{before}; {text}" if before else text
    return changes


def accepted_in(space: Workspace, kind: Kind, table: plandocs.ListTable) -> list[Match]:
    """Return the matches that were settled here and still stand in the list, the latest first."""
    matches = [Match(text, name, "", "") for text, name in _settled_before(space).get(kind, ())]
    return [each for each in matches[::-1] if _place_of(table, each) is not None]


def remember(space: Workspace, kind: Kind, text: str, name: str) -> None:
    """Remember that a match was settled, so that it can be taken back."""
    every = _settled_before(space)
    every[kind] = [*(each for each in every.get(kind, []) if each[0] != text), (text, name)]
    write_whole(space.desk_folder / _SETTLED, json.dumps(every, ensure_ascii=False).encode())


def taken_back(table: plandocs.ListTable, match: Match) -> dict[str, str]:
    """Return the changes by which a text no longer stands for a line, or is none of its own.

    Raises:
        Refused: it does not stand there any more.
    """
    address = _place_of(table, match)
    if address is None:
        raise Refused("This text does not stand in the list any more.")
    row = next(row for row in table.rows if address in row.cells)
    if match.name == OF_ITS_OWN:
        return {each: "" for each, value in row.cells.items() if value}
    ways = [each.strip() for each in row.cells[address].split(";")]
    return {address: "; ".join(each for each in ways if each != match.text)}


def _settled_before(space: Workspace) -> dict[str, list[tuple[str, str]]]:
    """The texts that were settled, by the kind of list, each with its line."""
    try:
        data = json.loads((space.desk_folder / _SETTLED).read_text(encoding="utf-8"))
        return {
            str(kind): [(str(text), str(name)) for text, name in each]
            for kind, each in data.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _place_of(table: plandocs.ListTable, match: Match) -> str | None:
    """The address of the cell in which a settled text stands; None where it does not."""
    names = _column_of_names(table)
    ways = next((letters_of(e.address) for e in table.headings if e.taken_for == _WAYS), "")
    wanted = match.text if match.name == OF_ITS_OWN else match.name
    for row in table.rows:
        if row.cells.get(f"{names}{row.number}") == wanted:
            if match.name == OF_ITS_OWN:
                return f"{names}{row.number}"
            address = f"{ways}{row.number}"
            if match.text in (each.strip() for each in row.cells.get(address, "").split(";")):
                return address
    return None


def _column_of_names(table: plandocs.ListTable) -> str:
    addresses = (e.address for e in table.headings if e.taken_for and e.taken_for != _WAYS)
    return letters_of(next(addresses, ""))
