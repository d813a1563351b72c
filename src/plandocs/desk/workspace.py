"""The workspace: one folder, what it said last, the work on it, and what was done."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import plandocs
from plandocs.batch import SECONDS, workers_for
from plandocs.desk.activity import Activity
from plandocs.desk.cycle import (
    DESK_FOLDER,
    FORMS,
    LISTS,
    MADE,
    RETURNED,
    TO_SEND,
    Cycle,
    in_folder,
    made_in,
    read_cycle,
)
from plandocs.desk.jobs import Job, Jobs, Work
from plandocs.desk.pending import Asked, Pending, forgotten, room_of
from plandocs.desk.snapshot import Snapshot, Tables, executive_tables, snapshot_of
from plandocs.errors import InputError, PlandocsError
from plandocs.files.leftovers import is_alive, sweep
from plandocs.files.zipped import content_of

LOOKING: Final = "Reading the folder"
CHECKING: Final = "Checking the plans"
FOR_EXECUTIVES: Final = "Preparing the copy for executives"
WorkWith = Callable[[Job, Path], str]
"""Work with the files of a folder of its own."""
_OPEN: Final = "open"
_STILL: Final = 90.0  # seconds after which a desk that gave no sign is taken for closed
_SECONDS_EACH: Final = 0.004
_MANY: Final = 100  # plans for which nobody should wait on the first page of an officer
_Result = TypeVar("_Result")
_FIRST_PAGE: Final = 1.0  # seconds that reading waits for the first page to be shown


class Workspace:
    """A folder with its desk.

    Args:
        folder: the cycle's folder; it is made if need be.
        timeout: how many seconds a file may take to be read, for which it is read in a process
            of its own; None to read here.

    Raises:
        InputError: it is a file, or cannot be made.
    """

    def __init__(self, folder: str | os.PathLike[str], *, timeout: float | None = SECONDS) -> None:
        self._timeout = timeout
        self.folder = Path(folder).absolute()
        if self.folder.exists() and not self.folder.is_dir():
            raise InputError("this is a file; name a folder.", str(folder))
        in_folder(self.folder, DESK_FOLDER)
        try:
            self.desk_folder.mkdir(parents=True, exist_ok=True)
            os.chmod(self.desk_folder, 0o700)
        except OSError as error:
            raise InputError(
                f"the desk cannot work in this folder: {error.strerror}.", str(folder)
            ) from error
        for each in (self.desk_folder, self.folder, *self._written()):
            sweep(each, deep=False)
        self.jobs = Jobs()
        self.activity = Activity(self.desk_folder)
        self.snapshot = Snapshot()
        self.seen_list: object = None  # what the list says from which plans are made
        self.renamed: dict[str, str] = {}
        self.page_shown = threading.Event()
        self._worked_out: dict[str, tuple[Snapshot, object, Any]] = {}
        self._sign = self.desk_folder / _OPEN / f"{os.getpid()}-{os.urandom(4).hex()}"
        self.give_sign()
        self.pending = Pending(self.desk_folder, self._sign)

    @property
    def desk_folder(self) -> Path:
        """The folder in which the desk keeps what is its own."""
        return self.folder / DESK_FOLDER

    @property
    def cycle(self) -> Cycle:
        """The cycle as the folder has it now."""
        return read_cycle(self.folder)

    @property
    def apart(self) -> bool:
        """Whether work may be done in processes of its own."""
        return self._timeout is not None

    def _written(self) -> Iterator[Path]:
        """The folders into which the desk writes, but for one that is a link out of this one."""
        for name in (TO_SEND, RETURNED, LISTS, MADE, FORMS):
            with suppress(InputError):
                yield in_folder(self.folder, name)

    def lay_out(self) -> None:
        """Make the folders of a cycle."""
        for name in (TO_SEND, RETURNED, LISTS):
            made_in(self.folder, name)

    def open(self) -> Job:
        """Look at the folder, once the first page is shown: reading would make it wait."""

        def work(job: Job) -> str:
            if self.apart:
                self.page_shown.wait(_FIRST_PAGE)
            return self.looked(job)

        return self.jobs.begin(LOOKING, work, again=False)

    def look(self) -> Job:
        """Look at the folder again, as a piece of work."""
        return self.jobs.begin(LOOKING, self.looked, again=False)

    def begin(self, title: str, work: Work, asked: Asked, *, page: str) -> Job:
        """Put work in the queue that the next desk goes on with, should this one be closed."""
        noted = self.pending.noted(asked)
        return self.jobs.begin(title, work, page=page, over=lambda: forgotten(noted))

    def begin_with(self, title: str, work: WorkWith, asked: Asked, room: Path, *, page: str) -> Job:
        """The same for work with files; their folder goes when the work is over."""
        noted = self.pending.noted(asked, room)
        return self.jobs.begin(
            title, lambda job: work(job, room_of(noted)), page=page, over=lambda: forgotten(noted)
        )

    def looked(self, job: Job) -> str:
        """Read what is new or changed in the folder, and say what it amounts to.

        Raises:
            PlandocsError: it cannot be read; the pages say so.
        """
        try:
            return self._looked(job)
        except PlandocsError as error:
            self.snapshot = replace(self.snapshot, problem=str(error))
            raise

    def _looked(self, job: Job) -> str:
        cycle = self.cycle
        files, links_out = cycle.documents()
        readings = list(job.steps(self.read(cycle, files), len(files)))
        to_send = self._to_send(cycle, job)
        when = datetime.now().astimezone()
        sent = self.activity.sent()
        self.snapshot = snapshot_of(cycle, readings, sent, when, links_out, to_send)
        if len(readings) > _MANY:
            self.jobs.begin(CHECKING, self._checked, again=False)
        return f"{len(files):,} files read."

    def _checked(self, _job: Job) -> str:
        """Work out what an officer's page needs of all plans, so that the first is as quick."""
        seen = self.snapshot
        return f"{len(seen.checked):,} plans checked, {len(seen.versions):,} versions."

    def _to_send(self, cycle: Cycle, job: Job) -> dict[str, str]:
        """The plans that are to be sent, by the id and the name of whose they are."""
        files, sources = cycle.plans_to_send(), dict[str, str]()
        for reading in job.steps(self.read(cycle, files), len(files)):
            if reading.plan is not None:
                name = str(getattr(reading.plan, cycle.person, ""))
                sources |= {key: reading.source for key in (reading.plan.id, name) if key}
        return sources

    def executive(self, below: int) -> tuple[Tables, str] | None:
        """The tables of a copy for executives, and why there are none; None as for `worked_out`."""
        return self.worked_out(
            FOR_EXECUTIVES, below, lambda seen: executive_tables(self.cycle, seen, below),
            "The preview of the copy for executives is ready.",
        )  # fmt: skip

    def worked_out(
        self, title: str, key: object, work: Callable[[Snapshot], _Result], done: str, few: int = 0
    ) -> _Result | None:
        """What is worked out of what the desk has seen, and kept until it sees something else.

        Of a few readings it is worked out at once. Of more it is a piece of work that begins here,
        and None until that has ended.

        Args:
            title: what the work is called.
            key: what was asked for.
            work: works it out.
            done: what is said at its end.
            few: how many readings a page may wait for.
        """

        def known() -> bool:
            stored = self._worked_out.get(title)
            return stored is not None and stored[0] is seen and stored[1] == key

        def do(_job: Job | None) -> str:
            if not known():
                self._worked_out[title] = (seen, key, work(seen))
            return done

        seen = self.snapshot
        if len(seen.readings) <= few:
            do(None)
        if known():
            result: _Result = self._worked_out[title][2]
            return result
        self.jobs.begin(title, do, again=False)
        return None

    def read(self, cycle: Cycle, files: list[Path]) -> Any:
        """Yield the reading of each file, those that the state keeps without opening the file."""
        return plandocs.parse_many(
            files,
            workers=1 if self._timeout is None else workers_for(len(files), _SECONDS_EACH),
            timeout=self._timeout,
            state=cycle.state,
            **cycle.reading(),
        )

    def file_of(self, source: str) -> Path | bytes | None:
        """A file that came: its path, or its bytes out of an archive.

        None where it is gone, or leads out of the folder.
        """
        path, root = Path(source), os.path.join(os.path.realpath(self.folder), "")
        if not os.path.realpath(path).startswith(root):
            return None
        return path if path.is_file() else content_of(path, plandocs.Limits())

    def called_now(self, key: str) -> str:
        """What an officer whose plan was put right is called in addresses by now; "" for none."""
        owner = self.snapshot.owners.get(self.renamed.get(key, ""))
        return owner.key if owner is not None else ""

    def again(self) -> None:
        """Work out anew what the readings say, as after something was noted about officers."""
        seen = self.snapshot
        if seen.at is not None:
            sent = self.activity.sent()
            self.snapshot = snapshot_of(
                self.cycle, seen.readings, sent, seen.at, seen.links_out, seen.to_send
            )

    def give_sign(self) -> None:
        """Say that this desk is open."""
        with suppress(OSError):
            self._sign.parent.mkdir(exist_ok=True)
            self._sign.write_bytes(b"")

    def others(self) -> int:
        """How many other desks have this folder open."""
        count = 0
        with suppress(OSError):
            for each in os.scandir(self.desk_folder / _OPEN):
                count += each.name != self._sign.name and self._is_open(each)
        return count

    def _is_open(self, sign: os.DirEntry[str]) -> bool:
        """Whether a desk gave this sign lately; one of a desk that is gone goes, too."""
        with suppress(OSError):
            if time.time() - sign.stat().st_mtime < _STILL:
                return True
            number = sign.name.partition("-")[0]
            if not (number.isdigit() and is_alive(int(number))):
                os.unlink(sign.path)
        return False

    def close(self) -> None:
        """End the work, and say that this desk is closed."""
        self.jobs.end()
        with suppress(OSError):
            self._sign.unlink()
