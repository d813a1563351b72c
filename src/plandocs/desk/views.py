"""Pages out of templates: what every page shows, and values in people's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from html import escape
from typing import Any, Final
from urllib.parse import quote, unquote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from plandocs.desk.receive import one
from plandocs.desk.workspace import Workspace

PAGES: Final = (
    ("/", "Overview"),
    ("/make", "Make plans"),
    ("/officers", "Officers"),
    ("/returned", "Returned"),
    ("/rollup", "Roll-up"),
    ("/next", "Next cycle"),
    ("/activity", "Activity"),
    ("/cycle", "This cycle"),
    ("/help", "Help"),
)
NAME_COOKIE: Final = "plandocs-name"
LONGEST_NAME: Final = 120
_NOON: Final = 12
_YEAR: Final = 365 * 24 * 3600


def workspace_of(request: Request) -> Workspace:
    """The workspace that a request is about."""
    space: Workspace = request.app.state.workspace
    return space


def who(request: Request) -> str:
    """Who is there; "" for the account of this computer."""
    return str(getattr(request.state, "who", ""))


def name_of(request: Request) -> str:
    """Who puts things right: who signed on, else the name that was typed in this browser."""
    typed = unquote(request.cookies.get(NAME_COOKIE, ""))
    return who(request) or " ".join(typed.split())[:LONGEST_NAME]


def typed_name(fields: Mapping[str, list[str]]) -> str:
    """The name that somebody typed in a form."""
    return " ".join(one(fields, "by").split())[:LONGEST_NAME]


def asked_name(request: Request, fields: Mapping[str, list[str]]) -> Response:
    """A page that asks for the name of who puts something right, and goes on with what was sent."""
    sent = [(key, value) for key, values in fields.items() if key != "by" for value in values]
    return page(request, "name.html", action=request.url.path, sent=sent)


def with_name(request: Request, answer: Response, fields: Mapping[str, list[str]]) -> Response:
    """An answer by which this browser remembers the name that was typed."""
    if (typed := typed_name(fields)) and not who(request):
        answer.set_cookie(
            NAME_COOKIE, quote(typed), max_age=_YEAR, httponly=True, samesite="strict", path="/"
        )
    return answer


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page out of its template."""
    space = workspace_of(request)
    cycle = values.pop("cycle", None) or space.cycle
    context = {
        "address": request.url.path,
        "pages": PAGES,
        "cycle": cycle,
        "seen": space.snapshot,
        "work": space.jobs.open(),
        "other_desks": space.others(),
        "local": request.app.state.local,
        "last": space.jobs.latest(request.url.path),
        "said": request.query_params.get("said", ""),
        **values,
    }
    space.page_shown.set()
    return HTMLResponse(_templates().get_template(name).render(context), status)


def back(request: Request, to: str, **query: str) -> Response:
    """Send the browser on to another page."""
    asked = urlencode({key: value for key, value in query.items() if value})
    return RedirectResponse(f"{to}?{asked}" if asked else to, 303)


def file_name(source: str) -> str:
    """A file's name without its folder, as either system writes it."""
    return source.replace("\\", "/").rpartition("/")[2]


@cache
def _templates() -> Environment:
    """The templates; whatever they print is text, escaped."""
    templates = Environment(
        loader=PackageLoader("plandocs.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(
        day=day, moment=moment, lines=_lines, query=_query, shown=_display_text
    )
    return templates


def day(value: date | None) -> str:
    """A day in words: "3 Aug 2026"; "" for none."""
    return "" if value is None else f"{value.day} {value:%b %Y}"


def moment(value: datetime | None) -> Markup:
    """A moment in this computer's time, which a browser puts into its own."""
    if value is None:
        return Markup("")
    local = value.astimezone()
    hour = (local.hour - 1) % _NOON + 1
    half = "am" if local.hour < _NOON else "pm"
    text = f"{day(local)}, {hour}:{local:%M} {half}"
    return Markup('<time datetime="{}">{}</time>').format(local.isoformat("T", "seconds"), text)


def _lines(value: object) -> Markup:
    return Markup(escape(str(value)).replace("\n", "<br>"))


def _query(values: Mapping[str, object]) -> str:
    return urlencode({key: value for key, value in values.items() if value not in ("", None)})


def _display_text(value: object) -> str:
    """A value of a table in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{day(value)}, {value:%H:%M}"
    return day(value) if isinstance(value, date) else str(value)
