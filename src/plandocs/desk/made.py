"""What is made for officers: letters, drafts, copies, records, PDF; as one file to take away.

It is made in the desk's own folder and put whole into the folder `made`, under a name that says
what it is and when it was made. Nothing that was made before is replaced.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import plandocs
from plandocs.desk.cycle import MADE, RETURNED, in_folder, made_in
from plandocs.desk.jobs import Job
from plandocs.desk.officers import Officer, key_of
from plandocs.desk.receive import waiting_room
from plandocs.desk.workspace import Workspace
from plandocs.errors import InputError
from plandocs.files.names import Names, safe
from plandocs.files.places import Place
from plandocs.files.whole import Target, write_whole

_AT_ONCE: Final = 10  # documents that LibreOffice prints in one start
Chosen = list[Officer]


class Made(NamedTuple):
    """A file that was made: what addresses call it, where it is, and when it was made."""

    id: str
    path: Path
    at: datetime
    size: int


def made_files(folder: Path) -> list[Made]:
    """Return the files that were made, the latest first."""
    files = []
    for path in in_folder(folder, MADE).glob("*"):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            facts = path.stat()
            at = datetime.fromtimestamp(facts.st_mtime).astimezone()
            files.append(Made(key_of(path.name), path, at, facts.st_size))
    return sorted(files, key=lambda each: each.at, reverse=True)


def new_place(folder: Path, name: str, suffix: str) -> Place:
    """Return a place in the folder `made` that nothing has."""
    made_in(folder, MADE)
    stem = f"{datetime.now():%Y-%m-%d %H.%M} {safe(name)}"
    number = 1
    while (
        path := folder / MADE / f"{stem}{f' ({number})' if number > 1 else ''}{suffix}"
    ).exists():
        number += 1
    return Place(path, None)


class Outcome(NamedTuple):
    """What became of something that was asked for several: for how many it was done, in words."""

    number: int
    message: str


def make(
    space: Workspace,
    kind: str,
    chosen: Chosen,
    by: str,
    page: str,
    *,
    letter: str = "",
    tries: int = 0,
) -> Job:
    """Make something for these officers, as a piece of work that a page shows.

    Args:
        letter: the kind of letter, one of `LETTER_KINDS`.
        tries: how often a desk was closed before it was made.
    """
    work, title, command = _WORK[kind]
    if kind in _FORMATS:
        work = partial(_written, format=_FORMATS[kind], kind=letter)
        command = f"{command} --kind {letter}" if letter else command

    def done(job: Job) -> str:
        room = waiting_room(space.desk_folder)
        try:
            job.total = len(chosen)
            count, message = work(space, job, chosen, room)
            files = sorted(path for path in room.rglob("*") if path.is_file())
            if made := handed_over(space, files, title, room):
                job.made = made
        finally:
            shutil.rmtree(room, ignore_errors=True)
        sent = [each.key for each in chosen] if kind == "sent" else ()
        space.activity.note(f"{title}: {count:,}", _with_roster(space, command), by=by, sent=sent)
        if sent:
            space.again()
        return message

    keys = [each.key for each in chosen]
    asked = {"do": kind, "keys": keys, "by": by, "page": page, "letter": letter, "tries": tries}
    return space.begin(title, done, asked, page=page)


def handed_over(space: Workspace, files: list[Path], title: str, room: Path | None = None) -> str:
    """Put what was made into the folder: one file as it is, several in a .zip.

    Returns:
        The id under which it is fetched; "" where nothing was made.
    """
    if not files:
        return ""
    if len(files) == 1:
        place = new_place(space.folder, files[0].stem, files[0].suffix)
        write_whole(place, files[0].read_bytes())
        return key_of(place.path.name)
    place = new_place(space.folder, title, ".zip")

    def write(target: Target) -> None:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # a file that is written to, which is enough
            for path in files:
                name = path.name if room is None else path.relative_to(room).as_posix()
                archive.write(path, name)

    write_whole(place, write)
    return key_of(place.path.name)


def _documents(space: Workspace, chosen: Chosen, room: Path) -> Iterator[Path]:
    """Yield a copy of each officer's plan: the one that came, else the one that is to be sent."""
    names = Names()
    for officer in chosen:
        source = officer.source or space.snapshot.plan_to_send(officer)
        if not source:
            continue
        file = space.file_of(source)
        if file is not None:
            copy = room / names.unique(Path(source).name)
            copy.write_bytes(file.read_bytes() if isinstance(file, Path) else file)
            yield copy


def _plans(space: Workspace, job: Job, chosen: Chosen, room: Path) -> Outcome:
    count = sum(1 for _ in job.steps(_documents(space, chosen, room), len(chosen)))
    return _of(
        count, chosen, "plans are in the .zip", "no plan came back, and none is ready to send"
    )


def _pdf(space: Workspace, job: Job, chosen: Chosen, room: Path) -> Outcome:
    documents = list(_documents(space, chosen, room))
    job.total = len(documents)
    for at in range(0, len(documents), _AT_ONCE):
        some = documents[at : at + _AT_ONCE]
        job.step(at)
        plandocs.pdf(some, room)
        for each in some:
            each.unlink()
    return _of(len(documents), chosen, "plans are made as PDF", "there is no document")


def letters_of(
    space: Workspace, chosen: Chosen, room: Path, format: str, kind: str
) -> plandocs.Letters:
    """Write the letters to these officers into a folder, each of the kind or of what fits."""
    cycle, asked = space.cycle, {"cover": "cover", "reminder": "reminder", "findings": "findings"}
    return plandocs.letters(
        space.snapshot.readings,
        room,
        kind=cast("Any", asked.get(kind)),
        only=[each.id or each.name for each in chosen],
        format=format,
        due=cycle.due or None,
        period=cycle.period,
        division=cycle.division,
        **cycle.listed("roster"),
        **cycle.letters(),
        **cycle.reading(),
    )


