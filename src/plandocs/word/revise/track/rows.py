"""Rows that come and go: in comes a row, out goes its deletion, or a new row of its form."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from plandocs.word.revise.track.revisions import Revisions, W, live_runs, without_marks


def drop_row(row: etree._Element, revisions: Revisions) -> None:
    """Mark a row, and all that is in it, as deleted."""
    for run in live_runs(row):
        revisions.delete_in_place(run)
    revisions.row(row, "del")


def added_row(
    pattern: etree._Element, after: etree._Element | None, revisions: Revisions
) -> etree._Element:
    """A new row of the pattern's form, one blank paragraph in each cell, behind another row.

    ``after`` None puts it in front of the pattern.
    """
    row = deepcopy(pattern)
    without_marks(row, "trPr")
    for cell in row.iter(f"{W}tc"):
        _empty(cell)
    revisions.row(row, "ins")
    if after is None:
        pattern.addprevious(row)
    else:
        after.addnext(row)
    return row


def _empty(cell: etree._Element) -> None:
    """Leave the first paragraph's form and nothing else."""
    fresh = etree.Element(f"{W}p")
    properties = next(cell.iter(f"{W}p")).find(f"{W}pPr")
    if properties is not None:
        fresh.append(deepcopy(properties))
        without_marks(fresh, f"pPr/{W}rPr")
    for each in [each for each in cell if each.tag != f"{W}tcPr"]:
        cell.remove(each)
    for merge in cell.findall(f"{W}tcPr/{W}vMerge"):
        holder = merge.getparent()
        assert holder is not None
        holder.remove(merge)
    cell.append(fresh)
