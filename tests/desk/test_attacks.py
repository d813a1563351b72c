"""Each route of the app, and each field of each form on its pages, is attacked: none is on a list.

A route or a form that is added is attacked by these tests without being named in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from plandocs.desk import create_app, receive
from plandocs.errors import InputError
from tests.desk.conftest import HOST, ORIGIN, SAMPLES, Desk, lay_out, opened

_SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
_SECRET = "kept outside of the folder"
_NAMES = (
    *("..%2f..%2fsecret.txt", "%2e%2e%2f%2e%2e%2fsecret.txt", "..%5c..%5csecret.txt", "%2e%2e"),
    *("%2fetc%2fpasswd", "C%3a%5cWindows%5cwin.ini", "%00", "plandocs.toml%00.docx", "*", "~"),
    *("division.plandocs", "%3cscript%3ealert(1)%3c%2fscript%3e", "x" * 3000, "%ff%fe", "\u202e"),
)
_VALUES = (_SCRIPT, "../../secret.txt", "\0", "x" * 900, "=1+1", "\u202e")
_ANSWERS = frozenset({200, 204, 303, 307, 400, 403, 404, 405})


def _routes(app: Starlette) -> list[tuple[str, str]]:
    """Each route's method and path."""
    routes = [each for each in app.routes if isinstance(each, Route)]
    assert len(routes) == len(app.routes) > 30
    return [(m, r.path) for r in routes for m in sorted(r.methods or ()) if m != "HEAD"]


def _address(path: str, name: str = "0" * 20) -> str:
    return re.sub(r"\{\w+\}", name, path)


def _of(folder: Path) -> dict[str, str]:
    """What lies in a folder, but for the signs that desks are open."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "open"
    }


def _each_is_refused(app: Starlette, client: TestClient, headers: dict[str, str]) -> None:
    for method, path in _routes(app):
        answer = client.request(method, _address(path), headers=headers)
        assert answer.status_code == 403, (method, path)
        assert "<" not in answer.text, (method, path)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example", "origin": "http://evil.example"},
        {"host": "127.0.0.1:9", "origin": "http://127.0.0.1:9"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
    ],
)
def test_no_route_answers_another_name_or_another_site(
    samples: Desk, headers: dict[str, str]
) -> None:
    before = _of(samples.folder)
    _each_is_refused(samples.app, samples.client, headers)
    assert _of(samples.folder) == before


def test_no_route_answers_without_its_own_cookie(samples: Desk, desk: Desk) -> None:
    stranger = samples.new_client()
    _each_is_refused(samples.app, stranger, {"origin": ORIGIN})
    stranger.cookies.update(desk.client.cookies)
    _each_is_refused(samples.app, stranger, {"origin": ORIGIN})
    (name,) = (e for e in samples.client.cookies if e.startswith("plandocs-desk-"))
    stranger.cookies.set(name, samples.token)  # the token is not what the cookie has
    _each_is_refused(samples.app, stranger, {"origin": ORIGIN})


def test_no_route_takes_a_form_whose_origin_is_not_said(samples: Desk) -> None:
    for method, path in _routes(samples.app):
        if method != "GET":
            assert samples.client.request(method, _address(path)).status_code == 403, path


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-who": ""},
        {"x-who": "  "},
        {"x-remote-user": "d.whitlock"},
        {"x-who": "d.whitlock", "host": HOST},
        {"x-who": "d.whitlock", "origin": "https://evil.example"},
        {"x-who": "d.whitlock", "sec-fetch-site": "cross-site"},
    ],
)
def test_no_route_on_a_server_answers_past_the_sign_on(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    app = create_app(tmp_path / "cycle", hosts=["plans.example"], sign_on="X-Who")
    with TestClient(app, base_url="https://plans.example", follow_redirects=False) as client:
        _each_is_refused(app, client, {"origin": "https://plans.example", **headers})


def test_a_page_on_a_server_cannot_end_it(tmp_path: Path) -> None:
    app = create_app(tmp_path / "cycle", hosts=["plans.example"], sign_on="X-Who")
    headers = {"x-who": "d.whitlock", "origin": "https://plans.example"}
    with TestClient(app, base_url="https://plans.example", follow_redirects=False) as client:
        assert client.post("/close", headers=headers).status_code == 303
        assert client.get("/help", headers=headers).status_code == 200


def test_no_name_in_an_address_leads_anywhere(samples: Desk) -> None:
    (samples.folder.parent / "secret.txt").write_text(_SECRET)
    settings = "the settings are no page"
    (samples.folder / "notes.txt").write_text(settings)
    before = _of(samples.folder)
    for method, path in _routes(samples.app):
        if "{" not in path:
            continue
        for name in _NAMES:
            address = _address(path, name)
            answer = samples.client.request(method, address, headers={"origin": ORIGIN})
            assert answer.status_code in _ANSWERS - {200, 204}, (method, address)
            assert _SECRET not in answer.text
            assert settings not in answer.text
            assert "<script>alert" not in answer.text, (method, address)
    (samples.folder / "notes.txt").unlink()
    before.pop("notes.txt")
    assert _of(samples.folder) == before


class _Forms(HTMLParser):
    """The forms of a page, each with its address and the fields that it sends; and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((has.get("method", "get"), has.get("action", ""), {}))
        elif tag == "a":
            self.links.append(has.get("href", ""))
        elif self.forms and tag in ("input", "select", "textarea", "button") and has.get("name"):
            self.forms[-1][2].setdefault(has["name"], has.get("value", ""))


