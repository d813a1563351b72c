"""A worker process: what it does from its start until its pipe is closed.

In come chunks of items, out goes a message for each. It leaves Ctrl+C to its parent, and ends with
it.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import NoReturn, TypeVar

from plandocs.errors import ProcessesNotStarted
from plandocs.files.interrupts import interrupts_held, let_through

_Item = TypeVar("_Item")
UNGUARDED = 77
"""Exit status of a worker that began the caller's script anew instead of working."""

_WATCH = 1.0  # seconds between two looks whether the parent is alive
_LEFT_ALONE = 30  # seconds beyond its time after which the system ends an item without a parent


def start_method() -> str:
    """A fork where that is sound: on Linux, with no other thread that may hold a lock."""
    sound = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if sound else "spawn"


def refuse_unguarded() -> None:
    """In a worker that runs the caller's script anew, end; where none may start, say so."""
    process = multiprocessing.current_process()
    if getattr(process, "_inheriting", False):
        sys.exit(UNGUARDED)
    if process.daemon:
        raise ProcessesNotStarted


@contextmanager
def signals_held() -> Iterator[None]:
    """Keep Ctrl+C and a request to end from a process until it has decided what they do."""
    if sys.platform == "win32":
        import ctypes

        console = ctypes.windll.kernel32
        console.SetConsoleCtrlHandler(None, True)  # inherited by the process that starts
        try:
            yield
        finally:
            console.SetConsoleCtrlHandler(None, False)
        return
    with interrupts_held():
        yield


def serve(
    pipe: Connection,
    inherited: list[Connection],
    work: Callable[[_Item], object],
    prepare: Callable[[], object] | None,
    timeout: float,
) -> None:
    """What a worker does: items in, answers out, until the pipe is closed."""
    for each in inherited:
        each.close()
    _leave_interrupts_to_the_parent()
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if prepare is not None:
        prepare()
    gc.freeze()  # of the collector's circles, what a worker begins with stays
    gc.set_threshold(20_000, 20, 100)
    with suppress(EOFError, OSError):  # the parent is gone, or wants no more
        pipe.send(("ready", None))
        while True:
            for item in pickle.loads(pipe.recv_bytes()):
                _limit(timeout)
                answer = _done(work, item)
                _limit(0)  # how long the answer waits for somebody to take it has no limit
                pipe.send(answer)


def _done(work: Callable[[_Item], object], item: _Item) -> tuple[str, object]:
    try:
        return "result", work(item)
    except Exception as error:  # noqa: BLE001  # it goes to the parent, which raises it
        return "raised", error


def _limit(seconds: float) -> None:
    """Let the system end this process, should its parent not be there to do it in time."""
    if sys.platform != "win32":
        signal.alarm(math.ceil(seconds) + _LEFT_ALONE if seconds else 0)


def _leave_interrupts_to_the_parent() -> None:
    """Ctrl+C reaches every process of a terminal: the parent decides. A request to end ends.

    It ends as an error does, so that a converter which this process has started ends with it.
    """
    for name, action in (
        ("SIGINT", signal.SIG_IGN),
        ("SIGBREAK", signal.SIG_IGN),  # Ctrl+Break on Windows
        ("SIGHUP", _end),
        ("SIGTERM", _end),
    ):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, action)
    let_through()


def _end(number: int, *_: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # asked again, it is on its way: a converter ends first
    sys.exit(1)


def _end_with(parent: int) -> None:
    """End this process when its parent has ended, whatever it has in hand."""
    process = multiprocessing.parent_process()
    if sys.platform == "win32" and process is not None:
        process.join()
    while sys.platform != "win32" and os.getppid() == parent:
        time.sleep(_WATCH)
    if sys.platform != "win32" and (main := threading.main_thread().ident) is not None:
        signal.pthread_kill(main, signal.SIGTERM)
        time.sleep(_WATCH)
    os._exit(1)
