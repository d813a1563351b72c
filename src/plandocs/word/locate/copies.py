"""One copy of each section, and the values of labels that stand outside the header block.

A section may be in a file twice: last year's, left above. The rows of the other copy are matched to
nothing, and an issue tells of them. A label outside the header block repeats what that says, or
fills a field that it has no label for; everything else is in no field, and a signature is never
filled from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from plandocs.description.form import FormSpec, SectionSpec
from plandocs.model.reading import new_issue
from plandocs.normal.labels import key
from plandocs.normal.markers import row_number
from plandocs.normal.periods import read_period
from plandocs.word.locate.result import (
    HEADER,
    Copy,
    Outside,
    RowMatch,
    SectionMatch,
    SectionPart,
    Slot,
    Unmatched,
    text_of,
)
from plandocs.word.view.document import Mark, Paragraph, walk
from plandocs.word.view.text import paras_of

_CODE = "label-elsewhere"


def settle_outside(copy: Copy) -> None:
    """Fill the fields that the header block has no label for, and leave the rest unmatched."""
    for each in copy.outside:
        left = [slot for slot in each.slots if not _settled(copy, each, slot)]
        if left:
            path = each.path if left[0] is each.slots[0] else left[0].spec.name
            texts = [*each.words, *_beyond(each.words, left)]
            copy.unmatched += [Unmatched(each.where, "text", text, path, _CODE) for text in texts]
        for slot in each.slots:
            if copy.cells.get(slot.spec.name) is not slot:
                copy.unmatched += _unmatched_extras(each, slot)
                copy.unmatched += [] if left else _aside(each.where, slot)
    copy.outside.clear()
    for slot in copy.cells.values():
        copy.unmatched += _aside(HEADER, slot)


def _aside(where: str, slot: Slot) -> list[Unmatched]:
    """What stands in the line of a value at a label of no field."""
    if not slot.aside:
        return []
    return [Unmatched(where, "text", slot.aside, slot.spec.name, "text-in-label-cell")]


def _unmatched_extras(each: Outside, slot: Slot) -> list[Unmatched]:
    """What stands at a value and is no text of it, also at one that is said already."""
    extras = [extra for p in walk(slot.blocks) for extra in p.extras or ()]
    path = each.path if slot is each.slots[0] else slot.spec.name
    return [Unmatched(each.where, kind, text, path) for kind, text in extras]


def _beyond(words: tuple[str, ...], slots: list[Slot]) -> list[str]:
    """What these slots say that is not in the words of their lines."""
    texts = [" ".join(p.text.split()) for slot in slots for p in walk(slot.blocks)]
    return [text for text in texts if text and not any(text in each for each in words)]


def _settled(copy: Copy, each: Outside, slot: Slot) -> bool:
    """Return whether this is a repeat, or blank, or the only place of its field."""
    spec = slot.spec
    section = copy.sections.get(each.path.rpartition(".")[0])
    if section is not None:
        others = [other for row in section.rows for other in row.slots.get(spec.name, ())]
        return not slot.shown or any(_text(other) == _text(slot) for other in others)
    other = copy.cells.get(spec.name)
    if other is not None:
        return not slot.shown or _text(other) == _text(slot)
    if spec.kind.signs:
        return not slot.shown
    copy.cells[spec.name] = slot
    if slot.filled and not (spec.at_end and each.where == _behind_sections(copy)):
        message = f"The details at the top have no {spec.label!r}; this was found {each.where}."
        copy.notes.append(new_issue(_CODE, message, spec.name, each.where))
    return True


def _behind_sections(copy: Copy) -> str:
    """Where a label stands that is below the last section, in the words of ``Outside.where``."""
    last = next(reversed(copy.sections.values()), None)
    return "" if last is None else f"after {last.spec.title}"


def _text(slot: Slot) -> tuple[str, bool]:
    """What a slot says, for comparing it with another."""
    paragraphs = list(walk(slot.blocks))
    texts = [p.text[slot.cut if number == 0 else 0 :] for number, p in enumerate(paragraphs)]
    return key(" ".join(texts)), any(p.marks & Mark.DRAWN for p in paragraphs)


_SEVERAL = 2
_FRONT = 60  # letters in front of a value, in which its row's number may stand
_YEARS = re.compile(
    r"\b(?:FY ?)?\d{4} ?[-–/] ?\d{2,4}\b|\bFY ?\d{2}(?: ?[-–/] ?\d{2})?\b", re.IGNORECASE
)
_FORMER = re.compile(r"\b(?:last|previous|prior|former|old)\b", re.IGNORECASE)
_BARE = re.compile(r"\D{0,40}?#?\s*\(?(\d{1,3})[.):]*")


def choose_copies(copy: Copy, form: FormSpec) -> None:
    """Leave one copy of each section that is there twice."""
    for match in copy.sections.values():
        if match.rows and (len(match.parts) > 1 or match.spec.numbered):
            _choose(copy, form, match)


def counts_again(match: SectionMatch) -> bool:
    """Return whether a section's rows are numbered from one again, further down in the table."""
    if not match.spec.numbered or len(match.rows) <= _SEVERAL:
        return False
    return any(
        _may_be_first(row) and _number(match.spec, row) == 1 and _number(match.spec, after) == 2
        for row, after in pairwise(match.rows[_SEVERAL:])
    )


