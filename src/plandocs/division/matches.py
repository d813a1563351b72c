"""The sheet Matches: every text that was taken for another, how, and how to take it back.

What HR's own file says word for word is no guess, and is not listed.

In: the units, names, objectives and themes as they were placed. Out: one row a text. HR reverses a
match by listing the text in the file (the roster, the objectives, the themes).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plandocs.division.view import Whole
from plandocs.division.wording import natural
from plandocs.people import same_name
from plandocs.table import Cells, Column, Highlight, Rows, Table

_NONE = "(none)"
_BY_THE_FILE = ("listed", "by its words")  # as HR's own file says, word for word


def matches_sheet(whole: Whole) -> Table:
    """The sheet: by kind, then by what the texts were taken for."""
    columns = (
        Column("Kind", 14, key=True),
        Column("As written", 54, key=True),
        Column("Taken for", 44),
        Column("How", 20),
        Column("Likeness", 10, "number"),
        Column("To change it", 52),
    )
    highlights = (Highlight("Taken for", "amber", (_NONE,)),)
    return Table("Matches", columns, Rows(partial(_rows, whole)), highlights=highlights, frozen=2)


def _rows(whole: Whole) -> Iterator[Cells]:
    yield from _persons(whole)
    yield from _spellings(whole)
    for text, placed in sorted(whole.places.merges().items()):
        fix = "Write it the same way in the documents, or list both in the roster."
        yield whole.headings.unit, text, placed.name, placed.how, placed.score, fix
    for catalogue in (whole.objectives, whole.themes):
        kind = catalogue.kind.capitalize()
        for text, placed in sorted(
            catalogue.seen.items(), key=lambda i: (natural(i[1].name), i[0])
        ):
            if placed.how and placed.how not in _BY_THE_FILE:
                fix = _fix(catalogue.kind, placed.name, listed=catalogue.entries is not None)
                yield kind, text, "\n".join(placed.names) or _NONE, placed.how, placed.score, fix


def _persons(whole: Whole) -> Iterator[Cells]:
    for member in whole.members:
        if member.match is not None and member.match.how and member.person is not None:
            fix = "Spell the name in the roster as in the document."
            how, score = member.match.how, member.match.score
            yield whole.headings.person, member.person.name, member.name, how, score, fix


def _spellings(whole: Whole) -> Iterator[Cells]:
    """Names that are taken for one person's because their files have one id."""
    for member in whole.members:
        copies = member.person.copies if member.person is not None else ()
        names = {copy.name for copy in copies if not same_name(copy.name, member.name)}
        for name in sorted(names) if len(copies) > 1 else ():
            fix = "Correct the id in the document, if it is somebody else's."
            yield whole.headings.person, name, member.name, "by its id", None, fix


def _fix(kind: str, name: str, *, listed: bool) -> str:
    file = f"{kind}s.csv"
    if not listed:
        return f"Give a list of {kind}s ({file}) that has it under a name of its own."
    if not name:
        return f"Add the text, or a word of it, to a line of {file}."
    return f"Add the text to another line of {file}."
