"""The issues of a reading as findings: what was noticed, with what to do about it."""

from __future__ import annotations

from plandocs.kinds.signature import DOUBTFUL_FIX
from plandocs.model.findings import Finding
from plandocs.model.reading import Issue

_FIX = {
    "tracked-changes": "Accept or reject the changes in Word (Review, Accept), and save.",
    "comments": "Settle the comments, and delete them.",
    "hidden-text": "Show the hidden text in Word, and keep it or delete it.",
    "placeholder-left": "Fill it in, or delete the prompt.",
    "text-in-label-cell": "Move the text into the cell that it belongs to.",
    "unreadable-date": "Write one date with day, month and year: 12 July 2026.",
    "contradicting-date": "Write the date again, as 12 July 2026, or choose it in its control.",
    "unreadable-period": "Write its first and its last day: 1 July 2026 – 30 June 2027.",
    "label-elsewhere": "Keep each value at the form's own label alone.",
    "label-by-likeness": "Correct the slip in the form's own print.",
    "several-ticked": "Leave one box ticked.",
    "unknown-choice": "Choose one of the form's own words.",
    "unknown-column": "Move what stands there into the form's own columns.",
    "missing-field": "Use the form's current blank; something is missing from this copy.",
    "missing-section": "Use the form's current blank; something is missing from this copy.",
    "cells-off-headings": "See whether each value is in its column.",
    "second-copy": "Keep one copy of the section, that of this period.",
    "continued-table": "Move the rows into the section's own table.",
    "worked-example": "Delete the example.",
    "label-as-value": "Write what was meant in its place.",
    "continued-row": "Join the two rows, or number the second if it is one of its own.",
    "extra-capability": "See whether the row belongs there.",
    "line-breaks-in-item": "Give each item a paragraph of its own.",
    "struck-text": "Delete the text in Word if it no longer holds.",
    "second-form": "Keep one form in each file.",
    "unmapped-text": "Move the text into a field of the form.",
    "live-content": "Open it with care; ask for a copy without it.",
    "external-link": "Take the link out, unless it is meant to be there.",
    "converted": "Nothing. Saved as .docx, the file would be read as it is.",
    "signature-not-filled": "Have it signed again.",
    "doubtful-signature": DOUBTFUL_FIX,
}


def finding_of(issue: Issue) -> Finding:
    """The finding that an issue is."""
    fix = _FIX.get(issue.code, "Look at this place in the document.")
    return Finding(issue.severity, issue.code, issue.field, issue.message, fix, issue.where)
