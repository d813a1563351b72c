"""Thousands of Word files that are no plan: none is read as one, each is refused with its code.

The files are data for tests only and not part of the project; without them the tests are skipped.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.corpus.test_corpus import _CODES, _CORPUS, _GUESSED_WRONG, _OPENS, listed, sample

import plandocs

_SECONDS = 10.0
_NO_PLAN = "not-this-form"

pytestmark = pytest.mark.skipif(
    not _CORPUS.is_dir(), reason=f"there are no Word files for tests at {_CORPUS}"
)


def codes_for(kind: str) -> set[str]:
    """The codes that a file of this class may have when it is read for a plan."""
    opens = _CODES.get(kind, {"not-docx"})
    return {_NO_PLAN if code == _OPENS else code for code in opens}


def disagreements(folder: Path, entries: list[tuple[str, str]]) -> list[str]:
    """What is wrong with the readings of these files, one line for each."""
    found = []
    paths = [folder / name for name, _ in entries]
    begin = time.perf_counter()
    for (name, kind), reading in zip(
        entries, plandocs.parse_many(paths, convert=False), strict=True
    ):
        seconds, begin = time.perf_counter() - begin, time.perf_counter()
        code = reading.error.code if reading.error else "a plan"
        allowed = codes_for(kind)
        expected_wrong = _GUESSED_WRONG.get(name.rpartition("/")[2])
        if code not in allowed and code != expected_wrong:
            found.append(f"{name} ({kind}): {code}, expected {sorted(allowed)}")
        if seconds > _SECONDS:
            found.append(f"{name}: took {seconds:.1f} seconds")
    return found


@pytest.mark.slower
def test_no_file_of_a_sample_is_read_as_a_plan(files: Path) -> None:
    entries = sample()
    assert len(entries) >= 300
    assert disagreements(files, entries) == []


@pytest.mark.long
def test_no_file_of_all_is_read_as_a_plan(files: Path) -> None:
    assert disagreements(files, list(listed())) == []
