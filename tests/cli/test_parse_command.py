"""`plandocs parse`: whatever lies there has its line, and nothing that is read is written over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import plandocs
from plandocs.cli import main
from tests.documents.small_form import built
from tests.word.locate.relatives import RELATIVES


def test_a_file_that_is_read_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = plandocs.fill({"officer_name": "Ann Lee"})
    assert content is not None
    plan = tmp_path / "plan.docx"
    plan.write_bytes(content)
    with pytest.raises(SystemExit) as left:
        main(["parse", str(plan), "-o", str(plan), "--force"])
    assert left.value.code == 2
    assert "choose another name" in capsys.readouterr().err
    assert plan.read_bytes() == content


def run(arguments: list[str]) -> object:
    with pytest.raises(SystemExit) as left:
        main(["parse", *arguments])
    return left.value.code


@pytest.mark.skipif(sys.platform != "linux", reason="pipes, devices and names of any bytes")
def test_pipes_devices_and_names_that_are_no_text_have_their_line(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe.docx")
    (folder / "zeros.docx").symlink_to("/dev/zero")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.docx")).write_bytes(b"")
    output = tmp_path / "plans.json"
    assert run([str(folder), "x" * 5000, "-o", str(output)]) == 1
    codes = [each["error"]["code"] for each in json.loads(output.read_text("utf-8"))]
    assert codes == ["not-docx", "not-docx", "corrupt", "not-found"]


def test_a_blank_that_cannot_be_read_is_told_before_any_file_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.docx").write_bytes(b"")
    output = tmp_path / "plans.jsonl"
    blank = str(tmp_path / "blank.docx")
    assert run([str(tmp_path / "plan.docx"), "-o", str(output), "--blank", blank]) == 2
    assert blank in capsys.readouterr().err
    assert not output.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_password_is_read_from_a_file_of_any_editor(tmp_path: Path, encoding: str) -> None:
    from plandocs.cli.options import _password

    (tmp_path / "word").write_text("päss\n", encoding=encoding)
    assert _password(str(tmp_path / "word"), False) == "päss"


def test_no_standard_output_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.docx").write_bytes(b"")
    monkeypatch.setattr(sys, "stdout", None)
    assert run([str(tmp_path / "plan.docx"), "-o", "-"]) == 2
    assert "no standard output" in capsys.readouterr().err


def test_a_blank_path_is_not_the_folder_at_hand(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["parse", "", "-o", "-"])
    assert left.value.code == 2
    assert "blank" in capsys.readouterr().err


def test_a_folder_can_be_read_again_into_the_data_that_lies_in_it(tmp_path: Path) -> None:
    content = plandocs.fill({"officer_name": "Ann Lee"})
    assert content is not None
    (tmp_path / "plan.docx").write_bytes(content)
    output = tmp_path / "plans.jsonl"
    assert run([str(tmp_path), "-o", str(output)]) == 0
    assert run([str(tmp_path), "-o", str(output), "--force"]) == 0
    (line,) = output.read_text("utf-8").splitlines()
    assert json.loads(line)["plan"]["officer_name"] == "Ann Lee"
    assert run([str(output), "-o", str(output), "--force"]) == 2


def test_a_blank_that_is_no_form_is_told_before_any_file_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, minutes = tmp_path / "plan.docx", tmp_path / "minutes.docx"
    content = plandocs.fill({"officer_name": "Ann Lee"})
    assert content is not None
    plan.write_bytes(content)
    minutes.write_bytes(built({"body": RELATIVES["minutes"]}))
    assert run([str(plan), "-o", str(tmp_path / "x.jsonl"), "--blank", str(minutes)]) == 2
    assert "minutes.docx: this is named as" in capsys.readouterr().err


def test_a_blank_name_for_the_output_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan.docx", "-o", ""]) == 2
    assert "name a file" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("request_to_end", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_request_to_end_leaves_nothing_half_done(tmp_path: Path, request_to_end: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.docx").write_bytes(b"")
    command = [
        sys.executable, "-c",
        "import os, signal, sys, time, plandocs.cli as cli\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
        "import plandocs.cli.parse as parse\n"
        "def lines(*_):\n"
        f"    os.kill(os.getpid(), signal.{request_to_end})\n"
        "    return iter([time.sleep(0.01) for _ in range(3000)])\n"  # another thread may take it
        "parse._lines = lines\n"
        "cli.main(sys.argv[1:])",
        "parse", str(tmp_path / "in"), "-o", str(tmp_path / "plans.jsonl"),
    ]  # fmt: skip
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 130
    assert ended.stderr.strip() == "Interrupted. What was finished is whole."
    assert [each.name for each in tmp_path.iterdir()] == ["in"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_request_to_end_counts_where_ctrl_c_is_ignored_as_in_the_background(
    tmp_path: Path,
) -> None:
    (tmp_path / "plan.docx").write_bytes(b"")
    program = (
        "import os, signal, sys, time\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "signal.signal(signal.SIGTERM, signal.SIG_DFL)\n"
        "import plandocs.cli as cli, plandocs.cli.parse as parse\n"
        "def lines(*_):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    return iter([time.sleep(0.01) for _ in range(3000)])\n"
        "parse._lines = lines\n"
        "cli.main(sys.argv[1:])\n"
    )
    paths = [str(tmp_path / "plan.docx"), "-o", str(tmp_path / "plans.jsonl")]
    ended = subprocess.run(
        [sys.executable, "-c", program, "parse", *paths],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 130
    assert not (tmp_path / "plans.jsonl").exists()
