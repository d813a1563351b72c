"""The officers: searched, chosen among, put in order; and what is made for those chosen."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plandocs.desk.made import KINDS, make
from plandocs.desk.officers import SORTS, STAGES, Choice, Officer
from plandocs.desk.receive import Refused, fields_of
from plandocs.desk.views import back, page, who, workspace_of
from plandocs.desk.workspace import Workspace

_EACH = 200


def officers(request: Request) -> Response:
    """The roster, as far as it is asked for."""
    space = workspace_of(request)
    asked = request.query_params
    choice = _choice(asked)
    found = choice.of(space.snapshot.officers)
    first = max(_number(asked.get("page", "1")) - 1, 0) * _EACH
    everybody = space.snapshot.officers
    return page(
        request, "officers.html", choice=choice, found=len(found), sorts=SORTS,
        officers=found[first : first + _EACH], first=first, each=_EACH,
        branches=sorted({e.branch for e in everybody if e.branch}),
        managers=sorted({e.manager for e in everybody if e.manager}),
        stages=[*STAGES, "Overdue"], kinds=_kinds(space),
    )  # fmt: skip


def _kinds(space: Workspace) -> dict[str, str]:
    return {kind: label for kind, (label, can) in KINDS.items() if can()}


def _choice(asked: Mapping[str, str]) -> Choice:
    return Choice(
        asked.get("q", "").strip(), asked.get("branch", ""), asked.get("manager", ""),
        asked.get("stage", ""), asked.get("sort", ""), asked.get("down", "") == "1",
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


async def do(request: Request) -> Response:
    """Make something for the officers who are chosen."""
    space = workspace_of(request)
    fields = await fields_of(request)
    kind = fields.get("do", [""])[0]
    chosen = _chosen(space, fields)
    if kind not in _kinds(space):
        raise Refused("Choose what to do with them.")
    if not chosen:
        raise Refused("Nobody is chosen. Tick the officers, or all that the list shows.")
    make(space, kind, chosen, who(request), "/officers")
    return back(request, "/officers")


def _chosen(space: Workspace, fields: Mapping[str, list[str]]) -> list[Officer]:
    if fields.get("all"):
        return _choice({key: values[0] for key, values in fields.items()}).of(
            space.snapshot.officers
        )
    known = space.snapshot.by_key
    return [known[key] for key in dict.fromkeys(fields.get("key", ())) if key in known]


routes = [
    Route("/officers", officers),
    Route("/officers", do, methods=["POST"]),
]
