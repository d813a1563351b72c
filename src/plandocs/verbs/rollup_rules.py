"""What the roll-up asks other verbs: the findings about a plan, what changed between versions.

In: readings and plans. Out: the values that the division's tables are made with.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plandocs.changes import Change, compare
from plandocs.changes.paths import path, text_of
from plandocs.changes.words import place
from plandocs.checks.copies import copied
from plandocs.division.build import Rules
from plandocs.division.changes import Difference
from plandocs.form import FormSpec
from plandocs.plan import Plan
from plandocs.verbs.check import findings_in


def rules() -> Rules:
    """How findings and differences are found."""
    return Rules(findings_in, copied, differences)


def differences(form: FormSpec, before: Plan, after: Plan) -> Iterator[Difference]:
    """Every change from one version to the next, in the form's own words."""
    for change in compare(before, after):
        where = place(change.field, form)
        if change.kind == "moved":
            was = place(str(change.before), form)
            yield Difference(path(change.field).name, f"{where} (moved)", was, where)
        else:
            said = {"added": " (added)", "removed": " (taken out)"}.get(change.kind, "")
            yield Difference(path(change.field).name, where + said, *_texts(change))


def _texts(change: Change) -> tuple[str, str]:
    return _text(change.before), _text(change.after)


def _text(value: Any) -> str:
    """A value as one text; of a signature that is a picture, that it is there."""
    if isinstance(value, dict) and value.get("signed") and not value.get("text"):
        return "signed"
    if isinstance(value, dict) and "text" not in value:
        return "\n".join(filter(None, map(text_of, value.values())))
    return text_of(value)
