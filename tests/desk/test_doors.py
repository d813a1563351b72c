"""Who is not let in: other names, other sites, other browsers, other desks, other accounts."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from plandocs.desk import create_app
from plandocs.desk.views import NAME_COOKIE
from tests.desk.conftest import HOST, ORIGIN, Desk

_PAGES = ("/", "/officers", "/returned", "/rollup", "/activity", "/cycle", "/help", "/work")


@pytest.mark.parametrize("page", [*_PAGES, "/static/desk.js", "/nothing"])
def test_nobody_is_let_in_without_the_cookie(samples: Desk, page: str) -> None:
    answer = samples.new_client().get(page)
    assert answer.status_code == 403
    assert "was not let in" in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1:9", "127.0.0.1"])
@pytest.mark.parametrize("page", ["/", "/open", "/static/desk.css"])
def test_a_name_that_is_bound_to_this_computer_opens_nothing(
    samples: Desk, host: str, page: str
) -> None:
    answer = samples.client.get(page, headers={"host": host})
    assert answer.status_code == 403
    assert "does not go by that name" in answer.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9", "file://"])
def test_a_form_on_another_site_does_nothing(samples: Desk, origin: str) -> None:
    answer = samples.client.post("/look", headers={"origin": origin})
    assert answer.status_code == 403
    assert samples.client.get("/", headers={"origin": origin}).status_code == 403


def test_a_form_without_an_origin_does_nothing(samples: Desk) -> None:
    assert samples.client.post("/look").status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_on_another_site_opens_nothing(samples: Desk, site: str) -> None:
    assert samples.client.get("/officers", headers={"sec-fetch-site": site}).status_code == 403


def test_the_address_is_good_once(desk: Desk) -> None:
    again = desk.new_client().get("/open", params={"token": desk.token})
    assert again.status_code == 403
    assert "used already" in again.text


@pytest.mark.parametrize("token", ["", "x", "é"])
def test_another_token_is_not_the_token(tmp_path: Path, token: str) -> None:
    desk = Desk(tmp_path)
    assert desk.client.get("/open", params={"token": token}).status_code == 403
    desk.enter()


def test_the_cookie_of_another_desk_opens_nothing(samples: Desk, desk: Desk) -> None:
    stranger = desk.new_client()
    stranger.cookies.update(samples.client.cookies)
    assert stranger.get("/").status_code == 403
    mine, others = ({*each.client.cookies.keys()} for each in (desk, samples))
    assert mine & others == {NAME_COOKIE}, "which lets nobody in"


def test_the_cookie_is_kept_from_scripts_and_other_sites(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    cookie = desk.client.get("/open", params={"token": desk.token}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


@pytest.mark.parametrize("page", [*_PAGES, "/static/desk.css", "/nothing"])
def test_each_answer_says_what_its_page_may_do(samples: Desk, page: str) -> None:
    headers = samples.client.get(page).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"].startswith("no-")


@pytest.mark.parametrize(
    "way",
    [
        "/static/../doors.py",
        "/static/..%2fdoors.py",
        "/static/%2e%2e/doors.py",
        "/made/..%2f..%2fplandocs.toml",
        "/made/%2fetc%2fpasswd",
        "/returned/..%2f..%2fetc%2fpasswd",
        "/officers/..%2f..%2f/file",
        "/made/division.plandocs",
        "/returned/division.plandocs",
        "/.desk/activity.jsonl",
        "/returned/",
        "/made",
        "/made/",
        "/static/",
        "/lists/roster.csv",
    ],
)
def test_no_address_leads_to_a_file_by_its_path(samples: Desk, way: str) -> None:
    answer = samples.client.get(way)
    assert answer.status_code in (307, 404)
    assert "officer_name" not in answer.text


def test_on_a_server_the_sign_on_says_who_is_there(tmp_path: Path) -> None:
    app = create_app(tmp_path, hosts=["plans.example"], sign_on="X-Who")
    with TestClient(app, base_url="https://plans.example", follow_redirects=False) as client:
        assert client.get("/").status_code == 403
        assert client.get("/", headers={"x-who": "d.whitlock"}).status_code == 200
        assert client.get("/", headers={"x-who": "d.whitlock", "host": HOST}).status_code == 403
        sent = {"x-who": "d.whitlock", "origin": "https://plans.example"}
        assert (
            client.post(
                "/cycle", headers=sent, files={"roster": ("r.csv", b"Name\nA. Lee\n")}
            ).status_code
            == 303
        )
        assert "d.whitlock" in client.get("/activity", headers=sent).text
        assert "Close the desk" not in client.get("/", headers=sent).text
        assert client.post("/cycle", headers={**sent, "origin": ORIGIN}).status_code == 403
