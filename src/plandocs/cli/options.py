"""The options that commands share, each declared once.

A command that reads documents is decorated with `reads_one` or `reads_many`: it has ``--blank``,
``--ask-password``, ``--password-file``, ``--no-convert``, ``--form``, ``--labels``, ``--timeout``
and, where it reads many, ``--workers``, ``--cluster`` and ``--state``; and it is called with all of
them as one value `Asked`.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import click

import plandocs
from plandocs.batch import SECONDS, workers_for
from plandocs.batch.cluster import executor_at, is_open
from plandocs.cli.console import say
from plandocs.errors import InputError
from plandocs.files.reasons import unopened
from plandocs.files.search import find

Form: TypeAlias = "plandocs.FormSpec | str | None"
"""A form by its name, or as it was loaded from its file."""
_SECONDS_EACH = 0.004  # for reading one document and what is made of it
_Command = TypeVar("_Command", bound=Callable[..., Any])
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
)


@dataclass(frozen=True)
class Asked:
    """What was asked of the reading: ``files`` are those that are read beside the documents."""

    options: dict[str, Any]
    files: tuple[str | None, ...]
    password_file: str | None = None
    ask_password: bool = False
    workers: int | None = None
    cluster: str | None = None

    def one(self) -> dict[str, Any]:
        """As the keyword arguments of a verb that reads one document; asks for the password."""
        return {**self.options, "password": _password(self.password_file, self.ask_password)}

    def many(self, paths: Iterable[str]) -> dict[str, Any]:
        """As the keyword arguments of a verb that reads these."""
        chosen = bool(self.cluster or self.workers)  # then nobody asks how many there are
        count = 0 if chosen else sum(1 for _ in find(paths))
        return {**self.one(), **where_done(self.workers, self.cluster, count, _SECONDS_EACH)}


def reads_one(command: Callable[..., int]) -> Callable[..., int]:
    """The options for reading one document, handed on as ``asked``."""
    return _with_options(timed(labelled(_asking(command))))


def reads_many(command: Callable[..., int]) -> Callable[..., int]:
    """The options for reading many documents, handed on as ``asked``."""
    return _with_options(_remembering(paced(labelled(_asking(command)))))


class FormName(click.ParamType):  # type: ignore[type-arg]  # click's is generic for the checker alone
    """The name of a form, or the file that describes one, which is loaded."""

    name = "form"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name, or the form of the file."""
        if not isinstance(value, str) or not value.casefold().endswith(".toml"):
            return value
        return plandocs.load_form(value)


def formed(help: str) -> Callable[[_Command], _Command]:
    """The option ``--form`` for one form, handed on as ``form``."""
    return click.option("--form", type=FormName(), metavar="NAME|FILE", help=help)


def _with_options(command: Callable[..., int]) -> Callable[..., int]:
    command = click.option(
        "--form", "forms", type=FormName(), multiple=True, metavar="NAME|FILE",
        help="Only this form, by its name or the file that describes it; all if left out.",
    )(command)  # fmt: skip
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _remembering(command: Callable[..., int]) -> Callable[..., int]:
    """The option ``--state``, handed on as ``state``."""
    return click.option(
        "--state", type=click.Path(), metavar="FILE",
        help="Remember what was read in this file; read only what is new or changed.",
    )(command)  # fmt: skip


def _asking(command: Callable[..., int]) -> Callable[..., int]:
    @wraps(command)
    def call(
        *args: Any, blank: tuple[str, ...], no_convert: bool, password_file: str | None,
        ask_password: bool, forms: tuple[str, ...], labels: str | None, timeout: float,
        workers: int | None = None, cluster: str | None = None, state: str | None = None,
        **options: Any,
    ) -> int:  # fmt: skip
        read = {
            "blank": blank or None, "convert": not no_convert, "labels": labels, "timeout": timeout,
            "forms": forms or None,
        }  # fmt: skip
        read |= {"state": state} if state else {}
        files = (*blank, password_file, labels, state)
        asked = Asked(read, files, password_file, ask_password, workers, cluster)
        return command(*args, asked=asked, **options)

    return call


def _password(file: str | None, ask: bool) -> str | None:
    if file is not None:
        try:
            data = Path(file).read_bytes()
            wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # as Windows' own programs write it
            return data.decode("utf-16" if wide else "utf-8-sig").rstrip("\r\n")
        except OSError as error:
            message = f"the password cannot be read: {unopened(file, error)}."
            raise InputError(message, str(file)) from error
        except UnicodeDecodeError as error:
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


class Seconds(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no such argument
    """A number of seconds."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number that was typed."""
        try:
            result = float(value)
        except ValueError:
            result = 0
        if not 1 <= result < float("inf"):
            self.fail(f"expected a number of seconds, 1 or more; here is {value}", param, ctx)
        return result


class Processes(click.ParamType):  # type: ignore[type-arg]  # click's is generic for the checker alone
    """A number of processes."""

    name = "processes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed."""
        if not (str(value).isascii() and str(value).isdigit() and 1 <= int(value) <= 64):
            self.fail(f"expected a number from 1 to 64; here is {value}", param, ctx)
        return int(value)


def timed(command: _Command) -> _Command:
    """The option ``--timeout``, handed on as ``timeout``."""
    return click.option(
        "--timeout", type=Seconds(), default=SECONDS, show_default=True,
        metavar="SECONDS", help="How long one file may take.",
    )(command)  # fmt: skip


def paced(command: _Command) -> _Command:
    """The options ``--workers``, ``--cluster`` and ``--timeout``, handed on by their names."""
    cluster = click.option(
        "--cluster", metavar="ADDRESS",
        help="A Dask cluster that does the work, such as tls://10.0.0.5:8786.",
    )  # fmt: skip
    return click.option(
        "--workers", type=Processes(), help="Processes; chosen by the work if left out."
    )(cluster(timed(command)))


def where_done(
    workers: int | None, cluster: str | None, count: int, seconds_each: float
) -> dict[str, Any]:
    """The keyword arguments that say where the work is done: by a cluster, or by processes here.

    They are as many as were asked for, else as many as so much work is worth. The cluster is let
    go where the command ends.
    """
    if not cluster:
        return {"workers": workers or workers_for(count, seconds_each)}
    if is_open(cluster):
        say(
            f"{cluster} carries people's words unencrypted over the network; use tls:// where "
            "others could listen."
        )
    executor = click.get_current_context().with_resource(executor_at(cluster))
    return {"workers": workers or 1, "executor": executor}


def labelled(command: _Command) -> _Command:
    """The option ``--labels``, handed on as ``labels``."""
    return click.option(
        "--labels", type=click.Path(), metavar="FILE",
        help="The agency's own words for labels, as template tag writes them.",
    )(command)  # fmt: skip


def settings(supplied: Iterable[str]) -> dict[str, str]:
    """Return ``--set FIELD=VALUE`` as a mapping."""
    result: dict[str, str] = {}
    for each in supplied:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.UsageError(f"--set {each!r} is not a setting; write FIELD=VALUE.")
        result[name.strip()] = value.strip()
    return result
