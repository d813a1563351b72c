"""The word notes name cases that are there, and the list of notes names every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PAGES = sorted((_ROOT / "docs" / "word-notes").glob("*.md"))
_CASES = _ROOT / "tests" / "cases" / "senior-executive-plan"


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_the_cases_that_a_page_names_are_there(page: Path) -> None:
    for line in re.findall(r"^Cases: (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        for case in re.findall(r"`([^`]+)`", line):
            assert (_CASES / case).is_dir(), case


def test_every_page_is_in_the_list() -> None:
    listed = (_ROOT / "docs" / "word-notes" / "README.md").read_text(encoding="utf-8")
    missing = [p.name for p in _PAGES if p.name != "README.md" and f"({p.name})" not in listed]
    assert missing == []
