"""Whatever happens to a folder, a run with a state gives what a run without it gives."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest

import plandocs

_PLANS = 6


@cache
def _documents() -> tuple[bytes, ...]:
    """Some plans, another form, and what is no document at all."""
    plans = [
        plandocs.fill(plandocs.validate({"officer_name": f"Officer {n}", "id": f"{n:03}"}))
        for n in range(_PLANS)
    ]
    return (*plans, b"no document", plans[0][:4000])


class _Folder:
    """A folder with documents, to which things happen."""

    def __init__(self, root: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.root = root
        self.away = root.parent / "away"
        self.away.mkdir()
        self.state = root.parent / "division.plandocs"
        self.labels: dict[str, dict[str, str]] | None = None
        for n in range(4):
            (root / f"{n}.docx").write_bytes(_documents()[n])

    def _one(self) -> Path | None:
        files = sorted(self.root.glob("*.docx"))
        return self.rng.choice(files) if files else None

    def add(self) -> None:
        name = f"new-{self.rng.randrange(10**6)}.docx"
        (self.root / name).write_bytes(self.rng.choice(_documents()))

    def edit(self) -> None:
        if path := self._one():
            path.write_bytes(self.rng.choice(_documents()))

    def edit_with_the_same_time(self) -> None:
        """As a program that copies times along with the content."""
        if path := self._one():
            facts = path.stat()
            path.write_bytes(self.rng.choice(_documents()))
            os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))

    def rename(self) -> None:
        if path := self._one():
            path.rename(self.root / f"renamed-{self.rng.randrange(10**6)}.docx")

    def swap(self) -> None:
        first, second = self._one(), self._one()
        if first and second and first != second:
            between = self.root / "between.docx"
            first.rename(between)
            second.rename(first)
            between.rename(second)

    def touch(self) -> None:
        if path := self._one():
            path.touch()

    def grow_old(self) -> None:
        """The files were written long ago, so that their stamps count."""
        for path in self.root.glob("*.docx"):
            at = 1_700_000_000 + self.rng.randrange(10**6)
            os.utime(path, (at, at))

    def remove(self) -> None:
        if path := self._one():
            shutil.move(path, self.away / path.name)

    def restore(self) -> None:
        for path in sorted(self.away.iterdir())[:1]:
            shutil.move(path, self.root / path.name)

    def change_an_option(self) -> None:
        words = {"cells": {"officer_name": f"Name of executive {self.rng.randrange(3)}"}}
        self.labels = None if self.labels else words

    def break_off(self) -> None:
        """A run that ends in the middle."""
        readings = plandocs.parse_many(sorted(self.root.glob("*.docx")), state=self.state)
        for _ in range(self.rng.randrange(3)):
            next(readings, None)
        assert isinstance(readings, Generator)
        readings.close()

    def happen(self) -> None:
        ways = (
            self.add, self.edit, self.edit_with_the_same_time, self.rename, self.swap, self.touch,
            self.grow_old, self.remove, self.restore, self.change_an_option, self.break_off,
        )  # fmt: skip
        self.rng.choice(ways)()


_SEEDS = [*range(4), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(4, 200))]


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_run_with_a_state_gives_what_one_without_gives(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "returned"
    root.mkdir()
    folder = _Folder(root, seed)
    for _ in range(12):
        folder.happen()
        paths = sorted(root.glob("*.docx"))
        kept = list(plandocs.parse_many(paths, labels=folder.labels, state=folder.state))
        cold = list(plandocs.parse_many(paths, labels=folder.labels))
        assert [each.to_json() for each in kept] == [each.to_json() for each in cold]
        assert [each.to_dict() for each in kept] == [each.to_dict() for each in cold]
        assert [(each.clean, each.origins) for each in kept] == [
            (each.clean, each.origins) for each in cold
        ]
