"""The sheet Sources: every file that was looked at, and what became of it.

In: the readings and the division. Out: one row a file, also of those that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plandocs.division.view import Whole
from plandocs.division.wording import natural
from plandocs.model.reading import Reading
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
    return Table("Sources", columns, Rows(partial(_rows, whole)), highlights=highlights, frozen=1)


def _rows(whole: Whole) -> Iterator[Cells]:
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
        yield _row(
            whole,
            reading,
            fate.get(number, "left out"),
            name.get(number, "") or senders.get(id(reading), ""),
        )


def _row(whole: Whole, reading: Reading, fate: str, name: str) -> Cells:
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
