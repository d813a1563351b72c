"""The roll-up: its tables and charts; the workbook, the page, the database; the executive copy."""

from __future__ import annotations

import shutil
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from plandocs.desk.made import made_files
from plandocs.desk.officers import STAGES, TONES, bars_of, key_of
from plandocs.desk.receive import Refused, received, waiting_room
from plandocs.desk.rolling_up import BEFORE, FORMATS, begin_rollup
from plandocs.desk.views import back, page, who, workspace_of

_ROWS: Final = 500
_SUPPRESSED: Final = "n.p."


def rollup(request: Request) -> Response:
    """The tables, one at a time, and what can be made of them."""
    space = workspace_of(request)
    tables = space.snapshot.tables
    name = request.query_params.get("table", "summary")
    text = request.query_params.get("q", "").strip()
    rows = _matching_rows(tables.get(name, []), text)
    return page(
        request, "rollup.html", table=name if name in tables else "summary", text=text,
        names=[(each, _heading(each), len(rows)) for each, rows in tables.items()],
        columns=[(key, _heading(key)) for key in (rows[0] if rows else ())],
        rows=rows[:_ROWS], total=len(rows), bars=bars_of(space.snapshot.officers),
        stages=STAGES, tones=TONES, formats=FORMATS, made=made_files(space.folder)[:12],
        key_of=key_of, by_name={e.name: e for e in space.snapshot.officers},
    )  # fmt: skip


def _matching_rows(rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    words = text.casefold().split()
    if not words:
        return rows
    return [
        row for row in rows if all(w in " ".join(map(str, row.values())).casefold() for w in words)
    ]


def _heading(name: str) -> str:
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"


def executive(request: Request) -> Response:
    """What a copy for executives shows, and what it keeps back."""
    space = workspace_of(request)
    below = request.query_params.get("below", "5")
    limit = min(max(int(below) if below.isdigit() and len(below) < 4 else 5, 2), 100)
    worked_out = space.executive(limit)
    tables, problem = worked_out or ({}, "")
    displayed = [
        (_heading(name), [_heading(key) for key in rows[0]], [list(r.values()) for r in rows])
        for name, rows in tables.items()
        if rows
    ]
    counts = [value for rows in tables.values() for row in rows for value in row.values()]
    return page(
        request, "executive.html", ready=worked_out is not None, shown=displayed, below=limit,
        problem=problem,
        back=sum(value == _SUPPRESSED for value in counts),
        left_out=[_heading(n) for n, r in space.snapshot.tables.items() if not tables.get(n) and r],
    )  # fmt: skip


async def make(request: Request) -> Response:
    """Make a workbook, a page or a database; or a workbook anew that HR has noted in."""
    space = workspace_of(request)
    room = waiting_room(space.desk_folder)
    try:
        form = await received(request, room)
        kind = form.get("kind")
        if kind not in (*FORMATS, "update"):
            raise Refused("Choose what to make.")
        if kind == "update" and not form.files:
            raise Refused("Choose the workbook that has your notes.")
    except BaseException:
        shutil.rmtree(room, ignore_errors=True)
        raise
    if kind == "update":
        form.files[0].path.rename(room / BEFORE)
    begin_rollup(space, kind, room, form.get("below"), who(request))
    return back(request, "/rollup")


routes = [
    Route("/rollup", rollup),
    Route("/rollup", make, methods=["POST"]),
    Route("/rollup/executive", executive),
]
