"""Columns of a spreadsheet as paths into a plan's data: by field name, label, synonym or map.

Words count from 1 ("Outcome 2 measures"), brackets from 0 as everywhere else in plandocs
(``outcomes[1].measures``). The columns of staff lists are known beside the form's own; see
:mod:`plandocs.headings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from functools import cache

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.description.taught import CONTEXT, heading_of
from plandocs.headings import Columns, alike_columns, passed_columns, role_columns
from plandocs.normal.labels import key
from plandocs.sheet.read import nearest, normal_heading

LISTED = ("person", "manager", "unit", "level")  # the roles whose columns staff lists have

NUMBER = ("No.", "Number", "#", "Row", "Order", "Order of importance", "Item", "Nr")
_NUMBER_IN = re.compile(r"(?<![\d.])(?:\bno\.? ?|#)?(\d{1,2})(?!\d)", re.IGNORECASE)
_PATH = re.compile(r"(\w+)\[(\d{1,3})\]\.(\w+)(?:\[\d{1,3}\])?")


def names_of(field: FieldSpec) -> tuple[str, ...]:
    """The names of a field, as people have them: its label, then synonyms."""
    return (field.label, *field.synonyms)


def identity_names(form: FormSpec) -> tuple[str, ...]:
    """What the column of HR's own key is called, after what the form calls the person."""
    person = form.role("person")
    stems = {n.removesuffix(" name") for n in names_of(person)} if person else set()
    words = ("ID", "number", "no")
    return ("Id", *(f"{stem} {word}" for stem in sorted(stems) for word in words))


@cache
def plan_columns(form: FormSpec) -> Columns:
    """The columns of a sheet with one plan a row, by path: header, boxes, printed rows."""
    return with_lists(_of_plans(form), _roles(form))


@cache
def with_custom(form: FormSpec, custom: tuple[str, ...]) -> Columns:
    """The same, and the columns of what the form lacks and a template asks for, by these names.

    What staff lists have and no form asks for is asked for here; a form's own field stays its own.
    """
    known = plan_columns(form)
    fields = (
        n for path, names in known.items() if not path.startswith("-") for n in (path, *names)
    )
    taken = set(map(normal_heading, fields))
    asked = {normal_heading(heading_of(name)): name for name in custom}
    alike = {name: _alike(heading, taken | asked.keys()) for heading, name in asked.items()}
    wanted = asked.keys() | {normal_heading(n) for names in alike.values() for n in names}
    result = {
        path: tuple(n for n in names if not path.startswith("-") or normal_heading(n) not in wanted)
        for path, names in known.items()
    }
    more = {f"{CONTEXT}.{name}": (heading_of(name),)
            for heading, name in asked.items() if heading not in taken}  # fmt: skip
    surer = {path: alike[path.removeprefix(f"{CONTEXT}.")] for path in more}
    weak = {f"{path}?": names for path, names in surer.items() if names}
    return {**result, **more, **weak} if custom else known


def _alike(text: str, taken: Set[str]) -> tuple[str, ...]:
    """What other systems call the column with this name, but for what is another column's name."""
    groups = [{normal_heading(n): n for n in names} for names in alike_columns()]
    group = next((each for each in groups if text in each), {})
    return tuple(name for normal, name in group.items() if normal not in taken)


@cache
def row_columns(form: FormSpec, section: SectionSpec) -> Columns:
    """The columns of a sheet with the rows of one section, and those of the plan itself."""
    return with_lists({**_of_rows(form, section), **_of_plans(form)}, _roles(form))


def _roles(form: FormSpec) -> dict[str, str]:
    cells = ((form.role(role), role) for role in LISTED)
    return {"id": "id", **{cell.name: role for cell, role in cells if cell is not None}}


def _of_plans(form: FormSpec) -> Columns:
    result: Columns = {"id": identity_names(form), "form": ()}
    for cell in form.cells:
        result[cell.name] = names_of(cell)
    for section in form.sections:
        if not section.is_table:
            for column in section.columns:
                heading, words = form.heading(section, column), (column.name, *names_of(column))
                names = words if heading == column.label else (heading,)
                result[f"{section.name}.{column.name}"] = names
        elif section.shape == "printed":
            result.update(_printed(section))
    for cell in form.cells:
        for inside, part in cell.kind.parts.items():
            named = tuple(f"{name} {word}" for word in part.words for name in names_of(cell))
            result[f"{cell.name}.{inside}"] = named
    return result


def with_lists(known: Columns, roles: Mapping[str, str]) -> Columns:
    """The columns with those of staff lists for the fields that have these roles.

    What the form calls another field stays that field's. A name that says a part of a field, and
    is no label, is the part's from now on.
    """
    columns = {path: role_columns(role) for path, role in roles.items()}
    result = {path: _without_parts(names, columns.get(path, {})) for path, names in known.items()}
    taken = {normal_heading(name) for path in known for name in (path, *result[path])}
    more = {f"{p}{part}": names for p, of in columns.items() for part, names in of.items()}
    for path, names in {**more, **passed_columns()}.items():
        new = tuple(name for name in names if normal_heading(name) not in taken)
        result[path] = (*result.get(path, ()), *new)
    return result


