"""Tables whose rows are alike: their headings, also in two levels, and which are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plandocs.word.learn.cells import Seen, options_in
from plandocs.word.learn.lines import label_text
from plandocs.word.learn.marks import is_default, is_hint
from plandocs.word.learn.places import Column, Grid, Part, Place

_PAIRS = frozenset({"field", "description", "detail", "details", "value", "information", "item"})
_ONE_ROW = "one blank row below its headings: taken for a single record, not for a list"
_ONE_ROW_LIST = "one blank row below its headings: taken for a list"
_TWO_COLUMNS = "two columns: taken for printed rows, not for labels with their values"
_MARKED = "a mark is put below one of the words; plandocs reads it as a choice"

_TWO = 2
Rows = Sequence[list[Seen]]


class Head(NamedTuple):
    """The headings of a table: one for each of its lowest columns, and how many rows they take."""

    cells: tuple[Seen, ...]
    above: tuple[str, ...]
    rows: int


class Found(NamedTuple):
    """What rows of a table were found to be, and how many they are."""

    parts: list[Part]
    rows: int


def grid_at(rows: Rows, start: int, where: str) -> Found | None:
    """The table that begins with headings in this row; None where it does not."""
    head = _head(rows, start)
    if head is None or (len(rows[start]) == _TWO and start and _is_pair(rows[start - 1])):
        return None
    behind = start + head.rows
    indexed = behind < len(rows) and _is_index(rows[behind], head)
    first = behind + indexed
    data: list[list[Seen]] = []
    for row in (_joined(row, head) for row in rows[first:]):
        if not _same_columns(row, head) or _is_second_head(row, data):
            break
        data.append(row)
    used = first - start + len(data)
    if not data:
        return None
    return _classify(head, data, where, used, indexed=indexed)


def _head(rows: Rows, start: int) -> Head | None:
    """The headings that begin in a row: all its cells are labels, but for the first."""
    row = rows[start]
    labels = [cell for cell in row if cell.shows in ("label", "words")]
    known = all(cell.shows in ("label", "words") for cell in row[1:])
    if len(row) < 2 or len(labels) < 2 or not known or row[0].shows not in ("label", "blank"):
        return None
    below = rows[start + 1] if start + 1 < len(rows) else []
    two = _two_levels(row, below)
    if two is not None:
        return two
    merged = bool(below) and any(cell.shows == "merged" for cell in below)
    if merged and any(cell.starts for cell in row) and len(below) == len(row):
        marked = all(cell.fillable for cell in below if cell.shows != "merged")
        return Head(tuple(row), ("",) * len(row), 1) if marked else None
    return Head(tuple(row), ("",) * len(row), 1)


def _two_levels(row: list[Seen], below: list[Seen]) -> Head | None:
    """The headings of two rows, where one of the upper row stands above several of the lower."""
    if len(below) <= len(row):
        return None
    cells, above = list[Seen](), list[str]()
    for cell in below:
        upper = next((each for each in row if each.column <= cell.column < each.end), None)
        if upper is None:
            return None
        shared = sum(upper.column <= each.column < upper.end for each in below) > 1
        if shared:
            if cell.shows not in ("label", "words"):
                return None
            cells.append(cell)
            above.append(label_text(upper.text))
        elif cell.shows in ("merged", "blank"):
            cells.append(upper)
            above.append("")
        else:
            return None
    return Head(tuple(cells), tuple(above), 2) if any(above) else None


def _is_pair(row: list[Seen]) -> bool:
    """Return whether a row is a label with its value."""
    return len(row) == _TWO and row[0].shows == "label" and _room(row[1])


def _is_index(row: list[Seen], head: Head) -> bool:
    """Return whether this is the row that numbers the columns: 1, 2, 3 …"""
    numbers = [cell.text.strip() for cell in row if cell.shows != "merged"]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(row) == len(head.cells) and len(row) > 1 and numbers == counted


def _joined(row: list[Seen], head: Head) -> list[Seen]:
    """A row without the number in front, where the first heading stands above both."""
    counted = len(row) == len(head.cells) + 1 and row[0].shows == "number"
    if counted and row[1].end == head.cells[0].end:
        return [row[1]._replace(column=row[0].column), *row[2:]]
    return row


def _same_columns(row: list[Seen], head: Head) -> bool:
    return [cell.column for cell in row] == [cell.column for cell in head.cells]


def _is_second_head(row: list[Seen], data: list[list[Seen]]) -> bool:
    """Return whether headings begin again: all words, where the rows above had room."""
    words = all(cell.shows == "label" and not is_hint(cell.text) for cell in row)
    return words and any(cell.fillable for each in data for cell in each)


def _room(cell: Seen) -> bool:
    return cell.fillable or cell.shows == "default"


def _classify(
    head: Head, data: list[list[Seen]], where: str, used: int, *, indexed: bool
) -> Found | None:
    width = len(head.cells)
    room = [any(_room(row[at]) for row in data) for at in range(width)]
    if not any(room):
        return Found([], used)  # a printed table
    marks = [cell for cell in data[0] if cell.shows != "merged"]
    below = len(data) == 1 and data[0][0].shows == "merged" and all(map(_room, marks))
    if below and width > _TWO and head.cells[0].starts and not any(head.above):
        return Found([_marked(head, marks)], used)
    printed = [at for at in range(width) if _is_printed(data, at)]
    if printed:
        return _printed(head, data, where, used, printed, room)
    if len(data) == 1 and not indexed:
        return Found(_record(head, data[0]), used)
    numbered = all(row[0].shows == "number" for row in data)
    doubts = (_ONE_ROW_LIST,) if len(data) == 1 else ()
    columns = _columns(head, data)
    return Found([Grid(where, columns, numbered=numbered, doubts=doubts)], used)


def _is_printed(data: list[list[Seen]], at: int) -> bool:
    """Return whether a column has printed words of its own in most rows."""
    texts = [row[at].text for row in data if row[at].shows in ("label", "words", "number")]
    words = [text for text in texts if any(c.isalpha() for c in text)]
    return len(words) == len(texts) and len(words) * 2 > len(data)


def _printed(
    head: Head, data: list[list[Seen]], where: str, used: int, printed: list[int], room: list[bool]
) -> Found | None:
    """Rows that are printed in one of the columns, or labels with their values beside them."""
    width, free = len(head.cells), [at for at, has in enumerate(room) if has]
    own = [at for at in printed if at not in free] or printed
    free = [at for at in free if at not in own]
    if not free:
        return Found([], used)
    if width == 2 and own[0] == 0 and _is_pairs(head, data):
        return Found(_pairs(data), used)
    texts = {at: [row[at].text for row in data] for at in own}
    key = next((at for at in own if len(set(texts[at])) == len(data)), own[0])
    rows = tuple(" ".join(text.split()) for text in texts[key] if text.strip())
    doubts = (_TWO_COLUMNS,) if width == 2 else ()
    return Found([Grid(where, _columns(head, data), tuple(dict.fromkeys(rows)), key,
                       open=len(rows) < len(data), doubts=doubts)], used)  # fmt: skip


def _is_pairs(head: Head, data: list[list[Seen]]) -> bool:
    """Return whether the first column has labels: with colons, or under such headings."""
    colons = sum(row[0].text.rstrip().endswith((":", "：", "?")) for row in data)
    words = {word for cell in head.cells for word in label_text(cell.text).casefold().split()}
    return 2 * colons >= len(data) or words <= _PAIRS


def _pairs(data: Iterable[list[Seen]]) -> list[Part]:
    return [
        Place(label_text(row[0].text), row[1].where, "beside", row[1].text, options_in(row[1].text))
        for row in data
        if row[0].shows in ("label", "words") and _room(row[1])
    ]


def _record(head: Head, row: list[Seen]) -> list[Part]:
    """A single row below its headings: each heading is a label, with its value below."""
    return [
        Place(label_text(cell.text), value.where, "below", value.text, options_in(value.text),
              (_ONE_ROW,) if number == 0 else ())
        for number, (cell, value) in enumerate(zip(head.cells, row, strict=True))
        if value.shows not in ("merged", "number") and cell.text
    ]  # fmt: skip


def _marked(head: Head, marks: list[Seen]) -> Place:
    words = tuple(label_text(cell.text) for cell in head.cells[1:])
    label = label_text(head.cells[0].text)
    return Place(label, marks[0].where, "marked", "", words, (_MARKED,))


def _columns(head: Head, data: list[list[Seen]]) -> tuple[Column, ...]:
    result: list[Column] = []
    for at, (cell, above) in enumerate(zip(head.cells, head.above, strict=True)):
        texts = [row[at].text for row in data if row[at].text and not is_default(row[at].text)]
        printed = tuple(dict.fromkeys(texts))
        boxes = tuple(dict.fromkeys(o for text in printed for o in options_in(text)))
        label = label_text(cell.text)
        typed = any(_room(row[at]) or row[at].shows == "number" for row in data)
        result.append(Column(label, above, printed[:8], boxes, typed))
    return tuple(result)
