"""File names out of people's words: safe on Windows, macOS, Linux and SharePoint.

A pattern such as ``{division_branch}/{officer_name} – {period}`` becomes a relative path that no
system refuses, whatever the words are; unique without regard to case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from string import Formatter

from plandocs.errors import InputError
from plandocs.normal.characters import normalized

_LONGEST = 100  # UTF-16 units of a name, with its suffix
_LONGEST_PATH = 200  # of all its folders, so that it and the folder it goes into fit in 260
_LOOKED_AT = 1000  # of a text's letters
_MOST_BYTES = 240  # of 255 that Linux takes
_DEEPEST = 5
_RESERVED = re.compile(
    r"(?i)^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³]|desktop|thumbs)"
    r"(?= *(?:\.|$))|^forms$"
)
_SHAREPOINT = re.compile(r"(?i)_vti_")
_SWAPS = str.maketrans(
    {
        **dict.fromkeys("/\\|:", "-"),
        **dict.fromkeys("\n\r\t", " "),
        **dict.fromkeys("?*", ""),
        '"': "'",
        "<": "(",
        ">": ")",
    }
)
_SWAPPED = re.compile(f"[{re.escape(''.join(map(chr, _SWAPS)))}]")
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DANGLING = " –—_,-"
_EMPTY_BETWEEN = re.compile(r"(\s[–—_-])(?:\s+[–—_-](?=\s))+")


def check_pattern(pattern: str, known: frozenset[str]) -> None:
    """Find out, before any work, whether a pattern can be used.

    Raises:
        InputError: it leads out of the folder, or names a field that is not known.
    """
    try:
        pieces = list(Formatter().parse(pattern))
    except ValueError as error:
        message = f"in the name {pattern!r} a brace stands alone; write each field as {{field}}."
        raise InputError(message) from error
    for _, name, form, conversion in pieces:
        if name is not None and (name not in known or form or conversion):
            fields = ", ".join(sorted(known))
            raise InputError(f"the name {pattern!r} asks for {{{name}}}; known are: {fields}.")
    steps = pattern.replace("\\", "/").split("/")
    if pattern.startswith(("/", "\\", "~")) or ".." in steps or re.match(r"[A-Za-z]:", pattern):
        raise InputError(f"the name {pattern!r} leads out of the folder; name places inside it.")
    if len(steps) > _DEEPEST:
        raise InputError(f"the name {pattern!r} is more than {_DEEPEST} folders deep.")
    if not any(name for _, name, _, _ in pieces):
        raise InputError(f"the name {pattern!r} is the same for every plan; put a field in it.")


@lru_cache(maxsize=32)
def fields_in(pattern: str) -> frozenset[str]:
    """The fields that a pattern asks for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name)


def name_from(pattern: str, values: Mapping[str, str], suffix: str = ".docx") -> str:
    """The pattern with these values, as a safe relative path with ``/`` between folders.

    A value never makes a folder of its own, and a dash next to a blank value goes.

    >>> name_from("{unit}/{name} – {period}", {"unit": "R&D / IT", "name": "CON", "period": ""})
    'R&D - IT/_CON.docx'
    """
    steps = pattern.removesuffix(suffix).replace("\\", "/").split("/")
    flat = {name: _swapped(value) for name, value in values.items()}
    filled = [step.format_map(flat) for step in steps if step.strip(" .")] or [""]
    room = min(_LONGEST, (_LONGEST_PATH + 1) // len(filled) - 1)  # and a slash between each
    folders = (safe(step, room=room) for step in filled[:-1])
    return "/".join([*folders, _with_suffix(filled[-1], suffix, room=room)])


def _with_suffix(text: str, suffix: str, mark: str = "", room: int = _LONGEST) -> str:
    return safe(text, room=room - len(suffix) - len(mark)) + mark + suffix


def safe(text: str, *, room: int = _LONGEST) -> str:
    """One name that every system takes: never blank, reserved, hidden, or too long."""
    text = normalized("NFC", _swapped(text[:_LOOKED_AT]))
    if not text.isprintable():
        text = "".join(c if unicodedata.category(c) not in _NOT_SHOWN else " " for c in text)
    text = _EMPTY_BETWEEN.sub(r"\1", " ".join(text.split()))
    if "_" in text:
        text = _SHAREPOINT.sub("vti", text)
    text = text.strip(_DANGLING).lstrip(".~ ").rstrip(". ")
    if _RESERVED.match(text):
        text = f"_{text}"
    return _shortened(text, room) or "unnamed"


def _swapped(text: str) -> str:
    """The text with letters that every system takes, where most have nothing else."""
    return text.translate(_SWAPS) if _SWAPPED.search(text) else text


def _shortened(text: str, room: int) -> str:
    """As much as fits, never half a character: marks stay with their letter."""
    while len(text.encode("utf-16-le")) > 2 * room or len(text.encode()) > _MOST_BYTES - 20:
        cut = len(text) - 1
        while cut and (unicodedata.combining(text[cut]) or text[cut - 1] == "\u200d"):
            cut -= 1
        text = text[:cut]
    return text.rstrip(". ")


class Names:
    """Names given out in one run: each once, without regard to case or to how accents are coded."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def unique(self, name: str, mark: str = "") -> str:
        """The name, or one with the mark: "name (row 7)"; without, "name (2)", "name (3)"."""
        key = candidate = compared(name)
        if key not in self._taken:
            self._taken.add(key)
            return name
        path = PurePosixPath(name)
        above = f"{path.parent}/" if path.parent.name else ""
        room = min(_LONGEST, _LONGEST_PATH - len(above.encode("utf-16-le")) // 2)
        number = self._last.get(key, 1)
        while compared(candidate) in self._taken:
            number += 1
            label = str(number) if not mark else mark if number == 2 else f"{mark}, {number - 1}"
            candidate = above + _with_suffix(path.stem, path.suffix, f" ({label})", room)
        self._last[key] = number if not mark else 1
        self._taken.add(compared(candidate))
        return candidate


def compared(name: str) -> str:
    """A name as it is told from others: without regard to case or to how accents are coded."""
    if name.isascii():
        return name.lower()
    return normalized("NFC", normalized("NFD", name).upper().casefold())
