"""A command in a process of its own, without the cost of starting another Python."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from typing import NamedTuple, NoReturn

from plandocs.cli import main

_WAIT = 120  # seconds until a command is ended that never ends


class Ended(NamedTuple):
    """How a command ended: its exit status, and what it said on standard error."""

    returncode: int
    stderr: str


class Running:
    """A command that runs: its process, and what it will have said on standard error."""

    def __init__(self, *arguments: object, limit: int = 0) -> None:
        """Start it; with a limit, no file that it writes can be larger."""
        said, say = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(said)
            _become([str(each) for each in arguments], say, limit)
        os.close(say)
        self._said = open(said, encoding="utf-8")  # noqa: SIM115  # closed once it has ended

    def ended(self) -> Ended:
        """Wait for its end."""
        with self._said:
            said = self._said.read()
        return Ended(self._wait(), said)

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        os.kill(self.pid, signal.SIGKILL)
        self._wait()
        self._said.close()

    def _wait(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _become(arguments: list[str], say: int, limit: int) -> NoReturn:
    """The command, in the process that was just forked; it never comes back."""
    status = 70
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for number, instead in enumerate((nothing, nothing, say)):
            os.dup2(instead, number)
        sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115  # open to its end
        sys.stderr = open(2, "w", encoding="utf-8")  # noqa: SIM115  # as above
        if limit:
            import resource

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        signal.alarm(_WAIT)
        main(arguments)
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0
    except BaseException:  # noqa: BLE001  # whatever it is: this process must not go on
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def run(*arguments: object, limit: int = 0) -> Ended:
    """Run a command to its end; with a limit, no file that it writes can be larger."""
    return Running(*arguments, limit=limit).ended()