def _without_parts(
    names: tuple[str, ...], columns: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    parts = {normal_heading(n) for part, each in columns.items() if part for n in each}
    return (*names[:1], *(name for name in names[1:] if normal_heading(name) not in parts))


def _printed(section: SectionSpec) -> Iterable[tuple[str, tuple[str, ...]]]:
    """A printed row's own words name its column, where it has but one value."""
    others = [column for column in section.columns if not column.key]
    for at, label in enumerate(section.printed):
        for column in others:
            numbered = (f"{at + 1} {label}", f"{section.name} {label}")
            alone = (label, *numbered) if len(others) == 1 else ()
            names = tuple(f"{label} {name}" for name in (column.name, *names_of(column)))
            yield f"{section.name}[{at}].{column.name}", (*alone, *names)


def _of_rows(form: FormSpec, section: SectionSpec) -> Columns:
    """Each row has its person's id or name."""
    person = form.role("person")
    result: Columns = {"id": identity_names(form)}
    if person is not None:
        result[person.name] = names_of(person)
    for column in section.columns:
        names = (column.name, *names_of(column))
        result[f"row.{column.name}"] = (*names, *(f"{name} as written" for name in names))
    stems = {section.key_column.name, section.name.replace("_", " ")}
    numbers = (f"{stem} {word}" for stem in sorted(stems) for word in ("no", "number"))
    result["row"] = (*NUMBER, *numbers)
    return result


def numbered_paths(headings: Iterable[str], form: FormSpec) -> dict[str, str]:
    """The paths of headings with a number in them, such as "Outcome 2 measures"."""
    words = {section.name: _words(section) for section in form.tables}
    items = {s.name: frozenset(c.name for c in s.columns if c.kind.many) for s in form.tables}
    result: dict[str, str] = {}
    for heading in headings:
        path = _path(heading, form.tables) or _counted(heading, words, items)
        if path:
            result[heading] = path
    return result


def nearest_numbered(heading: str, form: FormSpec) -> str:
    """The likeliest name of a numbered column for a heading with a number; blank without one."""
    numbers = [] if "[" in heading else _NUMBER_IN.findall(heading)
    number = max(1, int(numbers[0])) if numbers else 0
    known: Columns = {}
    for section in form.sections if number else ():
        if section.shape == "rows":
            stem = f"{_singular(section.name).replace('_', ' ').capitalize()} {number}"
            for column in section.columns:
                suffix = "" if column is section.key_column else f" {column.name.replace('_', ' ')}"
                known[f"{section.name}.{column.name}"] = (stem + suffix,)
    return nearest(heading, known) if known else ""


def is_field(name: str, form: FormSpec) -> bool:
    """Tell whether a map may lead to this: a path, or a name that people have for one."""
    tables = [plan_columns(form), *(row_columns(form, section) for section in form.tables)]
    normal, last = normal_heading(name), name.rpartition(".")[2]
    return any(
        name in known or f"row.{last}" in known or normal in map(normal_heading, names)
        for known in tables
        for names in known.values()
    ) or bool(numbered_paths([name], form))


def _path(heading: str, tables: Iterable[SectionSpec]) -> str:
    match = _PATH.fullmatch(heading.strip())
    for section in tables if match else ():
        if match and section.name == match[1] and match[3] in {c.name for c in section.columns}:
            return heading.strip()
    return ""


def _counted(
    heading: str, words: Mapping[str, Mapping[str, str]], items: Mapping[str, frozenset[str]]
) -> str:
    numbers = [int(number) for number in _NUMBER_IN.findall(heading)]
    if len(numbers) not in (1, 2) or min(numbers) < 1:
        return ""
    text = normal_heading(_NUMBER_IN.sub(" ", heading))
    for section, columns in words.items():
        if text in columns and len(numbers) <= 1 + (columns[text] in items[section]):
            item = f"[{numbers[1] - 1}]" if len(numbers) > 1 else ""
            return f"{section}[{numbers[0] - 1}].{columns[text]}{item}"
    return ""


@cache
def _words(section: SectionSpec) -> dict[str, str]:
    """What may stand around the number: "outcome", "outcome … measures", "measures"."""
    result: dict[str, str] = {}
    main = section.key_column
    stems = _normal((main.name, *names_of(main), section.name, _singular(section.name)))
    for column in section.columns:
        names = _normal((column.name, *names_of(column)))
        alone = names if not column.kind.many else ()  # "Measure 2" may be the second of one row
        paired = (f"{stem} {name}" for stem in stems for name in names)
        for name in (*(stems if column is main else ()), *alone, *paired):
            result.setdefault(name, column.name)
    return result


def _normal(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(normal_heading, names))))


def _singular(name: str) -> str:
    return name.removesuffix("s")


def section_of(sheet: str, form: FormSpec) -> SectionSpec | None:
    """The section that a sheet is named after."""
    name = key(sheet)
    return next((s for s in form.tables if name in s.keys or name == key(s.sheet_name)), None)
