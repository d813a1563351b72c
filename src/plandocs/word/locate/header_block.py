"""The header block of a form: the group that holds most of its labels, wherever it stands.

Labels that stand together in the document's items (`header_items`) are a group; of two groups with
as many labels, the one beside the sections is the header block. A second form begins only where
several of the labels come again, with other values, and the sections begin again behind them.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plandocs.normal.labels import key
from plandocs.word.locate.header_items import Item, Items
from plandocs.word.locate.header_labels import placed_in
from plandocs.word.locate.labelled_cells import met_at, specs_at
from plandocs.word.locate.state import Header, Locator
from plandocs.word.view.document import Block, Table

_BLOCK = 3  # labels that make a header block
_PROSE = 9  # words that no title has
_AHEAD = 30  # beginnings of sections behind a header by which a copy is told
# What the plan's own signatures are not: those of a later step, or of somebody else.
_ELSE = re.compile(
    r"\b(?:review\w*|mid[- ]?(?:cycle|year|term)|(?:half|end|close)[- ](?:of[- ])?(?:the )?\w*"
    r"|approv\w+|endors\w+|assess\w*|progress|delegate|apprais\w+|final|interim|quarter\w*"
    r"|witness\w*|handover|receipt|received|previous|last year|stage [2-9]|office use|HR)\b",
    re.IGNORECASE,
)


@dataclass
class _Group:
    """Labels that stand together: from the first item to the last, in one gap between sections."""

    first: int
    last: int
    gap: int
    table: Table | None
    items: list[Item] = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # the fields whose labels it has

    def add(self, items: Sequence[Item], last: int) -> None:
        """Let it go on with more items, up to the one at ``last``."""
        self.items += items
        self.names.update(match.spec.name for item in items for match in item.labels)
        self.last = last

    @property
    def signatures(self) -> set[str]:
        """Those of them that are signatures."""
        matches = [match.spec for item in self.items for match in item.labels]
        return {spec.name for spec in matches if spec.kind.signs}

    @cached_property
    def words(self) -> str:
        """All that stands in it, for comparing it with another."""
        return key(" ".join(item.typed for item in self.items))

    @property
    def filled(self) -> bool:
        """Whether it has more words than those of its labels, in whichever form of them."""
        matches = [match for item in self.items for match in item.labels]
        labels = [*(each for m in matches for each in m.spec.keys), *(key(m.slip) for m in matches)]
        return not set(self.words.split()) <= {word for each in labels for word in each.split()}


def headers_of(locator: Locator, blocks: list[Block]) -> Header:
    """Where the header block of each copy of the form stands."""
    header = locator.header = Header()
    items = _without_contents(list(Items(locator).of(blocks)), header)
    for begin, end in _copies(locator, items):
        groups = list(_grouped(items, begin, end))
        if begin:
            header.begins.add(items[begin].starts[0])
        if groups:
            marks = [at for at in range(begin, end) if items[at].sections]
            header_group = max(groups, key=lambda each: _rank(each, marks))
            _keep(header, header_group)
            _by_place(locator, header, header_group, items)
            _sign_off(header, header_group, groups, items)
    return header


def _without_contents(items: list[Item], header: Header) -> list[Item]:
    """The items, where titles of sections that follow each other with nothing between begin none.

    A table of contents has them so; their places are put into *header*.
    """
    run: list[int] = []
    for at, item in enumerate([*items, Item((), typed="end")]):
        if item.sections and item.table is None:
            run.append(at)
        elif item.sections or item.labels or item.typed or item.table is not None:
            for each in run if len(run) >= _BLOCK else ():
                items[each] = items[each]._replace(sections=())
                header.contents.update(items[each].starts)
            run = []
    return items


def _keep(header: Header, group: _Group) -> None:
    """The labels of the group are the form's own; a slip in one tells where no other has it."""
    matches = [match for item in group.items for match in item.labels]
    exact = {match.spec.name for match in matches if not match.slip}
    joined = sum(match.joined for match in matches) >= _BLOCK
    header.starts.update(start for item in group.items for start in item.starts)
    for match in matches:
        if match.slip and match.spec.name not in exact and (joined or not match.joined):
            exact.add(match.spec.name)
            header.slips[key(match.slip)] = match.spec
            header.slipped[match.spec] = (match.slip, True)


def _by_place(locator: Locator, header: Header, group: _Group, items: Sequence[Item]) -> None:
    """Labels that no word tells: the cells between known ones, in the tables of the group."""
    missing = {cell.name for cell in locator.form.cells} - group.names
    near = [item for item in items[max(group.first - 1, 0) : group.last + 2] if not item.sections]
    tables = {id(item.table): item.table for item in group.items if item.table}
    _vote_together(locator, header, tables.values())
    for table in tables.values():
        if met_at(locator, table, specs_at(locator)).below:
            continue  # a label stands in a row with others, not between those above and below
        rows = [(item.row, item.columns) for item in near if item.table is table and item.row]
        for placed in placed_in(locator, rows, missing):
            header.starts.add(placed.row.start)
            header.slipped[placed.spec] = (placed.text, placed.alike)
            if placed.text:
                header.slips[key(placed.text)] = placed.spec
            else:
                header.placed[placed.cell.start] = placed.spec


