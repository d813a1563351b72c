"""Make untrusted text safe to show in a terminal and in markdown.

Takes text with whatever a file name, a key or an author's name holds, and gives the same text,
without power over the terminal that shows it, or over the markup around it.
"""

from __future__ import annotations

import re

# Controls move the cursor and rewrite lines, lone surrogates cannot be written, and overrides of
# the direction show a name backwards.
_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile(r"[\t\n]")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


def harmless(text: str) -> str:
    r"""The text, its lines kept, with what steers a terminal as ``\u202e``: in JSON that is equal.

    >>> print(harmless("plan\x1b[2Kfdp"))
    plan\u001b[2Kfdp
    """
    return _STEERS.sub(_escaped, text)


def one_line(text: str) -> str:
    """The same, in one line: a line break in a name begins no message of its own."""
    return _BREAKS.sub(_escaped, harmless(text))


def as_markdown(text: str) -> str:
    """The text as markdown shows it, none of it taken for markup."""
    return _MARKUP.sub(r"\\\1", text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
