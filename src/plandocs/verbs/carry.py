"""``carry``: this cycle's plans in, next cycle's out, and what was left behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from plandocs.changes.successors import (
    can_be_carried,
    carried,
    left_behind,
    standing_in,
    statuses,
)
from plandocs.data.validate import validate
from plandocs.division.documents import Copy, Document
from plandocs.division.owners import documents_in
from plandocs.errors import InputError, PlandocsError
from plandocs.forms.registry import forms
from plandocs.model.values import Period
from plandocs.normal.dates import no_such_day
from plandocs.verbs.converse import records_from
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.words import one_of, several

if TYPE_CHECKING:
    from plandocs.forms import KnownPlan


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one plan: the next one, what it left behind, and what a person should know.

    ``plan`` is None where ``error`` says why, or where a note does.
    """

    source: str
    person: str
    plan: KnownPlan | None = None
    left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    error: PlandocsError | None = None


@reads_many
def carry(
    items: Items,
    *,
    period: str,
    unless: str | Iterable[str] = (),
    keep: str | Iterable[str] = (),
    **options: Unpack[ManyRead],
) -> tuple[Carried, ...]:
    """Return next cycle's plans from this cycle's, each a `Carried` with what was left behind.

    `fill_many` writes the plans, with ``template=`` into an agency's own form. Of each person the
    latest plan counts.

    Args:
        items: paths, folders, readings, plans, or data of either; one alone will do.
        period: the next period, such as ``"2027-28"``, or its two days.
        unless: statuses that end something ("achieved", "stopped"), as the latest record of a
            conversation among the items has them.
        keep: sections that would otherwise stay behind ("leadership").
        options: how documents are read, as below.

    Raises:
        InputError: the period has no first and last day, or there is no such status or section.

    >>> carried, = carry("plan.docx", period="2027-28")
    >>> carried.person, carried.plan.period.text
    ('Priya Raman', '2027-28')
    """
    span = _span(period)
    records = [form for form in forms() if form.starts_from]
    known = dict.fromkeys(word for form in records for word in statuses(form))
    sections = dict.fromkeys(name for form in forms() for name in left_behind(form))
    ends = [one_of(each, tuple(known), "status") for each in several(unless)]
    kept = [one_of(each, tuple(sections), "section to keep") for each in several(keep)]
    readings = tuple(gather(items, ReadOptions(**options)))
    failed = tuple(
        Carried(reading.source, "", error=reading.error or InputError("this holds no plan."))
        for reading in readings
        if reading.plan is None
    )
    documents = documents_in(readings)
    chosen = _latest_of_each(documents)
    return failed + tuple(_carried(each, documents, span, ends, kept) for each in chosen)


def _span(period: str) -> Period:
    span = Period.model_validate(period)
    if span.start is None or span.end is None:
        why = no_such_day(period)
        said = f"is none: {why}" if why else "has no first and last day"
        raise InputError(
            f"the period {period!r} {said}; write 2027-28, or 1 July 2027 – 30 June 2028."
        )
    return span


def _latest_of_each(documents: Iterable[Document]) -> list[Document]:
    """Each person's plan of the latest period, of the forms that can be carried."""
    found: dict[tuple[str, str], Document] = {}
    for document in documents:
        copy = document.copy
        if not can_be_carried(copy.form):
            continue
        key = (document.person.key, copy.form.name)
        if key not in found or _when(document) > _when(found[key]):
            found[key] = document
    return list(found.values())


def _when(document: Document) -> tuple[str, tuple[object, ...]]:
    cell = document.copy.form.role("period")
    period = getattr(document.copy.plan, cell.name) if cell is not None else Period()
    return str(period.start or ""), document.copy.age


def _carried(
    document: Document,
    documents: Iterable[Document],
    span: Period,
    ends: Collection[str],
    keep: Collection[str],
) -> Carried:
    copy = document.copy
    cell = copy.form.role("period")
    notes: list[str] = []
    record = _latest_record(document, documents)
    if ends and record is None:
        notes.append("no record of a conversation was found, so nothing was left out by its status")
    standing = standing_in(record.form, record.plan) if record is not None else {}
    data, left = carried(copy.form, copy.plan, standing, ends, keep)
    if cell is not None:
        old = getattr(copy.plan, cell.name)
        if old.start is not None and old.start >= span.start:
            notes.append(f"left alone: its period is {old.text}")
            return Carried(copy.reading.source, document.person.name, notes=tuple(notes))
        data[cell.name] = span.model_dump()
    plan = validate(data)
    return Carried(copy.reading.source, document.person.name, plan, left, tuple(notes))


def _latest_record(document: Document, documents: Iterable[Document]) -> Copy | None:
    """The latest record of a conversation in a plan's period."""
    form = records_from().get(document.copy.form.name)
    if form is None:
        return None
    meeting = form.role("meeting")
    records = (
        each.copy
        for each in documents
        if each.copy.form is form
        and each.person is document.person
        and each.copy.period_key in ("", document.copy.period_key)
    )

    def held(copy: Copy) -> str:
        value = getattr(copy.plan, meeting.name) if meeting else None
        return str(getattr(value, "date", None) or "")

    return max(records, key=lambda copy: (held(copy), copy.age), default=None)
