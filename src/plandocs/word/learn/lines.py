"""The labels in one line of text, each with the place behind it: rules, colons, boxes.

"Name: ____ Date: ____" has two, "☐ Yes ☐ No" is one place with its options. What a line cannot tell
by itself (a label with nothing behind it, words above or below a rule) is told of its `Piece`, and
:mod:`plandocs.word.learn.body` decides by the lines around it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from plandocs.word.learn.marks import BOX, RULE, choices_in, is_hint

_TOKEN = re.compile(
    rf"(?P<rule>{RULE})|(?P<box>{BOX})|(?P<gap>\t[\t ]*|[ \xa0]{{3,}})|(?P<colon>(?<!\d)[:：])"
    rf"|(?P<text>(?:(?!{RULE}|{BOX}|[\t:：]|[ \xa0]{{3,}}).|(?<=\d)[:：])+)",
    re.DOTALL,
)
_FRONT = re.compile(
    r"^\s*(?:[•‣◦▪●■*–—-]+\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]+\s+|\d{1,2}(?:\.\d{1,2})+\.?\s+)?"
)
_YES = re.compile(r"(?P<option>yes|no|n/?a)\b[ .,;]*(?P<rest>.{4,})", re.IGNORECASE | re.DOTALL)
_LONGEST = 240
_SHORT_RULE = 14
_OPTION = 60


class Piece(NamedTuple):
    """A label of a line: is there a rule behind it, a colon; its options; what is printed there."""

    label: str
    ruled: bool = False
    colon: bool = False
    options: tuple[str, ...] = ()
    printed: str = ""
    gap: bool = False  # a gap stands behind it


def label_text(text: str) -> str:
    """A label without the marker or number in front, and the colon behind."""
    return " ".join(_FRONT.sub("", text.strip(" \t\xa0:：.…_*-–—")).split())


def pieces_of(text: str) -> list[Piece]:
    """The labels of a line, in order; a line of plain words is one, without rule or colon."""
    tokens = [(match.lastgroup or "", match[0]) for match in _TOKEN.finditer(text)]
    if any(kind == "box" for kind, _ in tokens):
        return _with_boxes(tokens)
    if _rules_are_boxes(tokens):
        options = tuple(label_text(words) for kind, words in tokens if kind == "text")
        return [Piece("", options=tuple(filter(None, options)))]
    return _plain(tokens)


def _rules_are_boxes(tokens: list[tuple[str, str]]) -> bool:
    """Return whether short rules stand in front of words: "___ Monday ___ Tuesday"."""
    kinds = [kind for kind, text in tokens if kind != "gap" and text.strip()]
    rules = [text for kind, text in tokens if kind == "rule"]
    return (
        len(rules) > 1
        and kinds == ["rule", "text"] * len(rules)
        and all(len(rule) <= _SHORT_RULE for rule in rules)
    )


def _with_boxes(tokens: list[tuple[str, str]]) -> list[Piece]:
    """A line with boxes: the labels in front, each group of options, and what is written behind."""
    first = next(n for n, (kind, _) in enumerate(tokens) if kind == "box")
    result = _plain(tokens[:first])
    label = ""
    if result and not result[-1].ruled and (not result[-1].colon or len(result) == 1):
        label = result.pop().label
    options: list[str] = []
    extra: list[Piece] = []
    for group in _groups(tokens[first:]):
        words = "".join(text for kind, text in group if kind in ("text", "gap"))
        behind = _plain(group)
        split = _YES.match(words.strip())
        if split is not None and words.rstrip().endswith("?"):
            options.append(split["option"])
            result += [Piece(label, options=tuple(options)), *extra]
            label, options, extra = label_text(split["rest"]), [], []
            continue
        option = label_text(behind[0].label if behind else words)
        options += [option[:_OPTION]] if option else []
        extra += [each for each in behind if each.ruled or each.colon]
    return [*result, Piece(label, options=tuple(dict.fromkeys(options))), *extra]


def _groups(tokens: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """What stands behind each box, up to the next."""
    result: list[list[tuple[str, str]]] = []
    for kind, text in tokens:
        if kind == "box":
            result.append([])
        else:
            result[-1].append((kind, text))
    return result


def _plain(tokens: list[tuple[str, str]]) -> list[Piece]:
    """The labels of a line without boxes."""
    result: list[Piece] = []
    for number, (kind, text) in enumerate(tokens):
        last = result[-1] if result else None
        if kind == "text":
            _add_words(result, text, tokens, number)
        elif last is None:
            continue
        elif kind == "rule" and not last.ruled:
            result[-1] = last._replace(ruled=True)
        elif kind == "colon" and not last.ruled:
            result[-1] = last._replace(colon=True)
        elif kind == "gap":
            result[-1] = last._replace(gap=True)
    return [each for each in result if each.label and len(each.label) <= _LONGEST]


def _add_words(result: list[Piece], text: str, tokens: list[tuple[str, str]], number: int) -> None:
    words = text.strip(" \xa0")
    last = result[-1] if result else None
    if not any(each.isalnum() for each in words):
        return
    following = next((kind for kind, _ in tokens[number + 1 :] if kind != "gap"), "")
    asked = last is not None and (last.colon or last.label.endswith("?"))
    if asked and last is not None and not last.ruled and is_hint(words):
        return
    if (
        asked
        and last is not None
        and not last.ruled
        and (choices := choices_in(words))
        and not last.printed
    ):
        result[-1] = last._replace(printed=words, options=choices if len(choices) < 4 else ())
    elif last is not None and last.colon and not last.ruled and following not in ("colon", "rule"):
        result[-1] = last._replace(printed=f"{last.printed} {words}".strip())
    else:
        result.append(Piece(label_text(words)))