def _vote_together(locator: Locator, header: Header, tables: Collection[Table]) -> None:
    """Let the tables of a block that has several say together where they have their values."""
    if len(tables) > 1:
        specs = specs_at(locator)
        votes = sum((met_at(locator, table, specs).votes for table in tables), Counter())
        header.votes.update((table.start, votes) for table in tables)
        locator.met = None


def _sign_off(
    header: Header, header_group: _Group, groups: Sequence[_Group], items: Sequence[Item]
) -> None:
    """The block that signs the form, where its header has no place to sign."""
    if header_group.signatures:
        return
    for group in groups:
        if group is not header_group and group.signatures and not _is_something_else(group, items):
            header.signing.update(start for item in group.items for start in item.starts)
            return


def _is_something_else(group: _Group, items: Sequence[Item]) -> bool:
    """Return whether this is a review, an approval, or the like, by its title or its words."""
    before = (items[at] for at in range(group.first - 1, -1, -1))
    above = next((item for item in before if item.typed or item.sections), None)
    titled = above is not None and not above.sections and above.table is None
    texts = [above.typed] if above and titled and len(above.typed.split()) < _PROSE else []
    texts += [item.typed for item in items[group.first : group.last + 1]]
    if group.table is not None:
        texts += [item.typed for item in items if item.table is group.table]
    return any(_ELSE.search(text) for text in texts)


def _rank(group: _Group, marks: Sequence[int]) -> tuple[int, bool, int, int]:
    """How much speaks for a group: its labels, is it filled, how near are the sections."""
    ends = (group.first, group.last)
    places = [(end, max(bisect(marks, end) - 1, 0)) for end in ends]
    near = min((abs(n - end) for end, at in places for n in marks[at : at + 2]), default=0)
    return len(group.names), group.filled, -near, -group.first


def _grouped(items: Sequence[Item], begin: int, end: int) -> Iterator[_Group]:
    """The groups of labels; neighbours that have no label in common are one."""
    before: _Group | None = None
    for group in _runs(items, begin, end):
        between = items[before.last + 1 : group.first] if before is not None else ()
        if (
            before is not None
            and before.gap == group.gap
            and not any(item.typed for item in between)
            and before.names.isdisjoint(group.names)
        ):
            before.add(group.items, group.last)
            continue
        if before is not None:
            yield before
        before = group
    if before is not None:
        yield before


def _runs(items: Sequence[Item], begin: int, end: int) -> Iterator[_Group]:
    """Labels in one table, or in lines with nothing between but their values."""
    run: _Group | None = None
    gap = 0
    for at in range(begin, end):
        item = items[at]
        gap += bool(item.sections)
        if item.labels:
            fresh = {match.spec.name for match in item.labels}
            again = run is not None and run.table is None and not fresh.isdisjoint(run.names)
            if run is None or run.table is not item.table or again or run.gap != gap:
                if run is not None:
                    yield run
                run = _Group(at, at, gap, item.table)
            run.add([item], at)
        elif run is not None and item.table is None and item.typed and not _may_be_value(run, at):
            yield run
            run = None
    if run is not None:
        yield run


def _may_be_value(run: _Group, at: int) -> bool:
    """Return whether this line is right below a label that has no value in its own line."""
    label = run.items[-1]
    open_ = label.bare or not label.typed.rpartition(":")[2].strip()
    return run.table is None and at - run.last <= 2 and open_


def _copies(locator: Locator, items: Sequence[Item]) -> list[tuple[int, int]]:
    """Each copy of the form in the document: its first item, and the one behind its last."""
    begins = [0]
    header: _Group | None = None
    person = {cell.name for cell in locator.form.cells if cell.role == "person"}
    marks = [at for at, item in enumerate(items) if item.sections]
    seen: dict[str, None] = {}  # the sections of the copy at hand, in the order they begin
    looked = 0
    for group in _runs(items, 0, len(items)):
        if not person & group.names:
            continue
        seen |= dict.fromkeys(
            name for item in items[looked : group.first] for name in item.sections
        )
        looked = group.first
        at = bisect(marks, group.last)
        near = marks[at : at + _AHEAD]
        following = [name for mark in near for name in items[mark].sections]
        if header is None or _is_copy(group, header, seen, following):
            if header is not None:
                begins.append(group.first)
                seen = {}
            header = group
    return list(zip(begins, [*begins[1:], len(items)], strict=True))


def _is_copy(
    group: _Group, header: _Group, seen: Collection[str], following: Sequence[str]
) -> bool:
    """Return whether it has several labels, or is late, where sections begin again behind it.

    They begin again with the first, or several of them in another order.
    """
    other = len(group.names) >= _BLOCK and group.words != header.words
    if not following or following[0] not in seen:
        return False
    if following[0] == next(iter(seen)):
        return other or len(seen) >= _BLOCK
    return other and len(set(following).intersection(seen)) >= _BLOCK
