"""The form's own rules: what its guidance asks of a completed plan.

"Typically, performance agreements should contain 4-5 work outcomes with 2-4 performance measures
for each work outcome", linked to agency, division or branch objectives "as appropriate". What every
form shares (names, signatures, dates, period) is checked for every form alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plandocs.model.findings import Finding

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
        yield Finding(
            "error", "no-outcomes", "outcomes", "The plan has no outcomes.",
            "Record 4 or 5 business (work) outcomes in order of importance.",
        )  # fmt: skip
    elif count < _FEWEST_OUTCOMES:
        yield Finding(
            "warning", "few-outcomes", "outcomes",
            f"The plan has {_counted(count, 'outcome')}; typically there are 4 or 5.",
            "Add the outcomes that are missing, or agree with the manager that these are enough.",
        )  # fmt: skip
    elif count > _MOST_OUTCOMES:
        yield Finding(
            "warning", "many-outcomes", "outcomes",
            f"The plan has {count} outcomes; typically there are 4 or 5.",
            "Join outcomes that belong together, and leave out what is everyday work.",
        )  # fmt: skip


def _outcome(outcome: Any, path: str, name: str) -> Iterator[Finding]:
    if not outcome.outcome:
        yield Finding(
            "warning", "unnamed-outcome", f"{path}.outcome",
            f"{name} has measures or links, and does not say what is to be achieved.",
            "Say in the first column what is to be achieved.",
        )  # fmt: skip
    yield from _measures(len(outcome.measures), f"{path}.measures", name)
    if not outcome.links:
        yield Finding(
            "warning", "no-link", f"{path}.links", f"{name} is linked to no objective.",
            "Name the agency strategic objective, or the division or branch objective, that it "
            "serves.",
        )  # fmt: skip


def _measures(count: int, path: str, name: str) -> Iterator[Finding]:
    if count == 0:
        yield Finding(
            "error", "no-measures", path, f"{name} has no performance measure.",
            "Add 2 to 4 measures: what would show that it has been achieved?",
        )  # fmt: skip
    elif count < _FEWEST_MEASURES:
        yield Finding(
            "warning", "few-measures", path,
            f"{name} has {_counted(count, 'measure')}; typically there are 2 to 4.",
            "Add a measure. If several stand in one paragraph, give each its own.",
        )  # fmt: skip
    elif count > _MOST_MEASURES:
        yield Finding(
            "warning", "many-measures", path,
            f"{name} has {count} measures; typically there are 2 to 4.",
            "Keep those that show best whether it has been achieved.",
        )  # fmt: skip


def _leadership(plan: Any) -> Iterator[Finding]:
    for number, row in enumerate(plan.leadership):
        if not row.measures:
            yield Finding(
                "warning", "capability-not-measured", f"leadership[{number}].measures",
                f"The capability “{row.capability}” has no performance measure.",
                "Add at least one measure for it.",
            )  # fmt: skip


def _learning(plan: Any) -> Iterator[Finding]:
    if not plan.learning_needs:
        yield Finding(
            "warning", "no-learning-needs", "learning_needs", "The plan has no learning needs.",
            "Record at least one, or say that there are none at present.",
        )  # fmt: skip
    columns = {
        "priority": "its priority", "need": "what the need is",
        "relates_to": "what it relates to", "activity": "how it will be met",
        "responsibility_timing": "who is responsible and when",
    }  # fmt: skip
    for number, need in enumerate(plan.learning_needs):
        missing = [words for name, words in columns.items() if not getattr(need, name)]
        if missing:
            yield Finding(
                "warning", "learning-need-incomplete", f"learning_needs[{number}]",
                f"Learning need {number + 1} does not say {_listed(missing)}.",
                "Complete the row.",
            )  # fmt: skip


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
            yield Finding(
                "info", "box-blank", path, f"Nothing is written about {words}.",
                "Write it down if you talked about it.",
            )  # fmt: skip


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
