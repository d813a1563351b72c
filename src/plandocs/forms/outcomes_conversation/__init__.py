"""The record of a conversation about outcomes, from the guidance *Management by outcomes*.

The description of the form: what is printed, and what it means. The questions of its four phases
are the guidance's own. Its other words are data in ``labels.toml``, its own rules are in ``rules``.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

from plandocs.description.compile import compile_form
from plandocs.description.marks import Agreed, Boxes, Cell, Column, PrintedRows, Rows
from plandocs.forms.outcomes_conversation.rules import STATUSES, check
from plandocs.model.plan import Part, Plan, PrintedRow, Row
from plandocs.model.values import (
    Choice,
    DateField,
    DateText,
    Items,
    Numbered,
    PartOf,
    Period,
    PeriodField,
    RowsOf,
    Text,
    default,
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

    outcome: Annotated[Numbered, Column("Outcome", key=True)] = default("")
    measures: Annotated[Items, Column("Agreed measure(s)", role="measure")] = default(())
    outputs: Annotated[Text, Column("Outputs")] = default("")
    service_results: Annotated[Text, Column("Results of service delivery")] = default("")
    quality: Annotated[Text, Column("Nature and quality of the work")] = default("")
    time: Annotated[Text, Column("Time taken")] = default("")
    progress: Annotated[Text, Column("Progress so far")] = default("")
    status: Annotated[Choice, Column("Status", role="status", choices=STATUSES)] = default("")
    adjustment: Annotated[Text, Column("Adjustment")] = default("")


class Question(PrintedRow):
    """A question of the guidance, and what was said about it."""

    question: Annotated[Text, Column("Questions", key=True)] = default("")
    notes: Annotated[Text, Column("Notes")] = default("")


class FlexibleWork(Part):
    """What flexible work asks of the arrangement: between the officer and the manager."""

    personal_circumstances: Annotated[Text, Column("Changing personal circumstances")] = default("")
    technology: Annotated[Text, Column("Technology barriers")] = default("")
    team: Annotated[Text, Column("Impacts on the team")] = default("")


class Action(Row):
    """Something that somebody will do, and by when."""

    action: Annotated[Text, Column("Action", key=True)] = default("")
    who: Annotated[Text, Column("Who")] = default("")
    by_when: Annotated[DateField, Column("By when")] = default(DateText())


def _unanswered(questions: tuple[str, ...]) -> tuple[Question, ...]:
    return tuple(Question(question=each) for each in questions)


class OutcomesConversation(Plan):
    """One conversation between an officer and a manager about the officer's outcomes."""

    form: Literal["outcomes-conversation"] = "outcomes-conversation"
    officer_name: Annotated[Text, Cell("Officer name", role="person")]
    manager_name: Annotated[Text, Cell("Manager name", role="manager")] = default("")
    division_branch: Annotated[Text, Cell("Division/Branch", role="unit")] = default("")
    conversation_date: Annotated[DateField, Cell("Date of conversation", role="meeting")] = default(
        DateText()
    )
    period: Annotated[PeriodField, Cell("Period of plan", role="period")] = default(Period())
    occasion: Annotated[Text, Cell("Stage of the cycle")] = default("")
    outcomes: Annotated[
        RowsOf[OutcomeProgress],
        Rows("Section 1: Progress on outcomes (‘how are we going’)", numbered=True),
        Agreed(),
    ] = default(())
    direction_setting: Annotated[
        RowsOf[Question],
        PrintedRows("Section 2: Direction setting", DIRECTION_SETTING, closed=True),
    ] = default(_unanswered(DIRECTION_SETTING))
    planning_and_design: Annotated[
        RowsOf[Question],
        PrintedRows("Section 3: Planning and design", PLANNING_AND_DESIGN, closed=True),
    ] = default(_unanswered(PLANNING_AND_DESIGN))
    implementation_and_delivery: Annotated[
        RowsOf[Question],
        PrintedRows(
            "Section 4: Implementation and delivery", IMPLEMENTATION_AND_DELIVERY, closed=True
        ),
    ] = default(_unanswered(IMPLEMENTATION_AND_DELIVERY))
    review: Annotated[RowsOf[Question], PrintedRows("Section 5: Review", REVIEW, closed=True)] = (
        default(_unanswered(REVIEW))
    )
    flexible_work: Annotated[
        PartOf[FlexibleWork], Boxes("Section 6: Flexible work considerations", private=True)
    ] = default(FlexibleWork())
    actions: Annotated[RowsOf[Action], Rows("Section 7: Actions")] = default(())
    next_conversation: Annotated[
        DateField, Cell("Date of next conversation", role="next", at_end=True)
    ] = default(DateText())


FORM = compile_form(
    OutcomesConversation,
    title="Outcomes Conversation Record",
    edition="2026",
    folder=files(__name__),
    check=check,
    starts_from="senior-executive-plan",
)
