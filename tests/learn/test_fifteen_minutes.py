"""The commands of docs/forms.md lead from a blank to a roll-up, as they stand there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from plandocs.cli import plandocs as command_line
from tests.documents.notation import xml
from tests.documents.opc import document, docx
from tests.learn.test_learn_form import BLANK

PAGE = Path(__file__).parents[2] / "docs" / "forms.md"
STAFF = """Employee name,Manager,Team,Reason for the request
Priya Raman,Ana Cho,Policy,Caring for her mother
Lee Alder,Ana Cho,Reform,Study
"""


def _commands() -> list[str]:
    part = PAGE.read_text(encoding="utf-8").partition("in fifteen minutes\n")[2]
    blocks = re.findall(r"```sh\n(.*?)```", part.partition("\n## ")[0], re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_a_blank_nobody_described_is_filled_read_and_rolled_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flexible-work.docx").write_bytes(docx(document(xml(BLANK) + "<w:sectPr/>")))
    Path("staff.csv").write_text(STAFF, encoding="utf-8")
    commands = _commands()
    assert len(commands) == 6
    for line in commands:
        program, *arguments = shlex.split(line)
        result = CliRunner().invoke(command_line, arguments, standalone_mode=False)
        assert program == "plandocs"
        found = 1 if "check" in arguments[:1] else 0  # what is blank yet is a finding
        assert (result.exception, result.return_value) in ((None, 0), (None, found)), line
    plans = [json.loads(line) for line in Path("requests.jsonl").read_text().splitlines()]
    assert sorted(each["plan"]["employee_name"] for each in plans) == ["Lee Alder", "Priya Raman"]
    book = openpyxl.load_workbook("division.xlsx")
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Priya Raman", "Lee Alder", "Policy", "Reform"} <= cells
