"""The roll-up made as a file: the workbook, the page, the database, the copy for executives."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

import plandocs
from plandocs.desk.cycle import LIST_NAMES, RETURNED
from plandocs.desk.jobs import Job
from plandocs.desk.made import new_place
from plandocs.desk.officers import key_of
from plandocs.desk.receive import waiting_room
from plandocs.desk.workspace import Workspace
from plandocs.errors import InputError

MAKING: Final = "Making the roll-up"
FORMATS: Final = {
    "xlsx": "Excel workbook",
    "html": "Page for a browser",
    "sqlite": "Database (SQLite)",
    "executive": "Executive copy (Excel)",
}
BEFORE: Final = "before.xlsx"
"""The workbook with HR's notes, in the folder of the work."""


def begin_rollup(
    space: Workspace, kind: str, room: Path, below: str, by: str, *, tries: int = 0
) -> Job:
    """Make the roll-up, as a piece of work that its page shows.

    Args:
        kind: one of `FORMATS`, or ``update`` to make the workbook in the folder anew.
        room: a folder of its own, which goes when it is made.
        below: the counts that a copy for executives keeps back; "" for the usual.
        by: who asked for it.
        tries: how often a desk was closed before it was made.
    """
    asked = {"do": "rollup", "kind": kind, "below": below, "by": by, "tries": tries}
    room.mkdir(exist_ok=True)

    def work(job: Job, room: Path) -> str:
        before = room / BEFORE if kind == "update" else None
        if before is not None and not before.is_file():
            raise InputError("the workbook with your notes is gone; choose it again.")
        return _made(space, job, kind, before, below, by)

    return space.begin_with(MAKING, work, asked, room, page="/rollup")


def _made(space: Workspace, job: Job, kind: str, before: Path | None, below: str, by: str) -> str:
    cycle, room = space.cycle, waiting_room(space.desk_folder)
    suffix = f".{kind}" if kind in ("html", "sqlite") else ".xlsx"
    name = f"{cycle.name} executive copy" if kind == "executive" else f"{cycle.name} roll-up"
    more: dict[str, Any] = {"audience": "executive"} if kind == "executive" else {}
    if kind == "executive" and below.isdigit():
        more["suppress_below"] = int(below)
    try:
        target = room / f"made{suffix}"
        done = plandocs.rollup(
            space.snapshot.readings, target, update=before, period=cycle.period,
            division=cycle.division, **cycle.listed(*LIST_NAMES), **more, **cycle.reading(),
        )  # fmt: skip
        place = new_place(space.folder, name, suffix)
        target.rename(place.path)
        job.made = key_of(place.path.name)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    command = f"plandocs rollup {RETURNED} -o division{suffix} --state division.plandocs"
    command += " --audience executive" if kind == "executive" else ""
    space.activity.note(f"{name.removeprefix(cycle.name).strip()} made", command, by=by)
    job.lines += [("Note", note) for note in done.notes]
    return f"{place.path.name} is made."
