"""`plandocs parse` never writes over what it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

import plandocs
from plandocs.cli import main


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
