"""Make what follows a plan: the next cycle's plan, or the record of a conversation about it.

What is taken over is said by the marks and roles of the forms' descriptions: `Carried`,
`LeftBehind` and `Agreed`, and the roles of the header that say who somebody is and where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from plandocs.changes.pairing import SAME, alike
from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.description.marks import Agreed, Carried, LeftBehind
from plandocs.model.plan import Plan, PrintedRow, Row, is_blank
from plandocs.normal.labels import key

_STAYING = ("person", "manager", "level", "unit")
"""The roles of what is still so in the next cycle."""
_DONE = re.compile(
    r"\b(?:done|completed?|finished|attended|achieved)\b(?!\s+by\b)|[✓✔☑☒]", re.IGNORECASE
)
_NOT_DONE = re.compile(
    r"\b(?:not|to be|yet to be|until|when|once|partly)\b[^.;]{0,12}$", re.IGNORECASE
)
_SPAN = r" ?(?:[-–]|to) ?"
_NUMBERS = rf"(\d{{1,2}}(?:(?:, ?(?:and )?| ?/ ?| and | & |{_SPAN})\d{{1,2}}\b)*)\b"
_LONGEST = 70
_Mark = TypeVar("_Mark", Carried, LeftBehind, Agreed)
Standing = Mapping[str, tuple[tuple[str, str], ...]]
"""The texts of a section's rows, each with its status, by the section's name."""


def mark_of(field: FieldSpec | SectionSpec, kind: type[_Mark]) -> _Mark | None:
    """Return the mark of this kind that a field or section has."""
    return next((mark for mark in field.onward if isinstance(mark, kind)), None)


def can_be_carried(form: FormSpec) -> bool:
    """Tell whether plans of this form have a next one."""
    return any(mark_of(section, Carried) for section in form.sections)


def left_behind(form: FormSpec) -> dict[str, str]:
    """Return the sections that stay behind unless they are asked for, with their words."""
    marked = ((section.name, mark_of(section, LeftBehind)) for section in form.sections)
    return {name: mark.words for name, mark in marked if mark}


def carried(
    form: FormSpec, plan: Plan, standing: Standing, ends: Collection[str], keep: Collection[str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the data of the next plan, and what was left behind in words.

    Args:
        form: the plan's form.
        plan: this cycle's plan; signatures, dates and the period are not taken over.
        standing: how the rows of its sections stand by the latest record of a conversation.
        ends: the statuses that end a row.
        keep: the sections to take over that would stay behind.
    """
    data: dict[str, Any] = {"form": plan.form, "id": plan.id}
    for cell in form.cells:
        if cell.role in _STAYING or mark_of(cell, Carried):
            data[cell.name] = getattr(plan, cell.name)
    left: list[str] = []
    ending = {key(each) for each in ends}
    numbers: dict[str, dict[int, int]] = {}
    for section in form.sections:
        if mark := mark_of(section, Carried):
            rows = data[section.name] = []
            new = numbers[mark.row] = {}
            for number, row in enumerate(getattr(plan, section.name), start=1):
                text = getattr(row, section.key_column.name)
                status = _status_of(text, standing.get(section.name, ()))
                ended = status.lower() if key(status) in ending else _done(row, section, mark)
                if ended:
                    left.append(f"{mark.row} {number} ({ended}): {_short(text)}")
                else:
                    rows.append(row)
                new[number] = 0 if ended else len(rows)
    left += _numbered_anew(form, data, numbers)
    for name, words in left_behind(form).items():
        if name in keep:
            data[name] = getattr(plan, name)
        elif _is_written(form.section(name), getattr(plan, name)):
            left.append(words)
    return data, tuple(left)


def _numbered_anew(
    form: FormSpec, data: Mapping[str, Any], numbers: Mapping[str, Mapping[int, int]]
) -> Iterator[str]:
    """Say where a row that is carried names another by a number that is another's now, or none's.

    "Outcome 3" is what somebody typed: it stays, and a person decides what it is to say.
    """
    moved = {word: {old: now for old, now in new.items() if now != old}
             for word, new in numbers.items()}  # fmt: skip
    for section in form.sections:
        if mark := mark_of(section, Carried):
            for at, row in enumerate(data[section.name], start=1):
                text = "\n".join(c.kind.text(getattr(row, c.name)) for c in section.columns)
                yield from (f"{mark.row} {at} says {each}" for each in _outdated(text, moved))


