"""How a command reads documents: the same options for every command that does.

In: a command. Out: the command with ``--blank``, ``--ask-password``, ``--password-file``,
``--no-convert``, ``--form``, ``--labels``, ``--timeout`` and, where it reads many, ``--workers``,
all handed on as one value.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from plandocs.cli.pace import labelled, paced, timed, workers_to_read
from plandocs.errors import InputError

_OPTIONS = (
    click.option(
        "--blank",
        multiple=True,
        type=click.Path(),
        help="The agency's own blank; its words are not typed. Of several the one that fits.",
    ),
    click.option("--no-convert", is_flag=True, help="Leave .doc, .odt and .rtf as they are."),
    click.option("--password-file", type=click.Path(), help="A file that holds the password."),
    click.option("--ask-password", is_flag=True, help="Ask for the password of protected files."),
    click.option(
        "--form", "forms", multiple=True, metavar="NAME", help="Only this form; all if left out."
    ),
)


@dataclass(frozen=True)
class Asked:
    """What was asked of the reading: ``files`` are those that are read beside the documents."""

    options: dict[str, Any]
    files: tuple[str | None, ...]
    password_file: str | None = None
    ask_password: bool = False
    workers: int | None = None

    def one(self) -> dict[str, Any]:
        """As the keyword arguments of a verb that reads one document; asks for the password."""
        return {**self.options, "password": _password(self.password_file, self.ask_password)}

    def many(self, paths: Iterable[str]) -> dict[str, Any]:
        """As the keyword arguments of a verb that reads these."""
        return {**self.one(), "workers": workers_to_read(self.workers, paths)}


def reads_one(command: Callable[..., int]) -> Callable[..., int]:
    """The options for reading one document, handed on as ``asked``."""
    return _with_options(timed(labelled(_asking(command))))


def reads_many(command: Callable[..., int]) -> Callable[..., int]:
    """The options for reading many documents, handed on as ``asked``."""
    return _with_options(paced(labelled(_asking(command))))


def _with_options(command: Callable[..., int]) -> Callable[..., int]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _asking(command: Callable[..., int]) -> Callable[..., int]:
    @wraps(command)
    def call(
        *args: Any, blank: tuple[str, ...], no_convert: bool, password_file: str | None,
        ask_password: bool, forms: tuple[str, ...], labels: str | None, timeout: float,
        workers: int | None = None, **options: Any,
    ) -> int:  # fmt: skip
        read = {
            "blank": blank or None, "convert": not no_convert, "labels": labels, "timeout": timeout,
            "forms": forms or None,
        }  # fmt: skip
        files = (*blank, password_file, labels)
        asked = Asked(read, files, password_file, ask_password, workers)
        return command(*args, asked=asked, **options)

    return call


def _password(file: str | None, ask: bool) -> str | None:
    if file is not None:
        try:
            data = Path(file).read_bytes()
            wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # as Windows' own programs write it
            return data.decode("utf-16" if wide else "utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                "the password cannot be read from this file; it should be plain text in UTF-8 "
                "that holds the password alone.",
                file,
            ) from error
    if ask:
        if sys.stdin.isatty():
            return getpass.getpass("Password: ")
        return sys.stdin.readline().rstrip("\r\n")
    return None
