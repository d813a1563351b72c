"""Prompts that Word puts where nothing is filled in: text comes in, whether it is one goes out."""

from __future__ import annotations

import re

# The sentences that Word, Word Online and LibreOffice put into an empty control.
_PROMPT = re.compile(
    r"\s*[\[<]?(?:click(?: or tap)?(?: here)?(?: to)? (?:here )?(?:to )?"
    r"(?:enter|add|type|choose|insert|select)\b[^.\n]{0,40}"
    r"|(?:choose|select|pick) (?:an item|a date|a building block|an option)"
    r"|enter (?:text|a date|any content[^\n]{0,80}|date)"
    r"|type (?:your )?text(?: here)?|insert text here|place ?holder text)[\]>]?\s*\.?\s*",
    re.IGNORECASE,
)
_FIRST = frozenset({"clic", "choo", "sele", "pick", "ente", "type", "inse", "plac"})
_LONGEST = 130


def is_prompt(text: str) -> bool:
    """Is this nothing but a prompt such as "Click or tap here to enter text."?"""
    front = text[:4].casefold()
    if front not in _FIRST and (not front or front[0] not in "[< \t\xa0\n"):
        return False
    return len(text) < _LONGEST and _PROMPT.fullmatch(text) is not None
