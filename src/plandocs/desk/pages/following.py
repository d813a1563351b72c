"""Conversations as they come back, and the next cycle: what each plan takes over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import plandocs
from plandocs.desk.next_cycle import NextCycle, carried_key, choices_for, next_period
from plandocs.desk.receive import Refused, fields_of, one
from plandocs.desk.snapshot import Snapshot
from plandocs.desk.views import back, file_name, page, who, workspace_of
from plandocs.desk.workspace import Workspace

_ROWS: Final = 200
_FEW: Final = 100  # plans that are carried while a page waits
_LOOKING: Final = "Finding out what is carried over"
_LONGEST: Final = 80
_OTHER: Final = "other_or_no_status"


class Line(NamedTuple):
    """One plan on the list: whose, what stays behind, and what is said of it."""

    key: str
    person: str
    can: bool
    left: tuple[str, ...]
    notes: tuple[str, ...]


def following(request: Request) -> Response:
    """The conversations that came, and what next cycle's plans would take over."""
    space = workspace_of(request)
    query = request.query_params
    choices = choices_for(space)
    asked = _asked({name: query.getlist(name) for name in query}, choices)
    outcome = _lines(space, asked) if asked is not None else None
    lines, why = outcome or ([], "")
    tables = space.snapshot.tables
    talks, actions = tables.get("conversations", []), tables.get("actions", [])
    return page(
        request, "next.html", asked=asked, lines=lines, why=why, choices=choices,
        ready=asked is None or outcome is not None,
        statuses=_statuses(talks),
        period=asked.period if asked else next_period(space.cycle.period),
        talks=_with_officer(space, talks), actions=_with_officer(space, actions),
        more=(len(talks) - _ROWS, len(actions) - _ROWS),
        without=[each for each in space.snapshot.officers if not each.source],
        plans=sum(1 for each in space.snapshot.readings if each.plan is not None),
    )  # fmt: skip


def _statuses(talks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The statuses that are counted in the table of conversations, each with its column."""
    columns = (
        (word, word.casefold().replace(" ", "_")) for word in plandocs.carry_choices().unless
    )
    pairs = [(word, column) for word, column in columns if talks and column in talks[0]]
    return [*pairs, ("Other or none", _OTHER)] if any(row.get(_OTHER) for row in talks) else pairs


def _with_officer(space: Workspace, rows: list[dict[str, Any]]) -> list[tuple[Any, dict[str, Any]]]:
    """Rows of a table, each with the officer that it is about; None where nobody is found."""
    people = {(each.name, each.id): each for each in space.snapshot.officers}
    return [
        (people.get((str(row.get("officer_name") or ""), str(row.get("id") or ""))), row)
        for row in rows[:_ROWS]
    ]


def _asked(fields: Mapping[str, list[str]], choices: plandocs.CarryChoices) -> NextCycle | None:
    """What a form or an address asks for; None where it names no period."""
    period = one(fields, "period").strip()[:_LONGEST]
    unless = tuple(each for each in choices.unless if each in fields.get("unless", ()))
    keep = tuple(each for each in choices.keep if each in fields.get("keep", ()))
    return NextCycle(period, unless, keep) if period else None


def _lines(space: Workspace, asked: NextCycle) -> tuple[list[Line], str] | None:
    """What becomes of each plan, and why nothing can, in a sentence; None while it is found out."""

    def work(seen: Snapshot) -> tuple[list[Line], str]:
        try:
            carried = asked.carried(seen.readings)
        except plandocs.InputError as error:
            return [], error.message
        lines = [_line(each) for each in carried if each.error is None]
        return sorted(lines, key=lambda each: (not each.can, each.person.casefold())), ""

    return space.worked_out(_LOOKING, asked, work, "What is not carried over is shown.", _FEW)


def _line(carried: plandocs.Carried) -> Line:
    person = carried.person or file_name(carried.source)
    key = carried_key(carried)
    return Line(key, person, carried.plan is not None, carried.left, carried.notes)


async def make(request: Request) -> Response:
    """Make the plans that are ticked."""
    space = workspace_of(request)
    fields = await fields_of(request)
    asked = _asked(fields, choices_for(space))
    if asked is None:
        raise Refused("Say for which period the plans are, such as 2027-28.")
    keys = frozenset(fields.get("key", ()))
    if outcome := _lines(space, asked):
        lines, why = outcome
        keys &= {each.key for each in lines if each.can}
        if why:
            raise Refused(why)
    if not keys:
        raise Refused("No plan is ticked that can be carried over.")
    asked.make(space, keys, who(request))
    return back(request, "/next")


routes = [Route("/next", following), Route("/next", make, methods=["POST"])]
