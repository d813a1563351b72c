"""How a desk starts: its start icon, its port, a folder that cannot be used."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import plandocs
from plandocs.cli import plandocs as command_line
from plandocs.desk import server, shortcut
from tests.structure.source import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="a desktop entry is Linux's start icon")
def test_a_start_icon_takes_any_folder(tmp_path: Path) -> None:
    folder = tmp_path / 'cycle "$(reboot)" `x` 50%\n'
    path = shortcut.make_shortcut(folder, tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    (start,) = [line for line in lines if line.startswith("Exec=")]
    assert start.endswith(r'cycle \\"\\$(reboot)\\" \\`x\\` 50%% "')
    assert shortcut.make_shortcut(folder, tmp_path) == path


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"x")
    result = CliRunner().invoke(command_line, ["desk", str(tmp_path / "plan.docx"), "--no-browser"])
    assert isinstance(result.exception, plandocs.InputError)
    assert "this is a file; name a folder" in str(result.exception)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((server.LOCALHOST, 0))
        other.listen()
        with pytest.raises(plandocs.InputError, match="leave --port out"):
            server.serve(tmp_path, port=other.getsockname()[1], browser=False)


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process by a signal")
def test_a_desk_that_is_ended_at_once_is_done_and_leaves_no_page(tmp_path: Path) -> None:
    source = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    places = {"PYTHONPATH": source, "TMPDIR": str(tmp_path), "BROWSER": "true %s"}
    command = [sys.executable, "-m", "plandocs", "desk", str(tmp_path / "cycle")]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | places
    ) as process:
        assert process.stderr is not None
        assert "is open" in process.stderr.readline()
        process.terminate()
        assert process.wait(timeout=20) == 0  # and not once its page of a minute is gone
        assert "The desk is closed." in process.stderr.read()
    assert list(tmp_path.glob("plandocs-*")) == []


def test_what_goes_wrong_without_a_console_is_shown_in_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    monkeypatch.setattr(sys, "argv", ["plandocs-desk", str(tmp_path / "gone" / "cycle")])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shortcut.start()
    (page,) = tmp_path.glob("*.html")
    assert "is not there" in page.read_text(encoding="utf-8")
    assert shown == [page.as_uri()]
