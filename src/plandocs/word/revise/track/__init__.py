"""Tracked changes: revisions in a document's tree, until its slots say what they shall.

Accepting all of them gives the new words, rejecting all of them the old ones (ECMA-376 17.13.5).
What was typed is never taken away: it becomes a deletion.
"""

from plandocs.word.revise.track.paragraphs import Revisions, Tree
from plandocs.word.revise.track.table import Row, Text, Unfit, rewrite_rows, rewrite_slot

__all__ = ["Revisions", "Row", "Text", "Tree", "Unfit", "rewrite_rows", "rewrite_slot"]
