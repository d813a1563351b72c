"""The sheet Completion: everybody expected or found, and how far each has come.

In: the division and what is open in each document. Out: one row a member and period, and HR's own
column behind. What the form has no cell for has no column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from plandocs.description.form import FormSpec
from plandocs.division.checks import Noticed
from plandocs.division.copies import role_text
from plandocs.division.progress import (
    DRAFT,
    IN_DOUBT,
    MISSING,
    NOT_STARTED,
    SIGNING,
    UNREAD,
    Progress,
    is_signed,
    progress_of,
)
from plandocs.division.versions import Document
from plandocs.division.view import Whole, id_of, unit_order
from plandocs.division.wording import natural
from plandocs.table import Cell, Cells, Column, Highlight, Rows, Table

NAME = "Completion"


def expected_form(forms: Iterable[FormSpec]) -> FormSpec:
    """The form that everybody is expected to have: the first that people sign."""
    known = tuple(forms)
    return next((form for form in known if form.role("signature") is not None), known[0])


def progress_in(whole: Whole, form: FormSpec) -> tuple[Progress, ...]:
    """Everybody's progress with this form, by unit and name."""
    mine: dict[str, list[Document]] = defaultdict(list)
    for document in whole.documents:
        if document.copy.form is form:
            mine[document.person.key].append(document)
    found: list[Progress] = []
    for member in whole.members:
        here = mine[member.person.key] if member.person is not None else []
        if here or member.expected is not None:
            unread = whole.unread.get(member, ())
            found += [progress_of(member, each, whole.settings, unread) for each in here or (None,)]
    return tuple(sorted(found, key=_order))


def _order(progress: Progress) -> tuple[object, ...]:
    period = progress.document.copy.period if progress.document is not None else ""
    return *unit_order(progress.member.unit), natural(progress.member.name), natural(period)


def completion_sheet(
    whole: Whole, form: FormSpec, progress: tuple[Progress, ...], noticed: Iterable[Noticed]
) -> Table:
    """The sheet of everybody's progress with one form."""
    open_checks = Counter(each.number for each in noticed if each.open)
    columns = _columns(whole, form)
    rows = Rows(partial(_rows, whole, form, progress, open_checks, len(columns)))
    highlights = (
        Highlight("Status", "red", (MISSING,)),
        Highlight("Status", "amber", (UNREAD, NOT_STARTED, DRAFT, IN_DOUBT)),
        Highlight("Status", "green", ("Signed by both", "Signed")),
        Highlight("Days overdue", "amber", above=0),
    )
    return Table(NAME, columns, rows, highlights=highlights, frozen=1, facts=True)


def _columns(whole: Whole, form: FormSpec) -> tuple[Column, ...]:
    labels = {cell.role: cell.label for cell in form.cells if cell.role}
    return (
        Column(whole.headings.person, 20, key=True),
        Column("Id", 8, key=True),
        Column(labels.get("level", "Level"), 12),
        Column(whole.headings.unit, 22, key=True),
        Column(labels.get("manager", "Manager"), 16),
        Column("Period", 9, key=True),
        Column("Status", 14),
        *(Column(labels[role], 10, "yesno") for role in SIGNING if role in labels),
        Column(labels.get("meeting", "Date"), 12, "date"),
        Column("Due", 12, "date"),
        Column("Days overdue", 9, "number"),
        Column("Still to do", 30),
        Column("Checks open", 8, "number"),
        Column("Versions", 9, "number"),
        Column("File", 20, "link"),
        Column("HR notes", 26, editable=True, note="Yours: kept when the workbook is refreshed."),
    )


def _rows(
    whole: Whole,
    form: FormSpec,
    progress: tuple[Progress, ...],
    checks: Counter[int],
    width: int,
) -> Iterator[Cells]:
    roles = tuple(role for role in SIGNING if form.role(role) is not None)
    for each in progress:
        member, document = each.member, each.document
        expected = member.expected
        copy = document.copy if document is not None else None
        row: Cells = (
            whole.shown(member),
            id_of(member, copy.plan if copy else None),
            (role_text(form, copy.plan, "level") if copy else "")
            or (expected.level if expected else ""),
            whole.places.label(member.unit),
            (copy.manager if copy else "") or (expected.manager if expected else ""),
            copy.period if copy else "",
            each.status,
            *(is_signed(form, copy.plan, role) if copy else None for role in roles),
            _meeting(form, document),
            each.due,
            each.overdue or None,
            "\n".join(each.to_do),
            checks[copy.number] if copy else None,
            1 + len(document.earlier) if document else None,
            whole.file(copy.reading) if copy else _unread_file(whole, each),
        )
        yield row + (None,) * (width - len(row))


def _unread_file(whole: Whole, progress: Progress) -> Cell:
    return whole.file(progress.unread[-1]) if progress.unread else None


def _meeting(form: FormSpec, document: Document | None) -> Cell:
    cell = form.role("meeting")
    if cell is None or document is None:
        return None
    value = getattr(document.copy.plan, cell.name)
    return cell.kind.day(value) or cell.kind.text(value)
