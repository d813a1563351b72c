"""``converse``: make the record of a conversation from a plan, what was agreed in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from plandocs.changes.successors import record_of
from plandocs.data.validate import validate
from plandocs.division.carried import records_from
from plandocs.division.owners import documents_in
from plandocs.errors import InputError, PlandocsError
from plandocs.forms.registry import form as form_named
from plandocs.verbs.gather import Item, Items, gather, one_reading, plan_in
from plandocs.verbs.options import ManyRead, OneRead, ReadOptions, reads_many, reads_one

if TYPE_CHECKING:
    from plandocs.forms import KnownPlan


@dataclass(frozen=True, slots=True)
class Started:
    """What became of one plan from which a conversation was to start.

    Attributes:
        source: the file or record that the plan came from.
        record: the record of the conversation; None where there is none.
        note: why it was left alone, in a sentence; "" where it was not.
        error: why it could not be read; None where it was.
    """

    source: str
    record: KnownPlan | None = None
    note: str = ""
    error: PlandocsError | None = None


@reads_one
def converse(item: Item, **options: Unpack[OneRead]) -> KnownPlan:
    """Return the record of a conversation about one plan, what was agreed in place.

    Args:
        item: a path, a reading, a plan, or data of either.
        options: how a document is read, as below.

    Raises:
        PlandocsError: the plan cannot be read, or no record starts from its form.

    >>> converse("plan.docx").outcomes[0].outcome
    'Shorter waits'
    """
    reading = one_reading(item, ReadOptions(**options))
    plan = plan_in(reading)
    form, record = form_named(plan.form), records_from().get(plan.form)
    if record is None:
        raise InputError(
            f"no record of a conversation starts from {form.title}; give a plan.",
            reading.source,
        )
    return validate(record_of(record, plan, form))


@reads_many
def converse_many(
    items: Items,
    **options: Unpack[ManyRead],
) -> Iterator[Started]:
    """Yield a `Started` for each plan among the items, with the record of a conversation about it.

    Of several versions of a person's plan the latest counts; documents that are no plans are left
    alone, with a note. What cannot be read never stops the others.

    Args:
        items: paths, folders, readings, plans, or data of either; one alone will do.
        options: how documents are read, as below.

    Raises:
        PlandocsError: an option cannot be used, or the items are none of these.

    >>> [started.record is not None for started in converse_many(["plan.docx", "talk.docx"])]
    [True, False]
    """
    readings = tuple(gather(items, ReadOptions(**options)))
    latest = {document.copy.number for document in documents_in(readings)}
    for number, reading in enumerate(readings):
        if reading.plan is None:
            error = reading.error or InputError("this reading holds no plan.")
            yield Started(reading.source, error=error)
        elif reading.plan.form not in records_from():
            yield Started(reading.source, note="left alone: no conversation starts from this form")
        elif number not in latest:
            yield Started(reading.source, note="left alone: there is a later version")
        else:
            yield Started(reading.source, converse(reading))
