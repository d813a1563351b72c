"""Putting right: what is sent from an officer's page is kept in the state, and can be undone."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import plandocs
from plandocs.desk.officers import Officer
from plandocs.desk.pages.officer import nobody, officer_page
from plandocs.desk.receive import Refused, fields_of, one
from plandocs.desk.righting import DONE, Fields, again, right
from plandocs.desk.views import asked_name, back, name_of, typed_name, who, with_name, workspace_of
from plandocs.errors import InputError


async def put_right(request: Request) -> Response:
    """Keep one correction, or take one back."""
    space = workspace_of(request)
    officer = space.snapshot.by_key.get(request.path_params["key"])
    fields = await fields_of(request)
    reading = space.snapshot.by_source.get(officer.source) if officer is not None else None
    if officer is None or reading is None or reading.plan is None:
        return nobody(request)
    what = one(fields, "do")
    if what not in DONE:
        raise Refused("This cannot be done with a plan.")
    by = who(request) or typed_name(fields) or name_of(request)
    if not by:
        return asked_name(request, fields)
    try:
        after = await run_in_threadpool(right, space, reading, what, fields, by)
    except (InputError, Refused) as error:
        return await run_in_threadpool(_not_saved, request, officer, reading, what, fields, error)
    space.snapshot = space.snapshot.with_reading(after)
    message, command = DONE[what]
    space.activity.note(message, f"plandocs state division.plandocs {command}", by=who(request))
    space.look()
    space.renamed[officer.key] = officer.source
    place = f"#f-{fields['path'][0]}" if what in ("correct", "sign") else "#righted"
    to = "/officers" if what == "assign" else f"/officers/{officer.key}"
    answer = back(request, to, said=f"{message}.")
    answer.headers["location"] += place if what != "assign" else ""
    return with_name(request, answer, fields)


def _not_saved(
    request: Request,
    officer: Officer,
    reading: plandocs.Reading,
    what: str,
    fields: Fields,
    error: InputError | Refused,
) -> Response:
    """The page with what was typed, and why it could not be kept."""
    problem = error.message if isinstance(error, InputError) else str(error)
    typed = again(reading, what, fields, problem)
    return officer_page(request, officer, typed, 400, by=typed_name(fields))


routes = [Route("/officers/{key}/right", put_right, methods=["POST"])]
