"""A form as the learner proposes it: fields and sections as they will stand in the file.

Plain values. ``unsure`` says what was not sure and why; it becomes a comment beside the entry.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A field, or a column of a section; ``where`` is its place in the blank."""

    name: str
    label: str
    where: str
    kind_name: str = "text"
    role: str = ""
    options: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    under: str = ""
    key: bool = False
    typed: bool = True  # false for the column in which a section's rows are printed
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A table that repeats (``rows``, ``printed``), or labels under a heading (``cells``)."""

    name: str
    heading: str
    shape: str
    where: str
    fields: tuple[Entry, ...]
    rows: tuple[str, ...] = ()
    closed: bool = False
    numbered: bool = False
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A place that was found and is not in the form, and why."""

    label: str
    where: str
    kind_name: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A form, proposed."""

    name: str
    title: str
    fields: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    only: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
