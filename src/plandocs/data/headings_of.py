"""The columns of a list, each with what it fills, for people who decide before anything is read.

A list in which no column is somebody's name, or in which two columns are one field, is shown like
any other, with what is wrong with it: these are the lists whose columns have to be decided on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from plandocs.data.cell_values import text_of
from plandocs.data.columns import nearest_numbered, numbered_paths, with_custom
from plandocs.data.read_sheet import ReadSheet
from plandocs.data.sheet_file import SheetFile
from plandocs.description.form import FormSpec, SectionSpec
from plandocs.errors import InputError
from plandocs.headings import Columns, base_of
from plandocs.sheet.excel import column_letter
from plandocs.sheet.read import Sheet, likeliest, match_headings, read_grids, sheets_under

Use = Literal["fills", "passed over", "left out", "unknown"]
_LOOKED_AT = 20  # rows, for an example
_PARTS = {
    "family": "family name", "given": "given name", "preferred": "preferred name",
    "own": "the unit itself",
}  # fmt: skip
_ODD = (".text", ".date", ".signed")  # parts that plandocs' own workbooks have, and no list
_ROWS = 3  # of a table in one row of a list, before the list itself has more


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list.

    Attributes:
        heading: what it is called.
        column: its letter.
        sheet: the sheet; "" where the file has none.
        use: ``fills``; ``passed over``, where it is known and nothing is filled from it; ``left
            out``, where the map says so; ``unknown``.
        field: the path of what it fills; "" where nothing is.
        suggestion: the path of the likeliest field of one that is unknown; "" where none is likely.
        example: the first thing that stands in it.
    """

    heading: str
    column: str
    sheet: str
    use: Use
    field: str = ""
    suggestion: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class ListField:
    """What a column may fill.

    Attributes:
        path: the field's path in a plan.
        label: what people call it.
        group: the heading of its section; "" for the header.
    """

    path: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class ListColumns:
    """The columns of a list.

    Attributes:
        form: the name of the form that the list is for.
        columns: each with what it fills.
        fields: all that a column may fill.
        notes: sentences about the whole file.
        problem: why the list cannot be used with these columns, in a sentence; "" where it can.
    """

    form: str
    columns: tuple[ListColumn, ...]
    fields: tuple[ListField, ...]
    notes: tuple[str, ...] = ()
    problem: str = ""


