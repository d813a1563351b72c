"""Going on where a desk was closed: what it was asked for and did not finish is done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from plandocs.desk.drops import begin_drop, drop_in
from plandocs.desk.from_list import list_looked_at, make_plans
from plandocs.desk.jobs import Job
from plandocs.desk.made import KINDS, MADE_AT_ONCE, MADE_FOR_ONE, make
from plandocs.desk.next_cycle import NextCycle
from plandocs.desk.pending import forgotten, room_of
from plandocs.desk.rolling_up import FORMATS, begin_rollup
from plandocs.desk.workspace import Workspace

GOING_ON: Final = "Continuing where the desk was closed"
_PAGES: Final = ("/officers", "/make", "/next")


def go_on(space: Workspace) -> None:
    """Put into the queue what desks that are gone left undone, once the folder was looked at."""
    if any(space.pending.left()):
        space.jobs.begin(GOING_ON, lambda job: _go_on(space, job), again=False)


def _go_on(space: Workspace, job: Job) -> str:
    count = 0
    for path, asked in space.pending.left():
        space.pending.tried(path, asked)
        count += _asked_again(space, asked, room_of(path), job)
        forgotten(path)
    if count:
        space.activity.note(f"{GOING_ON}: {count:,}")
    return f"{count:,} unfinished tasks continue."


def _asked_again(space: Workspace, asked: Mapping[str, Any], room: Path, job: Job) -> bool:
    """Ask for one piece of work once more; False where what it was about is gone."""
    by, do, tries = str(asked.get("by", "")), str(asked.get("do", "")), int(asked["tries"])
    keys = [str(each) for each in asked.get("keys", ())]
    if do == "plans":
        seen = list_looked_at(space, job)
        if seen is None or not seen.ready:
            return False
        make_plans(space, seen, by, tries=tries)
    elif do == "drop":
        files = drop_in(room, asked.get("files"))
        if not files:
            return False
        begin_drop(space, files, room, by, tries=tries)
    elif do == "rollup" and asked.get("kind") in (*FORMATS, "update"):
        begin_rollup(space, str(asked["kind"]), room, str(asked.get("below", "")), by, tries=tries)
    elif do == "next":
        unless, keep = (tuple(map(str, asked.get(name, ()))) for name in ("unless", "keep"))
        following = NextCycle(str(asked.get("period", "")), unless, keep)
        following.make(space, frozenset(keys), by, tries=tries)
    elif do in {*KINDS, *MADE_AT_ONCE, *MADE_FOR_ONE}:
        known = space.snapshot.by_key
        chosen = [known[key] for key in keys if key in known]
        page = str(asked.get("page", ""))
        page = page if page.startswith(_PAGES) else "/officers"
        if not chosen:
            return False
        make(space, do, chosen, by, page, letter=str(asked.get("letter", "")), tries=tries)
    else:
        return False
    return True
