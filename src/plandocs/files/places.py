"""Places to write to, asked about before the work starts: why one cannot be written, in words.

A `Place` holds what stood there when it was asked about, so that nothing that appeared or changed
since is replaced; `plandocs.files.whole` writes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, overload

from plandocs.advice import Advice, Option
from plandocs.errors import OutputError
from plandocs.files.leftovers import left_name
from plandocs.files.reasons import reason
from plandocs.files.search import read_from

PathLike = str | os.PathLike[str]
_WORD_KEEPS = 2
_SHORT_NAME, _SHORTEST_NAME = 7, 6


class State(NamedTuple):
    """What stood at a place when it was looked at: enough to see that it has changed."""

    device: int
    inode: int
    size: int
    changed: int

    def is_of(self, other: State | None) -> bool:
        """Tell whether both are of one file."""
        return other is not None and self[:2] == other[:2]


class Place(NamedTuple):
    """A path that can be written, as it was named, and what stood there when that was asked."""

    path: Path
    before: State | None


@overload
def claim(path: PathLike, *suffixes: str, force: bool, read: Iterable[object] = ()) -> Place: ...
@overload
def claim(
    path: PathLike | None, *suffixes: str, force: bool, read: Iterable[object] = ()
) -> Place | None: ...
def claim(
    path: PathLike | None, *suffixes: str, force: bool, read: Iterable[object] = ()
) -> Place | None:
    """Return the place of what is written, claimed before the work starts; None for no path.

    Args:
        path: where it goes.
        suffixes: what its name may end in; anything, where none is given.
        force: whether what stands there may be replaced.
        read: what the work is given to read, of which no file is replaced.

    Raises:
        OutputError: it cannot be written, is one of the files that are read, or its name says
            something else than what will be in it.
    """
    if path is None:
        return None
    read, fits = tuple(read), not suffixes or Path(path).suffix.casefold() in suffixes
    if not fits and not is_one_of(path, read_from(read)):
        ensure_named(path, *suffixes)
    return ensure_writable(path, force=force, inputs=read_from(read))


def ensure_writable(path: PathLike, *, force: bool, inputs: Iterable[PathLike] = ()) -> Place:
    """Find out, before any work, whether ``path`` can be written.

    ``inputs`` are files that the same work reads: none of them is replaced, with ``force`` either.

    Raises:
        OutputError: it exists and ``force`` is not set, it is an input, a program has it open, it
            is a folder, or its folder is missing or closed to us.
    """
    target = real_path(path)
    with writing_of(path):
        _ensure_replaceable(target, os.fspath(path), force=force, inputs=inputs)
    return Place(Path(path), state_of(target))


def ensure_named(path: PathLike, *suffixes: str) -> None:
    """Refuse a name that says something else than what will be in the file.

    Raises:
        OutputError: its suffix is none of these.
    """
    named = Path(path)
    if named.suffix.casefold() not in suffixes and not os.path.isdir(named):
        ways = " or ".join(f"{named.stem or 'plans'}{each}" for each in suffixes if each)
        what = f"no {named.suffix}" if named.suffix else "no file without a suffix"
        raise OutputError(f"what is written here is {what}. Name it {ways}.", os.fspath(path))


def is_one_of(path: PathLike, others: Iterable[PathLike]) -> bool:
    """Tell whether this file is one of the others, under whatever name."""
    state = state_of(path)
    return state is not None and any(state.is_of(state_of(other)) for other in others)


def all_but(path: PathLike, files: Iterable[str]) -> list[str]:
    """Return the files without this one, under whatever name."""
    state = state_of(path)
    return [each for each in files if state is None or not state.is_of(state_of(each))]


def state_of(path: PathLike) -> State | None:
    """What stands at a path now; None where nothing does."""
    try:
        facts = os.stat(path)
    except (OSError, ValueError):  # a ValueError: no file can have this name
        return None
    return State(facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)


def on_disk(name: PathLike) -> str:
    """A name as it is written: in UTF-8 where the locale has no such letters, as it is elsewhere.

    Raises:
        OutputError: it is blank, or no file can have this name.
    """
    name = os.fspath(name)
    if not name:
        raise OutputError("the name of what comes out is blank; name a file or a folder.")
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        with suppress(UnicodeEncodeError):
            return os.fsdecode(name.encode())
        raise OutputError("this name holds half a character.", name) from None
    if "\0" in name:
        raise OutputError("no file can have this name.", name)
    return name


def real_path(path: PathLike) -> Path:
    """The file itself where the path is a link to it: a link is written through, not replaced."""
    return Path(os.path.realpath(on_disk(path)))


@contextmanager
def writing_of(path: PathLike) -> Iterator[None]:
    """Turn what the system says of a place that cannot be written into words."""
    try:
        yield
    except PermissionError as error:
        raise OutputError(
            "this cannot be written. Close it in Excel or Word, or choose another place.",
            str(path),
        ) from error
    except OSError as error:
        raise OutputError(f"this cannot be written: {reason(error)}.", str(path)) from error


def _ensure_replaceable(
    target: Path, source: str, *, force: bool, inputs: Iterable[PathLike]
) -> None:
    if target.is_dir():
        raise OutputError("this is a folder; name a file in it.", source)
    if target.exists():
        if is_one_of(target, inputs):
            raise OutputError(
                "this file is one of those that are read; choose another name for what comes out.",
                source,
            )
        if not force:
            raise OutputError(
                Advice(
                    "this file is there already. Choose another name, or replace it with ",
                    Option("force", True),
                    ".",
                ),
                source,
            )
        _ensure_closed(target, source)
    _ensure_folder(target.parent, source)


def _ensure_closed(target: Path, source: str) -> None:
    for mark in open_marks(target.name):
        if target.with_name(mark).exists():
            raise OutputError(
                f"this file is open in Excel, Word or LibreOffice (the file {mark} says so). "
                "Close it there and try again; if it is open nowhere, delete that file.",
                source,
            )
    try:
        with target.open("r+b"):
            pass
    except OSError as error:
        raise OutputError(
            "this file cannot be replaced: it is open in another program, or closed to writing.",
            source,
        ) from error


def open_marks(name: str) -> tuple[str, ...]:
    """The files that say who has ``name`` open: Excel's, Word's (which shortens), LibreOffice's."""
    stem = len(Path(name).stem)
    cut = 0 if stem <= _SHORTEST_NAME else 1 if stem == _SHORT_NAME else _WORD_KEEPS
    return (f"~${name}", f"~${name[cut:]}", f".~lock.{name}#")


def _ensure_folder(folder: Path, source: str) -> None:
    if not folder.is_dir():
        named = Path(source).parent if source else folder
        raise OutputError(f"there is no folder {named}. Make it first.", source)
    probe = folder / left_name("part")
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise OutputError(
            f"nothing can be written in its folder: {reason(error)}.", source
        ) from error
