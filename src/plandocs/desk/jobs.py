"""Long work, one piece after another: how far it is, how long it will take, and an end to it.

Work says how far it is by `Job.step`, which is also where it stops when somebody cancels it. What
was finished by then stays.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeVar

from plandocs.errors import PlandocsError

_REMEMBERED: Final = 50
_SOON: Final = 0.02  # of the work, before which nobody can tell how long it takes
_MINUTE: Final = 60
_Item = TypeVar("_Item")
_log = logging.getLogger(__name__)
Status = Literal["waiting", "working", "done", "cancelled", "failed"]


class Cancelled(Exception):
    """Somebody has cancelled the work."""


@dataclass
class Job:
    """One piece of work.

    Attributes:
        title: what is done, in words.
        status: how it stands.
        done: how much is done, of ``total``.
        message: what came of it, or why not, in a sentence.
        lines: what became of each file: its name, and a sentence.
        page: the address of the page that shows what came of it.
        made: the file that was made, by the id under which it is fetched.
        over: called when nothing more will come of it, unless the desk is closed before.
    """

    title: str
    page: str = ""
    total: int = 0
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    status: Status = "waiting"
    done: int = 0
    message: str = ""
    lines: list[tuple[str, str]] = field(default_factory=list)
    made: str = ""
    over: Callable[[], None] | None = None
    began: float = 0.0
    _cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status in ("done", "cancelled", "failed")

    @property
    def left(self) -> str:
        """How long it will take from now, in words; "" where that cannot be told."""
        if self.status != "working" or not self.total or self.done < self.total * _SOON:
            return ""
        seconds = (time.monotonic() - self.began) / max(self.done, 1) * (self.total - self.done)
        if seconds < _MINUTE:
            return f"about {max(1, round(seconds))} s left"
        return f"about {round(seconds / _MINUTE)} min left"

    def step(self, done: int | None = None) -> None:
        """Say how far the work is: one more, or so many.

        Raises:
            Cancelled: somebody has cancelled it.
        """
        if self._cancelled.is_set():
            raise Cancelled
        self.done = self.done + 1 if done is None else done

    def steps(self, items: Iterable[_Item], total: int | None = None) -> Iterator[_Item]:
        """Yield the items, each a step of the work."""
        if total is not None:
            self.total, self.done = total, 0
        for each in items:
            self.step()
            yield each

    def cancel(self) -> None:
        """Stop it at its next step."""
        self._cancelled.set()
        if self.status == "waiting":
            self.status, self.message = "cancelled", "Cancelled before it began."


Work = Callable[[Job], str]


class Jobs:
    """The queue of a desk."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[tuple[Job, Work] | None] = queue.SimpleQueue()
        self._all: OrderedDict[str, Job] = OrderedDict()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closing = False

    def begin(
        self, title: str, work: Work, *, page: str = "", again: bool = True,
        over: Callable[[], None] | None = None,
    ) -> Job:  # fmt: skip
        """Put work in the queue; with ``again`` false, not where the same waits already."""
        with self._lock:
            for each in self._all.values():
                if not again and each.title == title and each.status == "waiting":
                    return each
            job = Job(title, page, over=over)
            self._all[job.id] = job
            while len(self._all) > _REMEMBERED:
                self._all.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="desk-jobs")
                self._thread.start()
        self._queue.put((job, work))
        return job

    def get(self, id: str) -> Job | None:
        """The job with this id; None where there is none."""
        return self._all.get(id)

    def open(self) -> list[Job]:
        """What is under way or waits."""
        return [each for each in list(self._all.values()) if not each.is_over]

    def latest(self, page: str) -> Job | None:
        """The job of a page that was begun last, where it is over."""
        mine = [each for each in list(self._all.values()) if each.page == page]
        return mine[-1] if mine and mine[-1].is_over else None

    def end(self) -> None:
        """Cancel all, and wait for what is under way."""
        self._closing = True
        for each in self.open():
            each.cancel()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while (waiting := self._queue.get()) is not None:
            job, work = waiting
            if job.status == "waiting":
                job.status, job.began = "working", time.monotonic()
                ended = _done(job, work)
            else:
                ended = job.status
            if job.over is not None and (ended == "done" or not self._closing):
                job.over()  # before anybody is told that it is over
            job.status = ended


def _done(job: Job, work: Work) -> Status:
    """Do the work, and return how it ended; its message says what came of it."""
    try:
        job.message = work(job)
    except Cancelled:
        job.message = job.message or "Cancelled. What was finished stays."
        return "cancelled"
    except PlandocsError as error:
        job.message = str(error)
    except OSError as error:
        job.message = f"This did not work: {error.strerror or 'the disk'}."
    except Exception as error:  # noqa: BLE001  # a defect must not end the queue; its words may hold names
        _log.error("%s in the work of the desk", type(error).__name__)
        job.message = f"This did not work ({type(error).__name__}); nothing was lost. Try again."
    else:
        return "done"
    return "failed"
