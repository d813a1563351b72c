"""The map leads to files that exist."""

from __future__ import annotations

import re

from tests.structure.source import PACKAGE, ROOT

_PLACE = re.compile(r"`([\w./-]+)`")
_ROWS = 20


def rows() -> list[str]:
    lines = (ROOT / "docs" / "map.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("| ") and "`" in line]


def test_every_place_of_the_map_exists() -> None:
    found = [place for row in rows() for place in _PLACE.findall(row)]
    places = [place for place in found if "/" in place or "." in place]
    gone = [each for each in places if not (PACKAGE / each).exists() and not (ROOT / each).exists()]
    assert gone == []


def test_the_map_answers_twenty_requests_with_three_places_at_most() -> None:
    assert len(rows()) >= _ROWS
    for row in rows():
        where = row.split("|")[2]
        assert 1 <= len(_PLACE.findall(where)) <= 4, where
