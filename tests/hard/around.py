"""What surrounds the form in the file: covers, appendices, other tables, further copies."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence

from tests.documents.official import HEADINGS
from tests.hard.pieces import Block, Cell, Draft, Para, Row, Table, paragraphs

_REMARKS = (
    "Remark: discussed and agreed at the offsite.",
    "See Section 3: Learning and development plan for details",
    "The Officer name on page 2 is misspelt",
    "Performance measure(s) to be agreed with the manager by Friday",
    "Date of meeting moved twice, period of plan unchanged",
)


def _grid(draft: Draft, rows: Sequence[tuple[str, ...]]) -> Table:
    made = [Row([Cell([Para(draft.stray(t), typed=True)]) for t in row]) for row in rows]
    return Table(made, [9600 // len(rows[0])] * len(rows[0]))


def cover(draft: Draft) -> None:
    """A cover page with a table of its own."""
    title = Para(draft.stray("Department of Natural Wonders"), typed=True, style="Heading1")
    control = _grid(draft, [("Document owner", "People Branch"), ("Version", "v2.3 final")])
    draft.before += [title, control, Para(runs='<w:r><w:br w:type="page"/></w:r>')]


def appendix(draft: Draft) -> None:
    """An appendix with a paragraph and a table."""
    draft.after.append(Para(draft.stray("Appendix A: strategic priorities explained"), typed=True))
    rows = [("Goal", "Lead agency"), ("Healthy waterways", "Parks"), ("Safer roads", "Transport")]
    draft.after.append(_grid(draft, rows))
    draft.after.append(Para(draft.stray("Prepared by the secretariat."), typed=True))


def table_between(draft: Draft) -> None:
    """A table between two sections."""
    if len(draft.order) > 1:
        name = draft.rng.choice(draft.order[:-1])
        rows = [("Budget line", "Amount"), ("Travel costs", "$12,500"), ("Training fund", "$8,000")]
        draft.sections[name] += [Para(), _grid(draft, rows)]


def paragraphs_between(draft: Draft) -> None:
    """A remark typed between two sections."""
    name = draft.rng.choice(draft.order)
    text = draft.stray(draft.rng.choice(_REMARKS))
    draft.sections[name].append(Para(text, typed=True))


def _copy_of(draft: Draft, filled: bool) -> list[Block]:
    """The form once more, blank or as filled."""
    blocks: list[Block] = [copy.deepcopy(b) for b in draft.header]
    for name in HEADINGS:
        blocks += [copy.deepcopy(b) for b in (*draft.headings.get(name, []), *draft.sections[name])]
    for para in paragraphs(blocks):
        if para.num and not para.text:
            para.num = None  # the numbers of one list go on from copy to copy
        if not filled and (para.typed or para.value):
            para.lead = para.lead if para.lead[:1].isdigit() else ""
            para.text, para.runs, para.typed, para.value, para.more = "", None, False, False, ""
            para.num = None
    return blocks


def blank_copy(draft: Draft) -> None:
    """A blank copy behind the filled one."""
    if all(p.runs is None for p in paragraphs(draft.header)) and not draft.strays:
        draft.after += [Para(), *_copy_of(draft, filled=False)]


def blank_copy_first(draft: Draft) -> None:
    """A blank copy in front: the first that is filled in is read."""
    if all(p.runs is None for p in paragraphs(draft.header)) and not draft.strays:
        draft.before += [*_copy_of(draft, filled=False), Para()]


def filled_copy(draft: Draft) -> None:
    """A second filled copy: its words are in ``unmapped``."""
    if draft.strays or len(draft.order) < 5 or not draft.plan["outcomes"]:
        return
    if any(p.runs is not None for p in paragraphs(draft.header)):
        return
    blocks = _copy_of(draft, filled=True)
    lines = [p for p in paragraphs(blocks) if p.value and p.text]
    for number, para in enumerate(lines):
        para.text = f"secondcopy{number} words"
        para.value = False
    for para in lines[: random.Random(0).randint(3, 6)]:
        draft.stray(para.text)
    draft.codes.add("second-form")
    draft.after += [Para(), *blocks]


AROUND: dict[str, Callable[[Draft], None]] = {
    "cover": cover, "appendix": appendix, "table-between": table_between,
    "remark-between": paragraphs_between, "blank-copy": blank_copy,
    "blank-copy-first": blank_copy_first, "filled-copy": filled_copy,
}  # fmt: skip
