"""A word that is planted anywhere in a form comes out of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from lxml import etree

import plandocs
from tests.documents.opc import changed, entry
from tests.planted.places import W
from tests.planted.plant import (
    Planted,
    content_of,
    fate,
    fates,
    planted,
    planted_at,
    sources,
    text_of,
)

_LONG = 20_000


def _counted(first: int, count: int) -> tuple[Counter[str], list[str]]:
    every = [(case.told(found), found) for case, found in fates(first, count)]
    bad = [said for said, found in every if found in ("lost", "misplaced", "altered")]
    return Counter(found for _, found in every), bad


def _changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    return changed(content, {name: change(entry(content, name))})


def _planted(source: str, near: str, way: str) -> Planted:
    root = etree.fromstring(entry(content_of(source), "word/document.xml"))
    p = next(p for p in root.iter(W + "p") if text_of(p).startswith(near))
    case = planted_at(random.Random(1), source, "word/document.xml", p, way, "Zq9x")
    assert case is not None
    return case


@pytest.mark.slower
def test_a_planted_word_is_in_a_field_or_among_what_no_field_holds() -> None:
    counts, bad = _counted(1, 150)
    assert not bad
    assert counts["refused"] < 10


@pytest.mark.long
def test_none_of_twenty_thousand_words_is_lost() -> None:
    counts, bad = _counted(1_000_000, _LONG)
    assert not bad
    assert counts["refused"] < _LONG // 50


@pytest.mark.parametrize("name", ["Patchett Georgina.docx", "filled 3", "Raman Priya.docx"])
def test_words_in_a_lists_bullets_are_told(name: str) -> None:
    def with_words(part: bytes) -> bytes:
        return part.replace(b'<w:lvlText w:val="', b'<w:lvlText w:val="Zq7x ')

    content = _changed(sources()[name], "word/numbering.xml", with_words)
    reading = plandocs.parse(content)
    assert any("Zq7x" in each.text for each in reading.unmapped)
    assert not reading.clean


def test_a_word_that_is_taken_out_again_is_missed() -> None:
    case = planted(1)
    assert case is not None
    gone = _changed(case.content, "word/document.xml", lambda part: part.replace(b"Zq1x", b"z"))
    other = case._replace(content=gone)
    assert fate(other) == "lost"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Oops 4. Exemplifies personal drive and integrity", "Oops"),
        ("Exemplifies personal drive and integrity as agreed", "as agreed"),
    ],
)
def test_words_around_a_printed_capability_are_told(typed: str, told: str) -> None:
    printed = b"4. Exemplifies personal drive and integrity"

    def retyped(part: bytes) -> bytes:
        assert printed in part
        return part.replace(printed, typed.encode())

    reading = plandocs.parse(_changed(sources()["filled 0"], "word/document.xml", retyped))
    assert told in [each.text for each in reading.unmapped]
    assert len(reading.to_dict()["plan"]["leadership"]) == 5


@pytest.mark.parametrize(
    ("source", "near", "way"),
    [
        ("filled 1", "What the Manager is seeking in the working relationship", "line_below"),
        ("filled 1", "What the Officer is seeking in the working relationship", "below"),
        ("Whitford Daniel.docx", "Outline of the Officers career aspirations and goals", "below"),
        ("hard 116", "Performance measures(s)", "deleted"),
        ("Stannard Liam.docx", "2", "in_bullet"),
        ("filled 2", "Officer name", "described"),
        ("hard 350", "secondcopy44 words", "in_bullet"),
        ("hard 350", "secondcopy44 words", "in_prompt"),
    ],
)
def test_a_word_beside_a_label_or_a_rank_is_told_and_moves_no_value(
    source: str, near: str, way: str
) -> None:
    case = _planted(source, near, way)
    assert fate(case) == "kept"
    reading = plandocs.parse(case.content)
    assert any("Zq9x" in each.text for each in reading.unmapped)
    assert not reading.clean


def test_a_value_that_is_another_is_noticed() -> None:
    case = _planted("filled 2", "Officer name", "described")
    assert fate(case) == "kept"
    assert fate(case._replace(origin="filled 3")) == "altered"


def test_a_page_number_is_no_word_and_words_in_its_place_are() -> None:
    field = b'<w:fldSimple w:instr=" PAGE "><w:r><w:t>%s</w:t></w:r></w:fldSimple></w:p></w:ftr>'
    for shown, typed in ((b"4", False), (b"iv", False), (b"see Tom", True)):

        def changed(part: bytes, shown: bytes = shown) -> bytes:
            return part.replace(b"</w:p></w:ftr>", field % shown)

        reading = plandocs.parse(_changed(sources()["filled 0"], "word/footer1.xml", changed))
        assert any("see Tom" in each.text for each in reading.unmapped) is typed
        assert reading.clean is not typed
