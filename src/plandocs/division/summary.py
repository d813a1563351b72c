"""The sheet Summary: each branch on a row, the whole division on the last.

In: everybody's progress, the forms' own counts, the open checks. Out: the sheet and its chart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plandocs.division.brought import Brought
from plandocs.division.checks import Finding
from plandocs.division.completion import Progress
from plandocs.division.sheets import Graph, Sheet, Tint
from plandocs.division.view import Whole
from plandocs.tables import Cells, Column

STAGES = ("Signed", "To be signed", "In draft", "Missing")
COUNTS = ("Expected", "Received", "Complete", "Overdue")


@dataclass
class _Tally:
    """The numbers of one branch while they are added up."""

    numbers: Counter[str] = field(default_factory=Counter)

    def add(self, progress: Progress) -> None:
        counted = self.numbers
        counted["Expected"] += 1
        counted["Received"] += progress.received
        counted["Complete"] += progress.complete
        counted["Overdue"] += progress.overdue > 0
        counted[_stage(progress)] += 1


def _stage(progress: Progress) -> str:
    if not progress.received:
        return "Missing"
    if progress.signed:
        return "Signed"
    return "To be signed" if progress.complete else "In draft"


def tallies(
    whole: Whole, progress: Iterable[Progress], found: Brought, findings: Iterable[Finding]
) -> dict[str, Counter[str]]:
    """The numbers of each branch, in the order of the branches."""
    tally: dict[str, _Tally] = defaultdict(_Tally)
    for branch in whole.branches:
        tally[branch] = _Tally()
    for each in progress:
        tally[each.member.unit.branch].add(each)
    for form, count in found.counts:
        for entry in whole.of(form.name):
            tally[entry.branch].numbers[count.heading] += count.number(entry)
    branch_of = _branches(whole)
    for finding in findings:
        tally[branch_of[finding.number]].numbers["Open checks"] += finding.open
    return {branch: each.numbers for branch, each in tally.items()}


def _branches(whole: Whole) -> dict[int, str]:
    units = {m.person.key: m.unit.branch for m in whole.members if m.person is not None}
    return {document.copy.number: units[document.person.key] for document in whole.documents}


def headings(found: Brought) -> tuple[str, ...]:
    """The columns of numbers, in their order."""
    return (
        "Expected", "Received", "Complete", *STAGES, "Overdue",
        *dict.fromkeys(count.heading for _, count in found.counts), "Open checks",
    )  # fmt: skip


def summary_sheet(numbers: dict[str, Counter[str]], names: Sequence[str], whole_name: str) -> Sheet:
    """The sheet; the division's own row is the last."""
    columns = (
        Column("Branch", 34, key=True),
        *(Column(name, 11, "number", count=True) for name in names),
    )

    def rows() -> Iterator[Cells]:
        total: Counter[str] = Counter()
        for branch, counted in numbers.items():
            total.update(counted)
            yield (branch or "(no branch)", *(counted[name] for name in names))
        yield (whole_name, *(total[name] for name in names))

    tints = (Tint("Overdue", "amber", above=0), Tint("Missing", "red", above=0))
    return Sheet("Summary", columns, rows, group=True, tints=tints, frozen=1)


def completion_graph(branches: int) -> Graph:
    """Stages by branch, stacked: the bar is everybody expected."""
    return Graph(
        "Plans by branch: how far they have come", "Summary", "Branch", STAGES, "stacked",
        top=branches, colours=("green", "blue", "amber", "red"),
    )  # fmt: skip
