"""Plans and readings as tables for notebooks, under the form's own labels.

Takes a plan or a reading and gives HTML.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.description.form import SectionSpec
from plandocs.forms.registry import form as form_named
from plandocs.model.notebook import table
from plandocs.model.plan import Part, Plan, is_blank
from plandocs.model.reading import Reading


def plan_html(plan: Plan) -> str:
    """A plan: its details, then a table for each section with something in it."""
    form = form_named(plan.form)
    details = [(cell.label, _text(getattr(plan, cell.name))) for cell in form.cells]
    named = [("Id", plan.id)] if plan.id else []
    parts = [table(("", form.title), (*named, *details))]
    for section in form.sections:
        value = getattr(plan, section.name)
        rows = value if isinstance(value, tuple) else (value,)
        if filled := [row for row in rows if not is_blank(row)]:
            parts.append(table(*_of(section, filled)))
    return "".join(parts)


def _of(section: SectionSpec, rows: list[Part]) -> tuple[list[str], list[list[str]], str]:
    headings = [column.label for column in section.columns]
    cells = [[_text(getattr(row, column.name)) for column in section.columns] for row in rows]
    return headings, cells, section.heading


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(f"• {each}" for each in value)
    signed = getattr(value, "signed", None)
    text = str(getattr(value, "text", value))
    return (text or "(signed)") if signed else text


def reading_html(reading: Reading) -> str:
    """A reading: what was noticed, what is not in the plan, and the plan."""
    return "".join(_parts(reading))


def _parts(reading: Reading) -> Iterator[str]:
    text = "clean" if reading.clean else "somebody should look at this"
    if reading.error is not None:
        text = f"{reading.error.code}: {reading.error.message}"
    yield table(("File", ""), [(reading.source or "(not from a file)", text)])
    if reading.issues:
        rows = [(i.severity, i.where, i.message, i.code) for i in reading.issues]
        yield table(("", "Where", "What was noticed", "Code"), rows)
    if reading.unmapped:
        words = [(u.where, u.kind, u.text) for u in reading.unmapped]
        yield table(("Where", "What", "Words that are not in the plan"), words)
    if reading.plan is not None:
        yield plan_html(reading.plan)
