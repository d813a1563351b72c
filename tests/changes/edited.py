"""Pairs of plans with known edits: every row and item keeps its own number through the editing.

In: a sample plan and a seed. Out: both versions, and which row and item became which.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from plandocs.data.validate import as_plan
from plandocs.model.plan import Plan

_SWAPS = {
    "people": "Tasmanians",
    "department": "agency",
    "services": "service delivery",
    "settled": "resolved",
    "endorsed": "approved",
    "published": "released",
    "working": "operating",
    "removed": "abolished",
    "every": "each",
    "open": "start",
    "staff": "employees",
    "plan": "roadmap",
    "review": "evaluation",
    "budget": "allocation",
    "year": "financial year",
    "branch": "division",
}
_NEW_OUTCOMES = (
    "Heritage buildings in public ownership are safe, insured and in daily use",
    "Volunteer fire brigades have crews trained to the national standard",
    "Shellfish growers receive water quality warnings within the hour",
    "The archive of land titles is searchable online without a fee",
)
_NEW_MEASURES = (
    "Two apprentices from the north-west complete their trade certificate by May",
    "Mean queue length at the Devonport wharf falls under nine trucks",
    "A bushfire exercise with three councils is held before December",
    "Forty schools take part in the reading challenge",
    "No invoice from a small supplier stays unpaid beyond ten days",
)


@dataclass
class Item:
    """A measure that knows which one it is."""

    number: int
    text: str


@dataclass
class Outcome:
    """An outcome that knows which one it is."""

    number: int
    text: str
    measures: list[Item]
    links: list[str]


@dataclass
class Version:
    """The outcomes of one version of a plan, and its header."""

    header: dict[str, Any]
    outcomes: list[Outcome]
    edits: list[str] = field(default_factory=list)

    def plan(self) -> Plan:
        rows = [
            {"outcome": o.text, "measures": [m.text for m in o.measures], "links": o.links}
            for o in self.outcomes
        ]
        return as_plan({**self.header, "outcomes": rows})


def version(sample: dict[str, Any]) -> Version:
    """A sample with numbers on its outcomes and measures."""
    count = iter(range(1000))
    plan = as_plan(sample).model_dump(mode="json")
    outcomes = [
        Outcome(
            next(count),
            row["outcome"],
            [Item(next(count), text) for text in row["measures"]],
            row["links"],
        )
        for row in plan["outcomes"]
    ]
    return Version(plan, outcomes)


def reworded(text: str, dice: random.Random) -> str:
    """The text as an editor would put it: other words, another number, a clause more or less."""
    new = text
    for word, other in dice.sample(sorted(_SWAPS.items()), len(_SWAPS)):
        new = re.sub(rf"\b{word}\b", other, new, count=1)
    if dice.random() < 0.5:
        new = re.sub(r"\d+", lambda n: str(int(n[0]) + 1), new, count=1)
    if dice.random() < 0.4:
        new += dice.choice((", as agreed with the Secretary", " across the whole State"))
    elif ", " in new and dice.random() < 0.5:
        new = new[: new.rindex(", ")]
    return new if new != text else f"{new}, without exception"


def edited(old: Version, dice: random.Random) -> Version:
    """A newer version, one to four edits away."""
    new = Version(
        dict(old.header),
        [Outcome(o.number, o.text, list(o.measures), list(o.links)) for o in old.outcomes],
    )
    fresh = iter(range(1000, 2000))
    touched: set[int] = set()
    kinds = ("reorder", "reword", "add", "remove", "reword item", "add item", "remove item")
    for kind in dice.sample((*kinds, "move item", "move across", "header"), dice.randint(1, 4)):
        _edit(new, kind, dice, fresh, touched)
        new.edits.append(kind)
    return new


def _edit(new: Version, kind: str, dice: random.Random, fresh: Any, touched: set[int]) -> None:
    rows = new.outcomes
    free = [o for o in rows if o.number not in touched and o.number < 1000]
    row = dice.choice(free or rows)
    touched.add(row.number)
    item = dice.randrange(len(row.measures)) if row.measures else -1
    if kind == "reorder" and len(rows) > 2:
        rows.remove(row)
        rows.insert(dice.choice([0, len(rows)]), row)
    elif kind == "reword":
        row.text = reworded(row.text, dice)
    elif kind == "add":
        number = next(fresh)
        texts = dice.sample(_NEW_MEASURES, 2)
        made = Outcome(
            number, dice.choice(_NEW_OUTCOMES), [Item(next(fresh), t) for t in texts], []
        )
        rows.insert(dice.randint(0, len(rows)), made)
        touched.add(number)
    elif kind == "remove" and len(rows) > 2:
        rows.remove(row)
    elif kind == "reword item" and item >= 0:
        old = row.measures[item]
        row.measures[item] = Item(old.number, reworded(old.text, dice))
    elif kind == "add item":
        place = dice.randint(0, len(row.measures))
        row.measures.insert(place, Item(next(fresh), dice.choice(_NEW_MEASURES)))
    elif kind == "remove item" and len(row.measures) > 1:
        del row.measures[item]
    elif kind == "move item" and len(row.measures) > 2:
        row.measures.append(row.measures.pop(0))
    elif kind == "move across" and len(row.measures) > 1:
        others = [o for o in rows if o is not row and o.number < 1000]
        dice.choice(others).measures.append(row.measures.pop(item))
    elif kind == "header":
        new.header["manager_name"] = "Alexandra Fairweather"
