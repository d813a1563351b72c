"""``rollup``: write the division's workbook or page from its plans."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Unpack

from plandocs.advice import Advice, Option
from plandocs.data.frames import each_of
from plandocs.division.about import AGENCY, about
from plandocs.division.build import PART_OF, Parts, part_of, refreshed, roll_up, with_choices
from plandocs.division.checks import Noticed, noticed_in
from plandocs.division.lists import list_notes, read_list, read_roster, roster_notes
from plandocs.division.roster import listed_twice
from plandocs.division.suppress import LIMIT
from plandocs.division.values import RollUp, Settings
from plandocs.division.whole import Whole, folders_of, whole_of
from plandocs.errors import InputError, OutputError
from plandocs.files.places import Place, ensure_writable
from plandocs.files.search import read_from
from plandocs.filling.context import Context, read_context
from plandocs.model.audiences import AUDIENCES, Audience
from plandocs.model.reading import Reading
from plandocs.moment import local_moment
from plandocs.normal.dates import no_such_day
from plandocs.table import MOST_ROWS
from plandocs.tabular.parquet import claim_folder, write_parquet
from plandocs.tabular.sqlite import write_sqlite
from plandocs.tabular.typed import typed_tables
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.wording import one_of

PathLike = str | os.PathLike[str]
_LEAST = 2


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What came of a roll-up.

    Attributes:
        rows: how many rows each sheet has, by its name.
        failed: the readings that could not be used, each with its error.
        notes: sentences for the person: columns passed over, texts shortened, sheets that go on.
        parts: the workbooks of the divisions, by their names, where a list was too long for a
            sheet.
    """

    rows: Mapping[str, int]
    failed: tuple[Reading, ...]
    notes: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)


@reads_many
def rollup(
    items: Items,
    target: PathLike | None = None,
    *,
    update: PathLike | None = None,
    roster: PathLike | None = None,
    objectives: PathLike | None = None,
    themes: PathLike | None = None,
    period: str = "",
    division: str = "",
    audience: Audience = "hr",
    include_confidential: bool = False,
    suppress_below: int | None = None,
    context: Context | None = None,
    format: str | None = None,
    force: bool = False,
    **options: Unpack[ManyRead],
) -> RolledUp:
    """Roll plans up into the division's workbook (.xlsx), page (.html) or tables (.sqlite).

    Args:
        items: readings, plans, their JSON, files and folders, also mixed.
        target: what to make; with ``update`` it may be left out.
        update: an earlier workbook that HR worked in: what HR wrote there is kept, and the new
            workbook takes its place, or goes to ``target``.
        roster: the list of who is expected to have a plan.
        objectives: the list of objectives that outcomes serve, with their other names.
        themes: the list of themes that learning needs are sorted under.
        period: only plans of this period.
        division: only plans of this division or branch.
        audience: ``"hr"``, or ``"executive"`` for a copy without names.
        include_confidential: also what is between the people who wrote it.
        suppress_below: the counts that a copy for executives keeps back: those below 5 unless said.
        context: values by name, or a TOML file of them, as `fill` takes: ``agency`` is shown.
        format: ``"parquet"`` for a folder of tables, one file each; else the name says it.
        force: replace what is there, or leave out what a refresh cannot keep.
        options: how documents are read, as below.

    Returns:
        How many rows each sheet has, what could not be used, and notes for the person.

    Raises:
        InputError: there is no plan among the items, a list cannot be read, or the earlier
            workbook
            holds something that would be lost.
        OutputError: the place cannot be written, or something is there already.

    >>> rollup("returned", "division.xlsx").rows["Outcomes"]
    1
    """
    how, items = ReadOptions(**options), tuple(each_of(items))
    lists = (roster, objectives, themes)
    read = (*items, *lists, how.labels, how.blank, context)
    claimed = _claimed(target, update, format, force=force, read=read)
    settings = settings_of(
        period, division, audience, include_confidential, *lists,
        suppress_below=suppress_below, context=context,
    )  # fmt: skip
    _ensure_sensible(settings, claimed.path, update, format)
    linked = replace(settings, folders=folders_of(items, claimed.path))
    done = _rolled_up(items, how, linked, claimed, update, lists, force=force, format=format)
    return replace(done, notes=(*_list_notes(settings, *lists), *done.notes))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without it Python walks through every plan again and again, looking for circles.

    There are none, and what is made here is let go by counting. It is as it was afterwards.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_at_rest()
