"""The record's own tables in the roll-up: conversations, progress, actions, and latest statuses.

Takes the division and gives lists, one row a fact, counts for the Summary, and two columns beside
the plan's outcomes. Flexible work and the notes under the questions stay out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from plandocs.description.tables import (
    Addition,
    Count,
    Division,
    Entry,
    FormTables,
    ListTable,
    Sum,
)
from plandocs.forms.outcomes_conversation.rules import STATUSES, known_status
from plandocs.table import Cell, Cells, Chart, Column, Highlight, Table

DISTINCT = ("conversation_date", "occasion")
_STATUSES, _OTHER, _AT_RISK = "Status of outcomes", "Other or no status", "Outcomes at risk"
_CLOSE = 60  # of 100: an outcome reworded since the plan is still that outcome


def tables(division: Division) -> FormTables:
    """What this form adds to the roll-up."""
    held = Held(division)
    return FormTables(
        lists=(held.conversations(), _PROGRESS, held.actions()),
        additions=(
            Addition(
                "Outcomes",
                (Column("Latest status", 14), Column("Status as of", 13, "date")),
                held.latest_status,
            ),
        ),
        counts=(
            Count("Conversations held", lambda entry: 1),
            Count("Next conversations overdue", held.is_overdue, within="Conversations held"),
            Count(_AT_RISK, held.at_risk),
        ),
        groups=(held.statuses(),),
        charts=(
            Chart(
                "How outcomes stand by the latest conversation", _STATUSES, division.headings.unit,
                (*STATUSES, _OTHER), "stacked",
                colours=("green", "blue", "red", "purple", "grey", "sand"),
            ),
        ),
        sums=(
            Sum("Summary", _AT_RISK, _STATUSES, "At risk", division.headings.unit),
            Sum("Summary", _AT_RISK, _STATUSES, "At risk"),
        ),
        order=("Outcomes", "Conversations", "Progress", _STATUSES, "Actions"),
    )  # fmt: skip


class Held:
    """The conversations of each person, the latest first."""

    def __init__(self, division: Division) -> None:
        self.today = division.today
        self._unit = division.headings.unit
        self.by_person: dict[str, list[Entry]] = {}
        for entry in division.of("outcomes-conversation"):
            self.by_person.setdefault(entry.who, []).append(entry)
        for entries in self.by_person.values():
            entries.sort(key=_held_on, reverse=True)

    def is_latest(self, entry: Entry) -> bool:
        """Return whether this is the person's latest conversation."""
        return self.by_person[entry.who][0] is entry

    def is_overdue(self, entry: Entry) -> bool:
        """Return whether another conversation was due by now, and none was held."""
        due: date | None = entry.plan.next_conversation.date
        return due is not None and due < self.today and self.is_latest(entry)

    def at_risk(self, entry: Entry) -> int:
        """How many outcomes stand at risk by the person's latest conversation."""
        if not self.is_latest(entry):
            return 0
        return sum(known_status(each.status) == "At risk" for each in entry.plan.outcomes)

    def statuses(self) -> Table:
        """One row a branch: how many outcomes have each status by the latest conversations."""
        by_unit: dict[str, Counter[str]] = {}
        for latest in sorted((each[0] for each in self.by_person.values()), key=_by_unit):
            statuses = (known_status(each.status) for each in latest.plan.outcomes)
            counted = by_unit.setdefault(latest.unit, Counter())
            counted.update(status if status in STATUSES else _OTHER for status in statuses)
        names = (*STATUSES, _OTHER)
        columns = (
            Column(self._unit, 34, key=True),
            *(Column(name, 11, "number", count=True) for name in names),
        )
        rows: list[Cells] = [
            (unit, *(counted[name] for name in names)) for unit, counted in by_unit.items()
        ]
        highlights = (Highlight("At risk", "amber", above=0),)
        return Table(_STATUSES, columns, tuple(rows), frozen=1, group=True, highlights=highlights)

    def conversations(self) -> ListTable:
        """One row a conversation: when it was held, when the next is due."""
        columns = (
            Column("Stage of the cycle", 18, key=True),
            Column("Held", 13, "date", key=True),
            Column("Held, as written", 20),
            Column("Period", 12),
            Column("Manager", 20),
            *(Column(status, 10, "number") for status in STATUSES),
            Column(_OTHER, 11, "number"),
            Column("Actions", 10, "number"),
            Column("Next due", 13, "date"),
            Column("Next due, as written", 20),
            Column("Overdue", 10, "yesno"),
        )
        return ListTable("Conversations", columns, self._conversation)

    def _conversation(self, entry: Entry) -> Iterator[Cells]:
        plan = entry.plan
        result = [known_status(each.status) for each in plan.outcomes]
        counts: list[Cell] = [result.count(status) for status in STATUSES]
        yield (
            plan.occasion,
            plan.conversation_date.date,
            plan.conversation_date.text,
            entry.period,
            entry.manager,
            *counts,
            sum(status not in STATUSES for status in result),
            len(plan.actions),
            plan.next_conversation.date,
            plan.next_conversation.text,
            self.is_overdue(entry),
        )

    def actions(self) -> ListTable:
        """One row an action."""
        columns = (
            Column("Action", 50, key=True, field="actions.action"),
            Column("Who", 22, field="actions.who"),
            Column("By when", 13, "date"),
            Column("By when, as written", 20, field="actions.by_when"),
            Column("Past its date", 10, "yesno"),
            Column("Conversation", 14, "date", key=True),
            Column(
                "HR: done", 12, choices=("Yes", "No"), editable=True,
                note="Yours: kept when the workbook is refreshed.",
            ),
        )  # fmt: skip
        return ListTable("Actions", columns, self._actions)

    def _actions(self, entry: Entry) -> Iterator[Cells]:
        for each in entry.plan.actions:
            due = each.by_when.date
            past = None if due is None else due < self.today
            held = entry.plan.conversation_date.date
            yield each.action, each.who, due, each.by_when.text, past, held

    def latest_status(self, entry: Entry, row: Mapping[str, Cell]) -> Cells:
        """How an outcome of a plan stands by the latest conversation that speaks of it."""
        text = str(row.get("Outcome") or "")
        for record in self.by_person.get(entry.who, ()):
            if record.period and entry.period and record.period != entry.period:
                continue
            status = _status_of(text, record)
            if status:
                return status, record.plan.conversation_date.date
        return None, None


