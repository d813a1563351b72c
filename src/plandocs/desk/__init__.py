"""The desk: a cycle of plans in a browser, for people who use no terminal.

One ASGI app over one folder. Every page is made on the server and works as plain HTML forms; every
piece of work is a public verb of plandocs. Nothing leaves the computer.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from plandocs.errors import MissingExtra

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["create_app"]


def create_app(
    folder: str | os.PathLike[str],
    *,
    hosts: Iterable[str] = ("127.0.0.1", "localhost"),
    sign_on: str = "X-Remote-User",
) -> Starlette:
    """Return the desk of a folder as an ASGI app, for a server behind an agency's sign-on.

    Args:
        folder: the cycle's folder; it is made if need be.
        hosts: the names under which the server is reached, with the port where that is not usual.
        sign_on: the header in which the sign-on passes who is there. A request without it is
            refused, so nobody gets past the sign-on unnoticed.

    Raises:
        MissingExtra: the extra ``plandocs[desk]`` is not installed.
        InputError: the folder is a file, or ``plandocs.toml`` in it cannot be understood.
    """
    ensure_installed()
    from plandocs.desk.app import app_of
    from plandocs.desk.doors import SignOn
    from plandocs.desk.workspace import Workspace

    return app_of(Workspace(folder), SignOn(frozenset(hosts), sign_on))


def ensure_installed() -> None:
    """Find out whether what the desk needs is there.

    Raises:
        MissingExtra: it is not; the message says what to do.
    """
    try:
        import python_multipart  # noqa: F401  # asked for alone
        import starlette  # noqa: F401  # asked for alone
        import uvicorn  # noqa: F401  # asked for alone
    except ImportError as error:
        raise MissingExtra(
            "the desk needs starlette, uvicorn and python-multipart; run: "
            "pip install 'plandocs[desk]'"
        ) from error
