"""What forms print where something is to be filled in: rules, dots, boxes, hints, choices."""

from __future__ import annotations

import re

_BETWEEN = r"(?:[ \xa0]*/[ \xa0]*|[ \xa0]+|(?<=…)(?=\.)|(?<=\.)(?=…))"
RULE = rf"(?:_{{3,}}|\.{{5,}}|…{{2,}}|-{{6,}})(?:{_BETWEEN}(?:_{{2,}}|\.{{2,}}|…+))*"
"""A rule to write on: underscores, dots; several with slashes between are one."""
_RULE = re.compile(RULE)
_BLANK = re.compile(r"[\s\u00a0_.…/|–—-]*")
BOX = r"(?:[☐☒☑□❏❑▢◻○◯]|\[[ \xa0_]{0,3}\]|\([ \xa0]{1,3}\))"
_HINT = re.compile(
    r"\(.{2,200}\)|\[.{1,120}\]|<.{1,120}>|«.{1,80}»|\{.{1,80}\}"
    r"|(?:e\.g\.?|for example|example:|eg:).{1,160}|(?:d{1,2}|m{1,3}|y{2,4}|[/. -])+",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]?\s*", re.IGNORECASE)
_CHOICES = re.compile(r"\(?\s*([\w][\w\s.&'’-]{0,28}(?:\s*/\s*[\w][\w\s.&'’-]{0,28}){1,7})\s*\)?")
_DEFAULT = re.compile(r"[$€£]?\s*0(?:[.,]0+)?\s*%?|n/?a|tb[acd]", re.IGNORECASE)


def is_blank(text: str) -> bool:
    """Return whether nothing is printed here but a rule, dots or spaces."""
    return _BLANK.fullmatch(text) is not None


def is_rule(text: str) -> bool:
    """Return whether this is a rule to write on, and nothing else."""
    return _RULE.search(text) is not None and not any(map(str.isalnum, text))


def is_hint(text: str) -> bool:
    """Return whether this only says what to write: "(Any notes)", "dd/mm/yyyy", "e.g. …"."""
    return _HINT.fullmatch(text.strip()) is not None


def is_counter(text: str) -> bool:
    """Return whether this is a row's number and nothing else."""
    return _NUMBERS.fullmatch(text.strip()) is not None


def is_default(text: str) -> bool:
    """Return whether this stands where nothing was filled in yet: "0", "$ 0.00", "n/a"."""
    return _DEFAULT.fullmatch(text.strip()) is not None


def is_numbered_room(text: str) -> bool:
    """Return whether these are the numbers of lines still to write: "1. 2. 3."."""
    lines = text.split("\n")
    return len(lines) > 1 and all(is_counter(line) for line in lines if line.strip())


def choices_in(text: str) -> tuple[str, ...]:
    """The words to choose from: "Yes/No", "(High / Medium / Low)"; () where it is no choice."""
    match = _CHOICES.fullmatch(text.strip())
    if match is None:
        return ()
    words = [" ".join(each.split()) for each in match[1].split("/")]
    return tuple(words) if len(set(words)) == len(words) and all(words) else ()
