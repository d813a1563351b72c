"""What strangers put into names has no power over the terminal, or over markdown."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

import plandocs
from plandocs.cli.console import say
from plandocs.display import as_markdown, harmless, one_line
from tests.commands import run

_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_WILD = ("a\x1b[2Kb", "a\rb", "a\nplandocs: done", "a\u202exb", "a\x9b31mb", "a\u2066b", "a\x07b")


@pytest.mark.parametrize("text", _WILD)
def test_what_steers_is_written_out_and_in_json_it_is_the_same(text: str) -> None:
    assert not _STEERS.search(harmless(text))
    assert "\n" not in one_line(text)
    told = json.dumps({text: [text]}, ensure_ascii=False)
    assert json.loads(harmless(told)) == {text: [text]}


@pytest.mark.parametrize("text", ["José 李", "a‍b", "عربى‎", "a\tb", "two\nlines", "✓"])
def test_what_is_only_unusual_stays(text: str) -> None:
    assert harmless(text) == text


def test_a_name_of_a_million_letters_is_not_all_of_a_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say(f"row 1, {'a' * 10**6}: it cannot be read")
    told = capsys.readouterr().err
    assert len(told) < 20_000
    assert told.startswith("row 1, a")
    assert told.endswith("it cannot be read\n")


def test_an_option_of_a_million_letters_is_not_all_of_a_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("parse", f"--{'a' * 10**6}") == 2
    told = capsys.readouterr().err
    assert len(told) < 20_000
    assert "no such option" in told


def test_markup_is_no_markup() -> None:
    assert as_markdown("[a](http://x) <b> *c* `d` | ~~e~~ # _f_") == (
        r"\[a\](http://x) \<b\> \*c\* \`d\` \| \~\~e\~\~ \# \_f\_"
    )


# What of these comes out by a way of its own; the rest goes the same way, and is tried with few.
_OWN_WAY_OUT = ("parse <> -o -", "check <>", "history <>")


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
@pytest.mark.parametrize(("wild", "line"), [(wild, line) for line in [
    "parse <> -o out.jsonl", "parse <> -o -", "parse <> gone-<> --explain -o -", "check <>",
    "check <> --json", "check <> --format markdown", "history <>", "history <> --format markdown",
    "history <> --json", "diff <> gone-<>", "rollup <> -o out.xlsx", "converse <> -o out",
    "carry <> --period 2027-28 -o out", "template check <>", "template tag <> -o out.docx",
    "update <> --set nothing-<>=x -o out.docx", "fill gone-<> -o out", "<>", "parse --<>",
] for wild in (_WILD if line.startswith(_OWN_WAY_OUT) else _WILD[:4])])  # fmt: skip
def test_a_name_steers_no_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    wild: str, line: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    name = f"{wild}.docx"
    plandocs.fill({"officer_name": "Ann *Lee*"}, tmp_path / name)
    run(*(each.replace("<>", name) for each in line.split(" ")))
    out, err = capfd.readouterr()
    assert not _STEERS.search(out + err)
    assert "\nplandocs: done" not in out + err


def test_a_name_is_no_markup_in_the_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    plandocs.fill({"officer_name": "Ann <b>[x](y)"}, tmp_path / "a_b_.docx")
    assert run("history", "a_b_.docx", "--format", "markdown") == 0
    out = capsys.readouterr().out
    assert r"## Ann \<b\>\[x\](y)" in out
    assert r"a\_b\_.docx" in out
