"""How a command may work: ``--workers`` and ``--timeout``, the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from plandocs.batch import SECONDS

_Command = TypeVar("_Command", bound=Callable[..., Any])


def timed(command: _Command) -> _Command:
    """The option ``--timeout``, handed on as ``timeout``."""
    return click.option(
        "--timeout", type=click.FloatRange(min=1), default=SECONDS, show_default=True,
        metavar="SECONDS", help="How long one file may take.",
    )(command)  # fmt: skip


def paced(command: _Command) -> _Command:
    """The options ``--workers`` and ``--timeout``, handed on as ``workers`` and ``timeout``."""
    return click.option(
        "--workers", type=click.IntRange(1, 64), help="Processes; chosen by the work if left out."
    )(timed(command))
