"""``columns``: a list in, what each of its columns fills out, before any plan is made of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from plandocs.arguments import checked
from plandocs.data.headings_of import ListColumns, columns_in
from plandocs.data.mapping import read_map
from plandocs.description.form import FormSpec
from plandocs.forms.labels import Labels, forms_to_read
from plandocs.wording import several

PathLike = str | os.PathLike[str]


@checked
def columns(
    path: PathLike,
    *,
    map: Mapping[str, str] | PathLike | None = None,
    ignore: str | Iterable[str] = (),
    form: FormSpec | str | None = None,
    template: str | os.PathLike[str] | bytes | None = None, labels: Labels | None = None,
) -> ListColumns:  # fmt: skip
    """Return the columns of a list, each with what it fills, as `read_data` will take them.

    A list that `read_data` refuses for its columns is taken as well: ``problem`` says why.

    Args:
        path: an .xlsx or a .csv.
        map: leads headings to fields, as for `read_data`, like all that follows.
        ignore: headings of columns to leave out.
        form: the form of the plans, where the list does not tell.
        template: a tagged template, whose tags for what the form lacks have columns, too.
        labels: an agency's words for labels, which head columns, too.

    Raises:
        InputError: the file cannot be read, or the map cannot be used.

    >>> [(column.heading, column.field) for column in columns("staff.xlsx").columns][:1]
    [('Officer name', 'officer_name')]
    """
    forms = forms_to_read(labels, form)
    mapping = {**read_map(map), **dict.fromkeys(several(ignore), "")}
    custom: tuple[str, ...] = ()
    if template is not None:
        from plandocs.filling.agency import custom_names, template_bytes  # columns need no renderer

        custom = custom_names(*template_bytes(template))
    return columns_in(Path(path), forms, mapping, custom)
