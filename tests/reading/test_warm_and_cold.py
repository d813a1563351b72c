"""What was read before changes nothing: a file is read the same, first or hundredth."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.documents.opc import MAIN, replaced
from tests.documents.small_form import built
from tests.hard.make import hard
from tests.hard.plans import samples

import plandocs
from plandocs.errors import PlandocsError
from plandocs.reading import blanks
from plandocs.word.view import fast
from plandocs.word.view.fast.memory import Memory

_ROWS = (
    'tr(tc"1. Shapes strategic thinking" tc"Leads") tr(tc"2. Achieves results" tc) '
    'tr(tc"3. Cultivates productive working relationships" tc) '
    'tr(tc"4. Exemplifies personal drive and integrity" tc"Listens") tr({} tc"Writes")'
)
_LAST = (
    'tc"5. Communicates with influence"',
    'tc"5. Innovates for the public good"',
    'tc(p"5. Communicates with influence" p"Discussed in June")',
    'tc(p"5. Communicates with influence, discussed in June")',
    "tc",
)


def outcome(content: bytes) -> Any:
    try:
        return plandocs.parse(content, convert=False).to_dict()
    except PlandocsError as error:
        return error.code


def retyped(old: str, new: str) -> bytes:
    """A filled plan whose body has other words in one place."""
    content = plandocs.fill(samples()[0])
    assert content is not None
    return replaced(content, (old, new), parts=MAIN)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has read nothing yet."""
    blanks.layouts_of.cache_clear()
    monkeypatch.setattr(fast, "_memory", Memory())


@pytest.mark.slower
def test_a_file_is_read_the_same_whatever_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = [hard(400 + number).content for number in range(40)]
    contents += [built({"leadership": _ROWS.format(last)}) for last in _LAST]
    contents += [built({"outcomes": f"tr({cells})"}) for cells in (
        'tc"1. A" tc"B" tc', 'tc"Business / work outcome" tc"B" tc"Link to"', 'tc"1." tc tc',
    )]  # fmt: skip
    numbered = 'tr(tc"1" tc"A" tc"B" tc) tr(tc"2" tc tc"C" tc)'
    contents += [built({"outcomes": numbered})]
    contents += [retyped(">Managers comments<", f">{new}<") for new in (
        "n/a", "1.", "Comments", "Managers comments",
    )]  # fmt: skip
    cold = []
    for content in contents:
        forget(monkeypatch)
        cold.append(outcome(content))
    forget(monkeypatch)
    rng = random.Random(3)
    for _ in range(3):
        order = rng.sample(range(len(contents)), len(contents))
        for number in order:
            assert outcome(contents[number]) == cold[number]


@pytest.mark.parametrize("field", [16, 24], ids=["check sum", "size"])
def test_a_part_that_others_share_is_damaged_also_where_theirs_is_not(field: int) -> None:
    content = hard(400).content
    entry = content.rindex(b"word/styles.xml") - 46
    damaged = bytearray(content)
    damaged[entry + field] ^= 1
    assert outcome(bytes(damaged)) == "corrupt"
    assert outcome(content) != "corrupt"
    assert outcome(bytes(damaged)) == "corrupt"
