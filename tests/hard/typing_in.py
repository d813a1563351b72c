"""A value becomes the paragraphs that somebody typed: bullets, sub-bullets, breaks, markers."""

from __future__ import annotations

import random
from typing import Any

from tests.hard.pieces import Block, Cell, Draft, Para, Row, Table
from tests.hard.xml import run

BULLETS, DECIMALS, RANKS, OUTLINE, NAMES = (
    1,
    2,
    3,
    4,
    5,
)  # the lists of the hard documents' numbering part
SIGN = "•‣◦▪●○■□*·-–—"
ITEM_STYLES = (
    "plain", "auto", "style", "numbers", "outline", "breaks", "one-run-breaks", "nested",
    *(f"typed {sign}" for sign in SIGN), "typed 1.", "typed 1)", "typed (1)", "typed a.",
    "typed a)", "typed (a)", "typed i)", "typed (iv)",
    "word-bullets", "spaces", "font", "typed o tab", "typed o", "blank-between",
)  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def value(text: str, **more: Any) -> Para:
    """A typed paragraph that is part of a value."""
    return Para(text, typed=True, value=True, **more)


def prose(draft: Draft, text: str) -> list[Block]:
    """A text with newlines: paragraphs, or breaks in one paragraph."""
    if not text:
        return [Para()]
    if draft.rng.random() < 0.3:
        return [value(text)]
    return [value(line) for line in text.split("\n")]


def items(draft: Draft, texts: list[str], style: str) -> list[Block]:
    """The items of a measures or link cell in one of the styles people type them in."""
    if not texts:
        return [Para()]
    lines = any("\n" in text for text in texts)
    if style in ("breaks", "one-run-breaks") and len(texts) > 1 and not lines:
        return [value("\n".join(f"• {text}" for text in texts))]
    if style == "nested" and len(texts) > 1 and not lines:
        return [_nested(texts), Para()]
    if style == "blank-between":
        return [para for text in texts for para in (*_item(draft, text, "plain", 0), Para())]
    if style == "typed a." and (len(texts) < 2 or lines):
        style = "typed (a)"  # a letter with a dot is a marker only in sequence
    found: list[Block] = []
    for number, text in enumerate(texts):
        found += _item(draft, text, style, number)
    return found


def _nested(texts: list[str]) -> Table:
    rows = []
    for text in texts:
        first, _, rest = text.partition(" ")
        cells = [Cell([value(first)]), Cell([value(rest)])] if rest else [Cell([value(text)])]
        rows.append(Row(cells))
    return Table(rows, [1800, 2400])


def _item(draft: Draft, text: str, style: str, number: int) -> list[Block]:
    """One item: its first line, and its further lines as sub-bullets or breaks."""
    first, *more = text.split("\n")
    lead = marker(style, number)
    if lead:
        subs = [value(line, lead="- ", indent=720) for line in more]
        return [value(first, lead=lead, indent=240), *subs]
    if style == "auto":
        subs = [value(line, num=(BULLETS, 1)) for line in more]
        return [value(first, num=(BULLETS, 0)), *subs]
    if style == "word-bullets":
        subs = [value(line, style="WordBullet2") for line in more]
        return [value(first, style="WordBullet"), *subs]
    if style == "spaces":
        gap = draft.rng.choice(("\t", "\u00a0", "  "))
        subs = [value(line, lead="    –" + gap) for line in more]
        return [value(first, lead="•" + gap), *subs]
    if style == "font" and not more:
        look = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
        return [Para(runs=run("\uf0b7", look) + run("\t" + first), typed=True)]
    if style == "numbers":
        return [value(text, num=(DECIMALS, 0))]
    if style == "outline":
        subs = [value(line, num=(OUTLINE, 1)) for line in more]
        return [value(first, num=(OUTLINE, 0)), *subs]
    if style == "style":
        subs = [value(line, style="ListBullet2") for line in more]
        return [value(first, style="ListBullet"), *subs]
    if more and draft.rng.random() < 0.5:
        subs = [value(line, num=(BULLETS, 1)) for line in more]
        return [value(first, num=(BULLETS, 0)), *subs]
    return [value(text)]


def marker(style: str, number: int) -> str:
    """The marker in front of an item, "" where the style types none."""
    if not style.startswith("typed "):
        return ""
    kind = style.removeprefix("typed ")
    one, letter, roman = str(number + 1), "abcdefghij"[number], _ROMAN[number]
    if kind == "o tab":
        return "o\t"
    for sample, here in (("1", one), ("iv", roman), ("a", letter)):
        if sample in kind:
            return kind.replace(sample, here) + " "
    return "i) ".replace("i", roman) if kind == "i)" else kind + " "


def sub_bulleted(rng: random.Random, texts: list[str]) -> list[str]:
    """The same items, some of them joined as sub-bullets of the one before."""
    found: list[str] = []
    for text in texts:
        if found and rng.random() < 0.5:
            found[-1] += "\n" + text
        else:
            found.append(text)
    return found
