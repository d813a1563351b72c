"""Tracked changes: in come a part's tree and what its cells shall say, out go revisions in it.

Accepting all of them gives the new words, rejecting all of them the old ones (ECMA-376 17.13.5).
What was typed is never taken away: it becomes a deletion.
"""

from plandocs.word.track.cells import Line, retell
from plandocs.word.track.revisions import Revisions
from plandocs.word.track.rows import added_row, drop_row
from plandocs.word.track.tree import Tree

__all__ = ["Line", "Revisions", "Tree", "added_row", "drop_row", "retell"]
