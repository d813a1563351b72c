"""Next cycle's plans from this one's: what each takes over and leaves behind, then made."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import plandocs
from plandocs.batch import workers_for
from plandocs.desk.jobs import Job
from plandocs.desk.made import handed_over
from plandocs.desk.officers import key_of
from plandocs.desk.receive import waiting_room
from plandocs.desk.workspace import Workspace

MAKING: Final = "Making next cycle's plans"
_SECONDS_EACH: Final = 0.003


@dataclass(frozen=True)
class NextCycle:
    """What was asked for.

    Attributes:
        period: the next period.
        unless: statuses that end an outcome.
        keep: sections to take over that would stay behind.
    """

    period: str
    unless: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()

    def carried(
        self, readings: tuple[plandocs.Reading, ...], sheet: Path | None = None
    ) -> tuple[plandocs.Carried, ...]:
        """Return what becomes of each plan that came, by conversations about it; list it.

        Raises:
            InputError: the period has no first and last day.
        """
        return plandocs.carry(
            readings, period=self.period, unless=self.unless, keep=self.keep, sheet=sheet
        )

    def make(self, space: Workspace, keys: frozenset[str], by: str, *, tries: int = 0) -> Job:
        """Make the plans that are chosen by their keys, as a piece of work."""
        asked = {
            "do": "next", "period": self.period, "unless": self.unless, "keep": self.keep,
            "keys": sorted(keys), "by": by, "tries": tries,
        }  # fmt: skip
        return space.begin(
            MAKING, lambda job: self._make(space, keys, job, by), asked, page="/next"
        )

    def _make(self, space: Workspace, keys: frozenset[str], job: Job, by: str) -> str:
        carried = self.carried(space.snapshot.readings)
        chosen = [e for e in carried if e.plan is not None and carried_key(e) in keys]
        room = waiting_room(space.desk_folder)
        try:
            filling = plandocs.fill_many(
                [each.plan for each in chosen if each.plan is not None], room,
                template=space.cycle.template, labels=space.cycle.taught(),
                workers=workers_for(len(chosen), _SECONDS_EACH) if space.apart else 1,
            )  # fmt: skip
            for done in job.steps(filling, len(chosen)):
                if done.error is not None:
                    job.lines.append((done.officer_name, done.error.message))
            self._note_left(space, chosen, room)
            job.lines += [(each.person, _left(each)) for each in chosen]
            files = sorted(path for path in room.rglob("*") if path.is_file())
            job.made = handed_over(space, files, f"Plans for {self.period}", room)
        finally:
            shutil.rmtree(room, ignore_errors=True)
        count = len(chosen)
        space.activity.note(f"Next cycle's plans made: {count:,}", self.command, by=by)
        return f"{count:,} {'plan is' if count == 1 else 'plans are'} made for {self.period}."

    def _note_left(self, space: Workspace, chosen: list[plandocs.Carried], room: Path) -> None:
        """Write the list of what these plans leave behind, as conversations about them say."""
        sources, versions = {each.source for each in chosen}, space.snapshot.versions
        people = {each.shown_name for each in versions if each.source in sources}
        all_sources = {each.source for each in versions if each.shown_name in people}
        readings = tuple(each for each in space.snapshot.readings if each.source in all_sources)
        self.carried(readings, room / "left behind.xlsx")

    @property
    def command(self) -> str:
        """The command that does the same."""
        parts = [f'plandocs carry returned --period "{self.period}" -o next']
        parts += [f"--unless {each.casefold()}" for each in self.unless]
        parts += [f"--keep {each}" for each in self.keep]
        return " ".join(parts)


def choices_for(space: Workspace) -> plandocs.CarryChoices:
    """Return the statuses and sections to choose from, as the forms of the plans that came say."""
    named = dict.fromkeys(e.plan.form for e in space.snapshot.readings if e.plan is not None)
    every = [plandocs.carry_choices(each) for each in named] or [plandocs.carry_choices()]
    unless = dict.fromkeys(word for each in every for word in each.unless)
    keep = {name: words for each in every for name, words in each.keep.items()}
    return plandocs.CarryChoices(tuple(unless), keep)


def carried_key(carried: plandocs.Carried) -> str:
    """What a form calls a plan that is carried."""
    return key_of("carried", carried.source)


def _left(carried: plandocs.Carried) -> str:
    left = "; ".join(carried.left)
    return f"left behind: {left}" if left else "nothing is left behind"


def next_period(period: str) -> str:
    """Return the period after a financial year such as 2026-27; "" for another."""
    first, _, last = period.partition("-")
    if not (first.isdigit() and last.isdigit() and len(first) == 4 and len(last) == 2):
        return ""
    year = int(first) + 1
    return f"{year}-{(year + 1) % 100:02}"