def columns_in(
    path: Path, forms: tuple[FormSpec, ...], mapping: Mapping[str, str], custom: tuple[str, ...]
) -> ListColumns:
    """Return the columns of a spreadsheet.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        file = SheetFile(path, forms, mapping, ignore_rest=True, custom=custom)
    except InputError as error:
        return _undecided(path, forms, custom, mapping, error)
    known = with_custom(file.form, custom)
    columns = [each for read in file.main + file.rows for each in _columns(read, known, file.form)]
    fields = _fields(file.form, known, columns, [r.section for r in file.rows if r.section])
    return ListColumns(file.form.name, tuple(columns), tuple(fields), file.notes)


def _columns(read: ReadSheet, known: Columns, form: FormSpec) -> Iterator[ListColumn]:
    passed = frozenset(read.passed)
    open_ones = {each.heading: each.nearest for each in read.match.unmatched}
    examples = _examples(read.sheet)
    taken = frozenset(read.match.fields)
    for at, heading in enumerate(read.sheet.headings):
        field = read.match.fields[at] or ""
        use: Use = "fills"
        if heading in open_ones:
            use = "unknown"
        elif heading in passed:
            use = "passed over"
        elif not base_of(field):
            use = "left out"
        if heading:
            path = _in_form(field.rstrip("?"), read.section) if use == "fills" else ""
            near = open_ones.get(heading, "") or likeliest(heading, known, taken)
            likely = _likely(heading, near, known, form)
            yield ListColumn(
                heading, column_letter(at), read.sheet.name, use, path,
                likely if use == "unknown" else "", examples.get(at, ""),
            )  # fmt: skip


def _in_form(field: str, section: SectionSpec | None) -> str:
    """The path of a column in the form, where it is one of the rows of a section."""
    return field.replace("row", section.name, 1) if section and field[:4] == "row." else field


def _likely(heading: str, name: str, known: Columns, form: FormSpec) -> str:
    numbered = numbered_paths([nearest_numbered(heading, form)], form)
    path = next(iter(numbered.values()), "")
    return path or (name and match_headings((name,), known).fields[0]) or ""


def _examples(sheet: Sheet) -> dict[int, str]:
    examples: dict[int, str] = {}
    for row in islice(sheet.rows, _LOOKED_AT):
        for at, value in enumerate(row.cells):
            if at not in examples and (text := text_of(value)):
                examples[at] = text
    return examples


def _undecided(
    path: Path, forms: tuple[FormSpec, ...], custom: tuple[str, ...], mapping: Mapping[str, str],
    error: InputError,
) -> ListColumns:  # fmt: skip
    """The columns of a list that cannot be used, each by itself."""
    grids = read_grids(path)
    tried = [
        (form, sheet, [_alone(heading, form, custom) for heading in sheet.headings])
        for form in forms
        for sheet in sheets_under(grids, with_custom(form, custom), str(path))
    ]
    if not tried:
        raise error
    form, sheet, paths = max(tried, key=lambda each: sum(bool(base_of(p)) for p in each[2]))
    known, examples = with_custom(form, custom), _examples(sheet)
    columns = tuple(
        _one_alone(heading, at, sheet, paths[at], mapping.get(heading), known, form, examples)
        for at, heading in enumerate(sheet.headings)
        if heading
    )
    fields = tuple(_fields(form, known, columns, ()))
    return ListColumns(form.name, columns, fields, (), error.message)


def _alone(heading: str, form: FormSpec, custom: tuple[str, ...]) -> str:
    known = with_custom(form, custom)
    path = match_headings((heading,), known).fields[0] if heading else ""
    return path or next(iter(numbered_paths([heading], form).values()), "")


def _one_alone(
    heading: str, at: int, sheet: Sheet, path: str, mapped: str | None, known: Columns,
    form: FormSpec, examples: Mapping[int, str],
) -> ListColumn:  # fmt: skip
    path = path if mapped is None else mapped
    use: Use = "fills" if base_of(path) else "passed over" if path else "unknown"
    use = "left out" if mapped == "" else use
    near = likeliest(heading, known, frozenset())
    likely = _likely(heading, near, known, form) if use == "unknown" else ""
    letter = column_letter(at)
    field = path.rstrip("?") if use == "fills" else ""
    return ListColumn(heading, letter, sheet.name, use, field, likely, examples.get(at, ""))


def _fields(
    form: FormSpec, known: Columns, columns: Iterable[ListColumn], sheets: Iterable[SectionSpec]
) -> list[ListField]:
    """What a column may fill, in the form's order; rows of tables, as many as the list has."""
    titles = {each.name: each.heading for each in form.sections}
    used = [each.field for each in columns]
    fields = list(_of_plans(known, titles))
    for section in form.tables:
        if section.shape == "rows":
            for number in range(1, max(_ROWS, _most(section.name, used)) + 1):
                fields += _numbered(section, number)
    for section in sheets:
        fields += (
            ListField(f"{section.name}.{each.name}", each.label, titles[section.name])
            for each in section.columns
        )
    order = {title: at for at, title in enumerate(titles.values(), 1)}
    return sorted(fields, key=lambda each: order.get(each.group, 0))


def _of_plans(known: Columns, titles: Mapping[str, str]) -> Iterator[ListField]:
    for path, names in known.items():
        base = base_of(path)
        if base and not path.endswith(("?", *_ODD)) and path != "form":
            part = path.removeprefix(base).removeprefix(":")
            label = _label(base, known.get(base, ()))
            label = f"{label}: {_PARTS.get(part, part)}" if part else _label(path, names)
            yield ListField(path, label, titles.get(_section(path), ""))


def _label(path: str, names: tuple[str, ...]) -> str:
    """The label of a field, which may stand behind its name."""
    named = [each for each in names if each != path.rpartition(".")[2]]
    return named[0] if named else path


def _section(path: str) -> str:
    return path.partition("[")[0].partition(".")[0]


def _most(section: str, paths: Iterable[str]) -> int:
    start = f"{section}["
    numbers = (p.removeprefix(start).partition("]")[0] for p in paths if p.startswith(start))
    return max((int(each) + 1 for each in numbers if each.isdigit()), default=0)


def _numbered(section: SectionSpec, number: int) -> Iterator[ListField]:
    stem = section.name.removesuffix("s").replace("_", " ").capitalize()
    for column in section.columns:
        suffix = "" if column is section.key_column else f": {column.name.replace('_', ' ')}"
        path = f"{section.name}[{number - 1}].{column.name}"
        yield ListField(path, f"{stem} {number}{suffix}", section.heading)
