"""Labelled values in the body: "Officer name: Priya Raman", also several in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandocs.description.form import FieldSpec
from plandocs.model.reading import new_issue
from plandocs.normal.labels import key, keys_of
from plandocs.word.locate.labelled_cells import specs_at, suffix_of
from plandocs.word.locate.result import HEADER, Slot, slot_behind, text_of, text_of_lines
from plandocs.word.locate.state import Locator
from plandocs.word.locate.table_labels import label_of, spec_of
from plandocs.word.locate.value_cell import tell_boxes
from plandocs.word.locate.value_column import front_of_pair
from plandocs.word.locate.vocabulary import LONGEST, heading, may_be_label
from plandocs.word.view.document import Block, Cell, Paragraph

_ENDS_LABEL = re.compile(r"[:：\t]|_{3}|\.{5}|…{2}")
_ASKS = re.compile(r"\?[ \xa0]*[☐☒☑□❏]")
# A label begins a line, or stands behind a tab, a gap or a rule to write on; with a colon at its
# end also behind a slash. A colon ends it, also behind a tab, or a tab, or a rule to write on; one
# that asks may end in a box to tick.
_PIECE = re.compile(
    r"(?:^|\t|\n| {2,}|_{3,} ?|\.{4,} ?|… ?| ?[/|;•·] (?=(?:(?! [/|;•·] )[^\t\n:：_]){2,80}[:：]))"
    r"((?:(?! {2})[^\t\n:：_]){2,160}?)[ \xa0]*(?:[ \t]*[:：]|(?=\t)|(?=_{3}|\.{5}|…{2})"
    r"|(?<=\?)(?=[ \xa0]*[☐☒☑□❏])|$)"
)
_RULE = re.compile(r"[ \xa0]*(?:_{3,}|[ \xa0]\.{4,}|[ \xa0]…{2,})[_.… \xa0]*$")
_GAP = re.compile(r"\S(?:\t| {3,})\s*\S")
_OTHER_LABEL = re.compile(r"(?:\t| {2,})\s*(?=[^\t\n:：]*[^\W\d_][)’']?[ \xa0]*[:：])")
_MARKER = re.compile(r"[\d.()•*–-]+")
_LIST = 3  # labels that make a list
_DASH = re.compile(r"\s+[-–—]+(?:\s+|$)")
_COLON = re.compile(r"\s*[:：]\s*$")


def labelled_text(locator: Locator, p: Paragraph) -> bool:
    """A paragraph of the body such as "Officer name: Priya Raman"; False where it is none."""
    specs = specs_at(locator)
    text = p.text
    if locator.awaited is not None and _value_below(locator, locator.awaited, p):
        return True
    pieces = pieces_of(text, specs) or pieces_with_dash(locator, text)
    if not pieces and (alone := label_alone(locator, text, specs)) is not None:
        locator.arrive(p.start)
        locator.awaited, locator.growing = alone, Slot(alone, HEADER, 0, 0, [])
        locator.growing.label = p
        locator.put(alone, locator.growing, (text_of_lines(p),))
        return True
    if not pieces or key(text) == key(locator.form.title):
        return False
    locator.arrive(p.start)
    words, ended = (text_of_lines(p),), 0
    holder = next((s for s, _, _ in pieces if "picture" in s.kind.own), pieces[0][0])
    for spec, begin, end in pieces:
        typed, aside = _value_in(locator, spec, text[begin:end])
        value = Paragraph(p.start)
        value.end = p.end
        value.picked = tuple(each for each in p.picked if each.text in typed)
        value.text = _RULE.sub("", typed) if _RULE.sub("", typed).strip() else typed
        if spec is holder:  # a picture in the line is the signature
            value.marks, value.extras = p.marks, p.extras
        slot = Slot(spec, HEADER, 0, 0, [value])
        slot.span, slot.unended, slot.aside = (begin, end), _ends_by_rule(text, begin), aside
        tell_boxes(locator, slot, [p])
        locator.put(spec, slot, words)
        label = text[ended:begin].strip(" \t:：")
        locator.add_unmatched(HEADER, suffix_of(locator, label), "text-in-label-cell")
        front = _in_front_of_label(text[ended:begin], specs)
        if front and spec_of(label, specs) is None:
            locator.add_unmatched(HEADER, locator.printed.beyond(front), "text-in-label-cell")
        ended = end
    spec, begin, end = pieces[-1]
    if len(pieces) == 1 and not text[begin:end].strip() and _COLON.search(text[:begin]):
        locator.awaited = spec
    return True


def _ends_by_rule(text: str, begin: int) -> bool:
    """Whether only a rule to write on, a tab or nothing, which is here, ends the label in front."""
    return text[begin - 1] not in ":：?" and text[begin : begin + 1] in ("_", ".", "…", "\t", "")


def _value_in(locator: Locator, spec: FieldSpec, text: str) -> tuple[str, str]:
    """What of a line is the value of its label, and what stands behind a gap: another, of no field.

    Words behind a gap without a label of their own are read as the value's, and told.
    """
    if spec.kind.signs or spec in locator.words.homes:
        return text, ""  # a date stands beside who signs, and a box may hold anything
    other = _OTHER_LABEL.search(text)
    if other is not None and text[: other.start()].strip():
        return text[: other.start()], text[other.end() :]
    if _GAP.search(text.strip()):
        message = (
            f"The line of {spec.label!r} goes on behind a gap; what stands there was read as a "
            "part of its value."
        )
        note = new_issue("text-in-label-cell", message, spec.name, HEADER)
        locator.copy.notes.append(note)
    return text, ""


def _in_front_of_label(text: str, specs: dict[str, FieldSpec]) -> str:
    """The words in front of the label that ends a text, but for a marker such as "2."."""
    labels = [each.start() for each in _PIECE.finditer(text) if spec_of(each[1], specs)]
    front = text[: labels[-1]].strip() if labels else text.rpartition("\n")[0].strip()
    return "" if _MARKER.fullmatch(front) else front


def has_lines(locator: Locator, cell: Cell, homes: dict[FieldSpec, int]) -> bool:
    """Return whether this cell has several labels, one behind or below the other.

    ``homes`` are the columns of the labels that begin a cell: one of them is no label in another.
    """
    specs = specs_at(locator)
    result = [spec for p in cell.paragraphs for spec, _, _ in pieces_of(p.text, specs)]
    return len(set(result)) >= max(2, len(result)) and not any(spec in homes for spec in result[1:])


def line_by_line(
    locator: Locator, cell: Cell, adjacent: Sequence[Cell], homes: dict[FieldSpec, int]
) -> bool:
    """Labels in the lines of a cell, with their values in the same lines of the one beside it.

    False where a label has its value in its line, or the cell is one label in several lines. With
    more or fewer lines of values than of labels, none of them is read.
    """
    specs, labels, values = specs_at(locator), _lines_of(cell), _lines_of(adjacent[0])
    if len(labels) != len(values):
        labels, values = _without_end(labels), _without_end(values)
    fields = [spec_of(line.text, specs) if len(line.text) <= LONGEST else None for line in labels]
    known = [spec for spec in fields if spec is not None]
    whole = label_of(cell, specs)
    if len(known) < 2 or len(set(known)) < len(known) or any(spec in homes for spec in known[1:]):
        return False
    if whole is None or not slot_behind(cell, whole).shown or not adjacent[0].filled:
        return False
    alike = len(labels) == len(values)
    if not alike:
        locator.not_printed(adjacent[0].blocks, HEADER)
    for number, (label, spec) in enumerate(zip(labels, fields, strict=True)):
        value = values[number] if alike else None
        if spec is None:
            for p in filter(None, (label, value)):
                locator.not_printed([p], HEADER, "text-in-label-cell")
            continue
        locator.put(spec, Slot(spec, HEADER, 0, 0, [value] if value else []), (label.text,))
        if not alike:
            message = (
                f"The lines beside {spec.label!r} are not as many as the labels; none was read."
            )
            locator.copy.notes.append(
                new_issue("value-by-place", message, spec.name, HEADER, "warning")
            )
    for other in adjacent[1:]:
        locator.not_printed(other.blocks, HEADER)
    return True


def _lines_of(cell: Cell) -> list[Paragraph]:
    """The lines of a cell, each a paragraph."""
    result = list[Paragraph]()
    for p in cell.paragraphs:
        lines = p.text.split("\n")
        result += [p] if len(lines) == 1 else [_line(p, line) for line in lines]
    return result


def _without_end(lines: list[Paragraph]) -> list[Paragraph]:
    """The lines without blank ones at their end."""
    filled = [n for n, p in enumerate(lines, 1) if p.text.strip() or p.extras or p.marks]
    return lines[: filled[-1]] if filled else []


def _line(p: Paragraph, text: str) -> Paragraph:
    result = Paragraph(p.start)
    result.end, result.text = p.end, text
    return result


def forget_label(locator: Locator, blank: Paragraph) -> None:
    """A blank line after a label ends it, where other labels have their values in their lines.

    It does not end the text of a box that another label of the same record is yet to follow.
    """
    growing, awaited = locator.growing, locator.awaited
    home = locator.words.homes.get(awaited) if awaited is not None else None
    if growing and growing.blocks and home and home.name in locator.within.get(blank.start, ()):
        if not blank.extras:
            growing.blocks.append(blank)
        return
    slots_in_line = [slot for slot in locator.copy.cells.values() if slot.span is not None]
    if locator.growing is not None:
        ended = bool(locator.growing.blocks)
    else:
        ended = any(slot.filled for slot in slots_in_line)
    if ended:
        locator.awaited = locator.growing = None


def blanks_within(locator: Locator, blocks: list[Block]) -> dict[int, frozenset[str]]:
    """The blank lines of the body that stand above the label of a record's field.

    Each by its place, with the names of the records that have such a label. No table, heading or
    label of the header block stands between.
    """
    words, records_at = locator.words, dict[int, frozenset[str]]()
    below: frozenset[str] = frozenset()
    for block in reversed(blocks):
        if type(block) is not Paragraph:
            below = frozenset()
        elif below and not block.text.strip():
            records_at[block.start] = below
        elif may_be_label(_ENDS_LABEL.split(block.text, maxsplit=1)[0], words.known.starts):
            below = _records_with(locator, block.text) or below
            if heading(block.text, words) is not None or pieces_of(block.text, words.cells):
                below = frozenset()
    return records_at


def _records_with(locator: Locator, text: str) -> frozenset[str]:
    """The names of the records that have a field with the label at the front of this text."""
    homes, columns = locator.words.homes, locator.words.columns
    front = _ENDS_LABEL.split(text, maxsplit=1)[0]
    met = [each for label in keys_of(front) for each in columns.get(label, ())]
    return frozenset(section.name for section, field in met if field in homes)


def _value_below(locator: Locator, spec: FieldSpec, p: Paragraph) -> bool:
    """Return whether it holds the value of the label alone above it; print does not.

    The text of a box may have several paragraphs, up to a blank line or the next label.
    """
    growing = locator.growing
    locator.awaited = locator.growing = None
    text, specs = text_of(p), specs_at(locator)
    ruled = not spec.kind.signs and not text.strip("_.… ")
    known = ruled or text in locator.printed or heading(text, locator.words) is not None
    if not text or known or pieces_of(p.text, specs) or label_alone(locator, p.text, specs):
        return False
    if _is_another_pair(locator, spec, text):
        return False
    if growing is None:
        growing = Slot(spec, HEADER, 0, 0, [p])
        label = locator.texts_by_path.get(spec.name, ()) if locator.stacked else ()
        locator.put(spec, growing, (*label, text_of_lines(p)))
    else:
        growing.blocks.append(p)
    if spec in locator.words.homes:
        locator.awaited, locator.growing = spec, growing
    return True


def _is_another_pair(locator: Locator, spec: FieldSpec, text: str) -> bool:
    """Return whether a line has a label of its own, where labels have values in their lines."""
    if spec in locator.words.homes or locator.stacked:
        return False
    front = front_of_pair(text)
    return bool(front) and spec.keys.isdisjoint(keys_of(front))


def label_alone(locator: Locator, text: str, specs: dict[str, FieldSpec]) -> FieldSpec | None:
    """The label that a paragraph is, with nothing to end it: of a box that has no value yet.

    A label of the header block is one only in a list of such labels.
    """
    spec = spec_of(text, specs) if 0 < len(text) <= LONGEST else None
    if spec is None:
        return None
    home = locator.words.homes.get(spec)
    if home is not None:
        match = locator.copy.sections.get(home.name)
        other = heading(" ".join(text.split()), locator.words)
        free = match is None or spec.name not in match.columns
        return spec if free and (other is None or other is locator.section) else None
    if locator.section is not None or spec.name in locator.copy.cells:
        return None
    return spec if len(locator.listed) >= _LIST else None


def pieces_with_dash(locator: Locator, text: str) -> list[tuple[FieldSpec, int, int]]:
    """A label and the value behind a dash, in a list of such labels in front of the sections."""
    dash = _DASH.search(text) if locator.section is None and len(locator.listed) >= _LIST else None
    spec = spec_of(text[: dash.start()], locator.words.cells) if dash else None
    return [(spec, dash.end(), len(text))] if dash and spec is not None else []


def listed_labels(locator: Locator, blocks: list[Block]) -> frozenset[FieldSpec]:
    """The labels of the header block that are paragraphs of their own, or that a dash ends."""
    cells, starts = locator.words.cells, locator.words.known.starts
    texts = [block.text for block in blocks if type(block) is Paragraph and block.text]
    fronts = [_DASH.split(text, maxsplit=1)[0] for text in texts if may_be_label(text, starts)]
    return frozenset(spec for text in fronts if (spec := spec_of(text, cells)) is not None)


def are_stacked(locator: Locator, blocks: list[Block]) -> bool:
    """Return whether most labels that a colon ends have no value in their line of the body."""
    cells, starts, count = locator.words.cells, locator.words.known.starts, 0
    for text in (block.text for block in blocks if type(block) is Paragraph and block.text):
        if may_be_label(_ENDS_LABEL.split(text, maxsplit=1)[0], starts):
            pieces = pieces_of(text, cells)
            count += len(pieces) == 1 and not text[pieces[0][1] :].strip()
            count -= any(text[begin:end].strip() for _, begin, end in pieces)
    return count > 0


def pieces_of(text: str, specs: dict[str, FieldSpec]) -> list[tuple[FieldSpec, int, int]]:
    """The labels in a line and where each value begins and ends."""
    if not (_ENDS_LABEL.search(text) or _ASKS.search(text)):
        return []
    result: list[tuple[FieldSpec, int, int]] = []
    for match in _PIECE.finditer(text):
        spec = spec_of(match[1], specs)
        if spec is None:
            continue
        if result and result[-1][0] is spec and not text[result[-1][1] : match.start()].strip():
            continue  # the value of this very label: "Division/Branch: Group"
        if result:
            gap = match[0].removesuffix(match[0].lstrip("_.… "))
            rule = len(gap) if gap.strip() else 0  # the rule belongs to the value before
            result[-1] = (*result[-1][:2], match.start() + rule)
        result.append((spec, match.end(), len(text)))
    return result or _spaced_out(text, specs)


def _spaced_out(text: str, specs: dict[str, FieldSpec]) -> list[tuple[FieldSpec, int, int]]:
    """The label at the front of a line that has gaps between its words: "Date  of  meeting: …"."""
    ended = _ENDS_LABEL.search(text[:LONGEST])
    if ended is None or "  " not in text[: ended.start()]:
        return []
    spec = spec_of(" ".join(text[: ended.start()].split()), specs)
    return [(spec, ended.end(), len(text))] if spec is not None else []