def _by_unit(entry: Entry) -> tuple[str, str]:
    return entry.division, entry.unit


def _held_on(entry: Entry) -> tuple[str, str]:
    return str(entry.plan.conversation_date.date or ""), entry.plan.occasion


def _status_of(text: str, record: Entry) -> str:
    """The status of the outcome that says most nearly the same."""
    from rapidfuzz import fuzz

    best, score = "", 0.0
    for each in record.plan.outcomes:
        alike = 100.0 if each.outcome == text else fuzz.token_sort_ratio(each.outcome, text)
        if alike > max(score, _CLOSE):
            best, score = known_status(each.status), alike
    return best


def _progress(entry: Entry) -> Iterator[Cells]:
    for each in entry.plan.outcomes:
        yield (
            each.outcome,
            known_status(each.status),
            each.progress,
            each.adjustment,
            each.outputs,
            each.service_results,
            each.quality,
            each.time,
            entry.plan.conversation_date.date,
        )


_PROGRESS = ListTable(
    "Progress",
    (
        Column("Outcome", 44, key=True, field="outcomes.outcome"),
        Column("Status", 14, field="outcomes.status"),
        Column("Progress so far", 40, field="outcomes.progress"),
        Column("Adjustment", 34, field="outcomes.adjustment"),
        Column("Outputs", 28, field="outcomes.outputs"),
        Column("Results of service delivery", 28, field="outcomes.service_results"),
        Column("Nature and quality of the work", 28, field="outcomes.quality"),
        Column("Time taken", 20, field="outcomes.time"),
        Column("Conversation", 14, "date", key=True),
    ),
    _progress,
)
