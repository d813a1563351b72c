"""A TOML file that a person wrote: a map, an agency's words for labels, values for a template."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from plandocs.errors import InputError
from plandocs.files.reasons import unopened

_LINE = re.compile(r"at line (\d+)")


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
        said = f"this {what} cannot be opened: {unopened(source, error)}."
        raise InputError(said, source) from error
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        where = f"line {line[1]} of this {what}" if line else f"the end of this {what}"
        raise InputError(f"{where} cannot be understood. {advice}", source) from error
    except RecursionError as error:
        raise InputError(f"this {what} has too much inside one another.", source) from error
