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
_RULES = {TIME: "time", QUALITY: "quality", RESULT: "result", OUTPUT: "output"}
_MOST_LEARNED = 20_000
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+|[%$]")
# The same words, three times as fast.
_TO_SPACES = "".join(
    each if _WORD.fullmatch(each) or each.isspace() else " " for each in map(chr, range(128))
)
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
    words = _words(measure.casefold())
    rules = _rules()
    return _kind(words, rules), any(map(rules.numbers.__getitem__, words))


def _words(low: str) -> list[str]:
    if not low.isascii():
        return _WORD.findall(low)
    return low.replace("%", " % ").replace("$", " $ ").translate(_TO_SPACES).split()


def _kind(words: list[str], rules: _Rules) -> str:
    """The kind with the most of its words in the measure; the earlier rule where two are level.

    The rules are in ``measures.toml``, in the order in which they win. A measure that no rule
    knows is an output: something that is made or done.
    """
    spoken = list(filter(None, map(rules.words.__getitem__, words)))
    if not rules.phrases.keys().isdisjoint(words):
        said = f" {' '.join(words)} "
        for lead in rules.phrases.keys() & words:
            spoken += [kind for phrase, kind in rules.phrases[lead] if phrase in said]
    return max(_RULES, key=spoken.count) if spoken else OUTPUT


class _Words(dict[str, str]):
    """The kind that each word speaks for, "" for none; words that begin so are learned."""

    def __init__(self) -> None:
        super().__init__()
        self.starts: list[tuple[str, str]] = []

    def __missing__(self, word: str) -> str:
        kind = next((kind for start, kind in self.starts if word.startswith(start)), "")
        if len(self) < _MOST_LEARNED:
            self[word] = kind
        return kind


class _Numbers(dict[str, bool]):
    """Whether each word is a number or a date, or has one in it."""

    def __missing__(self, word: str) -> bool:
        found = word in _SAYS_NUMBER or _DIGIT.search(word) is not None
        if len(self) < _MOST_LEARNED:
            self[word] = found
        return found


@dataclass(frozen=True)
class _Rules:
    """Words, and phrases by their first word, each with the kind that it speaks for."""

    words: _Words = field(default_factory=_Words)
    phrases: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    numbers: _Numbers = field(default_factory=_Numbers)

    def add(self, rule: str, kind: str) -> None:
        """Take up one line of the file."""
        if " " in rule:
            self.phrases.setdefault(rule.split()[0], []).append((f" {rule} ", kind))
        elif rule.endswith("*"):
            self.words.starts.append((rule[:-1], kind))
        else:
            self.words.setdefault(rule, kind)


@cache
def _rules() -> _Rules:
    text = (files(__package__) / "measures.toml").read_text(encoding="utf-8")
    listed: dict[str, list[str]] = tomllib.loads(text)
    rules = _Rules()
    for kind, key in _RULES.items():
        for rule in listed[key]:
            rules.add(rule, kind)
    return rules
