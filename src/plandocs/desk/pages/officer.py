"""One officer: the fields of the plan, what was noticed, the versions and what changed."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import plandocs
from plandocs.desk.document import DocumentView
from plandocs.desk.editors import places_of, seal
from plandocs.desk.fields import groups_of
from plandocs.desk.made import MADE_FOR_ONE, make
from plandocs.desk.officers import Officer
from plandocs.desk.pages.downloads import sent_file
from plandocs.desk.receive import Refused, fields_of, one
from plandocs.desk.righting import Righting, begun, by_name, righted
from plandocs.desk.snapshot import Snapshot
from plandocs.desk.spots import form_of, label_of, text_at
from plandocs.desk.views import back, file_name, name_of, page, who, workspace_of


def officer(request: Request) -> Response:
    """What an officer's plan says, and what to do about it."""
    space, key = workspace_of(request), request.path_params["key"]
    officer = space.snapshot.by_key.get(key)
    if officer is None:
        now = space.called_now(key)
        return back(request, f"/officers/{now}") if now else nobody(request)
    reading = space.snapshot.by_source.get(officer.source)
    begin = Righting()
    if reading is not None and reading.plan is not None:
        begin = begun(reading, request.query_params)
    return officer_page(request, officer, begin)


def officer_page(
    request: Request, officer: Officer, begin: Righting, status: int = 200, by: str = ""
) -> Response:
    """The page of an officer, with what is about to be put right, and the name that was typed."""
    space = workspace_of(request)
    reading = space.snapshot.by_source.get(officer.source)
    document: DocumentView | str = ""
    if reading is not None and reading.error is None:
        asked = "document" in request.query_params
        document = request.app.state.documents.view(space, reading, asked=asked)
    return page(
        request, "officer.html", status=status, officer=officer, reading=reading, document=document,
        groups=groups_of(reading) if reading is not None else (),
        findings=_findings(space.snapshot, officer),
        versions=_versions(space.snapshot, officer),
        file=file_name(officer.source),
        kinds={k: label for k, (label, can) in MADE_FOR_ONE.items() if can(officer)},
        begin=begin, righted=righted(reading) if reading is not None else [], seal=seal,
        places=places_of(reading) if reading is not None and begin.what == "place" else (),
        others=by_name(space.snapshot.officers) if reading is not None else (),
        who=who(request), by=by or name_of(request),
    )  # fmt: skip


def nobody(request: Request) -> Response:
    """The page of an address that is no officer's."""
    words = "This officer is not on the list, or has another name by now. See Officers."
    return page(request, "problem.html", status=404, title="Not found", words=words)


def _findings(seen: Snapshot, officer: Officer) -> list[plandocs.Finding]:
    checked = seen.checked.get(officer.source)
    return list(checked.findings) if checked is not None else []


def _versions(seen: Snapshot, officer: Officer) -> list[dict[str, Any]]:
    """The versions, the latest first, each with what changed in words."""
    reading = seen.by_source.get(officer.source)
    if reading is None or reading.plan is None:
        return []
    return [
        {
            "number": each.number,
            "file": file_name(each.source),
            "modified": each.modified if isinstance(each.modified, datetime) else None,
            "by": each.last_modified_by,
            "counts": each.source == officer.source,
            "changes": None
            if each.changes is None
            else [_in_words(form_of(reading), change) for change in each.changes],
        }
        for each in reversed(seen.versions_of(officer.source))
    ]


def _in_words(form: plandocs.FormSpec, change: plandocs.Change) -> dict[str, str]:
    """A change under the form's labels; of what moved, where it stood and stands."""
    words = partial(text_at, form, change.field)
    to_text = partial(label_of, form) if change.kind == "moved" else words
    return {
        "where": label_of(form, change.field),
        "what": change.words or change.kind,
        "before": to_text(change.before),
        "after": to_text(change.after),
    }


def file(request: Request) -> Response:
    """The file that the officer sent."""
    space = workspace_of(request)
    officer = space.snapshot.by_key.get(request.path_params["key"])
    if officer is None or not officer.source:
        return nobody(request)
    return sent_file(request, officer.source)


async def do(request: Request) -> Response:
    """Make something for this officer."""
    space = workspace_of(request)
    officer = space.snapshot.by_key.get(request.path_params["key"])
    kind = one(await fields_of(request), "do")
    if officer is None:
        return nobody(request)
    if kind not in MADE_FOR_ONE or not MADE_FOR_ONE[kind][1](officer):
        raise Refused("This cannot be made for this officer.")
    make(space, kind, [officer], who(request), f"/officers/{officer.key}")
    return back(request, f"/officers/{officer.key}")


routes = [
    Route("/officers/{key}", officer),
    Route("/officers/{key}", do, methods=["POST"]),
    Route("/officers/{key}/file", file),
]