def _may_be_first(row: RowMatch) -> bool:
    """Return whether there is a figure 1 where a row's number stands."""
    slot = next(iter(row.slots.values()), None)
    first = slot[0].blocks[0] if slot and slot[0].blocks else None
    if row.number or type(first) is not Paragraph:
        return True
    text = first.text
    if "1" in first.number or not text:
        return True
    number_alone = len(text.rstrip(".): ")) <= _FRONT
    return "1" in text[:_FRONT] and (number_alone or not text[0].isalpha())


def _choose(copy: Copy, form: FormSpec, match: SectionMatch) -> None:
    section, groups = match.spec, _groups(match)
    filled = [group for group in groups if any(_is_filled(section, r) for r in _rows(group))]
    if len(groups) == 1 or len(filled) < _SEVERAL:
        if len(filled) == 1 and len(groups) > 1:
            _keep(match, filled[0])
        elif any(part.titled for part in groups[0][1:]) and _unmarked(section, groups[0]):
            message = (
                f"The title of {section.title} is in the file twice, and nothing tells whether the "
                "rows below it go on; all of them were read."
            )
            copy.notes.append(new_issue("second-copy", message, section.name, section.title))
        return
    chosen = _of_period(copy, form, filled)
    others = [group for group in filled if group is not chosen]
    chosen_texts = {_texts(row) for row in _rows(chosen)}
    others = [
        g
        for g in others
        if not {_texts(r) for r in _rows(g) if _is_filled(section, r)} <= chosen_texts
    ]
    for group in others:
        copy.unmatched.extend(_unread(section, group))
    if others:
        message = (
            f"{section.title} is in the file more than once. The copy of this period was read, or "
            "the last one; the other is in 'unmapped'."
        )
        copy.notes.append(new_issue("second-copy", message, section.name, section.title))
    _keep(match, chosen)


def _keep(match: SectionMatch, group: list[SectionPart]) -> None:
    """Leave the rows of this copy alone, counted from one."""
    match.rows, match.parts = _rows(group), group
    for index, row in enumerate(match.rows, 1):
        row.index = index
        for slot in (slot for slots in row.slots.values() for slot in slots):
            slot.row = index if slot.row else 0


