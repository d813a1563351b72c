"""The desk on this computer: a free port on 127.0.0.1, the browser, and an end to it."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack, suppress
from html import escape
from pathlib import Path
from typing import Final

import uvicorn
from starlette.applications import Starlette

from plandocs.desk.app import app_of
from plandocs.desk.doors import ENTRANCE, LocalDoor
from plandocs.desk.workspace import Workspace
from plandocs.errors import InputError
from plandocs.files.reasons import reason

LOCALHOST: Final = "127.0.0.1"
_MINUTE: Final = 60.0
_PAGE: Final = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The desk opens</title>'
    '<meta http-equiv="refresh" content="0;url={0}"></head>'
    '<body><p>The desk opens. <a href="{0}">Go on to the desk</a></p></body></html>'
)


def serve(
    folder: str | os.PathLike[str],
    *,
    port: int = 0,
    browser: bool = True,
    say: Callable[[str], None] = print,
) -> None:
    """Serve the desk of a folder until it is closed.

    Args:
        folder: the cycle's folder.
        port: the port; any free one unless given.
        browser: open it; otherwise the address is said.
        say: takes the sentences for the person.

    Raises:
        InputError: the folder cannot be used, or the port is taken.
    """
    workspace = Workspace(folder)
    listening = _listening(port)
    number = listening.getsockname()[1]
    door = LocalDoor(frozenset({f"{LOCALHOST}:{number}", f"localhost:{number}"}))
    address = f"http://{LOCALHOST}:{number}{ENTRANCE}?token={door.token}"
    servers: list[uvicorn.Server] = []
    servers.append(_server(app_of(workspace, door, lambda: _end(servers))))
    with ExitStack() as ending:
        ending.callback(workspace.close)
        ending.enter_context(suppress(KeyboardInterrupt))  # ends a desk as it is meant to end
        say(f"The desk of {workspace.folder} is open. To end it: Close the desk, or Ctrl+C.")
        if not (browser and _open_browser(address, ending)):
            say(f"Open this address in a browser; it is good once:  {address}")
        servers[0].run(sockets=[listening])
    say("The desk is closed.")


def _server(app: Starlette) -> uvicorn.Server:
    """A server that writes no log of who asked for what."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=3,
            ws="none",
        )
    )


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOCALHOST, port))
        listener.listen()  # a browser that is quicker than the server waits for it
    except OSError as error:
        listener.close()
        raise InputError(
            f"port {port} cannot be used ({reason(error)}); leave --port out, and a free one is "
            "found."
        ) from error
    return listener


def _open_browser(address: str, ending: ExitStack) -> bool:
    """Open the browser by a page that only this account can read; whether there is one.

    The token is so on no command line, where other accounts of the computer could see it. The page
    goes when the desk ends, or after a minute.
    """
    room = Path(tempfile.mkdtemp(prefix="plandocs-"))
    ending.callback(shutil.rmtree, room, ignore_errors=True)
    page = room / "desk.html"
    page.touch(mode=0o600)
    page.write_text(_PAGE.format(escape(address)), encoding="utf-8")
    try:
        opened = webbrowser.open(page.as_uri())
    except webbrowser.Error:
        opened = False
    if opened:
        later = threading.Timer(_MINUTE, shutil.rmtree, (room,), {"ignore_errors": True})
        later.daemon = True  # a desk that is closed before does not wait for it
        later.start()
    return opened


def _end(servers: list[uvicorn.Server]) -> None:
    def end() -> None:
        for each in servers:
            each.should_exit = True

    threading.Timer(0.3, end).start()  # once the page that says so is on its way
