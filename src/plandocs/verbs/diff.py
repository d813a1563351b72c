"""``diff``: compare two versions of a plan, also as tracked changes in Word."""

from __future__ import annotations

import os
from typing import Unpack

from plandocs.changes import Change, compare
from plandocs.changes.change import Changes
from plandocs.files.places import claim
from plandocs.files.whole import write_whole
from plandocs.verbs.gather import Item, document_of, one_reading, plan_in
from plandocs.verbs.options import OneRead, ReadOptions, reads_one


@reads_one
def diff(
    old: Item,
    new: Item,
    destination: str | os.PathLike[str] | None = None,
    *,
    force: bool = False,
    **options: Unpack[OneRead],
) -> tuple[Change, ...]:
    """Return what changed from the older to the newer of two plans.

    Rows are matched by what they say, not by their number.

    Args:
        old: the older plan: a path, a reading, a plan, or data of either.
        new: the newer one.
        destination: where the older plan's document is written with the differences as tracked
            changes: accepting all of them gives the newer plan, rejecting all the older.
        force: replace what is there already.
        options: how documents are read, as below.

    Raises:
        InputError: they are of two forms, or one of them is no single plan.
        OutputError: the place cannot be written.

    >>> [(change.field, change.after) for change in diff("plan.docx", "later.docx")]
    [('manager_name', 'Tom Alder')]
    """
    how = ReadOptions(**options)
    place = claim(destination, ".docx", force=force, read=(old, new, how.labels, how.blank))
    before, after = (plan_in(one_reading(each, how)) for each in (old, new))
    changes = Changes(compare(before, after))
    if place is not None:
        from plandocs.editing.tracked import tracked

        write_whole(place, tracked(before, after, document_of(old), how.labels))
    return changes