def _groups(match: SectionMatch) -> list[list[SectionPart]]:
    """The parts of a section by the copy that they belong to."""
    groups: list[list[SectionPart]] = []
    for part in (each for whole in match.parts for each in _divided(match.spec, whole)):
        if groups and not _begins_again(match.spec, groups[-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _divided(section: SectionSpec, part: SectionPart) -> Iterator[SectionPart]:
    """A part cut where its rows are numbered from one again."""
    if not section.numbered or len(part.rows) <= _SEVERAL:
        yield part
        return
    numbers = [_number(section, row) for row in part.rows]
    piece, last = SectionPart(part.spot, part.above, part.titled), 0
    for at, (row, number) in enumerate(zip(part.rows, numbers, strict=True)):
        if number == 1 and last >= _SEVERAL and numbers[at + 1 : at + 2] == [2]:
            yield piece
            piece, last = SectionPart(part.spot, (), part.titled), 0
        piece.rows.append(row)
        last = number if number and number > last else last
    yield piece


def _begins_again(section: SectionSpec, group: list[SectionPart], part: SectionPart) -> bool:
    """Return whether this part begins the section once more."""
    before = [row for row in _rows(group) if _is_filled(section, row)]
    rows = [row for row in part.rows if _is_filled(section, row)]
    if not before or not rows:
        return False
    if section.shape == "printed":
        seen, labels = (
            [row.label for row in before if row.label],
            [r.label for r in rows if r.label],
        )
        if seen and labels[:1] == seen[-1:]:
            labels = labels[1:]
        return not set(labels).isdisjoint(seen)
    if section.shape != "rows":
        names = {name for row in before for name, slots in row.slots.items() if _any(slots)}
        return any(name in names and _any(slots) for r in rows for name, slots in r.slots.items())
    was, now = _years(group), _years([part])
    if was and now and was.isdisjoint(now):
        return True
    if part.titled and any(map(_FORMER.search, part.above)) and _unmarked(section, [*group, part]):
        return True
    return _counts_again(section, before, rows, part)


def _counts_again(
    section: SectionSpec, before: list[RowMatch], rows: list[RowMatch], part: SectionPart
) -> bool:
    """Return whether rows are numbered from the beginning, and not on from those before."""
    old = [number for row in before if (number := _number(section, row))]
    new = [number for row in rows if (number := _number(section, row))]
    if not old or not new or new[0] > max(old):
        return False
    if not section.numbered and old != sorted(set(old)):
        return False  # ranks that several rows share
    return (new[0] == 1 and len(old) + len(new) > _SEVERAL) or (part.titled and new[0] in old)


def _number(section: SectionSpec, row: RowMatch) -> int:
    """The number of a row, its own or its rank; 0 where it has none."""
    if row.number.isdecimal():
        return int(row.number)
    names = [section.key_column.name] if section.numbered else []
    names += [column.name for column in section.columns if column.kind.ranks]
    for slot in (slot for name in names for slot in row.slots.get(name, ())):
        paras = paras_of(slot.blocks, slot.cut)
        if number := row_number(paras):
            return int(number)
        if bare := _BARE.fullmatch(" ".join(para.text for para in paras).strip()):
            return int(bare[1])
    return 0


def _of_period(copy: Copy, form: FormSpec, groups: list[list[SectionPart]]) -> list[SectionPart]:
    """The copy whose lines above name the header's period; else the last that is not former."""
    cell = form.role("period")
    slot = copy.cells.get(cell.name) if cell is not None else None
    text = " ".join(text_of(p) for p in walk(slot.blocks)) if slot is not None else ""
    period = read_period(text[slot.cut if slot is not None else 0 :])
    same = [group for group in groups if all(period) and period in _periods(group)]
    if len(same) == 1:
        return same[0]
    other = [
        group
        for group in groups
        if all(period) and _periods(group) and period not in _periods(group)
    ]
    left = [g for g in groups if g not in other and not any(map(_FORMER.search, g[0].above))]
    return (left or groups)[-1]


def _periods(group: list[SectionPart]) -> list[tuple[object, object]]:
    return [read_period(years) for years in _years(group)]


def _years(group: list[SectionPart]) -> set[str]:
    """The years that the lines above a copy name."""
    return {years for part in group for line in part.above for years in _YEARS.findall(line)}


def _unmarked(section: SectionSpec, group: list[SectionPart]) -> bool:
    """Return whether nothing tells that the parts go on: no numbers, no printed rows."""
    rows = [row for row in _rows(group) if _is_filled(section, row)]
    parts = [part for part in group if any(row in rows for row in part.rows)]
    numbered = all(_number(section, row) for row in rows)
    return section.shape == "rows" and len(parts) > 1 and not numbered


def _rows(group: list[SectionPart]) -> list[RowMatch]:
    return [row for part in group for row in part.rows]


def _any(slots: list[Slot]) -> bool:
    return any(slot.filled for slot in slots)


def _is_filled(section: SectionSpec, row: RowMatch) -> bool:
    """Return whether a row has more than its number and its printed label."""
    ranks = {column.name for column in section.columns if column.kind.ranks}
    keys = section.key_column.keys
    for slot in (s for name, slots in row.slots.items() if name not in ranks for s in slots):
        if slot.filled:
            text = " ".join(text_of(p) for p in walk(slot.blocks)).strip()
            bare = _BARE.fullmatch(text) if slot.spec.key and section.numbered else None
            if bare is None or key(text[: bare.start(1)]) not in {"", *keys}:
                return True
    return False


def _texts(row: RowMatch) -> tuple[str, ...]:
    slots = [slot for slots in row.slots.values() for slot in slots]
    return tuple(text for slot in slots for p in walk(slot.blocks) if (text := text_of(p)))


def _unread(section: SectionSpec, group: list[SectionPart]) -> Iterator[Unmatched]:
    """What stands in a copy that was not read."""
    for number, row in enumerate(_rows(group), 1):
        where = f"another copy of {section.title}, row {number}"
        for slot in (slot for slots in row.slots.values() for slot in slots):
            for n, p in enumerate(walk(slot.blocks)):
                text = text_of(p)[slot.cut if n == 0 else 0 :].strip()
                if text and _is_filled(section, row):
                    yield Unmatched(where, "text", text)
                yield from (Unmatched(where, extra.kind, extra.text) for extra in p.extras or ())
