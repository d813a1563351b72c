"""The lists of the cycle as tables, and the texts of plans that were taken for a line of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import plandocs
from plandocs.desk.list_edits import (
    KINDS,
    OF_ITS_OWN,
    Kind,
    accepted_in,
    matches_in,
    names_in,
    new_rows,
    remember,
    seal_of,
    settled,
    taken_back,
    typed,
    write,
)
from plandocs.desk.receive import Refused, fields_of, one
from plandocs.desk.views import back, page, who, workspace_of
from plandocs.desk.workspace import Workspace

_EACH: Final = 100
_MOST: Final = 200


def list_page(request: Request) -> Response:
    """A list as a table."""
    space, kind = workspace_of(request), _kind(request)
    path = space.cycle.lists.get(kind) if kind else None
    if kind is None or path is None:
        return back(request, "/cycle")
    try:
        table = plandocs.list_table(path, kind=kind)
    except plandocs.InputError as error:
        raise Refused(str(error)) from error
    text = request.query_params.get("q", "").strip()
    words = text.casefold().split()
    rows = [
        row for row in table.rows
        if all(word in " ".join(row.cells.values()).casefold() for word in words)
    ]  # fmt: skip
    first = _first(request.query_params.get("page", ""), len(rows))
    return page(
        request, "list.html", kind=kind, title=KINDS[kind], table=table, file=path.name, text=text,
        rows=rows[first : first + _EACH], first=first, each=_EACH, found=len(rows),
        fresh=list(new_rows(table)) if first + _EACH >= len(rows) and not text else [],
        seal=seal_of(path), **_matches(space, kind, table),
    )  # fmt: skip


def _matches(space: Workspace, kind: Kind, table: plandocs.ListTable) -> dict[str, Any]:
    matches = matches_in(space, kind)
    names = names_in(table) if matches else []
    accepted = accepted_in(space, kind, table)
    return {
        "matches": matches[:_MOST], "more": len(matches) - _MOST, "names": names,
        "accepted": accepted[:_MOST],
    }  # fmt: skip


def _first(asked: str, count: int) -> int:
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return max(0, min(number - 1, (count - 1) // _EACH)) * _EACH


def _kind(request: Request) -> Kind | None:
    name = request.path_params["kind"]
    return cast("Kind", name) if name in KINDS else None


class _Sent(NamedTuple):
    """What was sent about a list, and the list as it stands."""

    space: Workspace
    kind: Kind
    seal: str
    table: plandocs.ListTable
    fields: Mapping[str, list[str]]

    @property
    def text(self) -> str:
        """The wording of a plan that it is about."""
        return one(self.fields, "text").replace("\r\n", "\n")


async def _sent(request: Request) -> _Sent | None:
    """What was sent; None where there is no such list any more."""
    space, kind = workspace_of(request), _kind(request)
    fields = await fields_of(request)
    path = space.cycle.lists.get(kind) if kind else None
    if kind is None or path is None:
        return None
    seal = seal_of(path)
    table = await run_in_threadpool(plandocs.list_table, path, kind=kind)
    return _Sent(space, kind, seal, table, fields)


async def save(request: Request) -> Response:
    """Write what was typed into the list."""
    if (sent := await _sent(request)) is None:
        return back(request, "/cycle")
    changes = typed(sent.table, sent.fields)
    if not changes:
        return back(request, f"/cycle/{sent.kind}", said="Nothing was changed.")
    sent = sent._replace(seal=one(sent.fields, "was"))
    what, note = f"{_cells(len(changes))} changed", "The previous list is in the folder lists."
    return await _written(request, sent, changes, what, f"Saved. {note}")


async def settle(request: Request) -> Response:
    """Say for what a text of a plan is to be taken."""
    if (sent := await _sent(request)) is None:
        return back(request, "/cycle")
    if sent.text not in {each.text for each in matches_in(sent.space, sent.kind)}:
        raise Refused("This wording is no longer among those to be matched.")
    name = one(sent.fields, "name", OF_ITS_OWN)
    changes = settled(sent.table, sent.text, name)
    message = "Saved. The roll-up uses it from now on."
    answer = await _written(request, sent, changes, "a match was settled", message)
    remember(sent.space, sent.kind, sent.text, name)
    return answer


async def take_back(request: Request) -> Response:
    """Undo a match that was settled here."""
    if (sent := await _sent(request)) is None:
        return back(request, "/cycle")
    accepted = accepted_in(sent.space, sent.kind, sent.table)
    match = next((each for each in accepted if each.text == sent.text), None)
    if match is None:
        raise Refused("This wording is no longer in the list.")
    message = "Undone. The list is as it was before."
    return await _written(
        request, sent, taken_back(sent.table, match), "a match was undone", message
    )


async def _written(
    request: Request, sent: _Sent, changes: Mapping[str, str], what: str, message: str
) -> Response:
    """Write changes into the list, note what was done, and say it."""
    await run_in_threadpool(write, sent.space, sent.kind, sent.seal, changes)
    sent.space.activity.note(f"{KINDS[sent.kind]}: {what}", by=who(request))
    sent.space.look()
    return back(request, f"/cycle/{sent.kind}", said=message)


def _cells(count: int) -> str:
    return "1 cell was" if count == 1 else f"{count:,} cells were"


routes = [
    Route("/cycle/{kind}", list_page),
    Route("/cycle/{kind}", save, methods=["POST"]),
    Route("/cycle/{kind}/match", settle, methods=["POST"]),
    Route("/cycle/{kind}/undo", take_back, methods=["POST"]),
]
