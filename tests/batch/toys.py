"""Work for processes that comes to grief: what the tests of the worker processes hand out."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import NamedTuple

from plandocs.batch import Reason


class Toy(NamedTuple):
    """Something to do: ``deed`` is "square", "hang", "die", "die once" or "raise"."""

    number: int
    deed: str = "square"
    mark: str = ""
    load: bytes = b""


def work(toy: Toy) -> int:
    """The square of a toy's number, if it lives to tell."""
    if toy.deed == "hang":
        time.sleep(600)
    if toy.deed == "die" or (toy.deed == "die once" and not Path(toy.mark).exists()):
        if toy.mark:
            Path(toy.mark).touch()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if toy.deed == "slow":
        time.sleep(0.2)
    if toy.deed == "big":
        return 1 << 800_000  # 100 KB, more than a pipe holds
    if toy.deed == "raise":
        raise ValueError("a defect")
    return toy.number**2


def lost(toy: Toy, reason: Reason) -> int:
    """What stands for a lost toy: -1 where its process was lost, -2 where its time was up."""
    return -1 if reason == "worker-lost" else -2


def nothing() -> None:
    """There is nothing to prepare."""
