"""Prompts that Word puts where nothing is filled in: text comes in, whether it is one goes out."""

from __future__ import annotations

import re

# The sentences that Word, Word Online and LibreOffice put into an empty control.
_PROMPT = re.compile(
    r"\s*[\[<]?(?:click(?: or tap)?(?: here)?(?: to| and)? (?:here )?(?:to |and )?"
    r"(?:enter|add|type|choose|insert|select)\b[^.\n]{0,40}"
    r"|(?:choose|select|pick) (?:an item|a date|a building block|an option)"
    r"|enter (?:text(?: here)?|a date|any content[^\n]{0,170}|date)"
    r"|type (?:your )?text(?: here)?|type here|insert text here|place ?holder text)[\]>]?\s*\.?\s*",
    re.IGNORECASE,
)
# What Word shows in an empty control that is bound to a property of the document.
_PROPERTY = re.compile(
    r"\s*\[(?:document |publish |company |author )?(?:title|subtitle|subject|author|company|manager"
    r"|keywords|category|comments|status|abstract|date|name|address|phone|fax|e-?mail)\]\s*",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\s*[\[<](?:please )?(?:insert|enter|type|add)\b[^\]>\n]{1,60}[\]>]\s*", re.IGNORECASE
)
# What blank forms print where a value goes, in their own words.
_INVITATION = re.compile(
    r"[\[<{(«][^\n]{1,80}[\]>})»]|(?:e\.?\s?g|for example|eg|example)\b[^\n]{0,120}"
    r"|(?:from|to|until|between|and|start|end|date|commencing|ending|x|d{1,2}|m{1,3}|y{2,4}|20|/|\W|_)+"
    r"|(?:please )?(?:insert|enter|type|print|sign)\b[^\n]{0,60}",
    re.IGNORECASE,
)
_FIRST = frozenset({"clic", "choo", "sele", "pick", "ente", "type", "inse", "plac"})
_INITIALS = "".join(sorted({each[0] for each in _FIRST}))
MAY_BE_PROMPT = rf"(?i:(?=[{_INITIALS}])(?:{'|'.join(sorted(_FIRST))}))|[\[< \t\xa0\n]"
"""A pattern for the start of a text that `may_be_prompt`."""
_LONGEST = 200
_CASES = {"s": "sS\u017f"}
PROMPT_STARTS = frozenset(
    first + second
    for each in _FIRST
    for first in _CASES.get(each[0], each[0] + each[0].upper())
    for second in (each[1], each[1].upper())
)
"""The two letters that a prompt in words begins with, in either case: most text has others."""


def is_prompt(text: str) -> bool:
    """Return whether this is nothing but a prompt such as "Click or tap here to enter text."."""
    return (
        len(text) < _LONGEST
        and text != ""
        and may_be_prompt(text)
        and _PROMPT.fullmatch(text) is not None
    )


def may_be_prompt(text: str) -> bool:
    """Whether a text, which has letters, begins as a prompt does."""
    return text[:4].casefold() in _FIRST or text[0] in "[< \t\xa0\n"


def is_prompt_of_control(text: str) -> bool:
    """Return whether an empty content control shows this by itself."""
    return is_prompt(text) or _PROPERTY.fullmatch(text) is not None


def is_request(text: str) -> bool:
    """Return whether this is only an agency's own prompt in brackets: "[Insert outcome]".

    Somebody may have typed it, too: it is kept as a text, and told.
    """
    return text.lstrip()[:1] in ("[", "<") and _REQUEST.fullmatch(text) is not None


def is_invitation(text: str) -> bool:
    """Return whether a blank prints this where a value goes: "[name]", "dd/mm/yyyy"."""
    return is_prompt(text) or _INVITATION.fullmatch(text.strip()) is not None
