"""Messages that name an option, in the library's words and in those of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

_WITHOUT_VALUE = {
    "password": "--ask-password, or --password-file FILE",
    "timeout": "--timeout SECONDS",
    "division": "--division NAME",
    "name": "--name PATTERN",
}


class Option(NamedTuple):
    """An option as a message names it; a ``value`` of None is whatever the reader chooses.

    >>> str(Option("force", True)), Option("force", True).flag
    ('force=True', '--force')
    >>> str(Option("division", "Policy and Delivery")), Option("set", "name=…").flag
    ('division="Policy and Delivery"', '--set name=…')
    """

    name: str
    value: str | bool | None = None

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name}="
        bare = self.value is True or "=" in str(self.value)  # a field with its value stays as it is
        return f"{self.name}={self.value}" if bare else f'{self.name}="{self.value}"'

    @property
    def flag(self) -> str:
        """The same on the command line."""
        name = f"--{self.name.replace('_', '-')}"
        if self.value is None:
            return _WITHOUT_VALUE.get(self.name, name)
        if self.value is True:
            return name
        return f'{name} "{self.value}"' if " " in str(self.value) else f"{name} {self.value}"


class Advice(str):
    """A message put together of words and options: itself in the library's words.

    ``flags`` is the message on the command line, ``options`` are those that it names. A name in
    the words that looks like an option stays what it is.

    >>> said = Advice("force=True.docx is there already; replace it with ", Option("force", True))
    >>> said.flags
    'force=True.docx is there already; replace it with --force'
    """

    __slots__ = ("flags", "options")
    flags: str
    options: tuple[Option, ...]

    def __new__(cls, *parts: object) -> Advice:
        advice = super().__new__(cls, "".join(map(str, parts)))
        advice.flags = "".join(map(in_flags, parts))
        advice.options = tuple(option for part in parts for option in _options_of(part))
        return advice

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (str(self), self.flags, self.options)


def _made(text: str, flags: str, options: tuple[Option, ...]) -> Advice:
    advice = Advice(text)
    advice.flags, advice.options = flags, options
    return advice


def in_flags(part: object) -> str:
    """A message as the command line has it, or a part of one."""
    return part.flag if isinstance(part, Option) else str(getattr(part, "flags", part))


def _options_of(part: object) -> Iterable[Option]:
    return (part,) if isinstance(part, Option) else getattr(part, "options", ())
