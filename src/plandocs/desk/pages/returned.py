"""What came back: dropped here, and what became of each file."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import plandocs
from plandocs.desk.cycle import RETURNED
from plandocs.desk.intake import take_in
from plandocs.desk.jobs import Job
from plandocs.desk.officers import Officer, key_of
from plandocs.desk.pages.downloads import sent_file
from plandocs.desk.receive import Form, Refused, received, waiting_room
from plandocs.desk.snapshot import Snapshot
from plandocs.desk.views import back, file_name, page, who, workspace_of
from plandocs.desk.workspace import Workspace

_EACH = 200


class Arrived(NamedTuple):
    """One file that came: what it is called, what became of it, and what to do about it."""

    key: str
    name: str
    outcome: str
    tone: str
    officer: Officer | None
    advice: str


def returned(request: Request) -> Response:
    """What became of each file."""
    space = workspace_of(request)
    files = _arrived(space.snapshot)
    only = request.query_params.get("only", "")
    shown = [each for each in files if not only or each.tone == only]
    return page(
        request, "returned.html", files=shown[:_EACH * 5], total=len(shown), only=only,
        counts={tone: sum(1 for e in files if e.tone == tone) for tone in ("red", "amber")},
    )  # fmt: skip


def _arrived(seen: Snapshot) -> list[Arrived]:
    notes = {str(row.get("file")): row for row in seen.tables.get("sources", ())}
    return sorted(
        (_arrival(seen, reading, notes.get(reading.source, {})) for reading in seen.readings),
        key=lambda each: ({"red": 0, "amber": 1}.get(each.tone, 2), each.name.casefold()),
    )


def _arrival(seen: Snapshot, reading: plandocs.Reading, row: dict[str, object]) -> Arrived:
    name = file_name(reading.source)
    key = key_of(reading.source)
    officer = seen.owners.get(reading.source)
    if reading.error is not None:
        said = f"Could not be read: {reading.error.message}"
        return Arrived(key, name, said, "red", officer, _advice(reading.error))
    if officer is None:
        became = str(row.get("what_became_of_it") or "read")
        note = str(row.get("note") or "")
        return Arrived(key, name, f"{became[:1].upper()}{became[1:]}", "grey", None, note)
    if not reading.clean:
        return Arrived(key, name, "Read; somebody should look at it", "amber", officer, "")
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
    room = waiting_room(space.own)
    form = await received(request, room)
    if not form.files:
        raise Refused("No file was chosen.")
    by = who(request)
    job = space.jobs.begin(
        "Taking in files", lambda job: _take(space, form, job, by), page="/returned"
    )
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"job": job.id})
    return back(request, "/returned")


def _take(space: Workspace, form: Form, job: Job, by: str) -> str:
    said = take_in(job, form.files, form.folder, space.folder / RETURNED)
    space.activity.note(said, f"plandocs parse {RETURNED} --state division.plandocs", by=by)
    space.looked(job)
    return said


def file(request: Request) -> Response:
    """One of the files, as it came."""
    seen = workspace_of(request).snapshot
    wanted = request.path_params["key"]
    source = next((e.source for e in seen.readings if key_of(e.source) == wanted), "")
    return sent_file(request, source)


routes = [
    Route("/returned", returned),
    Route("/returned", drop, methods=["POST"]),
    Route("/returned/{key}", file),
]
