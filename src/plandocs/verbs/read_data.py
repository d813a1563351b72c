"""``read_data``: data files in, one record for each plan out, each with its places and mistakes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from plandocs.arguments import checked
from plandocs.data.data_files import records_in
from plandocs.data.mapping import read_map
from plandocs.data.records import Record
from plandocs.data.sheet_file import SheetFile
from plandocs.description.form import FormSpec
from plandocs.forms.labels import Labels, forms_to_read
from plandocs.wording import several

PathLike = str | os.PathLike[str]


@checked
def read_data(
    paths: PathLike | Iterable[PathLike],
    *,
    map: Mapping[str, str] | PathLike | None = None,
    ignore: str | Iterable[str] = (),
    ignore_rest: bool = False, skip_hidden: bool = False,
    form: FormSpec | str | None = None,
    template: str | os.PathLike[str] | bytes | None = None, labels: Labels | None = None,
) -> Iterator[Record]:  # fmt: skip
    """Yield the plans in data files, one `Record` each, in the order of the files.

    Lines of JSON hold plans or readings, mixed as they come. Columns of a spreadsheet are found by
    field name, by the form's label, by synonym, or by ``map``. A workbook may have sheets of rows
    beside the sheet of plans. Rows that are nobody's (totals, footers) are passed over, and notes
    say so. Records are validated by `fill_many`.

    Args:
        paths: files: .json, .jsonl, .csv and .xlsx; one alone will do.
        map: leads headings to fields: a dict, a TOML file, or a list with two columns.
        ignore: headings of columns to leave out.
        ignore_rest: leave out all columns that name no field.
        skip_hidden: leave out hidden rows, which count otherwise.
        form: the form of the plans, where the data does not tell.
        template: a tagged template, whose tags for what the form lacks (``{{ context.title }}``)
            have
            columns, too.
        labels: an agency's words for labels, which head columns, too.

    Raises:
        InputError: a file cannot be read, or has columns that name no field; ``problems`` has a
            line
            for each. This is found in all files before the first record is given.

    >>> [record.data["officer_name"] for record in read_data("staff.xlsx")]
    ['Priya Raman']
    """
    named = (paths,) if isinstance(paths, str | os.PathLike) else paths
    forms = forms_to_read(labels, form)
    mapping = {**read_map(map), **dict.fromkeys(several(ignore), "")}
    custom: tuple[str, ...] = ()
    if template is not None:
        from plandocs.filling.agency import custom_names, template_bytes  # data needs no renderer

        custom = custom_names(*template_bytes(template))
    take = partial(
        SheetFile, forms=forms, mapping=mapping, custom=custom, ignore_rest=ignore_rest,
        skip_hidden=skip_hidden,
    )  # fmt: skip
    yield from records_in(named, take)
