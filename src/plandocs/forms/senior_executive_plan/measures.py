"""What kind of measure a text is, by stated rules.

The kinds are those of the guidance *Management by outcomes*: outputs, results of service delivery,
nature and quality of the work, time taken. The rules only suggest; HR can overrule each.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

OUTPUT, RESULT, QUALITY, TIME = (
    *("Output", "Result of service delivery", "Nature and quality", "Time taken"),
)
KINDS = (OUTPUT, RESULT, QUALITY, TIME)
# A mark for each kind, in the order in which the rules win, and its key in the file.
_MARKS = {"t": TIME, "q": QUALITY, "r": RESULT, "o": OUTPUT}
_IN_ORDER = tuple(_MARKS.values())
_RULES = {"t": "time", "q": "quality", "r": "result", "o": "output"}
_NUMBER = "#"
_PHRASE = "*"  # of a word that begins a phrase
_MOST_LEARNED = 20_000
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+|[%$]")
# The same words in lower case, several times as fast.
_TO_SPACES = "".join(
    each.lower() if _WORD.fullmatch(each) else " " for each in map(chr, range(128))
).encode() + bytes(range(128, 256))
_SAYS_NUMBER = frozenset(
    (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
        *("twelve", "twenty", "half", "every", "each", "all", "no", "none", "zero", "monthly"),
        *("weekly", "quarterly", "annual", "annually", "january", "february", "march", "april"),
        *("may", "june", "july", "august", "september", "october", "november", "december"),
    )
)


def judge(measure: str) -> tuple[str, bool]:
    """The kind of a measure, and whether it has a number or a date in it, also in words."""
    return _judged(_marks_in(_words(measure)))


def _judged(marks: str) -> tuple[str, bool]:
    """The kind that has most of the marks, and whether there is that of a number."""
    counts = list(map(marks.count, _MARKS))
    kind = _IN_ORDER[counts.index(most)] if (most := max(counts)) else OUTPUT
    return kind, _NUMBER in marks


def _words(measure: str) -> list[str]:
    if not measure.isascii():
        return _WORD.findall(measure.casefold())
    apart = measure.replace("%", " % ").replace("$", " $ ")
    return apart.encode().translate(_TO_SPACES).decode().split()


def _marks_in(words: list[str]) -> str:
    """The marks of what the words speak for: a kind for each, and that there is a number.

    The kind with the most is suggested; the earlier rule where two are level. The rules are in
    ``measures.toml``, in the order in which they win. A measure that no rule knows is an output:
    something that is made or done.
    """
    rules = _rules()
    marks = "".join(map(rules.words.__getitem__, words))
    if _PHRASE in marks:
        text = f" {' '.join(words)} "
        for lead in rules.phrases.keys() & words:
            for phrase, mark in rules.phrases[lead]:
                marks += mark if phrase in text else ""
    return marks


class _Words(dict[str, str]):
    """The marks of each word, "" for none; words that begin as a rule says are learned."""

    def __init__(self) -> None:
        super().__init__()
        self.starts: list[tuple[str, str]] = []

    def __missing__(self, word: str) -> str:
        marks = next((mark for start, mark in self.starts if word.startswith(start)), "")
        marks += _number(word)
        if len(self) < _MOST_LEARNED:
            self[word] = marks
        return marks


def _number(word: str) -> str:
    """The mark of a number or a date, where the word is one or has one in it."""
    return _NUMBER if word in _SAYS_NUMBER or _DIGIT.search(word) is not None else ""


@dataclass(frozen=True)
class _Rules:
    """Words, and phrases by their first word, each with the mark of what it speaks for."""

    words: _Words = field(default_factory=_Words)
    phrases: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, rule: str, mark: str) -> None:
        """Take up one line of the file."""
        if " " in rule:
            self.phrases.setdefault(rule.split()[0], []).append((f" {rule} ", mark))
        elif rule.endswith("*"):
            self.words.starts.append((rule[:-1], mark))
        else:
            self.words.setdefault(rule, mark + _number(rule))


@cache
def _rules() -> _Rules:
    text = (files(__package__) / "measures.toml").read_text(encoding="utf-8")
    listed: dict[str, list[str]] = tomllib.loads(text)
    rules = _Rules()
    for mark, key in _RULES.items():
        for rule in listed[key]:
            rules.add(rule, mark)
    for lead in rules.phrases:
        rules.words[lead] += _PHRASE
    return rules
