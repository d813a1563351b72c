"""A desk that is killed: what was said to be taken in is there, and nothing half."""

from __future__ import annotations

import http.client
import re
import time
from pathlib import Path

import pytest

from tests.desk.browser import RunningDesk
from tests.desk.conftest import SAMPLES

pytestmark = pytest.mark.long
PLANS = {each.name: each.read_bytes() for each in sorted((SAMPLES / "completed").iterdir())}


class _Client:
    def __init__(self, desk: RunningDesk) -> None:
        self._host = desk.base.removeprefix("http://")
        self._cookie = ""
        answer, _ = self.ask(desk.address.removeprefix(desk.base))
        self._cookie = (answer.getheader("set-cookie") or "").partition(";")[0]

    def ask(self, address: str) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection(self._host)
        connection.request("GET", address, headers={"Cookie": self._cookie})
        answer = connection.getresponse()
        return answer, answer.read().decode()

    def send(self, body: bytes, part: float = 1.0) -> http.client.HTTPConnection:
        """Send a drop, or so much of it."""
        connection = http.client.HTTPConnection(self._host)
        connection.putrequest("POST", "/returned")
        for name, value in (
            ("Cookie", self._cookie), ("Origin", f"http://{self._host}"),
            ("Content-Length", str(len(body))), ("Content-Type", "multipart/form-data; boundary=x"),
        ):  # fmt: skip
            connection.putheader(name, value)
        connection.endheaders()
        connection.send(body[: int(len(body) * part)])
        return connection


def _body() -> bytes:
    parts = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n'
        % (name.encode(), data)
        for name, data in PLANS.items()
    )
    return b"".join(parts) + b"--x--\r\n"


def _whole(folder: Path) -> int:
    """How many files came; each of them is whole, and nothing else is there."""
    found = list((folder / "returned").rglob("*")) if (folder / "returned").is_dir() else []
    assert all(PLANS[each.name] == each.read_bytes() for each in found if each.suffix == ".docx")
    return sum(1 for each in found if each.suffix == ".docx")


def test_a_drop_of_which_half_came_leaves_nothing(tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path)
    _Client(desk).send(_body(), 0.5)
    time.sleep(0.5)
    desk.kill()
    assert _whole(tmp_path) == 0
    again = RunningDesk(tmp_path)
    assert not list((tmp_path / ".desk").glob(".*.waiting"))
    assert again.end() == 0


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2, 0.6])
def test_a_desk_killed_while_it_takes_in_loses_nothing_that_was_said(
    tmp_path: Path, after: float
) -> None:
    desk = RunningDesk(tmp_path)
    answer = _Client(desk).send(_body()).getresponse()
    assert answer.status == 303
    time.sleep(after)
    desk.kill()
    taken = _whole(tmp_path)
    said = tmp_path / ".desk" / "activity.jsonl"
    if said.exists() and "12 files added" in said.read_text(encoding="utf-8"):
        assert taken == len(PLANS)
    again = RunningDesk(tmp_path)
    client = _Client(again)
    for _ in range(600):
        if re.search(r'"seen":"2.*"jobs":\[\]', client.ask("/work")[1]):
            break
        time.sleep(0.1)
    assert client.send(_body()).getresponse().status == 303
    for _ in range(600):
        if '"jobs":[]' in client.ask("/work")[1]:
            break
        time.sleep(0.1)
    assert _whole(tmp_path) == len(PLANS)
    assert not list((tmp_path / ".desk").glob(".*.waiting"))
    assert again.end() == 0
