"""Labels of the header block that their words alone do not tell.

A bare "Date" counts only where the form's own label is missing and it is the only one among labels
of the block; two of them may be anything, and one that stands beside a signature, or between two,
belongs to that. A label that is blank, or has more than one slip in it, is told by its place: a
form's labels stand in columns, in the order of its fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.normal.labels import key, keys_of, without_suffix
from plandocs.word.locate.labelled_lines import pieces_of
from plandocs.word.locate.likeness import everyday_words, in_two_languages, slips_of
from plandocs.word.locate.state import Locator
from plandocs.word.locate.table_labels import spec_of
from plandocs.word.locate.vocabulary import LONGEST, heading, labels, lines
from plandocs.word.view.document import Block, Cell, Row, Table

_AMONG = 2  # labels that make a header block


class _Label(NamedTuple):
    """A label met; ``follows`` says that it stands behind another one in its row or line."""

    spec: FieldSpec
    follows: bool


def lone_labels(locator: Locator, blocks: list[Block]) -> dict[str, FieldSpec]:
    """The labels of this kind that the document has, each key with its field."""
    twins = {cell: replace(cell) for cell in locator.form.cells if cell.alone}
    if not twins:
        return {}
    twins_by_key = {each: twin for cell, twin in twins.items() for each in cell.alone}
    groups = list(_groups(locator, blocks, {**twins_by_key, **locator.words.cells}))
    met = [label.spec for group in groups for label in group]
    result: dict[str, FieldSpec] = {}
    for cell, twin in twins.items():
        if cell not in met and met.count(twin) == 1:
            group = next(g for g in groups if any(label.spec is twin for label in g))
            if len({label.spec for label in group}) > _AMONG and not _of_signature(group, twin):
                result |= dict.fromkeys(cell.alone, cell)
    return result


def _of_signature(group: list[_Label], twin: FieldSpec) -> bool:
    """Return whether the label stands behind a signature in its row, or between two."""
    at = next(number for number, label in enumerate(group) if label.spec is twin)
    if not at or not group[at - 1].spec.kind.signs:
        return False
    return group[at].follows or any(each.spec.kind.signs for each in group[at + 1 :])


def _groups(
    locator: Locator, blocks: list[Block], specs: dict[str, FieldSpec]
) -> Iterator[list[_Label]]:
    """The labels of each table, and of each run of paragraphs, in front of the sections."""
    group: list[_Label] = []
    for block in blocks:
        if isinstance(block, Table):
            yield group
            group = []
            for row in block.rows:
                if any(_heads(locator, cell) for cell in row.cells):
                    yield group
                    return
                group += _in_row(locator, row, specs)
                for cell in row.cells:  # one that lays out the page holds tables of labels
                    if any(isinstance(inner, Table) for inner in cell.blocks):
                        yield from _groups(locator, cell.blocks, specs)
            yield group
            group = []
        elif block.text:
            group += (line_labels := _in_line(block.text, specs))
            if group and not line_labels and heading(block.text, locator.words) is not None:
                break
    yield group


def _heads(locator: Locator, cell: Cell) -> bool:
    """Return whether this cell is a section's heading, and no label of the header block."""
    first = lines(cell.blocks)[:1] if cell.filled else []
    met = labels(cell, locator.words.known) if first else ()
    return bool(met) and (
        heading(first[0], locator.words) is not None and locator.words.cells.keys().isdisjoint(met)
    )


def _in_row(locator: Locator, row: Row, specs: dict[str, FieldSpec]) -> list[_Label]:
    """The labels that cells of a row begin with; where all do, none has its value beside it."""
    filled = [labels(cell, locator.words.known) for cell in row.cells if cell.filled]
    met = [next((specs[each] for each in keys if each in specs), None) for keys in filled]
    heads = len(met) > _AMONG and all(met)
    known = [spec for spec in met if spec is not None]
    return [_Label(spec, bool(number) and not heads) for number, spec in enumerate(known)]


def _in_line(text: str, specs: dict[str, FieldSpec]) -> list[_Label]:
    """The labels in a line of the body: it is one, or has some with their values."""
    whole = spec_of(text, specs) if len(text) <= LONGEST else None
    if whole is not None:
        return [_Label(whole, follows=False)]
    result, at = list[_Label](), 0
    for spec, begin, _ in pieces_of(text, specs):
        result.append(_Label(spec, bool(result) and "\n" not in text[at:begin]))
        at = begin
    return result


class Match(NamedTuple):
    """A label that was met: its field, and its words where they have a slip in them.

    ``joined`` says that another language is beside it, which counts where several labels have it.
    """

    spec: FieldSpec
    slip: str = ""
    joined: bool = False


def match_by_likeness(locator: Locator, text: str) -> tuple[Match, ...]:
    """The label that a text is with a slip in it, or beside another language."""
    words = locator.words
    label, _, value = text.partition(":")
    if value.strip() and (match := match_in_two_languages(locator, label)):
        return match
    result = {words.cells.get(each) for each in slips_of(text, words.known.keys)}
    bare = without_suffix(text)
    if bare != text and not result:
        result = {words.cells.get(each) for each in keys_of(bare)} - {None}
    if not result:
        return match_in_two_languages(locator, label)
    only = result.pop() if len(result) == 1 else None
    return (Match(only, " ".join(text.split())),) if only is not None else ()


def match_in_two_languages(locator: Locator, text: str) -> tuple[Match, ...]:
    """The label that stands in a text beside another language."""
    words = locator.words
    spec = words.cells.get(in_two_languages(text, words.known.keys))
    return (Match(spec, " ".join(text.split()), joined=True),) if spec is not None else ()


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
                result = _placed(locator, row, column, spec)
                if result is not None:
                    missing.discard(spec.name)
                    yield result


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
