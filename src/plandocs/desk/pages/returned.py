"""What came back: dropped here, and what became of each file."""

from __future__ import annotations

import shutil
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import plandocs
from plandocs.desk.drops import begin_drop
from plandocs.desk.fields import groups_of
from plandocs.desk.officers import Officer, key_of
from plandocs.desk.pages.downloads import sent_file
from plandocs.desk.pages.officer import nobody
from plandocs.desk.receive import Refused, fields_of, received, waiting_room
from plandocs.desk.righting import DONE, by_name, right
from plandocs.desk.snapshot import NOBODYS, Snapshot, came_again
from plandocs.desk.views import (
    asked_name,
    back,
    file_name,
    name_of,
    page,
    typed_name,
    who,
    with_name,
    workspace_of,
)
from plandocs.errors import InputError

_EACH = 200


class Arrived(NamedTuple):
    """One file that came: what it is called, what became of it, and what to do about it."""

    key: str
    name: str
    outcome: str
    tone: str
    officer: Officer | None
    advice: str
    is_nobodys: bool = False


def returned(request: Request) -> Response:
    """What became of each file."""
    space = workspace_of(request)
    files = _arrived(space.snapshot)
    only = request.query_params.get("only", "")
    selected = [each for each in files if not only or each.tone == only]
    return page(
        request, "returned.html", files=selected[:_EACH * 5], total=len(selected), only=only,
        counts={tone: sum(1 for e in files if e.tone == tone) for tone in ("red", "amber")},
    )  # fmt: skip


def _arrived(seen: Snapshot) -> list[Arrived]:
    notes = {str(row.get("file")): row for row in seen.tables.get("sources", ())}
    again = came_again(seen.readings)
    return sorted(
        (
            _settled(seen, reading)
            if reading.source in again
            else _arrival(seen, reading, notes.get(reading.source, {}))
            for reading in seen.readings
        ),
        key=lambda each: ({"red": 0, "amber": 1}.get(each.tone, 2), each.name.casefold()),
    )


def _settled(seen: Snapshot, reading: plandocs.Reading) -> Arrived:
    """A file that could not be read and need not be: the one that came after it was."""
    outcome = "Could not be read; it came again, and that one was read"
    officer = seen.owners.get(reading.source)
    return Arrived(key_of(reading.source), file_name(reading.source), outcome, "grey", officer, "")


def _arrival(seen: Snapshot, reading: plandocs.Reading, row: dict[str, object]) -> Arrived:
    name = file_name(reading.source)
    key = key_of(reading.source)
    officer = seen.owners.get(reading.source)
    if reading.error is not None:
        outcome = f"Could not be read: {reading.error.message}"
        return Arrived(key, name, outcome, "red", officer, _advice(reading.error))
    if officer is None:
        became = str(row.get("what_became_of_it") or "read")
        note = str(row.get("note") or "")
        outcome = f"{became[:1].upper()}{became[1:]}"
        if became.startswith(NOBODYS):
            return Arrived(key, name, outcome, "amber", None, note, is_nobodys=True)
        return Arrived(key, name, outcome, "grey", None, note)
    if not reading.clean:
        return Arrived(key, name, "Read; see what to check", "amber", officer, "")
    return Arrived(key, name, "Read", "green", officer, "")


def _advice(error: plandocs.PlandocsError) -> str:
    if error.code == "legacy-doc":
        return "Open it in Word and save it as .docx, or ask for that; then drop it here."
    if error.code == "encrypted":
        return "Ask for it without the password, or take that off in Word; then drop it here."
    if error.code == "corrupt":
        return "It did not arrive whole. Ask for it to be sent again; then drop it here."
    if error.code in ("not-this-form", "not-docx"):
        return "This is another document. See who sent it, and ask for the plan."
    return ""


async def drop(request: Request) -> Response:
    """Take in what was dropped."""
    space = workspace_of(request)
    room = waiting_room(space.desk_folder)
    form = await received(request, room)
    if not form.files:
        shutil.rmtree(room, ignore_errors=True)
        raise Refused("No file was chosen.")
    job = begin_drop(space, form.files, form.folder, who(request))
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"job": job.id})
    return back(request, "/returned")


def file(request: Request) -> Response:
    """One of the files, as it came."""
    reading = _reading(request)
    return sent_file(request, reading.source if reading is not None else "")


def _reading(request: Request) -> plandocs.Reading | None:
    """What was read of the file that an address names."""
    wanted = request.path_params["key"]
    readings = workspace_of(request).snapshot.readings
    return next((each for each in readings if key_of(each.source) == wanted), None)


def whose(request: Request) -> Response:
    """A file that is nobody's: what it says, and a form to say whose it is."""
    reading = _reading(request)
    if reading is None or reading.plan is None:
        return nobody(request)
    return _asked(request, reading)


def _asked(
    request: Request, reading: plandocs.Reading, problem: str = "", by: str = ""
) -> Response:
    space = workspace_of(request)
    return page(
        request, "whose.html", status=400 if problem else 200, file=file_name(reading.source),
        key=key_of(reading.source), problem=problem,
        owner=space.snapshot.owners.get(reading.source),
        header=[each for each in groups_of(reading)[0].fields if each.values],
        others=by_name(space.snapshot.officers), who=who(request),
        by=by or name_of(request),
    )  # fmt: skip


async def assign(request: Request) -> Response:
    """Keep whose a file is."""
    space = workspace_of(request)
    fields, reading = await fields_of(request), _reading(request)
    if reading is None or reading.plan is None:
        return nobody(request)
    by = who(request) or typed_name(fields) or name_of(request)
    if not by:
        return asked_name(request, fields)
    try:
        after = await run_in_threadpool(right, space, reading, "assign", fields, by)
    except InputError as error:
        return _asked(request, reading, error.message, by)
    except Refused as error:
        return _asked(request, reading, str(error), by)
    space.snapshot = space.snapshot.with_reading(after)
    message, command = DONE["assign"]
    space.activity.note(message, f"plandocs state division.plandocs {command}", by=who(request))
    space.look()
    return with_name(request, back(request, "/returned", said=f"{message}."), fields)


routes = [
    Route("/returned", returned),
    Route("/returned", drop, methods=["POST"]),
    Route("/returned/{key}", file),
    Route("/returned/{key}/whose", whose),
    Route("/returned/{key}/whose", assign, methods=["POST"]),
]
