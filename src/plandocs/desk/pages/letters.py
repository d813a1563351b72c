"""Letters to those who are chosen: seen as they will be, then written."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import plandocs
from plandocs.desk.made import LETTER_KINDS, letters_of, make
from plandocs.desk.officers import Officer, chosen_in
from plandocs.desk.receive import Refused, fields_of, one, waiting_room
from plandocs.desk.views import back, page, who, workspace_of
from plandocs.desk.workspace import Workspace

_MOST: Final = 40  # letters at once
_WRITTEN: Final = ("letters", "drafts", "merge")


class Seen(NamedTuple):
    """A letter as it will be: its value, and its words."""

    letter: plandocs.Letter
    text: str


async def see(request: Request) -> Response:
    """The letters as they will be, before any is written."""
    return letters_page(request, await fields_of(request))


def letters_page(request: Request, fields: Mapping[str, list[str]]) -> Response:
    """The page with the letters of those whom a form has chosen."""
    space = workspace_of(request)
    chosen, kind = _asked(space, fields)
    first = chosen[:_MOST]
    values: dict[str, Any] = {"why": "", "letters": []}
    try:
        values["letters"] = _letters(space, first, kind)
    except plandocs.PlandocsError as error:
        values["why"] = str(error)
    return page(
        request, "letters.html", chosen=chosen, left=len(chosen) - len(first), kind=kind,
        kinds=LETTER_KINDS, address="/officers", **values,
    )  # fmt: skip


def _asked(space: Workspace, fields: Mapping[str, list[str]]) -> tuple[list[Officer], str]:
    chosen = chosen_in(space.snapshot.officers, fields)
    kind = one(fields, "kind")
    if not chosen:
        raise Refused("No officer is selected. Tick the officers, or select all.")
    if kind not in LETTER_KINDS:
        raise Refused("There is no such kind of letter.")
    return chosen, kind


def _letters(space: Workspace, chosen: list[Officer], kind: str) -> list[Seen]:
    room = waiting_room(space.desk_folder)
    try:
        done = letters_of(space, chosen, room, "text", kind)
        return [Seen(each, _text(each)) for each in done.letters]
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _text(letter: plandocs.Letter) -> str:
    return Path(letter.files[0]).read_text(encoding="utf-8") if letter.files else ""


async def write(request: Request) -> Response:
    """Write the letters that were seen."""
    space = workspace_of(request)
    fields = await fields_of(request)
    chosen, kind = _asked(space, fields)
    wanted = one(fields, "do")
    if wanted not in _WRITTEN:
        raise Refused("Choose how the letters are to be written.")
    make(space, wanted, chosen, who(request), "/officers", letter=kind)
    return back(request, "/officers")


routes = [
    Route("/letters", see, methods=["POST"]),
    Route("/letters/write", write, methods=["POST"]),
]
