"""``carry``: this cycle's plans in, next cycle's out, and what was left behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from plandocs.changes.successors import left_behind, statuses
from plandocs.division.carried import Carried, next_plans, records_from
from plandocs.errors import InputError
from plandocs.forms.registry import forms
from plandocs.model.values import Period
from plandocs.normal.dates import no_such_day
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.wording import one_of, several


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
    known = dict.fromkeys(word for form in records_from().values() for word in statuses(form))
    sections = dict.fromkeys(name for form in forms() for name in left_behind(form))
    ends = [one_of(each, tuple(known), "status") for each in several(unless)]
    kept = [one_of(each, tuple(sections), "section to keep") for each in several(keep)]
    return tuple(next_plans(tuple(gather(items, ReadOptions(**options))), span, ends, kept))


def _span(period: str) -> Period:
    span = Period.model_validate(period)
    if span.start is None or span.end is None:
        why = no_such_day(period)
        message = f"is none: {why}" if why else "has no first and last day"
        raise InputError(
            f"the period {period!r} {message}; write 2027-28, or 1 July 2027 – 30 June 2028."
        )
    return span
