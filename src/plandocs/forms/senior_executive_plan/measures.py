"""What kind of measure a text is, by stated rules.

The kinds are those of the guidance *Management by outcomes*: outputs, results of service delivery,
nature and quality of the work, time taken. The rules only suggest; HR can overrule each.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

OUTPUT, RESULT, QUALITY, TIME = (
    *("Output", "Result of service delivery", "Nature and quality", "Time taken"),
)
KINDS = (OUTPUT, RESULT, QUALITY, TIME)
_IN_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *(
        "twelve",
        "twenty",
        "half",
        "every",
        "each",
        "all",
        "no",
        "none",
        "zero",
        "monthly",
        "weekly",
    ),
    *("quarterly", "annual", "annually", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_IN_WORDS)})\b", re.IGNORECASE)


def says_how_much(measure: str) -> bool:
    """Has the measure a number or a date in it, also in words?"""
    return _NUMBER.search(measure) is not None


@lru_cache(maxsize=65536)
def kind_of(measure: str) -> str:
    """The kind with the most of its words in the measure; the earlier rule where two are level.

    The rules are in ``measures.toml``, in the order in which they win. A measure that no rule
    knows is an output: something that is made or done.
    """
    scores = {kind: len(rule.findall(measure)) for kind, rule in _rules().items()}
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] else OUTPUT


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    text = (files(__package__) / "measures.toml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = tomllib.loads(text)
    return {
        kind: re.compile("|".join(f"(?:{word})" for word in words[key]), re.IGNORECASE)
        for kind, key in (
            (TIME, "time"),
            (QUALITY, "quality"),
            (RESULT, "result"),
            (OUTPUT, "output"),
        )
    }
