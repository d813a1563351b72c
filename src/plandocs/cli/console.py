"""Output in UTF-8: messages on standard error, results on standard output."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from plandocs.advice import in_flags
from plandocs.display import harmless, one_line
from plandocs.errors import OutputError
from plandocs.files.places import Place, claim, ensure_named
from plandocs.files.whole import write_whole

_Item = TypeVar("_Item")
_LONGEST = 10_000  # letters of a message: a name in it may have millions
_PATIENCE = 0.5  # seconds before a progress bar is worth showing


def utf8_streams() -> None:
    """UTF-8 out, whatever the console's code page is; a character it lacks is never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(*parts: object) -> None:
    """A message for the person, in one line: on standard error, with options as flags."""
    message = "".join(map(in_flags, parts))
    print(one_line(shortened(message)), file=sys.stderr, flush=True)


def shortened(message: str) -> str:
    """A message without its middle, where it is too long to be read."""
    if len(message) <= _LONGEST:
        return message
    return f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"


def place_for(
    output: str | None, *suffixes: str, force: bool, read: Iterable[object] = ()
) -> Place | None:
    """Where a result goes, found out before the work starts; None for standard output.

    A name with another suffix than these is refused, for it would say what is not in it; a name
    without one may be a device.

    Raises:
        OutputError: it cannot be written, or it is one of the files that are read.
    """
    if output in (None, "-"):
        return None
    named = suffixes if Path(output or "").suffix else ()
    return claim(output, *named, force=force, read=read)


NOTHING = (
    "there is no Word document in there, and no data (.json, .jsonl) was named. Name the folder of "
    "the completed plans."
)
_STYLES = {"text": (".txt",), "json": (".json",), "markdown": (".md", ".markdown")}


def style_of(asked: str | None, output: str | None, *styles: str) -> str:
    """The format that was asked for, else the one that the output's name says, else text.

    Raises:
        OutputError: the name says another one, or none that there is.
    """
    suffix = Path(output).suffix.casefold() if output not in (None, "-") and output else ""
    if not suffix:
        return asked or "text"
    named = next((style for style in styles if suffix in _STYLES[style]), None)
    if named is None or named != (asked or named):
        ensure_named(str(output), *(_STYLES[each][0] for each in ([asked] if asked else styles)))
    return named or "text"


def give(text: str, place: Place | None) -> None:
    """A result: to a file, or to standard output."""
    text = harmless(text)
    if place is None:
        _required(sys.stdout).write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
        return
    write_whole(place, text.encode("utf-8"))


def standard_output() -> BinaryIO:
    """Standard output for bytes."""
    return _required(sys.stdout).buffer


def _required(stream: TextIO | None) -> TextIO:
    """The stream, where there is one: a program can be started with its output closed."""
    if stream is None:
        raise OutputError("there is no standard output to write to; name a file with -o.")
    return stream


def no_room(error: OSError) -> None:
    """Say that the output could not be written, and let go of it: it would only fail again."""
    say(f"plandocs: the output could not be written: {error.strerror or error}.")
    with suppress(OSError, AttributeError):
        sys.stdout.close()


def progress(items: Iterable[_Item], total: int | None, what: str) -> Iterator[_Item]:
    """The items, with a bar (rate, time left) on a terminal once the work takes a while."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    begun, count = time.monotonic(), 0
    bar = Progress(
        TextColumn(what), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    task = bar.add_task(what, total=total, rate="")
    started = False
    try:
        for item in items:
            count += 1
            spent = time.monotonic() - begun
            if spent > _PATIENCE:
                if not started:
                    bar.start()
                    started = True
                bar.update(task, completed=count, rate=f"{count / spent:.0f}/s")
            yield item
    finally:
        if started:
            bar.stop()
