"""A case and a wording become a letter: its values, its page for Word, its text for mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from plandocs.display import harmless
from plandocs.division.completion import MISSING, NOT_STARTED, UNREAD
from plandocs.mailing.points import Point
from plandocs.mailing.values import Kind
from plandocs.mailing.which import Case
from plandocs.mailing.wording import PEOPLE, POINTS, Rendered, Wording
from plandocs.normal.dates import print_date
from plandocs.people import full_words, person_key
from plandocs.word.template.letter import Item, Page
from plandocs.word.template.render.values import Plain

_BREAK = "\n"
_WITH_HR = "Human Resources has a question to settle first."
_STATUS = {MISSING: "missing", NOT_STARTED: "unstarted", UNREAD: "unread"}


class Enclosed(NamedTuple):
    """What goes with a letter: the plan, a copy of it with comments, or none for its seal."""

    attached: bool = False
    comments: bool = False
    sealed: bool = False


@dataclass(frozen=True)
class Written:
    """A letter as plain values: its page for Word, and the same as a text for mail."""

    page: Page
    text: str

    @property
    def whole(self) -> str:
        """The letter as a text by itself: with date, address and subject."""
        head = "\n".join((self.page.date, "", *self.page.address))
        greeting, _, rest = self.text.partition("\n\n")
        return f"{head}\n\n{greeting}\n\n{self.page.subject}\n\n{rest}"


def letter_to(case: Case, kind: Kind, wording: Wording, period: str, enclosed: Enclosed) -> Written:
    """Return the letter of this kind to one person."""
    values = _values(case, wording, period, enclosed)
    rendered = wording.rendered(kind, values)
    expected, unit = case.member.expected, str(case.member.unit)
    level = expected.level if expected is not None else ""
    address = tuple(filter(None, map(_flat, (case.name, level, unit))))
    items = [Item(_flat(each.where), _sentence(each)) for each in case.asked]
    return _written(rendered, day(case.today), address, {POINTS: items})


def letter_to_manager(name: str, cases: Sequence[Case], wording: Wording) -> Written:
    """Return the list for a manager: the manager's people, and what is outstanding."""
    today = cases[0].today
    settled = all(case.finished and not case.asked for case in cases)
    values: dict[str, Plain] = {
        "name": _flat(name), "form": cases[0].form.title, "period": "", "due": "", "overdue": 0,
        "status": "complete" if settled else "", "count": len(cases), "why": "",
        "attached": False, "comments": False, "sealed": False, "date": day(today),
    }  # fmt: skip
    rows = [("Name", "Where it stands", "Due", "What is outstanding"), *map(_row, cases)]
    rendered = wording.rendered("manager", values)
    return _written(rendered, day(today), (_flat(name),), {PEOPLE: rows})


def by_manager(cases: Iterable[Case]) -> Mapping[str, tuple[Case, ...]]:
    """Return the cases of each manager, under the name as it is first written."""
    groups: dict[str, list[Case]] = defaultdict(list)
    names: dict[str, str] = {}
    for case in cases:
        if key := full_words(person_key(case.manager)):
            groups[names.setdefault(key, case.manager)].append(case)
    return {name: tuple(groups[name]) for name in sorted(groups, key=str.casefold)}


def day(value: date | None) -> str:
    """A day as it is written in a letter: "2 December 2026"."""
    return "" if value is None else print_date(value)


def _values(case: Case, wording: Wording, period: str, enclosed: Enclosed) -> dict[str, Plain]:
    unread = case.progress.unread
    code = unread[-1].error.code if unread and unread[-1].error is not None else ""
    status = _STATUS.get(case.progress.status, "complete" if case.finished else "draft")
    copy = case.copy
    return {
        "name": _flat(case.name),
        "form": case.form.title,
        "period": _flat(copy.period if copy is not None and copy.period else period),
        "due": day(case.due) if case.overdue or not case.is_past_due else "",
        "overdue": case.overdue,
        "status": status,
        "count": len(case.asked),
        "why": wording.unread(code) if status == "unread" else "",
        "attached": enclosed.attached,
        "comments": enclosed.comments,
        "sealed": enclosed.sealed,
        "date": day(case.today),
    }


def _sentence(point: Point) -> str:
    return _flat(" ".join(filter(None, (point.message, point.fix))))


def _row(case: Case) -> tuple[str, str, str, str]:
    if case.held:
        return _flat(case.name), "Being looked at", day(case.due), _WITH_HR
    late = f"\n{case.overdue} day{'s' * (case.overdue != 1)} overdue" if case.overdue else ""
    due = f"{day(case.due)}{late}"
    count = len(case.asked)
    points = (": ".join(filter(None, (_flat(p.where), _flat(p.message)))) for p in case.asked)
    open_ones = "\n".join(points)
    started = case.fitting == "findings" and count
    text = open_ones if started else "" if case.finished else status_in_words(case)
    return _flat(case.name), case.progress.status, due, text or "Nothing"


def status_in_words(case: Case) -> str:
    """What there is to say of somebody whose plan did not come, or came as it was; else ""."""
    return {
        MISSING: "Nothing has come yet.",
        NOT_STARTED: "It came back with nothing filled in.",
        UNREAD: "A file came that could not be read; it is to be sent again.",
    }.get(case.progress.status, "")


def _written(
    rendered: Rendered, date: str, address: Sequence[str],
    lists: Mapping[str, Sequence[Item] | Sequence[Sequence[str]]],
) -> Written:  # fmt: skip
    greeting, closing = rendered.greeting, rendered.closing
    blocks = [
        lists.get(each, ()) if each in (POINTS, PEOPLE) else each for each in rendered.paragraphs
    ]
    page = Page(date, address, rendered.subject, greeting, blocks, closing, rendered.sender)
    texts = filter(None, (each if isinstance(each, str) else _as_text(each) for each in blocks))
    text = "\n\n".join((greeting, *texts, f"{closing}\n\n{rendered.sender}"))
    return Written(page, harmless(text) + "\n")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _as_text(block: Sequence[Item] | Sequence[Sequence[str]]) -> str:
    if not block:
        return ""
    if isinstance(block[0], Item):
        lines = [f"{each[0]}: {each[1]}" if each[0] else each[1] for each in block]
        numbered = (f"{number}. {line}" for number, line in enumerate(lines, start=1))
        return "\n".join(numbered if len(lines) > 1 else lines)
    headings, *rows = block
    return "\n\n".join(_person_as_text(headings, row) for row in rows)


def _person_as_text(headings: Sequence[str], row: Sequence[str]) -> str:
    lines = (
        f"  {name}: {cell.replace(_BREAK, _BREAK + '    ')}"
        for name, cell in zip(headings[1:], row[1:], strict=True)
        if cell
    )
    return "\n".join((row[0], *lines))
