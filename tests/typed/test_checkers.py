"""Code that uses plandocs passes the type checkers, and the page of all names runs."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import plandocs
from tests.structure.source import ROOT
from tests.typed.page import main
from tests.typed.written import PAGES, write

_SOURCE = ROOT / "src"


_START = "import plandocs\nfrom plandocs.forms import SeniorExecutivePlan\n"
_WRONG = (
    'SeniorExecutivePlan(officr_name="A")',
    "SeniorExecutivePlan(officer_name=[])",
    'plandocs.parse("a.docx", blnk="b.docx")',
    'len(plandocs.fill({"officer_name": "A"}, "a.docx"))',
    'print(next(plandocs.parse_many("a.docx")).plan.officer_name)',
)


def _run(folder: Path, *command: str) -> str:
    said = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, timeout=300,
        encoding="utf-8", env={**os.environ, "MYPYPATH": str(_SOURCE)},
    )  # fmt: skip
    return "" if said.returncode == 0 else said.stdout + said.stderr


def _mypy(folder: Path) -> str:
    return _run(folder, "mypy", "--strict", "--follow-imports=silent", ".")


def _pyright(folder: Path) -> str:
    settings = {"extraPaths": [str(_SOURCE)], "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    return _run(folder, "pyright", "--pythonpath", sys.executable)


@pytest.mark.long
@pytest.mark.parametrize(
    "checker",
    [pytest.param(_mypy, id="mypy"), pytest.param(_pyright, id="pyright")],
)
def test_what_is_written_passes_and_what_is_wrong_does_not(
    checker: Callable[[Path], str], tmp_path: Path
) -> None:
    assert len(write(tmp_path)) > 20
    for number, line in enumerate(_WRONG):
        (tmp_path / f"wrong_{number}.py").write_text(f"{_START}{line}\n", encoding="utf-8")
    lines = [
        line for line in checker(tmp_path).splitlines() if "error:" in line or "- error" in line
    ]
    assert [line for line in lines if "wrong_" not in line] == []
    assert [n for n in range(len(_WRONG)) if not any(f"wrong_{n}.py" in x for x in lines)] == []


def test_the_page_uses_every_public_name() -> None:
    (page,) = PAGES
    tree = ast.parse(page.read_text(encoding="utf-8"))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "plandocs"
    }
    assert set(plandocs.__all__) - used == set()


def test_the_page_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("plans", "plans/alone"):
        (tmp_path / name).mkdir()
    main(tmp_path, ROOT / "templates" / "senior-executive-plan.docx")
    said = capsys.readouterr().out
    assert "Priya Raman" in said
    assert "not-found: there is no such file" in said
