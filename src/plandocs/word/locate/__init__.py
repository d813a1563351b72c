"""The locator: where in a document each field of a form stands, found by its printed labels.

In come a form's spec and a :class:`plandocs.word.view.document.Document`; out goes what was found,
slot by slot, and what stands outside every slot. The same code finds the places to tag in a blank.
"""

from plandocs.word.locate.found import Copy, Found, FoundRow, FoundSection, Slot, Stray
from plandocs.word.locate.layouts import Layouts
from plandocs.word.locate.printed import Printed
from plandocs.word.locate.recognise import recognise
from plandocs.word.locate.traverse import locate
from plandocs.word.locate.vocabulary import known_labels
from plandocs.word.locate.worded import BY_PLACE, worded

__all__ = [
    "BY_PLACE",
    "Copy",
    "Found",
    "FoundRow",
    "FoundSection",
    "Layouts",
    "Printed",
    "Slot",
    "Stray",
    "known_labels",
    "locate",
    "recognise",
    "worded",
]  # fmt: skip
