"""``list_table``, ``change_list``: a list of HR's as a table, its cells changed in the file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from plandocs.arguments import checked
from plandocs.division.list_table import ListKind, ListTable, changed_list, table_of
from plandocs.errors import InputError
from plandocs.files.whole import write_whole
from plandocs.wording import one_of

PathLike = str | os.PathLike[str]


@checked
def list_table(path: PathLike, *, kind: ListKind = "roster") -> ListTable:
    """Return a list as a table: what each column is taken for, and each cell by its address.

    Args:
        path: an .xlsx or a .csv.
        kind: which list it is: who is expected, the objectives, or the themes.

    Raises:
        InputError: the file cannot be read, or nothing is in it.

    >>> list_table("staff.xlsx").headings[0].taken_for
    'Officer name'
    """
    return table_of(Path(path), _known(kind))


@checked
def change_list(
    path: PathLike,
    changes: Mapping[str, str],
    *,
    kind: ListKind = "roster",
    target: PathLike | None = None,
) -> ListTable:
    """Change cells of a list in its file, and return it as it is then.

    A workbook keeps its formats, its other sheets and all else; a CSV its encoding and delimiter.
    The file is written whole or not at all.

    Args:
        path: an .xlsx or a .csv.
        changes: texts by the cells' addresses, such as ``{"B4": "Tom Alder"}``; "" leaves a cell
            blank. Rows are added below the last one.
        kind: which list it is.
        target: where to write it instead; whatever is there is replaced.

    Raises:
        InputError: the file cannot be read, a cell is none of the list's, has a formula, or is
            merged with others.
        OutputError: it cannot be written.

    >>> change_list("staff.xlsx", {"A2": "A. Lee"}, target="new.xlsx").rows[0].cells["A2"]
    'A. Lee'
    """
    if not changes:
        raise InputError('changes names no cell; write it as {"B4": "Tom Alder"}.')
    to, known = Path(path if target is None else target), _known(kind)
    write_whole(to, changed_list(Path(path), known, changes))
    return table_of(to, known)


def _known(kind: str) -> ListKind:
    return cast("ListKind", one_of(kind, get_args(ListKind), "kind"))
