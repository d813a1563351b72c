"""The record of a conversation about outcomes, from the guidance *Management by outcomes*.

The description of the form: what is printed, and what it means. The questions of its four phases
are the guidance's own. Its other words are data in ``labels.toml``, its own rules are in ``rules``.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

from plandocs.compile import compile_form
from plandocs.forms.outcomes_conversation.rules import STATUSES, check
from plandocs.marks import Boxes, Cell, Column, PrintedRows, Rows
from plandocs.plan import Part, Plan, PrintedRow, Row
from plandocs.values import (
    Choice,
    DateField,
    DateText,
    Items,
    Numbered,
    Period,
    PeriodField,
    Text,
)

DIRECTION_SETTING = (
    "What do we intend to achieve and why?",
    "Are there broader strategies that drive or influence the work?",
    "What is the problem?",
)
PLANNING_AND_DESIGN = (
    "What is the best way to achieve this, and have we got the required capability and capacity?",
    "How can we engage and reflect the relevant diverse stakeholder voices?",
    "What are the best indicators of success?",
    "How can we ensure flexibility and agility in delivery?",
    "What are our strengths to leverage and challenges to address?",
)
IMPLEMENTATION_AND_DELIVERY = (
    "Are we implementing and delivering as planned, and managing our capability and risk "
    "effectively?",
    "What progress have we made so far and what adjustments are needed to progress further?",
    "Are we delivering in a manner that is consistent with public service ethics, values and "
    "standards while meeting standards of timeliness, quality and accuracy?",
)
REVIEW = (
    "What impact have we had and what improvements can we make?",
    "Are there any unintended consequences to consider?",
)


class OutcomeProgress(Row):
    """An outcome as it was agreed, what indicates its achievement, and how it stands."""

    outcome: Annotated[Numbered, Column("Outcome", key=True)] = ""
    measures: Annotated[Items, Column("Agreed measure(s)", role="measure")] = ()
    outputs: Annotated[Text, Column("Outputs")] = ""
    service_results: Annotated[Text, Column("Results of service delivery")] = ""
    quality: Annotated[Text, Column("Nature and quality of the work")] = ""
    time: Annotated[Text, Column("Time taken")] = ""
    progress: Annotated[Text, Column("Progress so far")] = ""
    status: Annotated[Choice, Column("Status", role="status", choices=STATUSES)] = ""
    adjustment: Annotated[Text, Column("Adjustment")] = ""


class Question(PrintedRow):
    """A question of the guidance, and what was said about it."""

    question: Annotated[Text, Column("Questions", key=True)] = ""
    notes: Annotated[Text, Column("Notes")] = ""


class FlexibleWork(Part):
    """What flexible work asks of the arrangement: between the officer and the manager."""

    personal_circumstances: Annotated[Text, Column("Changing personal circumstances")] = ""
    technology: Annotated[Text, Column("Technology barriers")] = ""
    team: Annotated[Text, Column("Impacts on the team")] = ""


class Action(Row):
    """Something that somebody will do, and by when."""

    action: Annotated[Text, Column("Action", key=True)] = ""
    who: Annotated[Text, Column("Who")] = ""
    by_when: Annotated[DateField, Column("By when")] = DateText()


def _unanswered(questions: tuple[str, ...]) -> tuple[Question, ...]:
    return tuple(Question(question=each) for each in questions)


class OutcomesConversation(Plan):
    """One conversation between an officer and a manager about the officer's outcomes."""

    form: Literal["outcomes-conversation"] = "outcomes-conversation"
    officer_name: Annotated[Text, Cell("Officer name", role="person")]
    manager_name: Annotated[Text, Cell("Manager name", role="manager")] = ""
    division_branch: Annotated[Text, Cell("Division/Branch", role="unit")] = ""
    conversation_date: Annotated[DateField, Cell("Date of conversation", role="meeting")] = (
        DateText()
    )
    period: Annotated[PeriodField, Cell("Period of plan", role="period")] = Period()
    occasion: Annotated[Text, Cell("Stage of the cycle")] = ""
    outcomes: Annotated[
        tuple[OutcomeProgress, ...],
        Rows("Section 1: Progress on outcomes (‘how are we going’)", numbered=True),
    ] = ()
    direction_setting: Annotated[
        tuple[Question, ...],
        PrintedRows("Section 2: Direction setting", DIRECTION_SETTING, closed=True),
    ] = _unanswered(DIRECTION_SETTING)
    planning_and_design: Annotated[
        tuple[Question, ...],
        PrintedRows("Section 3: Planning and design", PLANNING_AND_DESIGN, closed=True),
    ] = _unanswered(PLANNING_AND_DESIGN)
    implementation_and_delivery: Annotated[
        tuple[Question, ...],
        PrintedRows(
            "Section 4: Implementation and delivery", IMPLEMENTATION_AND_DELIVERY, closed=True
        ),
    ] = _unanswered(IMPLEMENTATION_AND_DELIVERY)
    review: Annotated[
        tuple[Question, ...], PrintedRows("Section 5: Review", REVIEW, closed=True)
    ] = _unanswered(REVIEW)
    flexible_work: Annotated[
        FlexibleWork, Boxes("Section 6: Flexible work considerations", private=True)
    ] = FlexibleWork()
    actions: Annotated[tuple[Action, ...], Rows("Section 7: Actions")] = ()
    next_conversation: Annotated[DateField, Cell("Date of next conversation", role="next")] = (
        DateText()
    )


FORM = compile_form(
    OutcomesConversation,
    title="Outcomes Conversation Record",
    edition="2026",
    folder=files(__name__),
    check=check,
)
