"""What the roll-up asks other verbs: the findings about a plan, what changed between versions.

In: readings and plans. Out: the values that the division's tables are made with.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plandocs.changes import compare
from plandocs.changes.paths import is_blank, path
from plandocs.changes.words import kind_at, place
from plandocs.checks.copies import copied
from plandocs.description.form import FormSpec
from plandocs.division.build import Rules
from plandocs.division.changes import Difference
from plandocs.model.plan import Plan
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
            texts = (_text(each, change.field, form) for each in (change.before, change.after))
            yield Difference(path(change.field).name, where + said, *texts)


def _text(value: Any, field: str, form: FormSpec) -> str:
    """A value as one text; of a signature that is a picture, that it is there."""
    at = path(field)
    if is_blank(value):
        return ""
    section = next((each for each in form.sections if each.name == at.name), None)
    if section is None or at.column:
        return kind_at(at, form).shown(value)
    return "\n".join(filter(None, (c.kind.data_text(value[c.name]) for c in section.columns)))
