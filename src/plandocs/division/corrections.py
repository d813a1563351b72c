"""The sheet Corrections: what HR put right in the readings, who did it and when.

It is there where something was corrected. What is between the people who wrote it is named, and its
words stay out unless HR has decided to include what is confidential.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from plandocs.changes import words
from plandocs.changes.change import path
from plandocs.description.form import FormSpec
from plandocs.division.whole import Whole
from plandocs.table import Cells, Column, Rows, Table

CORRECTIONS = "Corrections"
_CONFIDENTIAL = "(confidential)"


def corrections_sheets(whole: Whole) -> tuple[Table, ...]:
    """The sheet by document; none where nothing was corrected."""
    if not any(document.copy.reading.corrections for document in whole.documents):
        return ()
    columns = (
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Field", 34, key=True),
        Column("The document says", 50),
        Column("Corrected to", 50, key=True),
        Column("Corrected by", 20),
        Column("Corrected on", 14, "date"),
    )
    return (Table(CORRECTIONS, columns, Rows(partial(_rows, whole)), frozen=1),)


def _rows(whole: Whole) -> Iterator[Cells]:
    for document in whole.documents:
        copy = document.copy
        for each in copy.reading.corrections:
            texts = _described(each, copy.form, whole.settings.confidential)
            yield *whole.names[document.person.key], *texts, str(each.get("by")), _day(each)


def _described(
    correction: Mapping[str, Any], form: FormSpec, confidential: bool
) -> tuple[str, str, str]:
    """The field in the form's words, and what it said and says."""
    field, place = correction.get("field"), str(correction.get("from") or "")
    before, value = (_text(correction.get(name)) for name in ("before", "value"))
    if field is None:
        return place, before if confidential else _CONFIDENTIAL, "(left where it is)"
    private = {section.name for section in form.sections if section.private}
    if path(field).name in private and not confidential:
        before = value = _CONFIDENTIAL
    return words.place(field, form), before, value


def _text(value: Any) -> str:
    """A value of JSON as the lines that people wrote; of one with a text of its own that.

    What is true or not of such a text is said behind it: "see e-mail (signed)".
    """
    if isinstance(value, dict):
        facts = [n if fact else f"not {n}" for n, fact in value.items() if isinstance(fact, bool)]
        if value.get("text") or (facts and "text" in value):
            return f"{value['text']} ({', '.join(facts)})".strip() if facts else str(value["text"])
        value = list(value.values())
    if isinstance(value, list):
        return "\n".join(filter(None, map(_text, value)))
    return "" if value is None or isinstance(value, bool) else str(value)


def _day(correction: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(correction.get("at"))[:10])
    except ValueError:
        return None
