"""Which tags open, divide and close blocks: in come a part's tags in order, out their pairs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.tags import Tag

_WORD = re.compile(r"\w+")
_CLOSERS = {"for": "endfor", "if": "endif", "with": "endwith", "set": "endset"}
_OPENED_BY = {closer: opener for opener, closer in _CLOSERS.items()}
_DIVIDERS = {"else": ("if", "for"), "elif": ("if",)}
CELL_WORDS = frozenset({"colspan", "cellbg", "vm", "hm"})
"""docxtpl's own statements about the cell that they stand in."""
STATEMENTS = frozenset({*CELL_WORDS, *_CLOSERS, *_OPENED_BY, *_DIVIDERS})
"""Every word that a statement may start with."""


def word(code: str) -> str:
    """The first word of a statement."""
    found = _WORD.match(code)
    return found.group() if found else ""


def opens(code: str) -> bool:
    """Whether the statement opens a block."""
    return word(code) in _CLOSERS and not (word(code) == "set" and "=" in code)


def captures(code: str) -> bool:
    """Whether the statement opens a block set, whose text becomes a value."""
    return word(code) == "set" and opens(code)


def closes(code: str) -> bool:
    """Whether the statement closes a block."""
    return word(code) in _OPENED_BY


@dataclass(frozen=True, slots=True)
class Block:
    """One block: the tag that opens it, those that divide it, the one that closes it."""

    tags: tuple[Tag, ...]


def pair(tags: list[Tag]) -> tuple[tuple[Block, ...], tuple[TemplateMistake, ...]]:
    """The blocks of a part, and what is opened and not closed, or the other way round."""
    open_blocks: list[list[Tag]] = []
    opened: Counter[str] = Counter()
    blocks: list[Block] = []
    findings: list[TemplateMistake] = []
    for tag in tags:
        first = word(tag.code) if tag.kind == "statement" else ""
        if first in _CLOSERS and opens(tag.code):
            open_blocks.append([tag])
            opened[first] += 1
        elif first in _DIVIDERS:
            if open_blocks and word(open_blocks[-1][0].code) in _DIVIDERS[first]:
                open_blocks[-1].append(tag)
            else:
                findings.append(_unopened(tag, " or ".join(_DIVIDERS[first])))
        elif first in _OPENED_BY:
            _close(tag, _OPENED_BY[first], open_blocks, opened, blocks, findings)
    findings += [_unclosed(left[0]) for left in open_blocks]
    return tuple(blocks), tuple(findings)


def _close(
    tag: Tag,
    opener: str,
    open_blocks: list[list[Tag]],
    opened: Counter[str],
    blocks: list[Block],
    findings: list[TemplateMistake],
) -> None:
    if not opened[opener]:
        findings.append(_unopened(tag, opener))
        return
    while word(open_blocks[-1][0].code) != opener:
        left = open_blocks.pop()[0]
        opened[word(left.code)] -= 1
        findings.append(_unclosed(left))
    opened[opener] -= 1
    blocks.append(Block((*open_blocks.pop(), tag)))


def _unopened(tag: Tag, opener: str) -> TemplateMistake:
    return mistake(
        "unopened-block",
        f"{tag.typed} has no {opener} before it",
        tag.place,
        f"Add the opening tag ({opener} …), or take this one out.",
    )


def _unclosed(tag: Tag) -> TemplateMistake:
    prefix = tag.level
    closer = f"{{%{prefix} {_CLOSERS[word(tag.code)]} %}}"
    return mistake(
        "unclosed-block", f"{tag.typed} is never closed", tag.place, f"Add {closer} after it."
    )
