"""Make plans: HR's list, what each of its headings fills, a look at one plan, and the making."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import plandocs
from plandocs.desk.cycle import Cycle, write_settings
from plandocs.desk.expected import expect_all
from plandocs.desk.from_list import SeenList, filled_one, make_plans, seen_list
from plandocs.desk.lists import list_taken
from plandocs.desk.receive import Refused, fields_of, one, received, waiting_room
from plandocs.desk.views import back, page, who, workspace_of
from plandocs.desk.workspace import Workspace

_UNDECIDED: Final = "?"
_NAMED, _ROWS = 500, 200
_Groups: TypeAlias = "dict[str, list[plandocs.ListField]]"


class Heading(NamedTuple):
    """A heading of the list on the page: its column, and what is chosen for it."""

    column: plandocs.ListColumn
    chosen: str
    likely: str


def make(request: Request) -> Response:
    """The list, what its headings fill, and what is to be put right before plans are made."""
    space = workspace_of(request)
    seen = seen_list(space)
    return page(
        request, "make.html", list=seen, headings=_headings(seen), groups=_groups(seen),
        mistakes=list(_mistakes(seen)), remarks=seen.remarks[:_ROWS] if seen else [],
        people=_people(seen), undecided=_UNDECIDED, each=_ROWS,
    )  # fmt: skip


def _headings(seen: SeenList | None) -> list[Heading]:
    columns = seen.columns if seen is not None else None
    if columns is None:
        return []
    names = {each.path: each.label for each in columns.fields}
    return [
        Heading(each, _chosen(each), names.get(each.suggestion, "")) for each in columns.columns
    ]


def _chosen(column: plandocs.ListColumn) -> str:
    return _UNDECIDED if column.use == "unknown" else column.field


def _groups(seen: SeenList | None) -> _Groups:
    """What a heading may fill, by section."""
    columns = seen.columns if seen is not None else None
    groups: _Groups = {}
    for each in columns.fields if columns is not None else ():
        groups.setdefault(each.group or "About the officer and the plan", []).append(each)
    return groups


def _mistakes(seen: SeenList | None) -> Iterator[tuple[str, str, str]]:
    """Where each mistake is, by its row and its cell, and what is wrong."""
    columns = seen.columns if seen is not None else None
    if seen is None or columns is None:
        return
    labels = {each.path: each.label for each in columns.fields}
    letters = {(each.sheet, each.heading): each.column for each in columns.columns}
    by_field = {(each.sheet, each.field): each for each in columns.columns}
    for each in seen.mistakes[:_ROWS]:
        sheet, row, heading = each.place
        if not heading and (sheet, each.field) in by_field:
            heading = by_field[sheet, each.field].heading
        cell = f"{letters[sheet, heading]}{row}" if (sheet, heading) in letters and row else ""
        place = f"{sheet} {cell or row or ''}".strip()
        yield place, heading or labels.get(each.field, each.field), each.said


def _people(seen: SeenList | None) -> Iterator[tuple[int, str]]:
    """The rows of which a plan can be looked at, by their number."""
    looked = seen.looked[:_NAMED] if seen is not None else ()
    return ((at, each.name.removesuffix(".docx")) for at, each in enumerate(looked) if each.name)


async def take(request: Request) -> Response:
    """Take HR's list in; or take the list of who is expected for it."""
    space = workspace_of(request)
    room = waiting_room(space.desk_folder)
    try:
        form = await received(request, room)
        file = next(iter(form.files), None)
        if file is not None:
            space.lay_out()
            taken = list_taken(file, space.folder, "plans")
        elif form.get("use") == "roster" and (roster := space.cycle.lists.get("roster")):
            taken = roster.relative_to(space.folder).as_posix()
        else:
            raise Refused("No list was chosen.")
    finally:
        shutil.rmtree(room, ignore_errors=True)
    write_settings(space.folder, {"plans": taken})
    space.activity.note("A list to make plans from was added", by=who(request))
    seen_list(space)
    return back(request, "/make")


async def decide(request: Request) -> Response:
    """Keep what the headings fill."""
    space = workspace_of(request)
    fields = await fields_of(request)
    cycle, seen = space.cycle, space.seen_list
    if not isinstance(seen, SeenList) or seen.columns is None or cycle.plans is None:
        return back(request, "/make")
    changes = {
        "columns": _decided(cycle, seen.columns, fields), "ignore_rest": bool(fields.get("rest")),
    }  # fmt: skip
    write_settings(space.folder, changes)
    seen_list(space)
    return back(request, "/make", said="Saved. The rows are checked with these settings.")


def _decided(
    cycle: Cycle, columns: plandocs.ListColumns, fields: Mapping[str, list[str]]
) -> dict[str, str]:
    """The map from headings to fields, with what was chosen otherwise than it stands."""
    known = {"", *(each.path for each in columns.fields), *(e.field for e in columns.columns)}
    mapping = dict(cycle.columns)
    named = {f"heading-{each.sheet}-{each.column}": each for each in columns.columns}
    for name, each in named.items():
        wanted = one(fields, name, _chosen(each))
        if wanted == _chosen(each):
            continue
        if wanted == _UNDECIDED:
            mapping.pop(each.heading, None)
        elif wanted in known:
            mapping[each.heading] = wanted
        else:
            raise Refused("There is no such field. Choose one from the list.")
    return mapping


def look(request: Request) -> Response:
    """One plan as it would be made."""
    space = workspace_of(request)
    seen = seen_list(space)
    row = request.query_params.get("row", "")
    at = int(row) if row.isascii() and row.isdigit() and len(row) < 7 else -1
    if seen is None or not 0 <= at < len(seen.records):
        return back(request, "/make")
    html, why = _plan_html(space, seen, at)
    return page(
        request, "make_one.html", html=html, why=why, at=at, people=_people(seen),
        title=seen.looked[at].name or f"row {seen.looked[at].row}",
    )  # fmt: skip


def _plan_html(space: Workspace, seen: SeenList, at: int) -> tuple[Markup, str]:
    data = filled_one(space, seen, at)
    if isinstance(data, str):
        return Markup(""), data
    return Markup(plandocs.show(data, heading=2, **space.cycle.reading()).html), ""


async def expect(request: Request) -> Response:
    """Let everybody on the list be expected, under the headings as they were decided on."""
    space = workspace_of(request)
    await fields_of(request)
    seen = seen_list(space)
    if seen is None or not seen.records:
        raise Refused("No row names an officer yet. See what is said about the list.")
    taken = expect_all(Path(seen.source), seen.renamed, space.folder, space.desk_folder)
    write_settings(space.folder, {"roster": taken})
    space.activity.note("Everybody on the list is expected", by=who(request))
    space.look()
    return back(request, "/make", said="Saved. Everybody on this list is expected.")


async def begin(request: Request) -> Response:
    """Make the plans."""
    space = workspace_of(request)
    await fields_of(request)
    seen = seen_list(space)
    if seen is None or not seen.ready:
        raise Refused("No plan can be made from this list yet. See what is said about it.")
    make_plans(space, seen, who(request))
    return back(request, "/make")


routes = [
    Route("/make", make),
    Route("/make/list", take, methods=["POST"]),
    Route("/make/columns", decide, methods=["POST"]),
    Route("/make/look", look),
    Route("/make/expected", expect, methods=["POST"]),
    Route("/make/plans", begin, methods=["POST"]),
]
