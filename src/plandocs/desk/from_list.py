"""Plans made from HR's list: what its columns fill and what is wrong in it, and the making itself.

A list is looked at as a piece of work; what was found stays until the list, or what was decided
about its columns, is another one.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import plandocs
from plandocs.batch import workers_for
from plandocs.desk.cycle import TO_SEND, Cycle, made_in
from plandocs.desk.expected import Renamed, renamed
from plandocs.desk.jobs import Job
from plandocs.desk.made import handed_over
from plandocs.desk.receive import waiting_room
from plandocs.desk.workspace import Workspace

LOOKING: Final = "Checking the list"
MAKING: Final = "Making plans"
_SECONDS_EACH: Final = 0.003
_REPORT: Final = "fill-report.xlsx"
_MOST_LINES: Final = 200  # rows of which it is said what became of them


@dataclass(frozen=True)
class SeenList:
    """What a list says.

    Attributes:
        key: which list it is, as it stood, and what was decided about its columns.
        source: its path.
        columns: its columns; None where the file cannot be read.
        records: its rows.
        looked: what is to be said of each row.
        problem: why no plan can be made of it, in a sentence.
        undecided: how many columns still have to be decided on.
        set: what is filled into all plans, for want of a column.
        renamed: the headings that would have to be called otherwise in a list of who is expected.
    """

    key: object
    source: str
    columns: plandocs.ListColumns | None = None
    records: tuple[plandocs.Record, ...] = ()
    looked: tuple[plandocs.Looked, ...] = ()
    problem: str = ""
    undecided: int = 0
    set: tuple[tuple[str, str], ...] = ()
    renamed: tuple[Renamed, ...] = ()

    @property
    def ready(self) -> int:
        """How many rows have no mistake."""
        return sum(1 for each in self.looked if not each.mistakes)

    @property
    def mistakes(self) -> list[plandocs.Mistake]:
        """All mistakes, in the order of the rows."""
        return [mistake for each in self.looked for mistake in each.mistakes]

    @property
    def remarks(self) -> list[tuple[str, str]]:
        """What is worth a look: where, and a sentence."""
        return [
            (issue.where or f"row {each.row}", issue.message)
            for each in self.looked
            if not each.mistakes
            for issue in each.issues
        ]

    @property
    def notes(self) -> list[str]:
        """Sentences about the whole list."""
        notes = [(each.source, note) for each in self.looked for note in each.notes]
        if not notes and self.columns is not None:
            notes = [(self.source, note) for note in self.columns.notes]
        named = (note.replace(s, Path(s).name) for s, note in notes)
        return list(dict.fromkeys(named))


def list_key(cycle: Cycle) -> object:
    """What tells one list, with its columns as decided on, from another."""
    return (*_stamps(filter(None, (cycle.plans, cycle.template))), *_decided(cycle))


def _stamps(paths: Iterable[Path]) -> Iterable[object]:
    for path in paths:
        facts = path.stat()
        yield str(path), facts.st_mtime_ns, facts.st_size


def _decided(cycle: Cycle) -> tuple[object, ...]:
    columns = tuple(cycle.columns.items())
    return columns, cycle.ignore_rest, cycle.period, cycle.form, repr(cycle.labels)


def _asked(cycle: Cycle) -> dict[str, Any]:
    return {
        "map": cycle.columns, "form": cycle.form or None, "labels": cycle.taught(),
        "template": cycle.template,
    }  # fmt: skip


def seen_list(space: Workspace) -> SeenList | None:
    """Return what the list says, if there is one.

    None also while it is looked at, which begins here where it must.
    """
    cycle, seen = space.cycle, space.seen_list
    if cycle.plans is None:
        return None
    if isinstance(seen, SeenList) and seen.key == list_key(cycle):
        return seen
    space.jobs.begin(LOOKING, lambda job: _look(space, job), again=False)
    return None


def _look(space: Workspace, job: Job) -> str:
    cycle = space.cycle
    seen = SeenList(list_key(cycle), str(cycle.plans))
    try:
        seen = _seen(space, seen.key, job)
    except plandocs.PlandocsError as error:
        seen = SeenList(seen.key, seen.source, problem=str(error))
    finally:
        space.seen_list = seen
    return f"{len(seen.records):,} rows checked."


def _seen(space: Workspace, key: object, job: Job) -> SeenList:
    cycle = space.cycle
    path = str(cycle.plans)
    columns = plandocs.columns(path, **_asked(cycle))
    unknown = sum(1 for each in columns.columns if each.use == "unknown")
    undecided = 0 if cycle.ignore_rest else unknown
    if columns.problem or undecided:
        return SeenList(key, path, columns, problem=columns.problem, undecided=undecided)
    records = tuple(plandocs.read_data(path, ignore_rest=True, **_asked(cycle)))
    set = _set(cycle, columns)
    looking = plandocs.preflight(records, set=dict(set), template=cycle.template)
    looked = tuple(job.steps(looking, len(records)))
    renames = renamed(Path(path), columns, space.desk_folder)
    return SeenList(key, path, columns, records, looked, set=set, renamed=renames)


def _set(cycle: Cycle, columns: plandocs.ListColumns) -> tuple[tuple[str, str], ...]:
    """The cycle's period in all plans, where the list has none."""
    has = any(each.field.partition(".")[0] == "period" for each in columns.columns)
    can = any(each.path == "period" for each in columns.fields)
    return (("period", cycle.period),) if cycle.period and can and not has else ()


