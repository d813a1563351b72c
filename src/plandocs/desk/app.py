"""The app: its addresses, behind a door, over one workspace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from typing import Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import plandocs
from plandocs.desk.document import Documents
from plandocs.desk.doors import Door, Guarded, LocalDoor
from plandocs.desk.go_on import go_on
from plandocs.desk.pages import (
    agency,
    downloads,
    following,
    forms,
    letters,
    lists,
    make,
    officer,
    officers,
    overview,
    returned,
    righting,
    rollup,
    settings,
    work,
)
from plandocs.desk.receive import Refused
from plandocs.desk.views import page
from plandocs.desk.workspace import Workspace
from plandocs.errors import PlandocsError

_TYPES: Final = {
    "desk.css": "text/css", "desk.js": "text/javascript",
    "document.css": "text/css", "officer.css": "text/css", "officer.js": "text/javascript",
    "make.css": "text/css",
}  # fmt: skip
_PAGES: Final = (
    *(overview, agency, make, letters, officers, officer, righting, returned, rollup, following),
    *(settings, forms, lists, work, downloads),
)
_SIGN_EVERY: Final = 30.0


def app_of(workspace: Workspace, door: Door, close: Callable[[], None] | None = None) -> Starlette:
    """Return the desk of a workspace as an ASGI app.

    Args:
        workspace: the folder and the work on it.
        door: who is let in.
        close: what ends the desk; None where its pages cannot.
    """

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        workspace.open()
        go_on(workspace)
        signs = asyncio.create_task(_signs(workspace))
        try:
            yield
        finally:
            signs.cancel()
            with suppress(asyncio.CancelledError):
                await signs
            workspace.close()

    routes = [route for each in _PAGES for route in each.routes]
    app = Starlette(
        routes=[*routes, Route("/static/{name}", _static)],
        middleware=[Middleware(Guarded, door=door)],
        exception_handlers={
            404: _not_found, PlandocsError: _not_done, Refused: _not_done, 405: _not_found,
        },
        lifespan=life,
    )  # fmt: skip
    app.state.workspace = workspace
    app.state.documents = Documents()
    app.state.close = close
    app.state.local = isinstance(door, LocalDoor)
    return app


async def _signs(workspace: Workspace) -> None:
    while True:
        await asyncio.sleep(_SIGN_EVERY)
        workspace.give_sign()


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _TYPES:
        return PlainTextResponse("There is no such file.\n", 404)
    if name == "document.css":
        content = plandocs.Shown.style().encode()
    else:
        content = (files("plandocs.desk") / "static" / name).read_bytes()
    return Response(content, media_type=_TYPES[name], headers={"cache-control": "no-cache"})


def _not_found(request: Request, error: Exception) -> Response:
    words = "There is no such page, or what it was about is no longer in the folder."
    return page(request, "problem.html", status=404, title="Not found", words=words)


def _not_done(request: Request, error: Exception) -> Response:
    before = urlsplit(request.headers.get("referer", "")).path or request.url.path
    return page(
        request, "problem.html", status=400, title="This was not done", words=str(error),
        address=before,
    )  # fmt: skip
