"""The place of what a verb writes, claimed before the work starts.

In: a destination, and what the verb is given to read. Out: the place as it is now, which is written
only if it is still so then.
"""

from __future__ import annotations

from plandocs.files import read_from
from plandocs.output import PathLike, Place, ensure_writable


def claimed(destination: PathLike | None, force: bool, *read: object) -> Place | None:
    """Return the place, or None where there is no destination.

    Raises:
        OutputError: it cannot be written, or it is one of the files that are read.
    """
    if destination is None:
        return None
    return ensure_writable(destination, force=force, inputs=read_from(read))
