"""Each wrong use made, and what came of it, as text that a person can look over.

``python -m tests.wrong.made`` writes both files anew.
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import plandocs
from plandocs.cli import main
from tests.wrong.desk import lay_out

HERE = Path(__file__).parent
COMMANDS, LIBRARY = HERE / "commands.txt", HERE / "library.txt"
_SHOWN = ("#", "$ ", ">>> ")


def uses_in(file: Path) -> list[str]:
    """The headings and the uses in a file, without what came of them."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith(_SHOWN)]


def made(file: Path) -> str:
    """The file as it would be now: each use with what comes of it."""
    said: list[str] = []
    with _desk() as here:
        for line in uses_in(file):
            if line.startswith("#"):
                said += ["", line] if said else [line]
                continue
            use: Callable[[str], Iterator[str]] = _command if line[0] == "$" else _call
            before = set(here.rglob("*"))
            said += ["", line, *(each.rstrip() for each in use(line.partition(" ")[2]))]
            for new in sorted(set(here.rglob("*")) - before, reverse=True):
                shutil.rmtree(new) if new.is_dir() else new.unlink()
    return "\n".join(said) + "\n"


@contextlib.contextmanager
def _desk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        here = Path()
        lay_out(here)
        yield here


def _command(line: str) -> Iterator[str]:
    """What a command says, and its exit status."""
    out, told = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    status: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
        try:
            main(shlex.split(line)[1:])
        except SystemExit as end:
            status = end.code
    shown = [each for each in _text(out).splitlines() if not each.startswith('{"source"')]
    yield from shown if len(shown) < 5 else (*shown[:3], "…")
    yield from _text(told).splitlines()
    yield f"[{status}]"


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def _call(line: str) -> Iterator[str]:
    """What a call raises, or gives."""
    names = {"plandocs": plandocs, "forms": plandocs.forms, "Path": Path, "os": os}
    try:
        found = eval(line, names)
        each_of = list(found) if isinstance(found, Iterator) else []
        problems = [e for e in each_of if isinstance(e, plandocs.Filled | plandocs.Reading)]
        for each in problems:
            yield f"{type(each.error).__name__}: {each.error}" if each.error else "no error"
        if not problems:
            yield f"gives {type(found).__name__}"
    except Exception as error:  # noqa: BLE001  # whatever it is, a person reads it
        yield from f"{type(error).__name__}: {error}".splitlines()
        yield from (f"  {problem}" for problem in getattr(error, "problems", ()))


if __name__ == "__main__":
    for each in (COMMANDS, LIBRARY):
        each.write_text(made(each), encoding="utf-8")
