"""The sheet Completion: everybody expected or found, and how far each has come.

In: the division and its open checks. Out: one row a member and period; HR's own columns behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from plandocs.division.checks import Finding
from plandocs.division.completion import Progress, progress_of, signed_by
from plandocs.division.copies import role_text
from plandocs.division.roster import Member
from plandocs.division.sheets import Sheet, Tint
from plandocs.division.view import Whole
from plandocs.division.wording import natural
from plandocs.form import FormSpec
from plandocs.tables import Cell, Cells, Column, File
from plandocs.values import DateText


def expected_form(forms: Iterable[FormSpec]) -> FormSpec:
    """The form that everybody is expected to have: the first that people sign."""
    known = tuple(forms)
    return next((form for form in known if form.role("signature") is not None), known[0])


def progress_in(whole: Whole, form: FormSpec) -> tuple[Progress, ...]:
    """Everybody's progress with this form, by branch and name."""
    found: list[Progress] = []
    for member in whole.members:
        mine = whole.document_of.get(member.person.key, ()) if member.person is not None else ()
        of_form = [document for document in mine if document.copy.form is form]
        if of_form or member.expected is not None:
            found += [progress_of(member, each, whole.settings) for each in of_form or (None,)]
    return tuple(sorted(found, key=_order))


def _order(progress: Progress) -> tuple[object, ...]:
    unit = progress.member.unit
    period = progress.document.copy.period if progress.document is not None else ""
    return (
        natural(unit.division),
        natural(unit.branch),
        natural(progress.member.name),
        natural(period),
    )


def completion_sheet(
    form: FormSpec, progress: tuple[Progress, ...], findings: Iterable[Finding]
) -> Sheet:
    """The sheet; columns for what the form has no cell for are left out."""
    open_checks = Counter(finding.number for finding in findings if finding.open)
    columns = _columns(form)
    rows = partial(_rows, form, progress, open_checks, len(columns))
    tints = (
        Tint("Status", "red", ("Missing",)),
        Tint("Status", "amber", ("Draft",)),
        Tint("Status", "green", ("Signed by both", "Signed")),
        Tint("Days overdue", "amber", above=0),
    )
    return Sheet("Completion", columns, rows, tints=tints, frozen=1)


def _columns(form: FormSpec) -> tuple[Column, ...]:
    return (
        Column(_label(form, "person", "Name"), 24, key=True),
        Column("Id", 10, key=True),
        Column(_label(form, "level", "Level"), 15),
        Column("Division", 24),
        Column("Branch", 26, key=True),
        Column(_label(form, "manager", "Manager"), 20),
        Column("Period", 14, key=True),
        Column("Status", 18),
        Column("On the roster", 10, "yesno"),
        *(Column(_label(form, role, role), 12, "yesno") for role in _signing(form)),
        Column(_label(form, "meeting", "Date"), 14, "date"),
        Column("Due", 13, "date"),
        Column("Days overdue", 10, "number"),
        Column("Still to do", 38),
        Column("Checks open", 10, "number"),
        Column("Versions", 10, "number"),
        Column("File", 26, "link"),
        Column("HR notes", 32, own=True, note="Yours: kept when the workbook is refreshed."),
    )


def _signing(form: FormSpec) -> tuple[str, ...]:
    return tuple(role for role in ("signature", "countersignature") if form.role(role) is not None)


def _label(form: FormSpec, role: str, otherwise: str) -> str:
    cell = form.role(role)
    return cell.label if cell is not None else otherwise


def _rows(
    form: FormSpec, progress: tuple[Progress, ...], checks: Counter[int], width: int
) -> Iterator[Cells]:
    listed = any(each.member.expected is not None for each in progress)
    for each in progress:
        member, unit = each.member, each.member.unit
        row: Cells = (
            member.name, _id(each), _level(form, each), unit.division, unit.branch,
            _manager(each), each.document.copy.period if each.document else "", each.status,
            member.expected is not None if listed else None,
            *(_signed(form, each, role) for role in _signing(form)),
            _meeting(form, each), each.due, each.overdue or None, "\n".join(each.to_do),
            checks[each.document.copy.number] if each.document else None,
            1 + len(each.document.earlier) if each.document else None,
            _file(each),
        )  # fmt: skip
        yield row + (None,) * (width - len(row))


def _id(each: Progress) -> str:
    expected = each.member.expected
    if expected is not None and expected.id:
        return expected.id
    return each.document.copy.plan.id if each.document is not None else ""


def _level(form: FormSpec, each: Progress) -> str:
    said = role_text(form, each.document.copy.plan, "level") if each.document is not None else ""
    return said or (each.member.expected.level if each.member.expected is not None else "")


def _manager(each: Progress) -> str:
    said = each.document.copy.manager if each.document is not None else ""
    return said or (each.member.expected.manager if each.member.expected is not None else "")


def _signed(form: FormSpec, each: Progress, role: str) -> Cell:
    return None if each.document is None else signed_by(form, each.document.copy.plan, role)


def _meeting(form: FormSpec, each: Progress) -> Cell:
    cell = form.role("meeting")
    if cell is None or each.document is None:
        return None
    value = getattr(each.document.copy.plan, cell.name)
    return (value.date or value.text) if isinstance(value, DateText) else str(value)


def _file(each: Progress) -> Cell:
    if each.document is None or not each.document.copy.reading.source:
        return None
    path = each.document.copy.reading.source
    return File(path, path)


def members_without(progress: Iterable[Progress]) -> tuple[Member, ...]:
    """Everybody expected of whom nothing was found."""
    return tuple(each.member for each in progress if not each.received)
