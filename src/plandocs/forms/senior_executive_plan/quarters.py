"""When a learning need falls due: the quarter that its timing speaks of.

Takes text such as "Priya to book by 31 July 2026; program in October 2026" and gives "Jul–Sep
2026", by the first month with a year, or the first named quarter; "" where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plandocs.remembered import remembered

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "|".join(_MONTHS)
_QUARTERS = ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec")
_IN_WORDS = re.compile(
    rf"\b({_NAMES})[a-z]*\.?(?:\s*(?:[–—-]|to|and)\s*(?:\d+ )?({_NAMES})[a-z]*\.?)?,?\s+(20\d\d)\b",
    re.IGNORECASE,
)
_IN_NUMBERS = re.compile(r"\b\d{1,2}[/.-](\d{1,2})[/.-]((?:20)?\d\d)\b")
# A quarter of a financial year counts from July.
_NAMED = re.compile(r"\bQ([1-4])[ ,]*(?:of )?(?:FY ?)?(20\d\d)([-–/]\d\d)?", re.IGNORECASE)


@remembered(8192, longest=300)
def quarter_in(text: str) -> str:
    """The quarter of the first month, with its year, that the text names."""
    found: list[tuple[int, int, int]] = []
    if match := _IN_WORDS.search(text):
        first, last = (_MONTHS.index((name or match[1]).casefold()) for name in match.group(1, 2))
        # "September – March 2027" begins in the year before.
        found.append((match.start(), int(match[3]) - (first > last), first // 3))
    if (match := _IN_NUMBERS.search(text)) and 1 <= int(match[1]) <= 12:
        year = int(match[2]) + (2000 if len(match[2]) == 2 else 0)
        found.append((match.start(), year, (int(match[1]) - 1) // 3))
    if match := _NAMED.search(text):
        years, quarter = divmod(int(match[1]) + 1, 4) if match[3] else (0, int(match[1]) - 1)
        found.append((match.start(), int(match[2]) + years, quarter))
    if not found:
        return ""
    _, year, quarter = min(found)
    return f"{_QUARTERS[quarter]} {year}"


def in_order(quarters: Iterable[str]) -> tuple[str, ...]:
    """Quarters as they follow, each once."""
    return tuple(
        sorted(set(quarters) - {""}, key=lambda text: (text[-4:], _QUARTERS.index(text[:-5])))
    )