def _written(
    space: Workspace, job: Job, chosen: Chosen, room: Path, *, format: str = "docx", kind: str = ""
) -> Outcome:
    done = letters_of(space, chosen, room, format or "text", kind)
    for each in done.letters:
        job.lines.append((each.officer_name, each.held or LETTER_KINDS[each.kind]))
    if not format:  # the merge list alone
        for path in room.rglob("*"):
            if path.is_file() and path != Path(done.merge):
                path.unlink()
        return Outcome(len(chosen), "The merge list is made.")
    written = [each for each in done.letters if each.files]
    lists = len({Path(each).stem for each in done.managers})
    also = f", and {lists:,} lists for managers" if lists > 1 else ", and a list for the manager"
    return _of(len(written), chosen, f"letters are written{also if lists else ''}", "see below")


def _copies(space: Workspace, job: Job, chosen: Chosen, room: Path) -> Outcome:
    sources = [each.source for each in chosen if each.source]
    if not sources:
        raise InputError("no plan came back from them, so there is nothing to comment on.")
    cycle = space.cycle
    done = plandocs.comment(sources, room, state=cycle.state, **cycle.reading())
    for each in done:
        why = str(each.error.message) if each.error is not None else each.note
        if why:
            job.lines.append((Path(each.source).name, why))
    count = sum(1 for each in done if each.file)
    return _of(count, chosen, "copies are made, with a comment for each finding", "see below")


def _records(space: Workspace, job: Job, chosen: Chosen, room: Path) -> Outcome:
    names, count = Names(), 0
    for officer in job.steps(chosen, len(chosen)):
        reading = space.snapshot.by_source.get(officer.source)
        if reading is None or reading.plan is None:
            job.lines.append((officer.name, "no plan came that could be read"))
            continue
        record = plandocs.converse(reading)
        plandocs.fill(record, room / names.unique(f"{safe(officer.name)} – conversation.docx"))
        count += 1
    return _of(count, chosen, "conversation records are made", "see below")


def _sent(space: Workspace, job: Job, chosen: Chosen, room: Path) -> Outcome:
    return Outcome(len(chosen), f"{len(chosen):,} marked as sent.")


def _of(count: int, chosen: Chosen, result: str, why: str) -> Outcome:
    left = len(chosen) - count
    words = f"{count:,} {result}." if left <= 0 else f"{count:,} {result}; {left:,} not: {why}."
    return Outcome(count, words)


def _with_roster(space: Workspace, command: str) -> str:
    """A command with the list of who is expected, where there is one."""
    roster = space.cycle.lists.get("roster")
    option = f" --roster {roster.relative_to(space.folder).as_posix()}" if roster else ""
    return command.replace(_ROSTER, option)


def _always() -> bool:
    return True


def _can_convert() -> bool:
    return plandocs.can_convert()


def _came(officer: Officer) -> bool:
    return bool(officer.source) and officer.versions > 0


_ROSTER: Final = " --roster ROSTER"
_ONE, _STATE = f"{RETURNED}{_ROSTER}", "--state division.plandocs"
_WORK: Final[dict[str, tuple[Callable[..., Outcome], str, str]]] = {
    "zip": (_plans, "Plans in one zip", ""),
    "letters": (_written, "Letters in Word", f"plandocs letters {_ONE} -o letters {_STATE}"),
    "drafts": (
        _written, "E-mail drafts", f"plandocs letters {_ONE} -o drafts --format eml {_STATE}",
    ),
    "merge": (_written, "Merge list", f"plandocs letters {_ONE} -o letters {_STATE}"),
    "copies": (_copies, "Commented copies", f"plandocs check {RETURNED} --format docx -o copies"),
    "records": (_records, "Conversation records", f"plandocs converse {RETURNED} -o records"),
    "pdf": (_pdf, "Plans as PDF", ""),
    "sent": (_sent, "Marked as sent", ""),
}  # fmt: skip
_FORMATS: Final = {"letters": "docx", "drafts": "eml", "merge": ""}
LETTER_KINDS: Final = {
    "": "Whatever each needs",
    "cover": "Cover letter, with the plan",
    "reminder": "Reminder",
    "findings": "What is still missing",
}
"""The kinds of letters, in words."""
KINDS: Final[dict[str, tuple[str, Callable[[], bool]]]] = {
    "see": ("Letters (preview first)", _always),
    "copies": ("Commented copies", _always),
    "zip": ("Plans in one .zip", _always),
    "pdf": ("Plans as PDF", _can_convert),
    "records": ("Conversation records", _always),
    "sent": ("Mark as sent", _always),
}
"""What can be made for several: its label, and whether it can be made here."""
MADE_AT_ONCE: Final = ("letters", "drafts", "merge")
"""What can be made without having been seen."""
MADE_FOR_ONE: Final[dict[str, tuple[str, Callable[[Officer], bool]]]] = {
    "letters": ("Letter in Word", lambda _: True),
    "drafts": ("E-mail draft", lambda _: True),
    "copies": ("Commented copy", _came),
    "records": ("Conversation record", _came),
    "pdf": ("PDF", lambda each: _came(each) and _can_convert()),
    "sent": ("Mark as sent", lambda each: each.stage == "Not sent"),
}
"""What can be made for one: its label, and whether it can be made for this one."""
