"""A desk without a server: its app, asked by a client that has come in."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from plandocs.desk.app import app_of
from plandocs.desk.doors import LocalDoor
from plandocs.desk.views import NAME_COOKIE
from plandocs.desk.workspace import Workspace
from tests.desk.browser import _FLAGS, CHROMIUM
from tests.structure.source import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"
SAMPLES = ROOT / "samples"


class Desk:
    """A desk and its client."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.space = Workspace(folder, timeout=None)
        self.door = LocalDoor(frozenset({HOST, "localhost:8000"}))
        self.token = self.door.token
        self.app = app_of(self.space, self.door)
        self.client = self.new_client()

    def new_client(self) -> TestClient:
        """A client that was not let in yet."""
        return TestClient(self.app, base_url=ORIGIN, follow_redirects=False)

    def enter(self) -> None:
        """Let the client in, which has typed its name once."""
        self.client.cookies.set(NAME_COOKIE, "Ann%20Example")
        assert self.client.get("/open", params={"token": self.token}).status_code == 200

    def get(self, address: str) -> str:
        """The text of a page."""
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def post(self, address: str, **data: str | list[str]) -> None:
        """Send a form, and wait for what it begins."""
        answer = self.client.post(address, data=data, headers={"origin": ORIGIN})
        assert answer.status_code == 303, answer.text
        self.settle()

    def drop(self, *files: tuple[str, bytes], to: str = "/returned", field: str = "file") -> None:
        """Drop files on a page, and wait until they are taken in."""
        sent = [(field, file) for file in files]
        answer = self.client.post(to, files=sent, headers={"origin": ORIGIN})
        assert answer.status_code == 303, answer.text
        self.settle()

    def settle(self) -> None:
        """Wait until no work is under way."""
        for _ in range(600):
            if not self.space.jobs.open():
                return
            time.sleep(0.02)
        raise AssertionError("the work does not end")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of a file, where there is one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield browser
        browser.close()


def lay_out(folder: Path, plans: int = 12) -> None:
    """A cycle with the samples."""
    (folder / "returned").mkdir(parents=True)
    (folder / "lists").mkdir()
    for each in sorted((SAMPLES / "completed").iterdir())[:plans]:
        shutil.copy(each, folder / "returned")
    for name in ("roster", "objectives", "themes"):
        shutil.copy(SAMPLES / f"{name}.csv", folder / "lists")


def opened(folder: Path) -> Iterator[Desk]:
    """A desk that is open, with a client that was let in."""
    desk = Desk(folder)
    with desk.client:
        desk.enter()
        desk.settle()
        yield desk


@pytest.fixture(scope="package")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of the samples, for tests that change nothing."""
    lay_out(folder := tmp_path_factory.mktemp("cycle"))
    yield from opened(folder)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of a new folder."""
    yield from opened(tmp_path / "cycle")
