"""Where a section is in the file twice, a table of something else behind it is still none of it."""

from __future__ import annotations

import plandocs
from tests.documents.filled_plan import before_section, edited

_OLD = (
    'tbl(tr(tc{gridSpan=3}"Section 1: Business (work) outcomes and performance measures") '
    'tr(tc"Business / work outcome" tc"Performance measures(s)" tc"Link to") '
    'tr(tc"1. Old outcome" tc"Old measure" tc"Old goal") '
    'tr(tc"2. Old aim" tc"Old sign" tc"Old link")) p'
)
_REVIEW = (
    'p"Mid-cycle review" tbl(tr(tc"Reviewed by" tc"Signature" tc"Date") '
    'tr(tc"Lee" tc"L Y" tc"5 Jan")) p'
)


def test_a_review_behind_a_sections_second_copy_is_none_of_its_rows() -> None:
    alone = plandocs.parse(edited())
    reading = plandocs.parse(edited(before_section(1, _OLD), before_section(2, _REVIEW)))
    assert reading.plan == alone.plan
    assert {"Lee", "L Y", "5 Jan", "Mid-cycle review"} <= {each.text for each in reading.unmapped}
