"""Markers at the start of a paragraph are not text; what only looks like one is."""

import pytest

from plandocs.normal.markers import is_empty, normal_items, normal_numbered, normal_prose

TAKEN_OFF = """
• Reduce waits | Reduce waits
‣ Reduce waits | Reduce waits
◦ Reduce waits | Reduce waits
▪ Reduce waits | Reduce waits
● Reduce waits | Reduce waits
○ Reduce waits | Reduce waits
■ Reduce waits | Reduce waits
□ Reduce waits | Reduce waits
* Reduce waits | Reduce waits
· Reduce waits | Reduce waits
- Reduce waits | Reduce waits
– Reduce waits | Reduce waits
— Reduce waits | Reduce waits
o Reduce waits | Reduce waits
1. Reduce waits | Reduce waits
12. Reduce waits | Reduce waits
1) Reduce waits | Reduce waits
12) Reduce waits | Reduce waits
(1) Reduce waits | Reduce waits
(12) Reduce waits | Reduce waits
(1)Reduce waits | Reduce waits
(a) Reduce waits | Reduce waits
a) Reduce waits | Reduce waits
A) Reduce waits | Reduce waits
(B) Reduce waits | Reduce waits
(a)Reduce waits | Reduce waits
i) Reduce waits | Reduce waits
(i) Reduce waits | Reduce waits
(iv) Reduce waits | Reduce waits
xii) Reduce waits | Reduce waits
(xxxviii) Reduce waits | Reduce waits
• 1. 1.5 million | 1.5 million
• 1.5 million | 1.5 million
1. 5 million | 5 million
- - Reduce waits | Reduce waits
1. (a) i) Reduce waits | Reduce waits
(1) (a) Reduce waits | Reduce waits
(1)(a) Reduce waits | Reduce waits
• ☐ Business | ☐ Business
- 5 % | 5 %
12. July 2026 | July 2026
(c) 2026 | 2026
"""

TEXT = """
•Reduce waits
1.5 million saved
1.Reduce waits
3)Reduce waits
10 staff
100. Reduce waits
2026. A good year
2026-27 budget
5-10 per cent
-5 % on last year
--
1: Reduce waits
1 – Reduce waits
1 - Reduce waits
☐ Business
☒ Business ☐ Professional
✓ Done
A. Fong
P. J. Raman
E. coli
e. coli counts
v. important
a. Reduce waits
ii. Reduce waits
II) Reduce waits
(II) Reduce waits
(see note) Reduce waits
(s)he leads
(re)design the form
(2026) Reduce waits
(03) 6232 1234
(ic) x
ab) Reduce waits
iiii) Reduce waits
Outcome 3: Reduce waits
O Reduce waits
of course
1st of all
24/7 support
3D printing
#1 priority
+ Reduce waits
> Reduce waits
"""


def _lines(table: str) -> list[str]:
    return table.strip().split("\n")


@pytest.mark.parametrize("line", _lines(TAKEN_OFF))
def test_a_marker_is_not_part_of_the_text(line: str) -> None:
    typed, _, value = line.partition(" | ")
    assert normal_items([typed]) == (value,)
    assert normal_prose(typed) == value


@pytest.mark.parametrize("typed", [line for line in _lines(TEXT) if line != "--"])
def test_what_only_looks_like_a_marker_is_text(typed: str) -> None:
    assert normal_items([typed]) == (typed,)
    assert normal_prose(typed) == typed


@pytest.mark.parametrize("typed", ["E. coli", "A. Fong", "1.5 million", "24/7 support", "3.0 FTE"])
def test_words_and_amounts_stay_in_outcome_cells_too(typed: str) -> None:
    assert normal_numbered(typed) == typed


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "•", "-", "–", "—", "---", "- -", "1.", "2)", "(3)", "a)", "(iv)", "• 1.", "o",
     "\u00ad", "*"],
)  # fmt: skip
def test_nothing_but_a_marker_or_a_dash_is_empty(text: str) -> None:
    assert is_empty(text)
    assert normal_items([text]) == ()


@pytest.mark.parametrize("text", ["1", "x", "n/a", "0", "?", "☐", "a.", "Nil", "…", "- x"])
def test_anything_else_is_not_empty(text: str) -> None:
    assert not is_empty(text)
