"""``demo``: the whole line on the samples that plandocs ships, in a folder of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import count
from pathlib import Path

from plandocs.advice import Advice, Option
from plandocs.arguments import checked
from plandocs.errors import OutputError
from plandocs.files.reasons import reason
from plandocs.files.whole import write_whole
from plandocs.filling.many import Filled
from plandocs.model.reading import Reading
from plandocs.resources import data
from plandocs.verbs.fill_many import fill_many
from plandocs.verbs.parse_many import parse_many
from plandocs.verbs.read_data import read_data
from plandocs.verbs.rollup import RolledUp, rollup

USUAL = "plandocs-demo"
SHEET, PLANS, DATA = "plans.xlsx", "plans", "plans.jsonl"
ROSTER, OBJECTIVES, THEMES = "roster.csv", "objectives.csv", "themes.csv"
WORKBOOK, COMPLETED, COMPLETED_DATA = "division.xlsx", "completed", "completed.jsonl"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What a demonstration made in its folder.

    Attributes:
        folder: where all of it is.
        filled: the Word plans made from the sheet.
        read: the readings of these.
        rolled_up: what came of the roll-up of these.
        completed: the readings of plans that people typed into.
    """

    folder: Path
    filled: tuple[Filled, ...]
    read: tuple[Reading, ...]
    rolled_up: RolledUp
    completed: tuple[Reading, ...]


@checked
def demo(folder: str | os.PathLike[str] | None = None, *, force: bool = False) -> Demonstration:
    """Try plandocs on its samples: fill, read back, roll up, and read completed plans.

    Args:
        folder: where to; without it ``plandocs-demo``, with a number where that is there already.
        force: replace what an earlier demonstration made.

    Returns:
        What was made, and where.

    Raises:
        OutputError: the folder holds something already and ``force`` is not set, or cannot be
            written.

    >>> demo("shown").folder.name
    'shown'
    """
    place = _fresh() if folder is None else Path(folder)
    _make(place, force)
    samples = data("samples")
    _copy((samples / name for name in (SHEET, ROSTER, OBJECTIVES, THEMES)), place)
    _copy(sorted((samples / COMPLETED).iterdir(), key=lambda file: file.name), place / COMPLETED)
    filled = tuple(fill_many(read_data(place / SHEET), place / PLANS, force=force))
    read = _read([each.file for each in filled if each.file], place / DATA)
    rolled_up = rollup(
        read,
        place / WORKBOOK,
        roster=place / ROSTER,
        objectives=place / OBJECTIVES,
        themes=place / THEMES,
        force=force,
    )
    completed = _read(sorted((place / COMPLETED).glob("*.docx")), place / COMPLETED_DATA)
    return Demonstration(place, filled, read, rolled_up, completed)


def _fresh() -> Path:
    """The usual folder, or the first one like it that is not there yet."""
    names = (Path(f"{USUAL}-{number}" if number > 1 else USUAL) for number in count(1))
    return next(name for name in names if not name.exists())


def _make(place: Path, force: bool) -> None:
    if place.exists() and not place.is_dir():
        raise OutputError("this is a file; name a folder.", str(place))
    if place.is_dir() and any(place.iterdir()) and not force:
        raise OutputError(
            Advice(
                "there is something in this folder already. Name another one, or use ",
                Option("force", True),
                " to replace what an earlier demonstration made.",
            ),
            str(place),
        )
    try:
        (place / COMPLETED).mkdir(parents=True, exist_ok=True)
        (place / PLANS).mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"this folder cannot be made: {reason(error)}.", str(place)) from error


def _copy(files: Iterable[Traversable], to: Path) -> None:
    for file in files:
        write_whole(to / file.name, file.read_bytes())


def _read(files: Iterable[str | Path], target: Path) -> tuple[Reading, ...]:
    """The readings of the files, also as one line of JSON each."""
    readings = tuple(parse_many(files))
    lines = (json.dumps(reading.to_dict(), ensure_ascii=False) + "\n" for reading in readings)
    write_whole(target, "".join(lines).encode())
    return readings
