"""Labels told by their place: blanked, or with more than one slip, between labels that are known.

In come the rows of a header block and the fields that have no label in it, out go cells that stand
where the form prints these. A form's labels stand in columns, in the order of its fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.normal.labels import key
from plandocs.word.locate.likeness import everyday_words
from plandocs.word.locate.locator import Locator
from plandocs.word.locate.vocabulary import lines
from plandocs.word.view.document import Cell, Row

_ALIKE = 0.6  # share of letters that two words of one label have in common
_WORDS = 5  # no label of the header block that is told by its place has more
_SEVERAL = 2


class Placed(NamedTuple):
    """A cell where the label of a field is expected; ``alike`` says that its words are near it."""

    row: Row
    cell: Cell
    spec: FieldSpec
    text: str
    alike: bool


def placed_in(
    locator: Locator, rows: Sequence[tuple[Row, Mapping[int, FieldSpec]]], missing: set[str]
) -> Iterator[Placed]:
    """The cells that stand where the labels of the missing fields are expected.

    ``rows`` come with the labels that were met in them, by the columns of their cells.
    """
    columns = {column for _, labels in rows for column in labels}
    for column in sorted(columns):
        met = [labels.get(column) for _, labels in rows]
        if sum(spec is not None for spec in met) < _SEVERAL:
            continue
        for at, (row, _) in enumerate(rows):
            above, below = (met[at - 1] if at else None), met[at + 1] if at + 1 < len(met) else None
            spec = None if met[at] else _between(locator, above, below)
            if spec is not None and spec.name in missing:
                found = _placed(locator, row, column, spec)
                if found is not None:
                    missing.discard(spec.name)
                    yield found


def _between(
    locator: Locator, above: FieldSpec | None, below: FieldSpec | None
) -> FieldSpec | None:
    """The field whose label the form has between these two, or beside the only one."""
    cells = locator.form.cells
    at = {cell.name: number for number, cell in enumerate(cells)}
    if any(each is not None and each.name not in at for each in (above, below)):
        return None  # a label that the agency alone has
    if above is not None and below is not None:
        number = at[above.name] + 1
        return cells[number] if at[below.name] == number + 1 else None
    number = at[above.name] + 1 if above is not None else at[below.name] - 1 if below else -1
    return cells[number] if 0 <= number < len(cells) else None


def _placed(locator: Locator, row: Row, column: int, spec: FieldSpec) -> Placed | None:
    """The cell in this column, where its words may be the label and the next one its value."""
    cells = [cell for cell in row.cells if not cell.deleted]
    at = next((n for n, cell in enumerate(cells) if cell.column == column), len(cells))
    if at + 1 >= len(cells) or cells[at].merge:
        return None
    text = " ".join(lines(cells[at].blocks))
    if not text:
        filled = cells[at + 1].filled
        return Placed(row, cells[at], spec, "", alike=False) if filled else None
    words, whole = key(text).split(), key(text)
    near = max(spec.keys, key=lambda each: SequenceMatcher(None, whole, each).ratio())
    known = {word for label in locator.words.known.keys for word in label.split()}
    odd = [word for word in words if word not in near.split()]
    if not words or len(words) > _WORDS or any(w in known or w in everyday_words() for w in odd):
        return None
    alike = SequenceMatcher(None, whole, near).ratio() >= _ALIKE
    if not alike and len(odd) < len(words):
        return None
    return Placed(row, cells[at], spec, text, alike)
