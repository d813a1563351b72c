"""Slots become values: one copy of a form, as located, as the fields of a plan.

In comes a :class:`plandocs.word.locate.Copy`, out go values in normal form, issues, what is in no
field, and where each value came from.
"""

from plandocs.reading.beyond import beside, notes_of, of_the_whole, other_copy
from plandocs.reading.copy import Interpreted, interpret

__all__ = ["Interpreted", "beside", "interpret", "notes_of", "of_the_whole", "other_copy"]
