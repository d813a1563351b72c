"""A plan as tables for notebooks, under the form's own labels.

Takes a form and a plan of it, and gives HTML.
"""

from __future__ import annotations

from plandocs.description.form import FormSpec, SectionSpec
from plandocs.model.notebook import table
from plandocs.model.plan import Part, Plan, is_blank


def plan_html(form: FormSpec, plan: Plan) -> str:
    """A plan: its details, then a table for each section with something in it."""
    details = [(cell.label, cell.kind.listed(getattr(plan, cell.name))) for cell in form.cells]
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
    cells = [
        [each.kind.listed(getattr(row, each.name)) for each in section.columns] for row in rows
    ]
    return headings, cells, section.heading
