"""``rollup``: plans in, the division's workbook or page out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from plandocs.division.build import refreshed, roll_up, whole_of, with_choices
from plandocs.division.settings import Audience, Settings
from plandocs.division.sheets import RollUp
from plandocs.division.view import Whole
from plandocs.errors import InputError, OutputError
from plandocs.output import ensure_writable
from plandocs.reading import Reading
from plandocs.registry import forms
from plandocs.verbs.gather import Item, gather
from plandocs.verbs.rollup_lists import read_list, read_roster
from plandocs.verbs.rollup_rules import rules

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What came of a roll-up.

    ``rows`` says how many are on each sheet, ``failed`` are the readings that could not be used,
    ``notes`` are sentences for the person: texts shortened, sheets that go on in others.
    """

    rows: Mapping[str, int]
    failed: tuple[Reading, ...]
    notes: tuple[str, ...] = ()


def rollup(
    items: Item | Iterable[Item],
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
    workers: int = 1,
    force: bool = False,
) -> RolledUp:
    """Roll plans up into the division's workbook (.xlsx) or page (.html).

    ``items`` are readings, plans, their JSON, files and folders, also mixed. ``update`` is an
    earlier workbook that HR worked in: what HR wrote there is kept, and the new workbook takes its
    place, or goes to ``target``. ``audience="executive"`` makes a copy without names.

    Raises:
        InputError: there is no plan among the items, a list cannot be read, or the earlier
            workbook holds something that would be lost.
        OutputError: the place cannot be written, or something is there already.
    """
    place = _place(target, update, force=force)
    settings = _settings(
        period, division, audience, include_confidential, roster, objectives, themes
    )
    _ensure_sensible(settings, place, update)
    readings = tuple(gather(items, workers=workers))
    failed = tuple(reading for reading in readings if reading.plan is None)
    if len(failed) == len(readings):
        raise InputError("there is no plan in what was given to roll up.")
    whole = whole_of(readings, settings, forms())
    found = roll_up(whole, forms(), rules())
    if update is not None:
        found = _refreshed(found, whole, Path(update), force=force)
    return _written(found, place, settings.when, failed)


def _place(target: PathLike | None, update: PathLike | None, *, force: bool) -> Path:
    """Where to write, which was found out to be possible before any work."""
    if target is None and update is None:
        raise InputError("name a workbook to make, or one to update.")
    if update is not None:
        if not Path(update).is_file():
            raise InputError("there is no such workbook to update.", str(update))
        ensure_writable(Path(update), force=True)
    if target is None or (update is not None and Path(target) == Path(update)):
        return Path(str(update))
    path = Path(target)
    if path.exists() and not force and path.suffix.casefold() != ".html":
        raise OutputError(
            f"this file is there already, perhaps with notes in it. Use --update {path.name} to "
            "refresh it and keep them, choose another name, or use --force to replace it.",
            str(path),
        )
    ensure_writable(path, force=force)
    return path


def _settings(
    period: str, division: str, audience: Audience, confidential: bool,
    roster: PathLike | None, objectives: PathLike | None, themes: PathLike | None,
) -> Settings:  # fmt: skip
    return Settings(
        when=_now(),
        period=period,
        division=division,
        audience=audience,
        confidential=confidential,
        roster=None if roster is None else read_roster(roster),
        objectives=None if objectives is None else read_list(objectives, "objective"),
        themes=None if themes is None else read_list(themes, "theme"),
    )


def _ensure_sensible(settings: Settings, place: Path, update: PathLike | None) -> None:
    if settings.audience == "executive" and settings.confidential:
        raise InputError("a copy for executives never holds what is confidential.")
    if update is not None and settings.audience == "executive":
        raise InputError("a copy for executives is made anew each time; it has nothing to update.")
    if update is not None and place.suffix.casefold() == ".html":
        raise InputError("only a workbook can be updated; a page is made anew with --force.")
    if place.suffix.casefold() not in (".xlsx", ".html", ".htm"):
        raise InputError("a roll-up is a workbook or a page: name it .xlsx or .html.", str(place))


def _refreshed(found: RollUp, whole: Whole, update: Path, *, force: bool) -> RollUp:
    from plandocs.verbs.living import ensure_keys, read_before

    before = read_before(update, graphs=len(found.graphs), force=force)
    ensure_keys(before, found, str(update))
    chosen = with_choices(whole, found, before)
    return refreshed(roll_up(chosen, forms(), rules()), before, chosen)


def _written(found: RollUp, place: Path, when: datetime, failed: tuple[Reading, ...]) -> RolledUp:
    if place.suffix.casefold() != ".xlsx":
        from plandocs.verbs.paging import write_page

        return RolledUp(write_page(found, place), failed)
    from plandocs.sheet.workbook import write_workbook
    from plandocs.verbs.book import book_of, notes_on

    written = write_workbook(book_of(found, place.parent, when), place)
    rows = {sheet.sheet: sheet.rows for sheet in written.sheets}
    return RolledUp(rows, failed, tuple(notes_on(written)))


def _now() -> datetime:
    """The time that is written: SOURCE_DATE_EPOCH, else now."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(stamp), UTC) if stamp.isdigit() else datetime.now(UTC)
