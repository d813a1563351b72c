"""Teach a form: a blank dropped, the fields that are seen on it, put right, and saved."""

from __future__ import annotations

import shutil

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plandocs.desk.cycle import write_settings
from plandocs.desk.forms import draft_of, forget, learn, save, taken_in, title_of
from plandocs.desk.receive import Refused, fields_of, received, waiting_room
from plandocs.desk.views import back, page, who, workspace_of

_ADDRESS = "/cycle/form"


def form(request: Request) -> Response:
    """The form that is being taught, or the place for its blank."""
    space = workspace_of(request)
    draft = draft_of(space)
    look = draft.looked() if draft is not None else None
    return page(
        request, "form.html", draft=draft, look=look, form=title_of(space.cycle),
    )  # fmt: skip


async def sent_blank(request: Request) -> tuple[str, bytes]:
    """Return the name and the bytes of the blank that a form sends.

    Raises:
        Refused: none was chosen, or it is none.
    """
    space = workspace_of(request)
    room = waiting_room(space.desk_folder)
    try:
        sent = await received(request, room)
        if not sent.files:
            raise Refused("No document was chosen.")
        return sent.files[0].name, taken_in(space, sent.files[0])
    finally:
        shutil.rmtree(room, ignore_errors=True)


async def take(request: Request) -> Response:
    """Take a blank in, and look at it."""
    space = workspace_of(request)
    name, content = await sent_blank(request)
    space.activity.note("A blank form was added", by=who(request))
    space.jobs.begin(
        "Finding the fields of the form",
        lambda job: learn(space, name, content, job),
        page=_ADDRESS,
    )
    return back(request, _ADDRESS)


async def change(request: Request) -> Response:
    """Keep what was put right; save it, or leave it."""
    space = workspace_of(request)
    fields = await fields_of(request)
    draft = draft_of(space)
    if draft is None:
        return back(request, _ADDRESS)
    if fields.get("do") == ["leave"]:
        forget(space)
        return back(request, _ADDRESS, said="Discarded. Nothing was saved.")
    draft.put_right(fields)
    if fields.get("do") != ["save"]:
        return back(request, _ADDRESS, said="Saved and tested.")
    title = save(space, draft)
    space.activity.note("A form was added", by=who(request))
    space.look()
    return back(request, _ADDRESS, said=f"Saved. Plans are read as {title}.")


async def usual(request: Request) -> Response:
    """Read the cycle by the forms that plandocs brings."""
    space = workspace_of(request)
    await fields_of(request)
    write_settings(space.folder, {"form": ""})
    space.activity.note("The built-in forms are used again", by=who(request))
    space.look()
    return back(request, _ADDRESS, said="Saved. All built-in forms are read again.")


routes = [
    Route(_ADDRESS, form),
    Route(_ADDRESS, change, methods=["POST"]),
    Route(f"{_ADDRESS}/blank", take, methods=["POST"]),
    Route(f"{_ADDRESS}/usual", usual, methods=["POST"]),
]
