"""``rollup``: plans in, the division's workbook out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from plandocs.division.build import roll_up, whole_of
from plandocs.division.settings import Audience, Settings
from plandocs.errors import InputError
from plandocs.output import ensure_writable
from plandocs.reading import Reading
from plandocs.registry import forms
from plandocs.verbs.gather import Item, gather
from plandocs.verbs.rollup_lists import read_list, read_roster

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What came of a roll-up: the rows of each sheet, and the readings that could not be used."""

    rows: Mapping[str, int]
    failed: tuple[Reading, ...]


def rollup(
    items: Item | Iterable[Item],
    target: PathLike,
    *,
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
    """Roll plans up into a workbook.

    ``items`` are readings, plans, their JSON, files and folders, also mixed.

    Raises:
        InputError: there is no plan among the items.
        OutputError: the place cannot be written, or something is there already.
    """
    path = Path(target)
    ensure_writable(path, force=force)
    settings = Settings(
        when=_now(),
        period=period,
        division=division,
        audience=audience,
        confidential=include_confidential,
        roster=None if roster is None else read_roster(roster),
        objectives=None if objectives is None else read_list(objectives, "objective"),
        themes=None if themes is None else read_list(themes, "theme"),
    )
    readings = tuple(gather(items, workers=workers))
    failed = tuple(reading for reading in readings if reading.plan is None)
    if len(failed) == len(readings):
        raise InputError("there is no plan in what was given to roll up.")
    from plandocs.sheet.workbook import write_workbook
    from plandocs.verbs.book import book_of

    found = roll_up(whole_of(readings, settings, forms()), forms())
    written = write_workbook(book_of(found, path.parent, settings.when), path)
    return RolledUp({sheet.sheet: sheet.rows for sheet in written.sheets}, failed)


def _now() -> datetime:
    """The time that is written: SOURCE_DATE_EPOCH, else now."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(stamp), UTC) if stamp.isdigit() else datetime.now(UTC)
