"""What the intake workbook says to the people who fill it in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from plandocs.description.form import FormSpec
from plandocs.kinds.date import DateKind
from plandocs.kinds.items import ItemsKind

Said = tuple[str, str, Literal["title", "heading", "text"]]


def instructions(form: FormSpec) -> Iterator[Said]:
    """The page of instructions, line by line."""
    person = form.role("person")
    name = person.label if person else "Id"
    yield form.title, "", "title"
    yield (
        "Fill in the coloured columns, save, and run: plandocs fill THIS.xlsx -o FOLDER",
        "",
        "text",
    )
    yield "The sheets", "", "heading"
    yield "Plans", f"One row for each plan. {name} is needed; all else may stay blank.", "text"
    for section in form.sections:
        if section.shape in ("rows", "printed"):
            title = section.name.replace("_", " ").capitalize()
            said = f"{section.heading}. One row for each item; Id or {name} says whose it is."
            yield title, said, "text"
    yield "Example - …", "One plan filled in. These sheets are never read.", "text"
    yield "How to fill it in", "", "heading"
    yield "Id", "Your own key, such as an employee number. It is not printed.", "text"
    yield "No.", "The order of a plan's rows; two rows with one number are one item.", "text"
    yield "Lists in a cell", ItemsKind.note, "text"
    yield "Dates", DateKind.note, "text"
    yield "Columns", "May be moved or taken out. A new column needs a map, or --ignore.", "text"
