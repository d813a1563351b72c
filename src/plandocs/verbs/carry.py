"""``carry``: this cycle's plans in, next cycle's out, and what was left behind."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Unpack

from plandocs.arguments import checked
from plandocs.data.frames import each_of
from plandocs.division.carried import Carried, CarryChoices, choices_of, left_workbook, next_plans
from plandocs.errors import InputError
from plandocs.files.places import PathLike, Place, claim, ensure_named, writing_of
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import forms
from plandocs.model.values import Period
from plandocs.normal.dates import no_such_day
from plandocs.sheet.write import write_workbook
from plandocs.verbs.gather import Item, Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.wording import one_of, several


@reads_many
def carry(
    items: Items,
    *,
    period: str,
    unless: str | Iterable[str] = (),
    keep: str | Iterable[str] = (),
    sheet: PathLike | None = None,
    force: bool = False,
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
        sheet: the .xlsx to write that lists what was left behind; none where no plan is carried.
        force: replace that sheet where it is there already.
        options: how documents are read, as below.

    Raises:
        OutputError: the sheet cannot be written.
        InputError: the period has no first and last day, or there is no such status or section.

    >>> carried, = carry("plan.docx", period="2027-28")
    >>> carried.person, carried.plan.period.text
    ('Priya Raman', '2027-28')
    """
    each: Iterable[Item] = each_of(items)
    items = list(each)
    place = _claimed(sheet, items, force)
    span = _span(period)
    known = choices_of(forms())
    ends = [one_of(each, known.unless, "status") for each in several(unless)]
    sections = [one_of(each, tuple(known.keep), "section to keep") for each in several(keep)]
    done = tuple(next_plans(tuple(gather(items, ReadOptions(**options))), span, ends, sections))
    if place is not None and any(each.plan is not None for each in done):
        with writing_of(place.path):
            place.path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(left_workbook(done), place)
    return done


@checked
def carry_choices(form: str | None = None) -> CarryChoices:
    """Return the statuses and sections that `carry` can be asked for.

    Args:
        form: the name of the plans' form; all forms unless given.

    Raises:
        InputError: there is no such form.

    >>> carry_choices("senior-executive-plan").unless
    ('On track', 'Adjusted', 'At risk', 'Achieved', 'Stopped')
    """
    return choices_of(forms() if form is None else (form_named(form),))


def _claimed(sheet: PathLike | None, items: Iterable[Item], force: bool) -> Place | None:
    """The place of the sheet; its folder may be one that is still to be made."""
    if sheet is None or os.path.isdir(Path(sheet).parent):
        return claim(sheet, ".xlsx", force=force, read=items)
    ensure_named(sheet, ".xlsx")
    return Place(Path(sheet), None)


def _span(period: str) -> Period:
    span = Period.model_validate(period)
    if span.start is None or span.end is None:
        why = no_such_day(period)
        message = f"does not exist: {why}" if why else "has no first and last day"
        raise InputError(
            f"the period {period!r} {message}; write 2027-28, or 1 July 2027 – 30 June 2028."
        )
    return span
