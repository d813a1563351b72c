"""``check``: find what is missing from plans, or out of line with their form's guidance."""

from __future__ import annotations

from typing import Unpack

from plandocs.division.checked import checked
from plandocs.model.findings import Checked, CheckedPlans
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many


@reads_many
def check(
    items: Items,
    **options: Unpack[ManyRead],
) -> tuple[Checked, ...]:
    """Return what is missing or out of line, for each plan.

    The findings are those of the form's own rules and of the reading; where there are several
    plans, also words that stand in the plans of two people. A file that cannot be read has its
    error as the finding.

    Args:
        items: paths, folders, readings, plans, or data of either; one alone will do.
        options: how documents are read, as below.

    Raises:
        PlandocsError: an option cannot be used, or the items are none of these.

    >>> checked, = check("plan.docx")
    >>> checked.officer_name, checked.findings[0].code, checked.findings[0].fix
    ('Priya Raman', 'blank-field', 'Fill it in.')
    """
    return CheckedPlans(checked(tuple(gather(items, ReadOptions(**options)))))
