"""The overview: how many are in, complete and signed, the stages by branch, what to do next."""

from __future__ import annotations

import shutil
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import plandocs
from plandocs.desk.cycle import LIST_NAMES, LISTS, RETURNED, TO_SEND
from plandocs.desk.jobs import Job
from plandocs.desk.officers import STAGES, TONES, bars_of
from plandocs.desk.receive import waiting_room
from plandocs.desk.snapshot import needs
from plandocs.desk.views import back, page, who, workspace_of
from plandocs.desk.workspace import Workspace

_SHARES = (("in", "received"), ("complete", "complete"), ("signed", "signed"))


def overview(request: Request) -> Response:
    """How the cycle is going; for a new folder, how to begin."""
    space = workspace_of(request)
    cycle, seen = space.cycle, space.snapshot
    if cycle.is_new:
        return page(request, "welcome.html", cycle=cycle)
    expected = int(seen.totals.get("expected") or len(seen.officers))
    shares = [(label, int(seen.totals.get(column) or 0), expected) for label, column in _SHARES]
    return page(
        request, "overview.html", cycle=cycle, shares=shares, expected=expected,
        bars=bars_of(seen.officers), stages=STAGES, tones=TONES, needs=needs(seen),
        acts=space.activity.latest()[:5],
    )  # fmt: skip


async def samples(request: Request) -> Response:
    """Fill a new folder with the samples."""
    space = workspace_of(request)
    if not space.cycle.is_new:
        return back(request, "/")
    by = who(request)
    space.jobs.begin("Adding the samples", lambda job: _samples(space, job, by))
    return back(request, "/")


def _samples(space: Workspace, job: Job, by: str) -> str:
    room = waiting_room(space.desk_folder)
    try:
        made = plandocs.demo(room / "samples")
        job.step()
        space.lay_out()
        for name in LIST_NAMES:
            _move(made.folder / f"{name}.csv", space.folder / LISTS)
        for each in sorted((made.folder / "plans").glob("*.docx")):
            _move(each, space.folder / TO_SEND)
        for each in sorted((made.folder / "completed").glob("*.docx")):
            _move(each, space.folder / RETURNED)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    space.activity.note("The samples were added", "plandocs demo", by=by)
    space.looked(job)
    return "The samples are here: 12 returned plans, and a list of 15 officers."


def _move(file: Path, folder: Path) -> None:
    target = folder / file.name
    if not target.exists():
        file.rename(target)


async def close(request: Request) -> Response:
    """End the desk, where it runs on this computer."""
    end = request.app.state.close
    if end is None:
        return back(request, "/")
    answer = page(request, "closed.html")
    end()
    return answer


async def look(request: Request) -> Response:
    """Look at the folder again."""
    workspace_of(request).look()
    return back(request, request.headers.get("referer", "").partition("?")[0] or "/")


def helped(request: Request) -> Response:
    """The guide."""
    return page(request, "help.html", stages=STAGES, tones=TONES)


routes = [
    Route("/", overview),
    Route("/samples", samples, methods=["POST"]),
    Route("/look", look, methods=["POST"]),
    Route("/close", close, methods=["POST"]),
    Route("/help", helped),
]
