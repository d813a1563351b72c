"""The officers: searched, chosen among, put in order; and what is made for those chosen."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plandocs.desk.made import KINDS, MADE_AT_ONCE, make
from plandocs.desk.officers import SORTS, STAGES, choice_in, chosen_in
from plandocs.desk.pages.letters import letters_page
from plandocs.desk.receive import Refused, fields_of, one
from plandocs.desk.views import back, page, who, workspace_of
from plandocs.desk.workspace import Workspace

_EACH = 200


def officers(request: Request) -> Response:
    """The roster, as far as it is asked for."""
    space = workspace_of(request)
    asked = request.query_params
    choice = choice_in(asked)
    matching = choice.of(space.snapshot.officers)
    first = max(_number(asked.get("page", "1")) - 1, 0) * _EACH
    everybody = space.snapshot.officers
    return page(
        request, "officers.html", choice=choice, found=len(matching), sorts=SORTS,
        officers=matching[first : first + _EACH], first=first, each=_EACH,
        branches=sorted({e.branch for e in everybody if e.branch}),
        managers=sorted({e.manager for e in everybody if e.manager}),
        stages=[*STAGES, "Overdue"], kinds=_kinds(space),
    )  # fmt: skip


def _kinds(space: Workspace) -> dict[str, str]:
    return {kind: label for kind, (label, can) in KINDS.items() if can()}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


async def do(request: Request) -> Response:
    """Make something for the officers who are chosen."""
    space = workspace_of(request)
    fields = await fields_of(request)
    kind = one(fields, "do")
    if kind == "see":
        return letters_page(request, fields)
    chosen = chosen_in(space.snapshot.officers, fields)
    if kind not in (*_kinds(space), *MADE_AT_ONCE):
        raise Refused("Choose what to do with the selected officers.")
    if not chosen:
        raise Refused("No officer is selected. Tick the officers, or select all.")
    make(space, kind, chosen, who(request), "/officers")
    return back(request, "/officers")


routes = [
    Route("/officers", officers),
    Route("/officers", do, methods=["POST"]),
]