def _outdated(text: str, moved: Mapping[str, Mapping[int, int]]) -> Iterator[str]:
    for word, now in moved.items():
        for match in re.finditer(rf"\b{re.escape(word)}s? {_NUMBERS}", text, re.IGNORECASE):
            every = _numbers_in(match[1])
            for old in (each for each in every if each in now):
                what = f"is {word} {now[old]} in the new plan" if now[old] else "is not carried"
                which = ", which" if len(every) == 1 else f": {word} {old}"
                yield f"{match[0]}{which} {what}; put it right"


def _numbers_in(text: str) -> list[int]:
    """The numbers of "1, 3 and 5-7", each of a span.

    >>> _numbers_in("1, 3 and 5-7")
    [1, 3, 5, 6, 7]
    """
    spans = re.findall(rf"(\d{{1,2}})(?:{_SPAN}(\d{{1,2}}))?", text)
    return [n for first, last in spans for n in range(int(first), int(last or first) + 1)]


def record_of(form: FormSpec, plan: Plan, of: FormSpec) -> dict[str, Any]:
    """Return the data of a record of a conversation, with what was agreed in a plan in place.

    Args:
        form: the record's form.
        plan: the plan that the record starts from.
        of: the plan's form.
    """
    data: dict[str, Any] = {"form": form.name, "id": plan.id}
    for cell in form.cells:
        agreed = cell.role in (*_STAYING, "period") or mark_of(cell, Agreed)
        source = agreed and _counterpart(cell, of.cells)
        if source:
            data[cell.name] = getattr(plan, source.name)
    for section in form.sections:
        if mark_of(section, Agreed):
            columns = of.section(section.name).columns
            pairs = [(c.name, s.name) for c in section.columns if (s := _counterpart(c, columns))]
            data[section.name] = [
                {name: getattr(row, source) for name, source in pairs}
                for row in getattr(plan, section.name)
            ]
    return data


def standing_in(form: FormSpec, record: Plan) -> Standing:
    """Return what a record of a conversation says of the rows of the plan that it starts from."""
    return {
        section.name: tuple(
            (getattr(row, section.key_column.name), _known(getattr(row, column.name), column))
            for row in getattr(record, section.name)
        )
        for section in form.sections
        if mark_of(section, Agreed)
        for column in section.columns
        if column.role == "status"
    }


def statuses(form: FormSpec) -> tuple[str, ...]:
    """Return the statuses that a record of a conversation prints."""
    columns = (column for section in form.sections for column in section.columns)
    return tuple(word for column in columns if column.role == "status" for word in column.choices)


def _counterpart(field: FieldSpec, others: Iterable[FieldSpec]) -> FieldSpec | None:
    """The field of another form that says the same: by its role, else by its name."""
    return next(
        (o for o in others if (o.role == field.role if field.role else o.name == field.name)), None
    )


def _known(typed: str, column: FieldSpec) -> str:
    """The form's own word for a status as typed; another word as it is."""
    return {key(each): each for each in column.choices}.get(key(typed), typed)


def _status_of(text: str, standing: Iterable[tuple[str, str]]) -> str:
    """The status of the row that says most nearly the same."""
    best = max(standing, key=lambda each: alike(text, each[0]), default=("", ""))
    return best[1] if alike(text, best[0]) >= SAME else ""


def _done(row: Row | PrintedRow, section: SectionSpec, mark: Carried) -> str:
    """ "done" where somebody has written beside a row that it is."""
    for column in section.columns:
        if column.name in mark.done:
            text = column.kind.text(getattr(row, column.name))
            done = _DONE.search(text)
            if done is not None and not _NOT_DONE.search(text[: done.start()]):
                return "done"
    return ""


def _is_written(section: SectionSpec, value: Any) -> bool:
    """Whether a section says more than is printed."""
    others = [column.name for column in section.columns if column is not section.key_column]
    if isinstance(value, tuple):
        return any(not is_blank(getattr(row, name)) for row in value for name in others)
    return not value.blank


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
