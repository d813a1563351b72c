"""The agency's own form for the plans: its blank dropped once, seen, taught, and used."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plandocs.desk.agency import (
    begin_with,
    put_away,
    tagged_blank,
    teach,
    use,
    use_the_usual,
)
from plandocs.desk.pages.forms import sent_blank
from plandocs.desk.receive import fields_of, one
from plandocs.desk.views import back, page, who, workspace_of

_ADDRESS = "/make/blank"


def blank_page(request: Request) -> Response:
    """What was found in the blank, or the place for one."""
    space = workspace_of(request)
    return page(request, "agency.html", blank=tagged_blank(space))


async def take(request: Request) -> Response:
    """Take a blank in."""
    space = workspace_of(request)
    begin_with(space, *await sent_blank(request))
    space.activity.note("The agency's blank was taken in", by=who(request))
    return back(request, _ADDRESS)


async def change(request: Request) -> Response:
    """Teach a label, use the blank, or put it away."""
    space = workspace_of(request)
    fields = await fields_of(request)
    do, by = one(fields, "do"), who(request)
    if words := one(fields, "label"):
        path, _, text = words.partition("=")
        await run_in_threadpool(teach, space, path, text)
        return back(request, _ADDRESS, said=f"“{text}” is the label of it from now on.")
    if do == "use":
        name = await run_in_threadpool(use, space)
        space.activity.note("Plans are made in the agency's own form", by=by)
        space.look()
        return back(request, "/make", said=f"Saved. Plans are made in {name} from now on.")
    if do == "usual":
        use_the_usual(space)
        space.activity.note("Plans are made in the usual form", by=by)
        return back(request, "/make", said="Saved. Plans are made in the usual form.")
    put_away(space)
    return back(request, "/make", said="The blank was put away. Nothing of it was saved.")


routes = [
    Route(_ADDRESS, blank_page),
    Route(_ADDRESS, change, methods=["POST"]),
    Route(f"{_ADDRESS}/file", take, methods=["POST"]),
]
