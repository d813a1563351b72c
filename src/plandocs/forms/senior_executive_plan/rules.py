"""The form's own rules: what its guidance asks of a completed plan.

"Typically, performance agreements should contain 4-5 work outcomes with 2-4 performance measures
for each work outcome", linked to agency, division or branch objectives "as appropriate". What every
form shares (names, signatures, dates, period) is checked for every form alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from plandocs.model.findings import Finding, new_finding
from plandocs.problems import PROBLEMS, Problems

finding = partial(
    new_finding, of=Problems(Path(__file__).with_name("problems.toml"), shared=PROBLEMS)
)
_FEWEST_OUTCOMES, _MOST_OUTCOMES = 4, 5
_FEWEST_MEASURES, _MOST_MEASURES = 2, 4


def check(plan: Any) -> Iterator[Finding]:
    """What is missing or out of line with the form's guidance, for a plan of this form."""
    yield from _number_of_outcomes(len(plan.outcomes))
    for number, outcome in enumerate(plan.outcomes):
        yield from _outcome(outcome, f"outcomes[{number}]", f"Outcome {number + 1}")
    yield from _leadership(plan)
    yield from _learning(plan)
    yield from _boxes(plan)


def _number_of_outcomes(count: int) -> Iterator[Finding]:
    if count == 0:
        yield finding("no-outcomes", "outcomes")
    elif count < _FEWEST_OUTCOMES:
        yield finding(
            "few-outcomes",
            "outcomes",
            f"The plan has {_counted(count, 'outcome')}; typically there are 4 or 5.",
        )
    elif count > _MOST_OUTCOMES:
        yield finding(
            "many-outcomes",
            "outcomes",
            f"The plan has {count} outcomes; typically there are 4 or 5.",
        )


def _outcome(outcome: Any, path: str, name: str) -> Iterator[Finding]:
    if not outcome.outcome:
        yield finding(
            "unnamed-outcome",
            f"{path}.outcome",
            f"{name} has measures or links, and does not say what is to be achieved.",
        )
    yield from _measures(len(outcome.measures), f"{path}.measures", name)
    if not outcome.links:
        yield finding("no-link", f"{path}.links", f"{name} is linked to no objective.")


def _measures(count: int, path: str, name: str) -> Iterator[Finding]:
    if count == 0:
        yield finding("no-measures", path, f"{name} has no performance measure.")
    elif count < _FEWEST_MEASURES:
        yield finding(
            "few-measures",
            path,
            f"{name} has {_counted(count, 'measure')}; typically there are 2 to 4.",
        )
    elif count > _MOST_MEASURES:
        yield finding(
            "many-measures", path, f"{name} has {count} measures; typically there are 2 to 4."
        )


def _leadership(plan: Any) -> Iterator[Finding]:
    for number, row in enumerate(plan.leadership):
        if not row.measures:
            yield finding(
                "capability-not-measured",
                f"leadership[{number}].measures",
                f"The capability “{row.capability}” has no performance measure.",
            )


def _learning(plan: Any) -> Iterator[Finding]:
    if not plan.learning_needs:
        yield finding("no-learning-needs", "learning_needs")
    columns = {
        "priority": "its priority", "need": "what the need is",
        "relates_to": "what it relates to", "activity": "how it will be met",
        "responsibility_timing": "who is responsible and when",
    }  # fmt: skip
    for number, need in enumerate(plan.learning_needs):
        missing = [words for name, words in columns.items() if not getattr(need, name)]
        if missing:
            yield finding(
                "learning-need-incomplete",
                f"learning_needs[{number}]",
                f"Learning need {number + 1} does not say {_listed(missing)}.",
            )


def _boxes(plan: Any) -> Iterator[Finding]:
    boxes = (
        ("career.aspirations", plan.career.aspirations, "career aspirations and goals"),
        ("career.manager_comments", plan.career.manager_comments, "the manager's comments"),
        (
            "working_relationship.manager_seeks", plan.working_relationship.manager_seeks,
            "what the manager is seeking",
        ),
        (
            "working_relationship.officer_seeks", plan.working_relationship.officer_seeks,
            "what the officer is seeking",
        ),
    )  # fmt: skip
    for path, text, words in boxes:
        if not text:
            yield finding("box-blank", path, f"Nothing is written about {words}.")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
