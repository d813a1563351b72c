"""This cycle: its period, its division, its lists; kept in `plandocs.toml` and `lists/`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import plandocs
from plandocs.desk.cycle import LIST_NAMES, write_settings
from plandocs.desk.list_edits import KINDS
from plandocs.desk.lists import list_taken
from plandocs.desk.receive import received, waiting_room
from plandocs.desk.views import back, page, who, workspace_of

_NAMED, _LONG = 6, 40  # headings, and letters of each
_TEXTS = ("period", "division", "due")


def cycle(request: Request) -> Response:
    """What this cycle is."""
    return page(request, "cycle.html")


async def save(request: Request) -> Response:
    """Keep what was settled, and the lists that were given."""
    space = workspace_of(request)
    room = waiting_room(space.desk_folder)
    try:
        form = await received(request, room)
        space.lay_out()
        changes = {name: form.get(name).strip() for name in _TEXTS if name in form.fields}
        lists = [each for each in form.files if each.field in LIST_NAMES]
        for each in lists:
            changes[each.field] = list_taken(each, space.folder, each.field)
        write_settings(space.folder, changes)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    what = "The settings were saved"
    if lists:
        what = f"{'; '.join(each.field.capitalize() for each in lists)} added"
    space.activity.note(what, by=who(request))
    space.look()
    messages = [_list_summary(space.folder / changes[each.field], each.field) for each in lists]
    return back(request, "/cycle", said=" ".join(["Saved.", *messages]))


def _list_summary(path: Path, kind: str) -> str:
    """What is read of a list that was given: how many lines, and which headings are not."""
    try:
        table = plandocs.list_table(path, kind=cast("Any", kind))
    except plandocs.InputError as error:
        return f"{KINDS[kind]}: {error.message}"
    count = len(table.rows)
    summary = f"{KINDS[kind]}: {count:,} {'line' if count == 1 else 'lines'}"
    unread = [
        f"“{each.text[:_LONG]}”" for each in table.headings if each.text and not each.taken_for
    ]
    if not unread:
        return f"{summary}."
    named = ", ".join(unread[:_NAMED]) + (" …" if len(unread) > _NAMED else "")
    return f"{summary}; not used: {named}. Edit the list to change a heading."


routes = [Route("/cycle", cycle), Route("/cycle", save, methods=["POST"])]
