"""Header blocks as lines in which each value stands above its label, and a rule may be between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.model.reading import new_issue
from plandocs.normal.labels import key
from plandocs.problems import Severity
from plandocs.word.locate.result import HEADER, text_of
from plandocs.word.locate.state import Locator
from plandocs.word.locate.table_labels import spec_of
from plandocs.word.locate.value_column import is_dated
from plandocs.word.locate.vocabulary import LONGEST, heading, may_be_label
from plandocs.word.view.document import Block, Paragraph

_LIST = 3  # labels that make a list
_RULE = re.compile(r"[_\-–—.…\s]+")
_END = re.compile(r"\s*[:：]?\s*$")
_TO_WRITE_ON = re.compile(r"[_.…]{3,}\s*$")  # the value's place is behind the label, on its line


class _Gap(NamedTuple):
    """The lines between two labels: the places of those typed, and whether blank ones end them."""

    typed: list[int]
    opens: bool  # a blank line stands behind the label above
    ends: bool  # or in front of the label below


def labels_first_in_lines(locator: Locator, blocks: list[Block]) -> list[Block]:
    """The blocks of a document in an order in which each label is before its value."""
    result = list(blocks)
    for begin, end in _runs(locator, blocks):
        labels = _labels_in(locator, blocks, begin, end)
        if len(set(labels.values())) >= _LIST:
            _settle(locator, blocks, labels, (begin, end), result)
    return result


def _runs(locator: Locator, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Paragraphs that follow each other, with no section's heading among them."""
    begin = 0
    for at, block in enumerate(blocks):
        if type(block) is not Paragraph or heading(text_of(block), locator.words) is not None:
            yield begin, at
            begin = at + 1
    yield begin, len(blocks)


def _labels_in(
    locator: Locator, blocks: Sequence[Block], begin: int, end: int
) -> dict[int, FieldSpec]:
    """The lines that are a label of the header block and nothing else, by their places.

    Of a label that is there twice the form's own counts: the other is a value, as "Executive" is.
    """
    result, places = dict[int, FieldSpec](), dict[FieldSpec, int]()
    for at in range(begin, end):
        block = blocks[at]
        if type(block) is not Paragraph or _TO_WRITE_ON.search(block.text):
            continue
        if may_be_label(block.text, locator.words.known.starts):
            text = _END.sub("", block.text)
            spec = spec_of(text, locator.words.cells) if len(text) <= LONGEST else None
            if spec is not None and (spec not in places or key(text) == key(spec.label)):
                result.pop(places.get(spec, -1), None)
                result[at], places[spec] = spec, at
    return result


def _settle(
    locator: Locator,
    blocks: Sequence[Block],
    labels: dict[int, FieldSpec],
    ends: tuple[int, int],
    result: list[Block],
) -> None:
    """Put labels in front of the values above them, where that is how these lines are."""
    places, (begin, end) = [*labels], ends
    gaps = [_gap(locator, blocks, a + 1, b) for a, b in
            zip([begin - 1, *places], [*places, end], strict=True)]  # fmt: skip
    if not gaps[0].typed or gaps[-1].typed:
        return
    dates = [vote for at, gap, after in zip(places, gaps, gaps[1:], strict=False)
             if (vote := _vote(labels[at], blocks, gap, after)) is not None]  # fmt: skip
    between = [gap for gap in gaps[1:-1] if gap.typed]
    below = sum(gap.ends and not gap.opens for gap in between)
    if not all(dates) or (not dates and below):
        return
    severity: Severity = "info" if dates else "warning"
    for at, gap in zip(places, gaps, strict=False):
        spec = labels[at]
        message = f"The line above {spec.label!r} was read as its value."
        if gap.typed:
            several = len(gap.typed) > 1
            note = new_issue("value-by-place", message, spec.name, HEADER,
                             "warning" if several else severity)  # fmt: skip
            locator.copy.notes.append(note)
            above = gap.typed[-1]
            result[above : at + 1] = blocks[at], *blocks[above:at]


def _gap(locator: Locator, blocks: Sequence[Block], begin: int, end: int) -> _Gap:
    """What stands in these lines; rules to write on are nothing."""
    typed, texts = list[int](), list[str]()
    for at in range(begin, end):
        text = text_of(block) if type(block := blocks[at]) is Paragraph else ""
        texts.append(text)
        if text and not _RULE.fullmatch(text) and text not in locator.printed:
            typed.append(at)
    return _Gap(typed, not "".join(texts[:1]), not "".join(texts[-1:]))


def _vote(spec: FieldSpec, blocks: Sequence[Block], above: _Gap, below: _Gap) -> bool | None:
    """Return whether the date of this field stands above its label; None where none tells."""
    if not is_dated(spec):
        return None
    dated = [
        any(
            spec.kind.is_whole(text_of(block))
            for at in places
            if type(block := blocks[at]) is Paragraph
        )
        for places in (above.typed[-1:], below.typed[:1])
    ]
    return dated[0] if dated[0] != dated[1] else None
