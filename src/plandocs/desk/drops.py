"""What was dropped on Returned: taken into the folder and read, as one piece of work.

The files wait where a desk that is opened later finds them, so that a drop that came whole is taken
in whole, whatever becomes of the desk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from plandocs.desk.cycle import RETURNED, made_in
from plandocs.desk.intake import take_in
from plandocs.desk.jobs import Job
from plandocs.desk.receive import Dropped
from plandocs.desk.workspace import Workspace

TAKING: Final = "Adding files"
_COMMAND: Final = f"plandocs parse {RETURNED} --state division.plandocs"


def begin_drop(
    space: Workspace, drop: list[Dropped], room: Path, by: str, *, tries: int = 0
) -> Job:
    """Take the files of a folder in.

    Args:
        drop: the files.
        room: the folder in which they lie, which goes when they are taken in.
        by: who dropped them.
        tries: how often a desk was closed before all were taken in.
    """
    files = [[each.name, each.path.name, each.too_large, each.field] for each in drop]

    def work(job: Job, room: Path) -> str:
        message = take_in(
            job, drop_in(room, files), made_in(space.folder, RETURNED), again=tries > 0
        )
        space.activity.note(message, _COMMAND, by=by)
        space.looked(job)
        return message

    asked = {"do": "drop", "files": files, "by": by, "tries": tries}
    return space.begin_with(TAKING, work, asked, room, page="/returned")


def drop_in(room: Path, files: object) -> list[Dropped]:
    """Return the files of a drop, as they were written down; none where that is no drop."""
    dropped = []
    for each in files if isinstance(files, list) and room.is_dir() else ():
        name, at, too_large, field = each if len(each) == len(Dropped.__slots__) else ("",) * 4
        if str(at).isdigit():
            dropped.append(Dropped(str(name), room / str(at), too_large is True, str(field)))
    return dropped
