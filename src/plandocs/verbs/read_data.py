"""``read_data``: data files in, one record for each plan out, each with its places and mistakes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from plandocs.data.json_data import json_records
from plandocs.data.mapping import read_map
from plandocs.data.persons import marked, shared_among, unit_in, whose
from plandocs.data.records import Record
from plandocs.data.sheet_data import records_of
from plandocs.data.sheet_file import SheetFile
from plandocs.description.form import FormSpec
from plandocs.errors import InputError, UnknownColumns
from plandocs.files.search import JSON_SUFFIXES, find
from plandocs.filling.custom import custom_names
from plandocs.forms.labels import Labels, forms_to_read

SHEET_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm"})
DATA_SUFFIXES = JSON_SUFFIXES | SHEET_SUFFIXES

PathLike = str | os.PathLike[str]


_NO_LIST = (
    "no list is in there (.xlsx, .csv, .json or .jsonl). Name the list; completed plans in "
    "Word are read by parse."
)


def read_data(
    paths: PathLike | Iterable[PathLike],
    *,
    map: Mapping[str, str] | PathLike | None = None,
    ignore: Iterable[str] = (),
    ignore_rest: bool = False, skip_hidden: bool = False,
    form: FormSpec | str | None = None,
    template: str | os.PathLike[str] | bytes | None = None, labels: Labels | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The plans in .json, .jsonl, .csv and .xlsx, one record each, in the order of the files.

    Lines of JSON hold plans or readings, mixed as they come. Columns of a spreadsheet are found by
    field name, by the form's label, by synonym, or by ``map`` (a dict from headings to fields, a
    TOML file or a list with two columns); those to ``ignore`` are left out, and
    with ``ignore_rest`` all that name no field. A workbook may have sheets of rows beside the
    sheet of plans; its hidden rows count unless ``skip_hidden``. Rows that are nobody's (totals,
    footers) are passed over, and notes say so. Columns for tags of ``template`` that the form has
    no field for (``{{ context.title }}``) are taken; ``labels`` are an agency's words for labels,
    which head columns, too. Records are validated by ``fill_many``.

    Raises:
        InputError: a file cannot be read, or has columns that name no field; ``problems`` has a
            line for each. This is found in all files before the first record is given.
    """
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    forms = forms_to_read(labels, form)
    mapping = {**read_map(map), **dict.fromkeys(ignore, "")}
    files = list(find(named, DATA_SUFFIXES))
    if not files:
        raise InputError(_NO_LIST, ", ".join(map_str(named)))
    take = partial(
        SheetFile, forms=forms, mapping=mapping, custom=_custom(template), ignore_rest=ignore_rest,
        skip_hidden=skip_hidden,
    )  # fmt: skip
    opened = {path: _opened(path, take) for path in files}
    _refuse(opened)
    names = shared_among(chain.from_iterable(_people(*each) for each in opened.items()))
    for path, sheet in opened.items():
        records = records_of(sheet) if isinstance(sheet, SheetFile) else json_records(path)
        yield from marked(records, names)


def _people(path: Path, sheet: SheetFile | InputError | None) -> Iterator[tuple[str, str, str]]:
    """The id, name and unit of each plan in a file."""
    if isinstance(sheet, SheetFile):
        yield from sheet.people
    else:
        for record in json_records(path):
            yield (*whose(record), unit_in(record))


def _custom(template: str | os.PathLike[str] | bytes | None) -> tuple[str, ...]:
    if template is None:
        return ()
    from plandocs.filling.agency import template_bytes  # with the renderer, which data needs not

    return custom_names(*template_bytes(template))


def map_str(paths: Iterable[PathLike]) -> Iterator[str]:
    """The paths as text."""
    return (os.fspath(path) for path in paths)


def _opened(path: Path, take: Callable[[Path], SheetFile]) -> SheetFile | InputError | None:
    if path.suffix.casefold() in JSON_SUFFIXES:
        missing = InputError("there is no such file.", str(path))
        return None if os.path.exists(path) else missing
    try:
        return take(path)
    except InputError as error:
        return error


def _refuse(opened: Mapping[Path, SheetFile | InputError | None]) -> None:
    errors = [each for each in opened.values() if isinstance(each, InputError)]
    if len(errors) == 1:
        raise errors[0]
    if errors:
        lines = tuple(line for e in errors for line in (e.problems or (str(e),)))
        kind = UnknownColumns if all(isinstance(e, UnknownColumns) for e in errors) else InputError
        raise kind(f"{len(errors)} files cannot be used.", "", "", lines)
