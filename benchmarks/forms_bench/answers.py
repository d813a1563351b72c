"""Answers that people could have given, drawn by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .form import Form, Place, Section

_GIVEN = (
    "Priya",
    "Tom",
    "Siobhán",
    "Wei",
    "Aroha",
    "Nikos",
    "Jean-Luc",
    "Fatima",
    "Lachlan",
    "Ines",
)
_FAMILY = ("Raman", "Alder", "O’Brien", "Zhang", "Te Rangi", "Papadopoulos", "Martin", "al-Sayed",
           "McKenzie", "de Souza")  # fmt: skip
_UNITS = ("Policy and Delivery / Service Reform", "People and Culture", "Finance & Procurement",
          "Digital Services – Platforms", "Regulation")  # fmt: skip
_VERBS = ("Reduce", "Publish", "Introduce", "Review", "Close", "Consolidate", "Train", "Replace")
_THINGS = ("the backlog of licence applications", "a staff survey", "the regional service model",
           "payroll controls", "the risk register", "case handling", "supplier contracts",
           "the records system", "accessible web content")  # fmt: skip
_ENDS = ("by 30 June", "to 12 working days", "without further cost", "in all four regions",
         "with the unions", "from 84% to 95%", "for <1,000 clients & partners",
         "as agreed at the May meeting")  # fmt: skip
_STATUSES = ("On track", "Adjusted", "At risk", "Achieved", "Stopped")
_RATINGS = ("Meets", "Exceeds", "Not yet")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def answers_for(form: Form, rng: random.Random) -> dict[str, Any]:
    """Answers to every place of the form; some are left blank, as people do."""
    made: dict[str, Any] = {p.name: _answer(p, rng) for p in form.header_places}
    for section in form.sections:
        made[section.name] = _section(section, rng)
    return made


def sentence(rng: random.Random) -> str:
    """A sentence about work, with a number that hardly any other has."""
    words = (rng.choice(_VERBS), rng.choice(_THINGS), rng.choice(_ENDS))
    return f"{' '.join(words)} (ref {rng.randint(10_000, 99_999)})"


def _section(section: Section, rng: random.Random) -> Any:
    if section.box:
        return _row(section.columns, rng)
    if section.first_column:
        return [_row(section.typed_columns, rng) for _ in section.first_column]
    rows = [_row(section.columns, rng) for _ in range(rng.randint(2, section.printed_rows))]
    for number, row in enumerate(rows):  # a row has something in its first column
        first = section.columns[0]
        row[first.name] = row[first.name] or _ANSWERS[first.kind](rng)
        if first.kind == "rank":
            row[first.name] = str(number + 1)
    return rows


def _row(places: tuple[Place, ...], rng: random.Random) -> dict[str, Any]:
    return {place.name: _answer(place, rng) for place in places}


def _answer(place: Place, rng: random.Random) -> Any:
    blank = [] if place.kind == "items" else ""
    if place.kind not in ("name", "rank") and rng.random() < 0.08:
        return blank
    return _ANSWERS[place.kind](rng)


def _name(rng: random.Random) -> str:
    return f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"


def _text(rng: random.Random) -> str:
    return "\n".join(sentence(rng) for _ in range(rng.choice((1, 1, 1, 2))))


def _items(rng: random.Random) -> list[str]:
    return [sentence(rng) for _ in range(rng.randint(1, 4))]


def _date(rng: random.Random) -> str:
    day = date(2026, 7, 1) + timedelta(rng.randint(0, 300))
    return rng.choice((f"{day.day} {_MONTHS[day.month - 1]} {day.year}", f"{day:%d/%m/%Y}"))


_ANSWERS: dict[str, Callable[[random.Random], Any]] = {
    "name": _name,
    "signature": lambda rng: rng.choice(("P Raman", "T. Alder", "signed", "")),
    "level": lambda rng: f"SES Level {rng.randint(1, 4)}",
    "unit": lambda rng: rng.choice(_UNITS),
    "date": _date,
    "period": lambda rng: rng.choice(("1 July 2026 – 30 June 2027", "2026-27", "FY2026-27")),
    "text": _text,
    "text-short": lambda rng: rng.choice(("Mid-cycle", "First review", "Project officer")),
    "items": _items,
    "rank": lambda rng: "1",
    "status": lambda rng: rng.choice(_STATUSES),
    "rating": lambda rng: rng.choice(_RATINGS),
}
