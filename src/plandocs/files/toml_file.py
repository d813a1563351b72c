"""A TOML file that a person wrote: a map, an agency's words for labels, values for a template."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from plandocs.errors import InputError
from plandocs.files.reasons import unopened

_LINE = re.compile(r"at line (\d+)")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=""")
_TABLE = re.compile(r"\s*\[{1,2}([^\[\]]+)\]")
_PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^."'\s]+))\s*\.?""")


def read_toml(source: str, what: str, advice: str) -> tuple[dict[str, Any], str]:
    """Return what a TOML file holds, and its text.

    ``what`` says what the file is for, ``advice`` how such a file is written.

    Raises:
        InputError: it cannot be opened, or is no TOML.
    """
    try:
        text = Path(source).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"this {what} is not UTF-8 text. Save it as UTF-8.", source) from error
    except OSError as error:
        message = f"this {what} cannot be opened: {unopened(source, error)}."
        raise InputError(message, source) from error
    return toml_in(text, source, what, advice), text


def toml_in(text: str, source: str, what: str, advice: str) -> dict[str, Any]:
    """Return what the text of a TOML file holds.

    Raises:
        InputError: it is no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        where = f"line {line[1]} of this {what}" if line else f"the end of this {what}"
        raise InputError(f"{where} cannot be understood. {advice}", source) from error
    except RecursionError as error:
        raise InputError(f"this {what} has too much inside one another.", source) from error


def key_lines(text: str) -> dict[tuple[str, ...], int]:
    """Return the number of the line on which each table and each key stands, for messages."""
    result: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _TABLE.match(line):
            table = tuple(next(filter(None, part), "") for part in _PART.findall(heading[1]))
            for length in range(1, len(table) + 1):
                result.setdefault(table[:length], number)
        elif entry := _KEY.match(line):
            result.setdefault((*table, next(filter(None, entry.groups()), "")), number)
    return result
