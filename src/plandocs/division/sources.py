"""The sheets that account for what was read: Sources, Matches and In no field.

Sources has every file, and what became of it; Matches every text that was taken for another, how,
and how to take it back (what HR's own file says word for word is no guess); In no field the words
that stand in none, for HR that has decided to include what is confidential.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plandocs.division.whole import Whole
from plandocs.division.wording import natural
from plandocs.model.reading import Reading
from plandocs.people import same_name
from plandocs.table import Cells, Column, Highlight, Rows, Table

_COUNTED, _EARLIER = "counted", "an earlier version"
_DISPUTED = "nobody's: its id and its name disagree"


def sources_sheet(whole: Whole) -> Table:
    """The sheet, by the files' names; data without files as it was given."""
    columns = (
        Column("File", 40, "link", key=True),
        Column("What became of it", 30),
        Column(whole.headings.person, 20),
        Column("Form", 26),
        Column("Edition", 12),
        Column("Program", 22),
        Column("Last saved", 18),
        Column("Revision", 10, "number"),
        Column("Tracked changes", 10, "yesno"),
        Column("Comments", 10, "yesno"),
        Column("Not in a field", 10, "number"),
        Column("Note", 44),
        Column("SHA-256", 30),
    )
    highlights = (Highlight("What became of it", "red", ("could not be read", _DISPUTED)),)
    return Table(
        "Sources", columns, Rows(partial(_source_rows, whole)), highlights=highlights, frozen=1
    )


def _source_rows(whole: Whole) -> Iterator[Cells]:
    fate = dict(whole.left_out)
    name: dict[int, str] = {}
    for document in whole.documents:
        for copy in document.earlier:
            fate[copy.number] = _EARLIER
            name[copy.number] = whole.names[document.person.key][0]
        fate[document.copy.number] = _COUNTED
        name[document.copy.number] = whole.names[document.person.key][0]
    for number, (copy, _) in whole.disputed.items():
        fate[number] = _DISPUTED
        name[number] = copy.name
    senders = {id(each): member.name for member, files in whole.unread.items() for each in files}
    for number, reading in sorted(whole.sources, key=lambda each: natural(each[1].source)):
        yield _source_row(
            whole,
            reading,
            fate.get(number, "left out"),
            name.get(number, "") or senders.get(id(reading), ""),
        )


def _source_row(whole: Whole, reading: Reading, fate: str, name: str) -> Cells:
    facts, error, plan = reading.document, reading.error, reading.plan
    codes = {issue.code for issue in reading.issues}
    kinds = {each.kind for each in reading.unmapped}
    return (
        whole.file(reading) or "(given as data)",
        "could not be read" if error is not None else fate,
        name,
        plan.form if plan is not None else "",
        facts.edition,
        facts.program.partition("$")[0],
        f"{facts.modified:%Y-%m-%d %H:%M:%S}" if facts.modified else "",
        facts.revision,
        None if error is not None else "tracked-changes" in codes or "deleted" in kinds,
        None if error is not None else "comments" in codes or "comment" in kinds,
        len(reading.unmapped) or None,
        error.message if error is not None else "",
        reading.sha256,
    )


_NO_NAME = "(none)"
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
    highlights = (Highlight("Taken for", "amber", (_NO_NAME,)),)
    return Table(
        "Matches", columns, Rows(partial(_match_rows, whole)), highlights=highlights, frozen=2
    )


def _match_rows(whole: Whole) -> Iterator[Cells]:
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
                yield kind, text, "\n".join(placed.names) or _NO_NAME, placed.how, placed.score, fix


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


UNMAPPED = "In no field"


def unmapped_sheet(whole: Whole) -> Table:
    """The sheet, by document."""
    columns = (
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Place", 30, key=True),
        Column("Kind", 16),
        Column("Text", 80, key=True),
    )
    return Table(UNMAPPED, columns, Rows(partial(_unmapped_rows, whole)), frozen=1)


def _unmapped_rows(whole: Whole) -> Iterator[Cells]:
    for document in whole.documents:
        for each in document.copy.reading.unmapped:
            yield *whole.names[document.person.key], each.where, each.kind, each.text
