"""Ctrl+C and requests to end, kept back while a process is started that is not known yet."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl+C and a request to end wait until this is done; on Windows nothing is held.

    A process that starts meanwhile has them held, too, until it lets them through.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [getattr(signal, name) for name in NAMES])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def let_through() -> None:
    """Let what was held where this process was started come through."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [getattr(signal, name) for name in NAMES])
