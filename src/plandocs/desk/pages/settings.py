"""This cycle: its period, its division, its lists; kept in `plandocs.toml` and `lists/`."""

from __future__ import annotations

import shutil

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plandocs.desk.cycle import LIST_NAMES, write_settings
from plandocs.desk.lists import list_taken
from plandocs.desk.receive import received, waiting_room
from plandocs.desk.views import back, page, who, workspace_of

_TEXTS = ("period", "division", "due")


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
            changes[each.field] = list_taken(each, space.folder, each.field)
        write_settings(space.folder, changes)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    what = "The settings were saved"
    if given:
        what = f"{'; '.join(each.field.capitalize() for each in given)} added"
    space.activity.note(what, by=who(request))
    space.look()
    return back(request, "/cycle", said="Saved.")


routes = [Route("/cycle", cycle), Route("/cycle", save, methods=["POST"])]
