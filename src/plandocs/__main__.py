"""``plandocs`` and ``python -m plandocs``: the command line, and what Ctrl+C does to it."""

import _signal  # the parts of signal and threading that need no import of their own
import _thread
import sys
import time

_WAIT = 0.05  # seconds between two looks whether an import has ended
_IMPORT = "<frozen importlib._bootstrap>"
TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType


def main() -> None:
    """Run the command line; Ctrl+C ends it in one line, also while it is still being loaded."""
    _signal.signal(_signal.SIGINT, _interrupt)
    try:
        from plandocs.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. What was finished is whole.\n")
        sys.exit(130)


def _interrupt(number: int, frame: "FrameType | None") -> None:
    """End what is done here; an import first comes to its end, for it may swallow the interrupt."""
    while frame is not None and frame.f_code.co_filename != _IMPORT:
        frame = frame.f_back
    if frame is None:
        raise KeyboardInterrupt
    _thread.start_new_thread(_again, ())


def _again() -> None:
    time.sleep(_WAIT)
    _thread.interrupt_main()


if __name__ == "__main__":
    main()