def _how(cycle: Cycle, seen: SeenList) -> dict[str, Any]:
    return {"set": dict(seen.set), "template": cycle.template, "labels": cycle.taught()}


def filled_one(space: Workspace, seen: SeenList, at: int) -> bytes | str:
    """Return the document of one row as it would be made; a sentence where it cannot be."""
    room = waiting_room(space.desk_folder)
    try:
        (done,) = plandocs.fill_many([seen.records[at]], room, **_how(space.cycle, seen))
        if done.error is not None:
            return done.error.message
        return Path(done.file).read_bytes()
    finally:
        shutil.rmtree(room, ignore_errors=True)


def list_looked_at(space: Workspace, job: Job) -> SeenList | None:
    """Look at the list now, as a part of other work; None where there is none."""
    if space.cycle.plans is None:
        return None
    _look(space, job)
    return space.seen_list if isinstance(space.seen_list, SeenList) else None


def make_plans(space: Workspace, seen: SeenList, by: str, *, tries: int = 0) -> Job:
    """Make the plans of a list, as a piece of work."""
    asked = {"do": "plans", "by": by, "tries": tries}
    return space.begin(MAKING, lambda job: _make(space, seen, job, by), asked, page="/make")


def _make(space: Workspace, seen: SeenList, job: Job, by: str) -> str:
    cycle, counts, files = space.cycle, Counter[str](), list[Path]()
    count = len(seen.records)
    try:
        for each in job.steps(_filling(space, cycle, seen, count), count):
            counts[each.status] += 1
            if each.file:
                files.append(Path(each.file))
            if each.error is not None and len(job.lines) < _MOST_LINES:
                job.lines.append((each.officer_name or f"row {each.row}", each.error.message))
    finally:
        if counts:
            space.activity.note(f"Plans made: {counts['filled']:,}", _command(cycle, seen), by=by)
    job.made = handed_over(
        space, [*files, *(space.folder / TO_SEND).glob(_REPORT)], "Plans to send"
    )
    space.looked(job)
    job.done = job.total
    return _outcome(counts)


def _filling(
    space: Workspace, cycle: Cycle, seen: SeenList, count: int
) -> Iterable[plandocs.Filled]:
    made_in(space.folder, TO_SEND)
    return plandocs.fill_many(
        seen.records, space.folder / TO_SEND, resume=True, report=True,
        workers=workers_for(count, _SECONDS_EACH) if space.apart else 1,
        inputs=[str(cycle.plans)], **_how(cycle, seen),
    )  # fmt: skip


def _outcome(counts: Counter[str]) -> str:
    message = f"{counts['filled']:,} {'plan is' if counts['filled'] == 1 else 'plans are'} made"
    if counts["skipped"]:
        message += f", {counts['skipped']:,} were already there"
    if counts["failed"]:
        return f"{message}; {counts['failed']:,} not; see below."
    return f"{message}."


def _command(cycle: Cycle, seen: SeenList) -> str:
    source = cycle.plans.relative_to(cycle.folder).as_posix() if cycle.plans else ""
    parts = [f"plandocs fill {source} -o {TO_SEND} --resume"]
    parts += ["--map plandocs.toml"] if cycle.columns else []
    parts += ["--ignore-rest"] if cycle.ignore_rest else []
    parts += [f'--set "{name}={value}"' for name, value in seen.set]
    if cycle.template is not None:
        parts.append(f"--template {cycle.template.relative_to(cycle.folder).as_posix()}")
    return " ".join(parts)
