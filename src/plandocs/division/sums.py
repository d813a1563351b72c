"""What a form says of how its counts add up, so that no small one is given away.

Plain values: which counts of which tables, by their sheets and headings.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sum:
    """Counts that add up from one group to another: each row of ``total`` has a count that is the
    sum of a count in those rows of ``parts`` that say the same in the column ``by``, or less where
    what is counted may stand in several of them.

    The copy for executives must not let a suppressed count be worked out from it. Without ``by``
    the sum over all rows of ``parts`` is in the last row of ``total``, as in the Summary.
    """

    total: str
    total_count: str
    parts: str
    parts_count: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """Counts that cannot be larger than others: each row of ``smaller`` has a count that is at most
    that of the rows of ``larger`` which say the same in the column ``by``; without it, that of its
    last row, as in the Summary. ``row`` names the one row of ``larger`` that is meant. ``part``
    names a row of ``smaller`` that is a part of the larger count: what is left is a count, too.
    """

    smaller: str
    smaller_count: str
    larger: str
    larger_count: str
    by: str = ""
    row: str = ""
    part: str = ""