def read_all(items: Items, how: ReadOptions) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """All readings of the items, and those of them that hold no plan.

    Raises:
        InputError: none of them holds a plan.
    """
    readings = tuple(gather(items, how))
    failed = tuple(reading for reading in readings if reading.plan is None)
    if len(failed) == len(readings):
        reasons = tuple(map(_why, failed))
        raise InputError(
            "no plan is in what was given to roll up. Name the folder of the completed plans.",
            problems=reasons,
        )
    return readings, failed


def _list_notes(
    settings: Settings,
    roster: PathLike | None,
    objectives: PathLike | None,
    themes: PathLike | None,
) -> tuple[str, ...]:
    """What HR's lists have that is not read, or is there twice."""
    notes = () if roster is None else roster_notes(roster)
    notes += tuple(listed_twice(settings.roster or ()))
    for path, what in ((objectives, "objective"), (themes, "theme")):
        notes += () if path is None else list_notes(path, what)
    return notes


@_collector_at_rest()  # until all plans are let go: nothing is left to walk through
def _rolled_up(
    items: Items, how: ReadOptions, settings: Settings, claimed: Place, update: PathLike | None,
    lists: tuple[PathLike | None, ...], *, force: bool, format: str | None,
) -> RolledUp:  # fmt: skip
    readings, failed = read_all(items, how)
    before = None if update is None else Path(update)
    whole = whole_of(readings, settings)
    ensure_somebody(whole)
    noticed = noticed_in(whole)
    result = roll_up(whole, noticed)
    if before is not None:
        result = _refreshed(result, whole, noticed, before, force=force)
    if format or claimed.path.suffix.casefold() == ".sqlite":
        return RolledUp(_written_as_tables(result, claimed, format), failed)
    if claimed.path.suffix.casefold() != ".xlsx":
        from plandocs.page.write import write_page

        return RolledUp(write_page(result.workbook(), claimed), failed)
    from plandocs.division.write import write_books

    # One file holds what HR wrote, and small counts are kept back for all of one copy.
    one = before is not None or settings.leaves_hr
    parts = None if one else Parts(whole)
    inputs = read_from(lists)
    books = write_books(result, claimed, parts, force=force, most=MOST_ROWS, inputs=inputs)
    return RolledUp(books.rows, failed, books.notes, books.parts)


def _written_as_tables(result: RollUp, claimed: Place, format: str | None) -> Mapping[str, int]:
    tables = typed_tables(result.sheets)
    if format is not None:
        write_parquet(tables, claimed.path)
    else:
        write_sqlite(tables, claimed)
    return {table.name: len(table.rows) for table in tables}


def _claimed(
    target: PathLike | None, update: PathLike | None, format: str | None, *, force: bool,
    read: Iterable[object],
) -> Place:  # fmt: skip
    if format is None:
        return _place(target, update, force=force, read=read)
    one_of(format, ("parquet",), "format")
    return _folder(target, update, force=force)


def _place(
    target: PathLike | None, update: PathLike | None, *, force: bool, read: Iterable[object]
) -> Place:
    """Where to write, which was found out to be possible before anything is read.

    So that a note which HR saves in an earlier workbook meanwhile is not written over.
    """
    if target is None and update is None:
        raise InputError("name a workbook to make, or one to update.")
    if update is not None:
        if not os.path.isfile(update):
            raise InputError("there is no such workbook to update.", str(update))
        earlier = ensure_writable(update, force=True, inputs=read_from(read))
        if target is None or Path(target) == Path(update):
            return earlier
    assert target is not None
    path = Path(target)
    if os.path.isfile(path) and not force and path.suffix.casefold() not in (".html", ".sqlite"):
        raise OutputError(
            Advice(
                "this file is there already, perhaps with notes in it. Refresh it with ",
                Option("update", path.name),
                " to keep them, choose another name, or replace it with ",
                Option("force", True),
                ".",
            ),
            str(path),
        )
    return ensure_writable(path, force=force, inputs=read_from((*read, update)))


