"""What the folder said when it was last looked at: readings, officers, tables, findings."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

import plandocs
from plandocs.desk.cycle import LIST_NAMES, Cycle
from plandocs.desk.officers import (
    DRAFT,
    NOT_SENT,
    NOT_STARTED,
    SENT,
    TO_BE_SIGNED,
    Officer,
    officers_in,
)
from plandocs.errors import InputError

Row = Mapping[str, Any]
Tables = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Snapshot:
    """The folder at one moment.

    Attributes:
        at: when it was looked at; None where it was not yet.
        readings: what was read of each file.
        officers: who stands where.
        tables: the tables of the roll-up, by name.
        problem: why there are none, or which list could not be used, in a sentence.
        links_out: the names of links that lead out of the folder, which were left alone.
        to_send: the plans that are to be sent, by the id and by the name of whose they are.
    """

    at: datetime | None = None
    readings: tuple[plandocs.Reading, ...] = ()
    officers: tuple[Officer, ...] = ()
    tables: Tables = field(default_factory=dict)
    problem: str = ""
    links_out: tuple[str, ...] = ()
    to_send: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_source(self) -> dict[str, plandocs.Reading]:
        """The readings by their files."""
        return {each.source: each for each in self.readings}

    @cached_property
    def by_key(self) -> dict[str, Officer]:
        """The officers by what addresses call them."""
        return {each.key: each for each in self.officers}

    @cached_property
    def owners(self) -> dict[str, Officer]:
        """The officers by the file that counts."""
        return {each.source: each for each in self.officers if each.source}

    @cached_property
    def checked(self) -> dict[str, plandocs.Checked]:
        """The findings about each file."""
        return {each.source: each for each in plandocs.check(self.readings)}

    @cached_property
    def versions(self) -> tuple[plandocs.Version, ...]:
        """The versions of each person's plan."""
        return plandocs.history(self.readings).versions

    @cached_property
    def totals(self) -> Row:
        """The whole division's line of the summary; nothing where there is none."""
        rows = self.tables.get("summary", [])
        return rows[-1] if rows else {}

    @cached_property
    def stages(self) -> Counter[str]:
        """How many officers are at each stage."""
        return Counter(each.stage for each in self.officers)

    def plan_to_send(self, officer: Officer) -> str:
        """The plan that is to be sent to an officer; "" where there is none."""
        return self.to_send.get(officer.id, "") or self.to_send.get(officer.name, "")

    def with_reading(self, reading: plandocs.Reading) -> Snapshot:
        """The same with one reading as it is after HR put it right.

        The tables are as they were until the folder is looked at again.
        """
        readings = tuple(reading if e.source == reading.source else e for e in self.readings)
        seen = replace(self, readings=readings)
        (checked,) = plandocs.check([reading])
        vars(seen).update(checked={**self.checked, reading.source: checked}, versions=self.versions)
        return seen

    def versions_of(self, source: str) -> list[plandocs.Version]:
        """All versions of the plan that this file is one of, the oldest first."""
        mine = next((each for each in self.versions if each.source == source), None)
        if mine is None:
            return []
        same = (mine.shown_name, mine.form, mine.period, mine.id)
        return [e for e in self.versions if (e.shown_name, e.form, e.period, e.id) == same]


def snapshot_of(
    cycle: Cycle,
    readings: Iterable[plandocs.Reading],
    sent: Mapping[str, object],
    at: datetime,
    links_out: Iterable[str],
    to_send: Mapping[str, str],
) -> Snapshot:
    """Return what these readings say together with the cycle's lists."""
    collected = tuple(readings)
    tables, problem = _tables(cycle, collected)
    officers = tuple(officers_in(tables.get("completion", ()), sent))
    seen = Snapshot(at, collected, officers, tables, problem, tuple(links_out), to_send)
    _ = seen.checked, seen.versions  # worked out now, not when a page waits for them
    return seen


def _tables(cycle: Cycle, readings: tuple[plandocs.Reading, ...]) -> tuple[Tables, str]:
    """The tables, without the lists where these cannot be used."""
    if not readings and "roster" not in cycle.lists:
        return {}, ""
    chosen: dict[str, Any] = {"period": cycle.period, "division": cycle.division}
    try:
        return plandocs.tables(readings, **chosen, **cycle.listed(*LIST_NAMES)), ""
    except InputError as error:
        problem = _in_full(error)
    if not cycle.lists:
        return {}, problem
    try:
        return plandocs.tables(readings, **chosen), problem
    except InputError:
        return {}, problem


def executive_tables(cycle: Cycle, seen: Snapshot, below: int) -> tuple[Tables, str]:
    """The tables of a copy for executives, and why there are none, in a sentence."""
    try:
        tables = plandocs.tables(
            seen.readings, period=cycle.period, division=cycle.division, audience="executive",
            suppress_below=below, **cycle.listed(*LIST_NAMES),
        )  # fmt: skip
    except InputError as error:
        return {}, _in_full(error)
    return tables, ""


def _in_full(error: InputError) -> str:
    problems = [each for each in getattr(error, "problems", ()) if each not in str(error)]
    return " ".join([os.fspath(str(error)), *problems[:3]])


class Need(NamedTuple):
    """Something to do next: words, how many it is about, and how many of them are overdue.

    ``address`` is the page that shows them.
    """

    words: str
    number: int
    overdue: int
    address: str


NOBODYS: Final = "nobody's"
"""So begins what became of a file that is nobody's, in the roll-up's words."""
_TO_DO: Final = {
    NOT_SENT: "not sent: send the plan out",
    TO_BE_SIGNED: "wait for signatures: pass them on",
    DRAFT: "in draft: tell them what is missing",
    NOT_STARTED: "came back as they were sent out",
    SENT: "sent, and nothing came yet",
}


_COUNTED: Final = re.compile(r" \(\d+\)$")


def came_again(readings: Iterable[plandocs.Reading]) -> frozenset[str]:
    """Return the files that could not be read and came again under their name, and that was read.

    A file of a name that is there already is called "Raman (2).docx".
    """
    read, unread = set(), list[tuple[str, str]]()
    for each in readings:
        folder, _, name = each.source.replace("\\", "/").rpartition("/")
        known = f"{folder}/{_COUNTED.sub('', name.rpartition('.')[0]).casefold()}"
        if each.error is None:
            read.add(known)
        else:
            unread.append((known, each.source))
    return frozenset(source for known, source in unread if known in read)


def needs(snapshot: Snapshot) -> list[Need]:
    """What to do next, the most pressing first; nobody is in two lines."""
    again = came_again(snapshot.readings)
    unread = sum(
        1 for each in snapshot.readings if each.error is not None and each.source not in again
    )
    fates = (str(row.get("what_became_of_it")) for row in snapshot.tables.get("sources", ()))
    nobodys = sum(1 for each in fates if each.startswith(NOBODYS))
    files = (
        Need("could not be read: see what to do about each", unread, 0, "/returned?only=red"),
        Need("are nobody's: say whose they are", nobodys, 0, "/returned?only=amber"),
    )
    late = Counter(each.stage for each in snapshot.officers if each.overdue)
    people = (
        Need(words, snapshot.stages[stage], late[stage], f"/officers?{urlencode({'stage': stage})}")
        for stage, words in _TO_DO.items()
    )
    return [each for each in (*files, *people) if each.number]
