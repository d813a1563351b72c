"""What was done, when, and the command that does the same."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plandocs.desk.views import page, workspace_of


def activity(request: Request) -> Response:
    """What was done, the latest first."""
    return page(request, "activity.html", acts=workspace_of(request).activity.latest())


routes = [Route("/activity", activity)]
