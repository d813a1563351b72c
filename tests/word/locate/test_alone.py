"""A bare "Date" in the header block is the meeting's, unless it may be anything else's."""

from __future__ import annotations

import pytest
from tests.word.locate.test_reshaped import read, strays, value

from plandocs.model.reading import Reading

_NAMES = 'tr(tc"Officer name" tc"Priya Raman" tc"Manager name" tc"Tom Alder")'
_LINES = 'p"Officer name: Priya Raman" p"Manager name: Tom Alder" '


def text(reading: Reading, field: str) -> str:
    """The words of a date or a signature."""
    found = value(reading, field)
    assert isinstance(found, dict)
    return str(found["text"])


@pytest.mark.parametrize(
    "header",
    [
        f'tbl({_NAMES} tr(tc"Division" tc"Reform" tc"Date:" tc"12 July 2026"))',
        f'tbl({_NAMES} tr(tc"Division: Reform" tc tc"Date: 12 July 2026" tc))',
        f'tbl({_NAMES} tr(tc"Officer signature" tc"Manager signature" tc"Date" tc"Period") '
        'tr(tc"PR" tc"TA" tc"12 July 2026" tc"2026-27"))',
        'tbl(tr(tc"Officer name" tc"Priya Raman") tr(tc"Officer signature" tc"PR") '
        'tr(tc"Manager signature" tc"TA") tr(tc"DATE" tc"12 July 2026"))',
        _LINES + 'p"Date: 12 July 2026"',
        _LINES + 'p"Division: Reform\tDate: 12 July 2026"',
        f'tbl(tr(tc(tbl({_NAMES} tr(tc"Date" tc"12 July 2026")) p)))',
        'p(r"Officer name: A" r(br) r"Officer signature: PR" r(br) r"Manager signature: TA" r(br) '
        'r"Date: 12 July 2026")',
    ],
)
def test_the_only_date_among_labels_of_the_header_block_is_the_meetings(header: str) -> None:
    reading = read(header="", before=header)
    assert text(reading, "meeting_date") == "12 July 2026"
    assert "12 July 2026" not in strays(reading)


@pytest.mark.parametrize(
    "header",
    [
        f'tbl({_NAMES} tr(tc"Officer signature" tc"PR" tc"Date" tc"12 July 2026"))',
        f'tbl({_NAMES} tr(tc"Date" tc"12 July 2026" tc"Date" tc"13 July 2026"))',
        'tbl(tr(tc"Officer name" tc"Priya Raman") tr(tc"Officer signature" tc"PR") '
        'tr(tc"Date" tc"12 July 2026") tr(tc"Manager signature" tc"TA"))',
        'tbl(tr(tc"Version" tc"3") tr(tc"Date" tc"12 July 2026")) ' + f"tbl({_NAMES})",
        f'tbl({_NAMES} tr(tc"Date" tc"12 July 2026" tc"Date of meeting" tc"1 July 2026"))',
        _LINES + 'p"Officer signature: PR\tDate: 12 July 2026"',
        f'p"Date: 12 July 2026" tbl({_NAMES})',
    ],
)
def test_a_date_that_may_be_a_signatures_or_a_covers_is_not_taken(header: str) -> None:
    reading = read(header="", before=header)
    assert "12 July" not in text(reading, "meeting_date")
    kept = [*strays(reading), text(reading, "officer_signature")]
    assert any("12 July 2026" in each for each in kept)
