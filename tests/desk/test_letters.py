"""Letters are seen before they are written: what fits each, or of one kind; the merge list."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import pytest
from openpyxl import load_workbook

from tests.desk.conftest import ORIGIN, Desk

_KEY = re.compile(r'href="/officers/([0-9a-f]{20})">([^<]+)<')


def _keys(desk: Desk, *names: str) -> list[str]:
    found = {unescape(name): key for key, name in _KEY.findall(desk.get("/officers"))}
    return [found[each] for each in names]


def _seen(desk: Desk, address: str, **data: str | list[str]) -> str:
    answer = desk.client.post(address, data=data, headers={"origin": ORIGIN})
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_letters_are_seen_before_any_is_written(samples: Desk) -> None:
    before = len(list((samples.folder / "made").glob("*")))
    keys = _keys(samples, "Hamish Drury", "Liam Stannard")
    page = _seen(samples, "/officers", do="see", key=keys)
    assert "Dear Hamish Drury" in page
    assert "We have not yet received" in page
    assert "Dear Liam Stannard" in page
    assert "Bronte" not in page
    assert len(list((samples.folder / "made").glob("*"))) == before
    assert not list((samples.folder / ".desk").glob("*waiting*"))


def test_of_a_kind_that_is_not_true_no_letter_is_written(samples: Desk) -> None:
    keys = _keys(samples, "Hamish Drury", "Liam Stannard")
    page = _seen(samples, "/letters", kind="reminder", key=keys)
    assert "Dear Hamish Drury" in page
    assert "Dear Liam Stannard" not in page
    assert "No letter is written" in page


def test_what_was_seen_is_written_and_the_merge_list_alone(samples: Desk) -> None:
    keys = _keys(samples, "Hamish Drury", "Liam Stannard")
    samples.post("/letters/write", do="letters", kind="reminder", key=keys)
    assert [n for n in _zip(samples) if "/" not in n] == [
        "Hamish Drury – reminder.docx", "merge.xlsx",
    ]  # fmt: skip
    samples.post("/letters/write", do="merge", key=keys)
    (address,) = re.findall(r'href="(/made/\w+)">Download', samples.get("/officers"))
    book = load_workbook(io.BytesIO(samples.client.get(address).content))
    assert "Hamish Drury" in {cell.value for row in book.worksheets[0].rows for cell in row}


def _zip(desk: Desk) -> list[str]:
    (address,) = re.findall(r'href="(/made/\w+)">Download', desk.get("/officers"))
    with zipfile.ZipFile(io.BytesIO(desk.client.get(address).content)) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/letters", {"kind": ""}),
        ("/letters", {"kind": "harm", "all": "1"}),
        ("/letters/write", {"do": "harm", "all": "1"}),
        ("/letters/write", {"do": "letters", "key": "../../etc"}),
        ("/officers", {"do": "see", "key": "<script>"}),
    ],
)
def test_nobody_chosen_and_nothing_known_are_said(
    samples: Desk, address: str, data: dict[str, str]
) -> None:
    answer = samples.client.post(address, data=data, headers={"origin": ORIGIN})
    assert answer.status_code == 400
    assert "This was not done" in answer.text


@pytest.mark.parametrize("address", ["/letters", "/letters/write"])
def test_no_letter_is_written_for_a_page_of_another_site(samples: Desk, address: str) -> None:
    for headers in ({}, {"origin": "http://evil.example"}):
        answer = samples.client.post(address, data={"all": "1"}, headers=headers)
        assert answer.status_code == 403
