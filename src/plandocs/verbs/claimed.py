"""The place of what a verb writes, claimed before the work starts.

In: a destination, and what the verb is given to read. Out: the place as it is now, which is written
only if it is still so then.
"""

from __future__ import annotations

from plandocs.files.output import PathLike, Place, ensure_named, ensure_writable, is_one_of
from plandocs.files.search import read_from


def claimed(
    destination: PathLike | None, force: bool, *read: object, suffix: str = ".docx"
) -> Place | None:
    """Return the place, or None where there is no destination.

    Raises:
        OutputError: it cannot be written, is one of the files that are read, or its name says
            something else than ``suffix``.
    """
    if destination is None:
        return None
    inputs = tuple(read_from(read))
    if not is_one_of(destination, inputs):
        ensure_named(destination, suffix)
    return ensure_writable(destination, force=force, inputs=inputs)
