"""A locale that is not UTF-8 changes no file's name, and ends no run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_NAME = "Zoë Łuk – 2026-27.docx"
_ORDINARY = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "utf-16"},
]
_RARE = [  # the same two ways of going wrong, by other names
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "xx_YY.nonsense", "PYTHONUTF8": "0"},
    {"LC_ALL": "C"},
    {"PYTHONIOENCODING": "latin-1:strict", "PYTHONUTF8": "0"},
]
_LOCALES = [*_ORDINARY, *(pytest.param(each, marks=pytest.mark.long) for each in _RARE)]


# Commands, one after the other in one Python; of each it is told how it ended.
_COMMANDS = """
import json, sys
from plandocs.cli import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments)
    except SystemExit as ended:
        print(arguments[0], ended.code, file=sys.stderr)
"""


def _run(locale: dict[str, str], *commands: list[str]) -> subprocess.CompletedProcess[bytes]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHONU"))}
    command = [sys.executable, "-c", _COMMANDS, json.dumps(commands)]
    return subprocess.run(command, env=kept | locale, capture_output=True, check=False, timeout=120)


@pytest.mark.slower
@pytest.mark.skipif(os.name != "posix", reason="locales of POSIX")
@pytest.mark.parametrize("locale", _LOCALES, ids=lambda each: "-".join(each.values()))
def test_any_locale_gives_the_same_files(tmp_path: Path, locale: dict[str, str]) -> None:
    data, made = tmp_path / "plans.json", tmp_path / "made"
    data.write_text(json.dumps([{"officer_name": "Zoë Łuk", "period": "2026-27"}]), "utf-8")
    fill = ["fill", str(data), "-o", str(made)]
    read = ["parse", str(made), "-o", "-"]
    done = _run(locale, fill, [*fill, "--all-or-nothing", "--force"], read)
    ends = [line for line in done.stderr.decode("utf-8").splitlines() if line.endswith(" 0")]
    assert ends == ["fill 0", "fill 0", "parse 0"], done.stderr
    assert [each for each in os.listdir(made) if each.endswith(".docx")] == [_NAME]
    receipt = json.loads((made / "fill-report.jsonl").read_text("utf-8").splitlines()[0])
    assert receipt["file"].endswith(_NAME)
    reading = json.loads(done.stdout.decode("utf-8"))
    assert reading["source"].endswith(_NAME)
    assert reading["plan"]["officer_name"] == "Zoë Łuk"
