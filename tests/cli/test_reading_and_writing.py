"""Commands that read plans and write plans: the next ones go into the agency's own form."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

import plandocs
from plandocs.cli import main
from plandocs.forms import SeniorExecutivePlan
from plandocs.forms.registry import form

WORDS = "Department of Harbours: keep a copy in the unit."


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """The official blank with an agency's own line, tagged."""
    made = docx.Document(io.BytesIO(form("senior-executive-plan").blank.read_bytes()))
    made.add_paragraph(WORDS)
    made.save(str(tmp_path / "agency.docx"))
    tagged = plandocs.tag_template(tmp_path / "agency.docx", tmp_path / "tagged.docx")
    assert tagged is not None
    return tmp_path / "tagged.docx"


def test_carried_plans_are_written_into_a_template(tmp_path: Path, template: Path) -> None:
    plan = SeniorExecutivePlan.model_validate(
        {"officer_name": "Priya Raman", "outcomes": [{"outcome": "Shorter waits"}]}
    )
    plandocs.fill(plan, tmp_path / "raman.docx")
    out = tmp_path / "next"
    arguments = [str(tmp_path / "raman.docx"), "--period", "2027-28", "-o", str(out)]
    with pytest.raises(SystemExit) as ended:
        main(["carry", *arguments, "--template", str(template)])
    assert ended.value.code == 0
    (written,) = out.glob("*.docx")
    assert WORDS in [p.text for p in docx.Document(str(written)).paragraphs]
    carried = plandocs.parse(written).plan
    assert isinstance(carried, SeniorExecutivePlan)
    assert [each.outcome for each in carried.outcomes] == ["Shorter waits"]