def _pages(desk: Desk) -> Iterator[tuple[str, str]]:
    """Pages of the desk, found by their links: one for each way of asking."""
    seen, waiting = set[str](), ["/"]
    while waiting:
        address = waiting.pop()
        parts = urlsplit(address)
        asked = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
        shape = re.sub(r"[0-9a-f]{20}", "*", parts.path) + "?" + ",".join(asked)
        if shape in seen or not parts.path.startswith("/") or parts.netloc:
            continue
        seen.add(shape)
        answer = desk.client.get(address.partition("#")[0])
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield address, answer.text
        links = _Forms(answer.text).links
        waiting += [f"{parts.path}{each}" if each.startswith("?") else each for each in links]


@pytest.fixture(scope="module")
def open_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    lay_out(folder := tmp_path_factory.mktemp("attacked") / "cycle")
    (folder.parent / "secret.txt").write_text(_SECRET)
    yield from opened(folder)


def test_nothing_asked_for_in_an_address_is_more_than_words(open_desk: Desk) -> None:
    names = {"said", "page", "token", "down", "document", "correct", "add", "place", "row"}
    pages = dict(_pages(open_desk))
    assert len(pages) > 20
    for address, text in pages.items():
        names |= {name for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)}
        for method, _, fields in _Forms(text).forms:
            names |= set(fields) if method == "get" else set()
    for path in {urlsplit(address).path for address in pages}:
        for value in _VALUES:
            answer = open_desk.client.get(path, params=dict.fromkeys(sorted(names), value))
            assert answer.status_code in _ANSWERS, (path, value)
            assert "<script>alert" not in answer.text, path
            assert "<img src=x" not in answer.text, path
            assert _SECRET not in answer.text


@pytest.mark.long
def test_nothing_that_a_form_sends_is_more_than_words(open_desk: Desk) -> None:
    outside = open_desk.folder.parent
    before = {path for path in outside.rglob("*") if open_desk.folder not in path.parents}
    attacked = set[tuple[str, str]]()
    for page, text in list(_pages(open_desk)):
        for method, action, fields in _Forms(text).forms:
            path = re.sub(r"[0-9a-f]{20,}", "*", action or page.partition("?")[0])
            if method != "post" or path in ("/close", "/samples"):
                continue
            kinds = {n: v for n, v in fields.items() if n in ("do", "kind")}
            for name in fields:
                place = (f"{path} {kinds}", re.sub(r"[\d.\[\]]+|:.*", "*", name))
                if place in attacked:
                    continue
                attacked.add(place)
                for value in _VALUES:
                    answer = open_desk.client.post(
                        action or page.partition("?")[0],
                        data={**fields, name: value},
                        headers={"origin": ORIGIN, "referer": f"{ORIGIN}{page.partition('#')[0]}"},
                    )
                    assert answer.status_code in _ANSWERS, (place, value, answer.text)
                    assert "<script>alert" not in answer.text, place
                    assert _SECRET not in answer.text, place
    assert len(attacked) > 60
    for _ in range(10):
        open_desk.settle()
    for page, text in _pages(open_desk):
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
        assert _SECRET not in text, page
    assert {p for p in outside.rglob("*") if open_desk.folder not in p.parents} == before


@pytest.mark.parametrize("name", ["returned", "lists", "made", "to-send", "forms"])
def test_no_folder_that_is_a_link_out_is_read_or_written(tmp_path: Path, name: str) -> None:
    (outside := tmp_path / "outside").mkdir()
    lay_out(folder := tmp_path / "cycle", plans=2)
    if (mine := folder / name).exists():
        for each in mine.iterdir():
            each.rename(outside / each.name)
        mine.rmdir()
    (outside / "roster.csv").write_text("Name\nOutside Person\n")
    mine.symlink_to(outside, target_is_directory=True)
    before = _of(outside)
    for desk in opened(folder):
        roster = ("roster", ("roster.csv", b"Name\nA. Lee\n"))
        plan = ("file", ("a.docx", (SAMPLES / "completed" / "Raman Priya.docx").read_bytes()))
        for address, sent, fields in (
            ("/returned", plan, {}),
            ("/cycle", roster, {}),
            ("/make/list", ("file", roster[1]), {}),
            ("/make/plans", None, {}),
            ("/rollup", ("x", ("", b"")), {"kind": "xlsx"}),
        ):
            answer = desk.client.post(
                address, files=[sent] if sent else None, data=fields, headers={"origin": ORIGIN}
            )
            assert answer.status_code in (303, 400), address
            desk.settle()
        pages = "".join(text for _, text in _pages(desk))
        assert "Outside Person" not in pages
        if name == "returned":
            assert "is a link out of this folder" in pages
    assert _of(outside) == before


@pytest.mark.parametrize("name", ["plandocs.toml", "division.plandocs"])
def test_no_file_that_is_a_link_out_is_read_or_written(tmp_path: Path, name: str) -> None:
    (outside := tmp_path / "outside").write_text('period = "1999-00"')
    lay_out(folder := tmp_path / "cycle", plans=1)
    (folder / name).symlink_to(outside)
    for desk in opened(folder):
        answer = desk.client.get("/")
        assert "is a link out of this folder" in answer.text
        desk.client.post("/cycle", data={"period": "2026-27"}, headers={"origin": ORIGIN})
        desk.settle()
        assert "1999-00" not in answer.text
    assert outside.read_text() == 'period = "1999-00"'


def test_a_desk_s_own_folder_is_no_link_out(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (folder := tmp_path / "cycle").mkdir()
    (folder / ".desk").symlink_to(tmp_path / "outside", target_is_directory=True)
    with pytest.raises(InputError, match="link out of this folder"):
        Desk(folder)


def test_the_bounds_are_those_that_are_said() -> None:
    said = (64 * 2**20, 5_000, 2 * 2**30)
    assert said == (receive.FILE_BYTES, receive.FILES, receive.DROP_BYTES)
