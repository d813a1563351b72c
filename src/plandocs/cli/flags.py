"""What the library calls an option, as the command line calls it.

In: a message of the library. Out: the same with ``force=True`` as ``--force``.
"""

from __future__ import annotations

import re

_SWITCH = re.compile(r"\b(force|ignore_rest|skip_hidden)=True\b")
_WITH_VALUE = re.compile(r"\b(labels|update|division|audience|set)=(?:\"([\w.-]+)\"|(?=[\w\"'<]))")
_ALONE = {
    re.compile(r"\bpassword=(?![\w\"'])"): "--ask-password, or --password-file FILE",
    re.compile(r"\btimeout=(?![\w\"'])"): "--timeout SECONDS",
}


def in_flags(message: str) -> str:
    """The message with the command line's own options.

    >>> in_flags("Choose another name, or replace it with force=True.")
    'Choose another name, or replace it with --force.'
    >>> in_flags('refresh it with update="all.xlsx" and division="Policy and Delivery"')
    'refresh it with --update all.xlsx and --division "Policy and Delivery"'
    >>> in_flags("teach it: labels=our-labels.toml; allow more time with timeout=.")
    'teach it: --labels our-labels.toml; allow more time with --timeout SECONDS.'
    """
    message = _SWITCH.sub(lambda found: f"--{found[1].replace('_', '-')}", message)
    message = _WITH_VALUE.sub(lambda found: f"--{found[1]} {found[2] or ''}", message)
    for option, flag in _ALONE.items():
        message = option.sub(flag, message)
    return message
