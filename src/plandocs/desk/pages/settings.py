"""This cycle: its period, its division, its lists; kept in `plandocs.toml` and `lists/`."""

from __future__ import annotations

import shutil
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plandocs.desk.cycle import LIST_NAMES, LISTS, write_settings
from plandocs.desk.receive import Dropped, Refused, received, waiting_room
from plandocs.desk.views import back, page, who, workspace_of
from plandocs.files.whole import write_whole

_TEXTS = ("period", "division", "due")
_LIST_TYPES = (".xlsx", ".csv")


def cycle(request: Request) -> Response:
    """What this cycle is."""
    return page(request, "cycle.html")


async def save(request: Request) -> Response:
    """Keep what was settled, and the lists that were given."""
    space = workspace_of(request)
    room = waiting_room(space.own)
    try:
        form = await received(request, room)
        space.lay_out()
        changes = {name: form.get(name).strip() for name in _TEXTS if name in form.fields}
        given = [each for each in form.files if each.field in LIST_NAMES]
        for each in given:
            changes[each.field] = _take(each, space.folder / LISTS)
        write_settings(space.folder, changes)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    what = "The cycle was settled"
    if given:
        what = f"{'; '.join(each.field.capitalize() for each in given)} taken in"
    space.activity.note(what, by=who(request))
    space.look()
    return back(request, "/cycle", said="Kept.")


def _take(file: Dropped, folder: Path) -> str:
    """Put a list into its place; the one before it is kept under another name."""
    suffix = Path(file.name).suffix.casefold()
    if suffix not in _LIST_TYPES:
        raise Refused("A list is an Excel file (.xlsx) or a .csv file. Save it as one of these.")
    if file.too_large:
        raise Refused("This list is larger than a list can be.")
    target = folder / f"{file.field}{suffix}"
    if target.exists():
        number = 1
        while (old := folder / f"{file.field} before {number}{suffix}").exists():
            number += 1
        target.rename(old)
    write_whole(target, file.path.read_bytes())
    return f"{LISTS}/{target.name}"


routes = [Route("/cycle", cycle), Route("/cycle", save, methods=["POST"])]
