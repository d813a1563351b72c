"""How right, how complete and how silent a reader's answers are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from .answer import Answer

_SPACES = re.compile(r"[\s\u00a0]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_MARKERS = re.compile(r"^(?:[•‣◦▪●○■□*·–—-]\s+|\(?\d{1,2}[.)]\s+)+")
_WORD = re.compile(r"\w+")


@dataclass
class Score:
    """Counts over documents; the shares of a table are made from them."""

    documents: int = 0
    values: int = 0  # places that somebody filled
    right: int = 0
    plans_right: int = 0  # documents with every value right and none invented
    wrong_and_silent: int = 0  # values that are wrong, missing or invented, and nobody is told
    refused: int = 0  # completed forms that were not recognised
    words: int = 0
    words_lost: int = 0
    others: int = 0
    others_taken: int = 0  # other forms that were taken for one of the three

    def __add__(self, other: Score) -> Score:
        pairs = zip(asdict(self).values(), asdict(other).values(), strict=True)
        return Score(*(a + b for a, b in pairs))


def scored(truth: dict[str, Any], answer: Answer) -> Score:
    """The score of one document. A refused form is not wrong and silent: the person is told."""
    if truth["form"] is None:
        return Score(others=1, others_taken=answer.form is not None)
    expected = {path: value for path, value in truth["values"].items() if _normal(value)}
    words = _count([*expected.values(), *truth["extra"]])
    lost = words - _count([*answer.values.values(), *answer.other])
    found = Score(1, len(expected), words=words.total(), words_lost=lost.total())
    if answer.form != truth["form"]:
        found.refused = 1
        return found
    wrong = [
        path for path in {*expected, *answer.values}
        if _normal(expected.get(path, "")) != _normal(answer.values.get(path, ""))
    ]  # fmt: skip
    found.right = len(expected) - len([path for path in wrong if path in expected])
    found.plans_right = not wrong
    found.wrong_and_silent = len([path for path in wrong if not _doubted(path, answer.doubts)])
    return found


def _normal(value: Any) -> tuple[str, ...]:
    """The lines of a value without markers and odd spaces: how a list is kept decides nothing."""
    texts = value if isinstance(value, list) else [value]
    lines = (line for text in texts for line in str(text or "").split("\n"))
    plain = (_SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", s))) for s in lines)
    return tuple(s for s in (_MARKERS.sub("", line.strip()).strip() for line in plain) if s)


def _count(texts: list[Any]) -> Counter[str]:
    return Counter(w for text in texts for line in _normal(text) for w in _WORD.findall(line))


def _doubted(path: str, doubts: set[str]) -> bool:
    return any(path.startswith(doubt) or doubt.startswith(path) for doubt in doubts if doubt)
