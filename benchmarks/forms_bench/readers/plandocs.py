"""plandocs: its reading, each issue's field a doubt; the third form by a description in a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import plandocs

from ..answer import Answer
from ..form import all_forms
from ..make import flat

NAME = "plandocs"
# The first column of some tables is printed: nobody typed it, and it is no value here.
_PRINTED = [text for form in all_forms() for part in form.sections for text in part.first_column]


def read(path: Path) -> Answer:
    """The document as plandocs reads it, with nothing around it."""
    try:
        reading = plandocs.parse(path, convert=False, forms=_forms())
    except plandocs.PlandocsError:
        return Answer(None)
    plan = reading.plan.model_dump(mode="json")
    values = {name: value for name, value in plan.items() if name not in ("form", "id")}
    return Answer(
        plan["form"],
        {path: v for path, v in flat(_plain(values)).items() if v and v not in _PRINTED},
        [each.text for each in reading.unmapped],
        {i.field for i in reading.issues if i.field and i.severity != "info"},
    )


def _plain(value: Any) -> Any:
    """Dates, periods and signatures by their text, as the truth has them."""
    if isinstance(value, dict):
        return value["text"] if "text" in value else {k: _plain(v) for k, v in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


@cache
def _forms() -> tuple[plandocs.FormSpec | str, ...]:
    described = plandocs.load_form(Path(__file__).with_name("probation-review.toml"))
    return "senior-executive-plan", "outcomes-conversation", described
