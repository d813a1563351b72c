"""What a notebook shows: tables, in which people's words are text; and what a defect says."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.forms import SeniorExecutivePlan

PLAN = SeniorExecutivePlan(
    officer_name="Priya <b>Raman</b>",
    period="2026-27",
    officer_signature={"signed": True},
    outcomes=[{"outcome": "Waits & queues", "measures": ["Under 20 days", "None lost"]}],
)


def test_a_plan_is_shown_under_the_forms_own_labels() -> None:
    html = PLAN._repr_html_()
    assert "<td>Officer name</td><td>Priya &lt;b&gt;Raman&lt;/b&gt;</td>" in html
    assert "<td>Waits &amp; queues</td><td>• Under 20 days<br>• None lost</td>" in html
    assert "(signed)" in html
    assert "Career" not in html


def test_a_reading_shows_what_was_noticed_and_a_file_that_cannot_be_read_why(
    tmp_path: Path,
) -> None:
    data = plandocs.fill(PLAN.replace(meeting_date="some day <soon>"))
    html = plandocs.parse(data)._repr_html_()
    assert "some day &lt;soon&gt;" in html
    assert "unreadable-date" in html
    (broken,) = plandocs.parse_many([tmp_path / "no.docx"])
    assert "not-found" in broken._repr_html_()


def test_findings_and_differences_are_tables() -> None:
    found: Any = plandocs.check(PLAN)
    (checked,) = found
    assert found._repr_html_() == checked._repr_html_()
    assert "<caption>Priya &lt;b&gt;Raman&lt;/b&gt;</caption>" in checked._repr_html_()
    changes: Any = plandocs.diff(PLAN, PLAN.replace(manager_name="Tom <i>"))
    assert "<td>Tom &lt;i&gt;</td>" in changes._repr_html_()
    assert pickle.loads(pickle.dumps(changes)) == changes


def test_a_defect_says_where_it_was_and_what_to_send(monkeypatch: pytest.MonkeyPatch) -> None:
    from plandocs.reading import many

    def broken(*_: object, **__: object) -> object:
        names: dict[str, object] = {}
        return names["Priya"]

    monkeypatch.setattr(many, "read_form", broken)
    (reading,) = plandocs.parse_many([b"x"])
    error = reading.error
    assert isinstance(error, plandocs.InternalError)
    assert isinstance(error.__cause__, KeyError)
    assert "KeyError in plandocs.reading.many, line" in error.message
    assert "need not be sent" in error.message
    assert "Priya" not in error.message
