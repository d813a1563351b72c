"""The work under way, how far it is and an end to it; and what was done, with its commands."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from plandocs.desk.views import back, page, workspace_of


def work(request: Request) -> Response:
    """How far each piece of work is, and which moment the pages are of."""
    space = workspace_of(request)
    at = space.snapshot.at
    return JSONResponse(
        {
            "seen": at.isoformat() if at is not None else "",
            "jobs": [
                {"id": e.id, "title": e.title, "done": e.done, "total": e.total, "left": e.left}
                for e in space.jobs.open()
            ],
        }
    )


async def cancel(request: Request) -> Response:
    """Cancel one piece of work."""
    job = workspace_of(request).jobs.get(request.path_params["id"])
    if job is not None:
        job.cancel()
    return back(request, (job.page if job is not None else "") or "/")


def activity(request: Request) -> Response:
    """What was done, the latest first."""
    return page(request, "activity.html", acts=workspace_of(request).activity.latest())


routes = [
    Route("/activity", activity),
    Route("/work", work),
    Route("/work/{id}/cancel", cancel, methods=["POST"]),
]
