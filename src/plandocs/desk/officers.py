"""The roster as the desk shows it: who stands where, searched, chosen among, put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

STAGES: Final = (
    "Not sent", "Sent", "Could not be read", "Not started", "Draft", "To be signed", "Done",
)  # fmt: skip
NOT_SENT, SENT, UNREAD, NOT_STARTED, DRAFT, TO_BE_SIGNED, DONE = STAGES
TONES: Final = dict(
    zip(STAGES, ("grey", "blue", "red", "sand", "amber", "purple", "green"), strict=True)
)
_STAGE_OF: Final = {
    "Received, could not be read": UNREAD,
    "Not started": NOT_STARTED,
    "Draft": DRAFT,
    "Signed by both": DONE,
    "Signed": DONE,
}
SORTS: Final = ("name", "branch", "manager", "stage", "due", "overdue")
_IDENTITY: Final = 7  # the first columns of the table: name, id, level, branch, manager, period …


@dataclass(frozen=True, slots=True)
class Officer:
    """One officer's plan of one period.

    Attributes:
        key: what an address calls it; no name can be told from it.
        status: how far the plan is, in the roll-up's words.
        stage: the same, as one of `STAGES`.
        to_do: what is still to do, a sentence each.
        checks: how many findings are open.
        versions: how many versions came.
        source: the file that counts; "" where none came.
    """

    key: str
    name: str
    id: str
    level: str
    branch: str
    manager: str
    period: str
    status: str
    stage: str
    due: date | None
    overdue: int
    to_do: tuple[str, ...]
    checks: int
    versions: int
    source: str

    @property
    def tone(self) -> str:
        """The colour of its stage."""
        return TONES[self.stage]


def officers_in(rows: Iterable[Mapping[str, Any]], sent: Mapping[str, object]) -> list[Officer]:
    """Return the officers of the roll-up's table of completion."""
    return [_officer(row, sent) for row in rows]


def _officer(row: Mapping[str, Any], sent: Mapping[str, object]) -> Officer:
    values = list(row.values())
    name, id, level, branch, manager, period, status = (
        str(each or "") for each in values[:_IDENTITY]
    )
    key = key_of(id, name, branch, period if row.get("file") else "")
    due = row.get("due")
    to_do = tuple(filter(None, str(row.get("still_to_do") or "").split("\n")))
    gaps = any(map(_is_gap, to_do))
    stage = _STAGE_OF.get(status) or (DRAFT if gaps else TO_BE_SIGNED)
    if stage == DONE and gaps:  # signed, and still not whole
        stage = DRAFT
    if stage == TO_BE_SIGNED and not to_do:
        to_do = (_so_far(status),)
    if status == "Missing":
        stage = SENT if key in sent else NOT_SENT
    return Officer(
        key, name, id, level, branch, manager, period, status, stage,
        due if isinstance(due, date) else None, int(row.get("days_overdue") or 0), to_do,
        int(row.get("checks_open") or 0), int(row.get("versions") or 0), str(row.get("file") or ""),
    )  # fmt: skip


def _so_far(status: str) -> str:
    """What is still to do where nothing is blank: "have it signed (signed by officer so far)"."""
    so_far = f" ({status[0].lower()}{status[1:]} so far)" if status.startswith("Signed") else ""
    return f"have it signed{so_far}"


def _is_gap(words: str) -> bool:
    """Whether something still to do is about what is blank, and not about a signature."""
    return not words.startswith("look at the ")


def key_of(*identity: str) -> str:
    """What an address calls somebody: nothing that names them, and the same every day."""
    return sha256("\0".join(identity).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which officers are asked for, and in which order."""

    text: str = ""
    branch: str = ""
    manager: str = ""
    stage: str = ""
    sort: str = ""
    down: bool = False

    def of(self, officers: Iterable[Officer]) -> list[Officer]:
        """Return those that are asked for."""
        words = self.text.casefold().split()
        matching = [
            each
            for each in officers
            if (not self.branch or each.branch == self.branch)
            and (not self.manager or each.manager == self.manager)
            and (not self.stage or each.stage == self.stage or self._is_late(each))
            and all(word in _searched(each) for word in words)
        ]
        if self.sort in SORTS:
            matching.sort(key=lambda each: _place(each, self.sort), reverse=self.down)
        return matching

    def _is_late(self, officer: Officer) -> bool:
        return self.stage == "Overdue" and officer.overdue > 0


def choice_in(asked: Mapping[str, str]) -> Choice:
    """Return the choice that an address or a form asks for."""
    return Choice(
        asked.get("q", "").strip(), asked.get("branch", ""), asked.get("manager", ""),
        asked.get("stage", ""), asked.get("sort", ""), asked.get("down", "") == "1",
    )  # fmt: skip


def chosen_in(officers: Iterable[Officer], fields: Mapping[str, list[str]]) -> list[Officer]:
    """Return the officers that a form has ticked, or all that match where it says so."""
    if fields.get("all"):
        return choice_in({key: values[0] for key, values in fields.items()}).of(officers)
    known = {each.key: each for each in officers}
    return [known[key] for key in dict.fromkeys(fields.get("key", ())) if key in known]


def _searched(officer: Officer) -> str:
    texts = (officer.name, officer.id, officer.branch, officer.manager, officer.level)
    return " ".join(texts).casefold()


def _place(officer: Officer, sort: str) -> tuple[object, ...]:
    name = officer.name.casefold()
    if sort == "stage":
        return STAGES.index(officer.stage), name
    if sort == "due":
        return officer.due is None, officer.due or date.max, name
    if sort == "overdue":
        return officer.overdue, name
    return str(getattr(officer, sort)).casefold(), name


@dataclass(frozen=True, slots=True)
class Bar:
    """The stages of one branch: how many officers are at each, and where the piece of it begins."""

    branch: str
    total: int
    pieces: tuple[tuple[str, str, int, float, float], ...]


def bars_of(officers: Iterable[Officer]) -> list[Bar]:
    """Return the stages by branch, in the order in which the branches come."""
    counts: dict[str, Counter[str]] = {}
    for each in officers:
        counts.setdefault(each.branch or "No branch", Counter())[each.stage] += 1
    return [_bar(branch, stages) for branch, stages in counts.items()]


def _bar(branch: str, stages: Counter[str]) -> Bar:
    total, at, pieces = stages.total(), 0.0, []
    for stage in reversed(STAGES):
        if count := stages[stage]:
            width = 1000 * count / total
            pieces.append((stage, TONES[stage], count, round(at, 1), round(width, 1)))
            at += width
    return Bar(branch, total, tuple(pieces))
