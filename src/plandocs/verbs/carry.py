"""``carry``: this cycle's plans in, next cycle's out, and what was left behind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from plandocs.changes.alike import SAME, alike
from plandocs.data.validate import validate
from plandocs.division.versions import Document
from plandocs.errors import InputError, PlandocsError
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import forms
from plandocs.model.values import Period
from plandocs.verbs.beside import beside
from plandocs.verbs.converse import starters
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.verbs.versions import documents_in
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
    """Next cycle's plans from this cycle's: paths, folders, readings, plans, or data.

    Of each person the latest plan counts. ``unless`` are statuses that end something ("achieved",
    "stopped"), as the latest record of a conversation among the items has them. ``keep`` names
    sections that would otherwise stay behind.

    Raises:
        InputError: the period has no first and last day.
    """
    span = _span(period)
    ends = [one_of(each, _statuses(), "status") for each in several(unless)]
    kept = [one_of(each, _sections(), "section to keep") for each in several(keep)]
    readings = tuple(gather(items, ReadOptions(**options)))
    failed = tuple(
        Carried(reading.source, "", error=reading.error or InputError("this holds no plan."))
        for reading in readings
        if reading.plan is None
    )
    documents = documents_in(readings)
    chosen = _latest_of_each(documents)
    return failed + tuple(
        _carried(document, documents, span, frozenset(ends), frozenset(kept)) for document in chosen
    )


def _statuses() -> tuple[str, ...]:
    """What may end something, as the forms of conversations print it."""
    found = (form for form, _ in starters().values())
    columns = (column for form in found for section in form.sections for column in section.columns)
    return tuple(
        dict.fromkeys(c for column in columns if column.role == "status" for c in column.choices)
    )


def _sections() -> tuple[str, ...]:
    """The sections that stay behind unless they are named."""
    modules = (beside(form, "carry") for form in forms())
    return tuple(dict.fromkeys(name for module in modules if module for name in module.KEEP))


def _span(period: str) -> Period:
    span = Period.model_validate(period)
    if span.start is None or span.end is None:
        raise InputError(
            f"the period {period!r} has no first and last day; write 2027-28, or "
            "1 July 2027 – 30 June 2028."
        )
    return span


def _latest_of_each(documents: Iterable[Document]) -> list[Document]:
    """Each person's plan of the latest period, of the forms that can be carried."""
    found: dict[tuple[str, str], Document] = {}
    for document in documents:
        copy = document.copy
        if beside(copy.form, "carry") is None:
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
    unless: Collection[str],
    keep: Collection[str],
) -> Carried:
    copy = document.copy
    module = beside(copy.form, "carry")
    cell = copy.form.role("period")
    assert module is not None
    notes: list[str] = []
    status = _status(document, documents)
    if unless and status is None:
        notes.append("no record of a conversation was found, so nothing was left out by its status")
    data, left = module.carry(copy.plan, status or (lambda text: ""), unless, keep)
    if cell is not None:
        old = getattr(copy.plan, cell.name)
        if old.start is not None and old.start >= span.start:
            notes.append(f"left alone: its period is {old.text}")
            return Carried(copy.reading.source, document.person.name, notes=tuple(notes))
        data[cell.name] = span.model_dump()
    plan = validate(data)
    return Carried(copy.reading.source, document.person.name, plan, left, tuple(notes))


def _status(document: Document, documents: Iterable[Document]) -> Callable[[str], str] | None:
    """How things stand by the latest record of a conversation in the plan's period."""
    found = starters().get(document.copy.form.name)
    if found is None:
        return None
    form, module = found
    records = [
        each.copy
        for each in documents
        if each.copy.form is form
        and each.person is document.person
        and each.copy.period_key in ("", document.copy.period_key)
    ]
    if not records:
        return None
    meeting = form_named(form.name).role("meeting")

    def held(copy: object) -> str:
        value = getattr(copy.plan, meeting.name) if meeting else None  # type: ignore[attr-defined]
        return str(getattr(value, "date", None) or "")

    latest = max(records, key=lambda copy: (held(copy), copy.age))
    return _by_meaning(tuple(module.standing(latest.plan)))


def _by_meaning(standing: tuple[tuple[str, str], ...]) -> Callable[[str], str]:
    """The status of the text that says most nearly the same."""

    def status(text: str) -> str:
        best = max(standing, key=lambda each: alike(text, each[0]), default=("", ""))
        return best[1] if alike(text, best[0]) >= SAME else ""

    return status
