"""Addresses of a roster are kept in a state, used for nobody else, and forgotten."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

import plandocs
from plandocs.cli import main


def _roster(folder: Path, *lines: str) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join(("Id,Name,Branch,Email", *lines)) + "\n", "utf-8")
    return path


def _addresses(folder: Path, roster: Path, state: Path | None) -> dict[str, str]:
    done = plandocs.letters(
        [folder / "plan.docx"], folder / "letters", roster=roster, format="eml", force=True,
        state=state, convert=False,
    )  # fmt: skip
    return {each.officer_name: each.to for each in done.letters}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plandocs.fill({"officer_name": "Priya Raman", "id": "7"}, tmp_path / "plan.docx")
    return tmp_path


@pytest.fixture
def state(folder: Path) -> Path:
    """A state that was given the addresses of two."""
    state = folder / "division.plandocs"
    roster = _roster(folder, "7,Priya Raman,Ports,priya@x.gov.au", "8,Tom Alder,Ports,tom@x.gov.au")
    _addresses(folder, roster, state)
    return state


def test_a_later_roster_without_addresses_has_those_that_are_kept(
    folder: Path, state: Path
) -> None:
    roster = _roster(folder, "7,Priya Raman,Ports,", "8,Tom Alder,Ports,new@x.gov.au")
    assert _addresses(folder, roster, state) == {
        "Priya Raman": "priya@x.gov.au", "Tom Alder": "new@x.gov.au",
    }  # fmt: skip
    assert _addresses(folder, roster, None)["Priya Raman"] == ""
    assert b"@x.gov.au" not in (folder / "plan.docx").read_bytes()


@pytest.mark.parametrize("line", ["8,Tom Baker,Ports,", "9,Tom Alder,Ports,"])
def test_nobody_else_has_an_address_that_is_kept(folder: Path, state: Path, line: str) -> None:
    found = _addresses(folder, _roster(folder, "7,Priya Raman,Ports,", line), state)
    assert found[line.split(",")[1]] == ""


def test_who_is_forgotten_has_no_address_any_more(
    folder: Path, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["state", str(state), "--forget", "Priya Raman"])
    assert "the e-mail address are taken out" in capsys.readouterr().err
    gone = plandocs.State(state).forget("8")
    assert (gone.name, gone.addresses, gone.readings) == ("Tom Alder", 1, 0)
    assert b"@x.gov.au" not in state.read_bytes()


def test_a_state_that_was_given_no_address_has_no_place_for_one(folder: Path) -> None:
    state = folder / "other.plandocs"
    _addresses(folder, _roster(folder, "7,Priya Raman,Ports,"), state)
    tables = sqlite3.connect(state).execute("SELECT name FROM sqlite_master").fetchall()
    assert ("addresses",) not in tables
    assert ("readings",) in tables


def test_a_lists_addresses_are_in_the_receipt_which_is_a_roster_then_and_in_no_document(
    tmp_path: Path,
) -> None:
    data, folder = tmp_path / "staff.csv", tmp_path / "plans"
    lines = ("Officer,Email,Manager email", "Priya Raman,priya@x.gov.au,tom@x.gov.au", "Al Bo,,")
    data.write_text("\n".join(lines) + "\n", "utf-8")
    filled = list(plandocs.fill_many(plandocs.read_data(data), folder, report=True))
    assert [each.email for each in filled] == ["priya@x.gov.au", ""]
    receipt = (folder / "fill-report.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line).get("email") for line in receipt] == ["priya@x.gov.au", None]
    for each in filled:
        with zipfile.ZipFile(each.file) as package:
            assert not any(b"@x.gov.au" in package.read(name) for name in package.namelist())
    done = plandocs.letters(
        [folder], tmp_path / "letters", roster=folder / "fill-report.xlsx", format="text"
    )
    assert {each.officer_name: each.to for each in done.letters} == {
        "Priya Raman": "priya@x.gov.au", "Al Bo": "",
    }  # fmt: skip
