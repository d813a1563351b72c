"""How a command may work and read: ``--workers``, ``--timeout`` and ``--labels``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from plandocs.batch import SECONDS, workers_for
from plandocs.files.search import find

_SECONDS_EACH = 0.004  # for reading one document and what is made of it
_Command = TypeVar("_Command", bound=Callable[..., Any])


class Seconds(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no such argument
    """A number of seconds."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number that was typed."""
        try:
            found = float(value)
        except ValueError:
            found = 0
        if not 1 <= found < float("inf"):
            self.fail(f"expected a number of seconds, 1 or more; here is {value}", param, ctx)
        return found


class Processes(click.ParamType):  # type: ignore[type-arg]
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
    """The options ``--workers`` and ``--timeout``, handed on as ``workers`` and ``timeout``."""
    return click.option(
        "--workers", type=Processes(), help="Processes; chosen by the work if left out."
    )(timed(command))


def workers_to_read(asked: int | None, paths: Iterable[str]) -> int:
    """The processes that were asked for, else as many as reading these files is worth."""
    return asked or workers_for(sum(1 for _ in find(paths)), _SECONDS_EACH)


def labelled(command: _Command) -> _Command:
    """The option ``--labels``, handed on as ``labels``."""
    return click.option(
        "--labels", type=click.Path(), metavar="FILE",
        help="The agency's own words for labels, as template tag writes them.",
    )(command)  # fmt: skip
