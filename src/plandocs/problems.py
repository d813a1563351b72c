"""The registry of codes: what each means, how grave it is, and what to do about it.

``problems.toml`` has the codes that every form shares, a form's folder those of its own rules. The
tables of codes in ``docs/`` are made from both.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Problem(NamedTuple):
    """What is known of one code.

    ``told`` says where it is told, ``severities`` how grave it may be, the usual one first.
    ``fix`` is what to do about it, ``message`` what is said where the place has no words of its
    own. What ``stays`` is about words beside the value, which another value does not settle.
    """

    code: str
    told: tuple[str, ...]
    severities: tuple[Severity, ...]
    meaning: str
    fix: str
    message: str = ""
    stays: bool = False


class Problems(Mapping[str, Problem]):
    """The codes of one file, read when the first of them is asked for; then those of ``shared``."""

    def __init__(self, file: Traversable, shared: Mapping[str, Problem] | None = None) -> None:
        self._file = file
        self._shared = {} if shared is None else shared  # not looked into: it would be read

    @cached_property
    def of_file(self) -> Mapping[str, Problem]:
        """The codes of this file alone, in its order."""
        tables = tomllib.loads(self._file.read_text(encoding="utf-8"))
        return {code: _problem(code, **table) for code, table in tables.items()}

    def __getitem__(self, code: str) -> Problem:
        return self.of_file[code] if code in self.of_file else self._shared[code]

    def __iter__(self) -> Iterator[str]:
        yield from self.of_file
        yield from (code for code in self._shared if code not in self.of_file)

    def __len__(self) -> int:
        return len(self.of_file.keys() | self._shared.keys())


def _problem(
    code: str, told: list[str], severity: Any, meaning: str, fix: str, message: str = "",
    stays: bool = False,
) -> Problem:  # fmt: skip
    severities = (severity,) if isinstance(severity, str) else tuple(severity)
    return Problem(code, tuple(told), severities, meaning, fix, message, stays)


PROBLEMS = Problems(files(__package__) / "problems.toml")
_OF_NOBODY = Problem("", (), ("warning",), "", "Look at this place in the document.")


def problem(code: str, of: Mapping[str, Problem] = PROBLEMS) -> Problem:
    """Return what is known of a code; of one that a kind from elsewhere has, a general advice.

    >>> problem("worked-example").fix
    'Delete the example.'
    """
    return of.get(code) or _OF_NOBODY._replace(code=code)
