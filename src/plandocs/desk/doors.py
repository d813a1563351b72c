"""Who may come in: by the address that was opened on this computer, or by an agency's sign-on.

A server on this computer is attacked by pages of other sites, by names that are bound to it, and by
other accounts of the same computer. So each request must name this server, must come from its own
pages, and must carry what only the browser has that was let in.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Final, Protocol

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTRANCE: Final = "/open"
_SAFE: Final = frozenset({"GET", "HEAD"})
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
_ENTERED: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="refresh" content="0;url=/"><title>The desk opens</title></head>
<body><p>The desk opens. <a href="/">Go on to the desk</a></p></body></html>"""


class Door(Protocol):
    """What lets requests in."""

    def refusal(self, request: Request) -> str:
        """Why a request is not let in, in a sentence; "" where it is."""

    def entered(self, request: Request) -> Response | None:
        """The answer to somebody who comes in at the entrance; None for every other address."""

    def who(self, request: Request) -> str:
        """Who is there; "" for the account of this computer."""


def origin_refusal(request: Request, hosts: frozenset[str]) -> str:
    """Why a request that is for another server, or from another site, is refused."""
    host = request.headers.get("host", "")
    if host not in hosts:
        return "This desk does not go by that name. Open the address that it was started with."
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return "This came from the page of another site, and was not done."
    if origin is None and request.method not in _SAFE:
        return "It cannot be told which page this came from, so it was not done."
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return "This came from the page of another site. Open the desk by its own address."
    return ""


@dataclass
class LocalDoor:
    """The door of a desk on this computer: a token that is good once, then a cookie.

    Attributes:
        hosts: what this server is called, with its port.
        token: what the address that is opened carries.
    """

    hosts: frozenset[str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _cookie: str = field(default_factory=lambda: f"plandocs-desk-{secrets.token_hex(8)}")
    _secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def refusal(self, request: Request) -> str:
        """Why a request is not let in."""
        if request.url.path == ENTRANCE and request.method == "GET":
            known = request.headers.get("host", "") in self.hosts
            return "" if known else "This desk does not go by that name."
        why = origin_refusal(request, self.hosts)
        if not why and not self._is_known(request):
            why = (
                "This browser was not let in. Open the address that the desk was started with, "
                "or start the desk again."
            )
        return why

    def entered(self, request: Request) -> Response | None:
        """Let a browser in that has the token, once."""
        if request.url.path != ENTRANCE:
            return None
        token = request.query_params.get("token", "")
        if self.token and hmac.compare_digest(token.encode(), self.token.encode()):
            self.token = ""
            answer = HTMLResponse(_ENTERED)
            answer.set_cookie(
                self._cookie, self._secret, httponly=True, samesite="strict", path="/"
            )
            return answer
        if self._is_known(request):
            return HTMLResponse(_ENTERED)
        return _refused("This address was used already, or is not whole. Start the desk again.")

    def who(self, request: Request) -> str:
        """The account of this computer."""
        return ""

    def _is_known(self, request: Request) -> bool:
        try:
            cookies = SimpleCookie(request.headers.get("cookie", ""))
        except CookieError:
            return False
        cookie = cookies.get(self._cookie)
        return cookie is not None and hmac.compare_digest(
            cookie.value.encode(), self._secret.encode()
        )


@dataclass(frozen=True)
class SignOn:
    """The door of a desk on a server: an agency's sign-on says in a header who is there."""

    hosts: frozenset[str]
    header: str

    def refusal(self, request: Request) -> str:
        """Why a request is not let in."""
        why = origin_refusal(request, self.hosts)
        if not why and not self.who(request):
            why = "The sign-on did not say who is there. Open the desk through the agency's own."
        return why

    def entered(self, request: Request) -> Response | None:
        """Nothing: the sign-on lets people in."""
        return None

    def who(self, request: Request) -> str:
        """Who is signed on."""
        return request.headers.get(self.header, "").strip()


class Guarded:
    """An app behind a door, with the headers that keep its pages to themselves."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        request = Request(scope)
        why = self._door.refusal(request)
        answer = _refused(why) if why else self._door.entered(request)
        scope["state"] = {**scope.get("state", {}), "who": self._door.who(request)}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                extra = [(k.encode(), v.encode()) for k, v in _HEADERS.items()]
                message["headers"] = [
                    *message["headers"], *(each for each in extra if each[0] not in names)
                ]  # fmt: skip
            await send(message)

        await (answer or self._app)(scope, receive, sent)


def _refused(why: str) -> Response:
    return PlainTextResponse(f"{why}\n", 403)
