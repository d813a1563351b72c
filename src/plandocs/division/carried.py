"""Next cycle's plans from this cycle's documents: the latest of each person, carried."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.changes.successors import can_be_carried, carried, left_behind, standing_in, statuses
from plandocs.data.validate import validate
from plandocs.description.form import FormSpec
from plandocs.division.documents import Copy, Document
from plandocs.division.owners import documents_in
from plandocs.errors import InputError, PlandocsError
from plandocs.forms.registry import forms
from plandocs.model.reading import Reading
from plandocs.model.values import Period
from plandocs.table import Column, File, Highlight, Table, Workbook

if TYPE_CHECKING:
    from plandocs.forms import KnownPlan


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one plan when the next cycle's was made.

    Attributes:
        source: the file or record that the plan came from.
        person: the name of whose plan it is; "" where it could not be read.
        plan: the next cycle's plan; None where ``error`` or a note says why.
        left: the paths of what was left behind.
        notes: sentences for the person who looks it over.
        error: why it could not be read; None where it was.
    """

    source: str
    person: str
    plan: KnownPlan | None = None
    left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    error: PlandocsError | None = None


@dataclass(frozen=True, slots=True)
class CarryChoices:
    """What `carry` can be asked for.

    Attributes:
        unless: the statuses that may end something, as records of conversations print them.
        keep: the sections that stay behind unless they are kept, each with its words.
    """

    unless: tuple[str, ...] = ()
    keep: Mapping[str, str] = field(default_factory=dict)


def choices_of(every: Iterable[FormSpec]) -> CarryChoices:
    """Return what can be asked for plans of these forms."""
    records, unless, keep = records_from(), dict[str, None](), dict[str, str]()
    for form in every:
        keep |= left_behind(form)
        if form.name in records:
            unless |= dict.fromkeys(statuses(records[form.name]))
    return CarryChoices(tuple(unless), keep)


def next_plans(
    readings: Sequence[Reading], span: Period, ends: Collection[str], keep: Collection[str]
) -> Iterator[Carried]:
    """Yield what became of each reading: those without a plan, then each person's latest plan.

    Args:
        readings: plans, and records of conversations about them.
        span: the next period.
        ends: the statuses that end a row.
        keep: the sections to take over that would stay behind.
    """
    for reading in readings:
        if reading.plan is None:
            error = reading.error or InputError("this holds no plan.")
            yield Carried(reading.source, "", error=error)
    documents = documents_in(readings)
    for document in _latest_of_each(documents):
        yield _carried(document, documents, span, ends, keep)


def left_workbook(plans: Iterable[Carried]) -> Workbook:
    """Return a workbook with a row for each thing that a plan left behind, and for each remark."""
    columns = (
        Column("Name", 28), Column("What", 14), Column("Left behind, or to be looked at", 70),
        Column("From", 44, "link"),
    )  # fmt: skip
    rows = tuple(
        (each.person, what, text, File(Path(each.source).name, each.source))
        for each in plans
        for what, texts in _lines(each)
        for text in texts
    )
    marks = (Highlight("What", "red", ("failed",)), Highlight("What", "amber", ("remark",)))
    tables = (
        Table(
            "Left behind", columns, rows, "Left behind", highlights=marks, frozen=1,
            table_name="LeftBehind",
        ),
    )  # fmt: skip
    return Workbook(tables, title="What the next plans leave behind")


def _lines(carried: Carried) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "left behind", carried.left
    yield "remark", carried.notes
    yield "failed", (carried.error.message,) if carried.error else ()


def records_from() -> dict[str, FormSpec]:
    """Return the forms of records of conversations, by the form that each starts from."""
    return {form.starts_from: form for form in forms() if form.starts_from}


def _latest_of_each(documents: Iterable[Document]) -> list[Document]:
    """Each person's plan of the latest period, of the forms that can be carried."""
    latest: dict[tuple[str, str], Document] = {}
    for document in documents:
        copy = document.copy
        if not can_be_carried(copy.form):
            continue
        key = (document.person.key, copy.form.name)
        if key not in latest or _when(document) > _when(latest[key]):
            latest[key] = document
    return list(latest.values())


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
