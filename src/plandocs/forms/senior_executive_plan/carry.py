"""What of a plan goes into the next cycle's: the header, outcomes, learning needs not yet met.

In: this cycle's plan, how its outcomes stand, and which statuses end an outcome. Out: the data of
the next plan, and in words what was left behind. Signatures and dates are left blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from plandocs.normal.labels import key

_DONE = re.compile(
    r"\b(?:done|completed?|finished|attended|achieved)\b(?!\s+by\b)|[✓✔☑☒]", re.IGNORECASE
)
_NOT_DONE = re.compile(
    r"\b(?:not|to be|yet to be|until|when|once|partly)\b[^.;]{0,12}$", re.IGNORECASE
)
_SECTIONS = {
    "leadership": "measures of the leadership capabilities",
    "career": "career aspirations and goals",
    "working_relationship": "expectations about the working relationship",
}


KEEP = tuple(_SECTIONS)
"""The sections that stay behind unless they are named."""


def carry(
    plan: Any, status: Callable[[str], str], unless: Collection[str], keep: Collection[str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The next plan's data, and what was left behind; ``keep`` names sections to carry as well."""
    ended = {key(each) for each in unless}
    left: list[str] = []
    outcomes = []
    for number, outcome in enumerate(plan.outcomes, start=1):
        stands = status(outcome.outcome)
        if stands and key(stands) in ended:
            left.append(f"outcome {number} ({stands.lower()}): {_short(outcome.outcome)}")
        else:
            outcomes.append(outcome)
    needs = []
    for number, need in enumerate(plan.learning_needs, start=1):
        if _is_done(need):
            left.append(f"learning need {number} (done): {_short(need.need)}")
        else:
            needs.append(need)
    data = {
        "form": plan.form,
        "id": plan.id,
        "officer_name": plan.officer_name,
        "classification_level": plan.classification_level,
        "division_branch": plan.division_branch,
        "manager_name": plan.manager_name,
        "outcomes": outcomes,
        "learning_needs": needs,
    }
    for name, words in _SECTIONS.items():
        if name in keep:
            data[name] = getattr(plan, name)
        elif _written(getattr(plan, name)):
            left.append(words)
    return data, tuple(left)


def _is_done(need: Any) -> bool:
    """Has somebody written beside a learning need that it was met?"""
    for text in (need.priority, need.activity, need.responsibility_timing):
        said = _DONE.search(text)
        if said is not None and not _NOT_DONE.search(text[: said.start()]):
            return True
    return False


def _written(section: Any) -> bool:
    if isinstance(section, tuple):
        return any(row.measures for row in section)
    return not section.blank


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:69].rstrip()}…"
