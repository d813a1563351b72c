"""Messages name options as whoever reads them calls them, and a file's name stays what it is."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import plandocs
from plandocs.advice import Advice, Option, in_flags
from plandocs.cli import main

_NAME = 'force=True and update="x" timeout=.docx'


def test_a_message_is_in_the_librarys_words_and_has_those_of_the_command_line() -> None:
    said = Advice("replace ", _NAME, " with ", Option("force", True), " or ", Option("timeout"))
    assert said == f"replace {_NAME} with force=True or timeout="
    assert said.flags == f"replace {_NAME} with --force or --timeout SECONDS"
    assert [each.name for each in said.options] == ["force", "timeout"]


def test_advice_can_be_a_part_of_advice_and_travels_between_processes() -> None:
    inner = Advice("use ", Option("skip_hidden", True))
    said = pickle.loads(pickle.dumps(Advice("row 2: ", inner)))
    assert (said, said.flags) == ("row 2: use skip_hidden=True", "row 2: use --skip-hidden")
    assert in_flags("no advice, force=True") == "no advice, force=True"


def test_an_error_names_its_options_and_keeps_them_when_it_is_pickled() -> None:
    error = plandocs.OutputError(Advice("replace it with ", Option("force", True), "."), _NAME)
    for each in (error, pickle.loads(pickle.dumps(error))):
        assert str(each) == f"{_NAME}: replace it with force=True."
        assert each.flags == f"{_NAME}: replace it with --force."
        assert each.options == (Option("force", True),)


def test_a_file_called_like_an_option_is_named_as_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("force=True.xlsx").write_bytes(b"HR's own")
    with pytest.raises(SystemExit):
        main(["workbook", "-o", "force=True.xlsx"])
    said = capsys.readouterr().err
    assert said.startswith("plandocs: force=True.xlsx: this file is there already")
    assert "replace it with --force." in said
    with pytest.raises(plandocs.OutputError, match="replace it with force=True"):
        plandocs.workbook("force=True.xlsx")
