"""Files that the desk hands out: those that came, and those that it made. None goes by its path."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from plandocs.desk.made import made_files
from plandocs.desk.views import page, workspace_of


def made(request: Request) -> Response:
    """One of the files that the desk made."""
    wanted = request.path_params["id"]
    file = next((e for e in made_files(workspace_of(request).folder) if e.id == wanted), None)
    return _gone(request) if file is None else _handed_out(file.path)


def sent_file(request: Request, source: str) -> Response:
    """A file that came, as it came; from an archive, unpacked."""
    space = workspace_of(request)
    if source not in space.snapshot.by_source:
        return _gone(request)
    file = space.file_of(source)
    if file is None:
        return _gone(request)
    if isinstance(file, Path):
        return _handed_out(file)
    name = {"content-disposition": f"attachment; filename*=UTF-8''{quote(Path(source).name)}"}
    return Response(file, media_type="application/octet-stream", headers=name)


def _handed_out(path: Path) -> Response:
    """As something to be saved, never to be shown by the browser."""
    return FileResponse(path, media_type="application/octet-stream", filename=path.name)


def _gone(request: Request) -> Response:
    words = "This file is no longer there. Press Refresh to see what is."
    return page(request, "problem.html", status=404, title="Not found", words=words)


def nothing(request: Request) -> Response:
    """Browsers ask for an icon."""
    return PlainTextResponse("", 204)


routes = [Route("/made/{id}", made), Route("/favicon.ico", nothing)]