def _folder(target: PathLike | None, update: PathLike | None, *, force: bool) -> Place:
    if target is None or update is not None:
        raise InputError("tables are made anew each time: name a folder to make.")
    return Place(claim_folder(target, force=force), None)


def settings_of(
    period: str, division: str, audience: Audience, confidential: bool,
    roster: PathLike | None, objectives: PathLike | None, themes: PathLike | None, *,
    suppress_below: int | None = None, context: Context | None = None,
) -> Settings:  # fmt: skip
    return Settings(
        when=local_moment(),
        period=period,
        division=division,
        audience=one_of(audience, AUDIENCES, "audience"),
        confidential=confidential,
        roster=None if roster is None else read_roster(roster),
        objectives=None if objectives is None else read_list(objectives, "objective"),
        themes=None if themes is None else read_list(themes, "theme"),
        agency=read_context(context).texts.get("agency", ""),
        suppress_below=_limit(suppress_below, audience),
    )


def _limit(asked: int | None, audience: Audience) -> int:
    """The counts that are kept back.

    Raises:
        InputError: it would keep back nothing, or nobody is to be kept from anything.
    """
    if asked is None:
        return LIMIT
    if audience == "hr":
        raise InputError(
            Advice(
                Option("suppress_below", str(asked)),
                " is for a copy that others than HR get; ask for one with ",
                Option("audience", "executive"),
                ".",
            )
        )
    if asked < _LEAST:
        raise InputError(
            Advice(
                Option("suppress_below", str(asked)),
                f" would show a count of one person; expected {_LEAST} or more.",
            )
        )
    return asked


def _ensure_sensible(
    settings: Settings, place: Path, update: PathLike | None, format: str | None
) -> None:
    if why := no_such_day(settings.period):
        raise InputError(f"the period {settings.period!r} does not exist: {why}; write 2026-27.")
    readers = AUDIENCES[settings.audience].words
    if settings.leaves_hr and settings.confidential:
        raise InputError(f"a copy for {readers} never holds what is confidential.")
    if update is not None and settings.leaves_hr:
        raise InputError(f"a copy for {readers} is made anew each time; it has nothing to update.")
    if update is not None and place.suffix.casefold() in (".html", ".sqlite"):
        raise InputError(
            Advice(
                "only a workbook can be updated; pages and tables are made anew with ",
                Option("force", True),
                ".",
            )
        )
    if not format and place.suffix.casefold() not in (".xlsx", ".html", ".htm", ".sqlite"):
        raise InputError(
            "a roll-up is a workbook, a page or tables: name it .xlsx, .html or .sqlite.",
            str(place),
        )


def _why(reading: Reading) -> str:
    message = reading.error.message if reading.error is not None else "it holds no plan."
    return Advice(f"{reading.source}: ", message)


def ensure_somebody(whole: Whole) -> None:
    """Nobody is in a division that is misspelled, and a workbook without anybody helps nobody."""
    if whole.members:
        return
    asked = {"division": whole.settings.division, "period": whole.settings.period}
    named = " and ".join(f'{option} "{value}"' for option, value in asked.items() if value)
    reasons = sorted(set(whole.left_out.values()))
    listed = "; ".join(reason.partition(" (")[2].removesuffix(")") for reason in reasons[:5])
    raise InputError(
        f"nobody's plan is of the {named}, and there is nobody of it on a roster. The plans are "
        f"of: {listed}{'; and others' if len(reasons) > 5 else ''}."
    )


def _refreshed(
    result: RollUp, whole: Whole, noticed: tuple[Noticed, ...], update: Path, *, force: bool
) -> RollUp:
    from plandocs.division.refresh.read import ensure_keys, ensure_part, read_before

    before = read_before(update, result, force=force)
    ensure_part(before, whole.settings.division, str(update))
    ensure_keys(before, result, str(update))
    if not whole.settings.agency:  # what stands in the title goes on standing there
        agency = before.about.get(AGENCY, "")
        whole = replace(whole, settings=replace(whole.settings, agency=agency))
    chosen = with_choices(whole, result, before)
    now = refreshed(roll_up(chosen, noticed), before, chosen)
    overview = before.about.get(PART_OF)
    if overview is None:
        return now
    return replace(now, about=about(whole, now.sheets, part_of(overview)))
