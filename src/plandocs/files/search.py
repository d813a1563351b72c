"""Paths as people name them: files, folders and archives, searched through in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from plandocs.errors import InputError
from plandocs.files.leftovers import is_left
from plandocs.files.zipped import is_zipped_folder, names_in

JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_NO_PLANS = frozenset(
    {".xlsx", ".xlsm", ".csv", ".tsv", ".htm", ".html", ".md", ".py", ".toml", *JSON_SUFFIXES}
)
_LEFT_BEHIND = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_OF_MAC = "__MACOSX"  # the folder in a .zip that a Mac made
_RECEIPTS = frozenset({"fill-report.jsonl", "fill-report.xlsx"})  # they lie beside the plans


def is_left_behind(name: str) -> bool:
    """A file that Word or the system leaves behind: it is skipped without a word."""
    lower = name.casefold()
    return (
        name.startswith(("~$", "._", ".~lock."))
        or lower in _LEFT_BEHIND
        or lower.endswith((".plandocs", ".plandocs-journal"))  # what remembers the folder
        or is_left(name)
    )


def documents(path: str | os.PathLike[str]) -> list[Path]:
    """The file, or what may be a document in the folder or the .zip.

    Raises:
        InputError: the path is blank.
    """
    path = _named(path)
    if not is_folder(path):
        return [path]
    return [each for each in map(Path, find([path])) if each.suffix.casefold() not in _NO_PLANS]


def read_from(items: Iterable[object]) -> Iterator[Path]:
    """The files that are read by whoever is given these; what is no path is passed over."""
    for each in items:
        if isinstance(each, str | os.PathLike) and os.fspath(each):
            yield from documents(each)
            if is_zipped_folder(each):
                yield Path(each)
        elif isinstance(each, list | tuple):
            yield from read_from(each)


def find(
    paths: Iterable[str | os.PathLike[str]], suffixes: frozenset[str] | None = None
) -> Iterator[str]:
    """Every file named, and every file in the folders named, each once, in a stable order.

    They are texts as a Path spells them: of ten thousand files, Paths would cost a fifth of a run
    that knows them all.

    A path that does not exist is given as it is, so that its error is told in its place.
    A .zip of documents is a folder. ``suffixes`` (lower case, with the dot) choose among the files
    of folders only, and leave archives closed.

    Raises:
        InputError: a path is blank, as where a variable of the shell is not set.
    """
    seen: set[str] = set()
    named = [_named(path) for path in paths]
    for path in named:
        for each in _inside(path, suffixes):
            if len(named) == 1 or is_new(each, seen):  # one folder has each of its files once
                yield each


def _named(path: str | os.PathLike[str]) -> Path:
    if not os.fspath(path):
        raise InputError("one of the paths is blank; name a file or a folder.")
    return Path(path)


def is_new(path: str | os.PathLike[str], seen: set[str]) -> bool:
    """Tell whether a file is named for the first time; ``seen`` remembers those that were."""
    name = os.path.normcase(os.path.abspath(path))
    if name in seen:
        return False
    seen.add(name)
    return True


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Tell whether documents are looked for in it: a folder, or a .zip of documents."""
    # Path.is_dir fails for a name that is too long
    return os.path.isdir(path) or is_zipped_folder(path)


def _inside(path: Path, suffixes: frozenset[str] | None) -> Iterator[str]:
    if not os.path.isdir(path):
        if not is_left_behind(path.name):
            yield from _unzipped(str(path), suffixes)
        return
    for folder, names, files in os.walk(path):
        names[:] = sorted((n for n in names if not is_left(n)), key=str.casefold)
        here = str(Path(folder, "x"))[:-1]  # with what stands between it and a name
        for name in sorted(files, key=lambda each: (each.casefold(), each)):
            if not _is_passed_over(name) and (
                suffixes is None or os.path.splitext(name)[1].casefold() in suffixes
            ):
                yield from _unzipped(here + name, suffixes)


def _unzipped(path: str, suffixes: frozenset[str] | None) -> Iterator[str]:
    """The file, or the files in it where it is a .zip of documents."""
    if suffixes is not None or not is_zipped_folder(path):
        yield path
        return
    for inside in names_in(path):
        *folders, name = inside.split("/")
        if not _is_passed_over(name) and not any(is_left(n) or n == _OF_MAC for n in folders):
            yield str(Path(f"{path}/{inside}"))


def _is_passed_over(name: str) -> bool:
    return is_left_behind(name) or name.casefold() in _RECEIPTS
