"""The Senior Executive Performance Management Plan, Stage 1, of the Tasmanian State Service.

The description of the form: what is printed, and what it means. Its other words (synonyms,
corrected spellings, near relatives) are data in ``labels.toml``, its own rules are in ``rules``.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

from plandocs.description.compile import compile_form
from plandocs.description.marks import (
    Boxes,
    Carried,
    Cell,
    Column,
    LeftBehind,
    PrintedRows,
    Rows,
)
from plandocs.forms.senior_executive_plan.rules import check
from plandocs.model.plan import Part, Plan, PrintedRow, Row
from plandocs.model.values import (
    DateField,
    DateText,
    Items,
    Numbered,
    PartOf,
    Period,
    PeriodField,
    Ranked,
    RowsOf,
    Signature,
    SignatureField,
    Text,
    default,
)

CAPABILITIES = (
    "Shapes strategic thinking",
    "Achieves results",
    "Cultivates productive working relationships",
    "Exemplifies personal drive and integrity",
    "Communicates with influence",
)
RELATIONS = ("Business outcome", "Work outcome", "Professional development")


class Outcome(Row):
    """A business (work) outcome: what the officer expects to achieve, and how it is measured."""

    outcome: Annotated[Numbered, Column("Business / work outcome", key=True)] = default("")
    measures: Annotated[Items, Column("Performance measures(s)", role="measure")] = default(())
    links: Annotated[Items, Column("Link to", role="link")] = default(())


class Leadership(PrintedRow):
    """A leadership capability and how it is measured."""

    capability: Annotated[Numbered, Column("Leadership Capability", key=True)] = default("")
    measures: Annotated[Items, Column("Performance measure(s)", role="measure")] = default(())


class LearningNeed(Row):
    """A learning need and how it is met."""

    priority: Annotated[Ranked, Column("Priority")] = default("")
    need: Annotated[Text, Column("Learning need(s)", key=True)] = default("")
    relates_to: Annotated[
        Text,
        Column("Relates to business, work outcome or professional development", choices=RELATIONS),
    ] = default("")
    activity: Annotated[Text, Column("Learning activity")] = default("")
    responsibility_timing: Annotated[Text, Column("Responsibility / timing", role="timing")] = (
        default("")
    )


class Career(Part):
    """Career aspirations and goals: between the officer and the manager."""

    aspirations: Annotated[Text, Column("Outline of the Officers career aspirations and goals")] = (
        default("")
    )
    manager_comments: Annotated[Text, Column("Managers comments")] = default("")


class WorkingRelationship(Part):
    """Expectations about the working relationship: between the manager and the officer."""

    manager_seeks: Annotated[
        Text, Column("What the Manager is seeking in the working relationship")
    ] = default("")
    officer_seeks: Annotated[
        Text, Column("What the Officer is seeking in the working relationship")
    ] = default("")


class SeniorExecutivePlan(Plan):
    """One officer's plan."""

    form: Literal["senior-executive-plan"] = "senior-executive-plan"
    officer_name: Annotated[Text, Cell("Officer name", role="person")]
    classification_level: Annotated[Text, Cell("Classification Level", role="level")] = default("")
    division_branch: Annotated[Text, Cell("Division/Branch", role="unit")] = default("")
    manager_name: Annotated[Text, Cell("Manager name", role="manager")] = default("")
    officer_signature: Annotated[SignatureField, Cell("Officer signature", role="signature")] = (
        default(Signature())
    )
    manager_signature: Annotated[
        SignatureField, Cell("Manager signature", role="countersignature")
    ] = default(Signature())
    meeting_date: Annotated[DateField, Cell("Date of meeting", role="meeting")] = default(
        DateText()
    )
    period: Annotated[PeriodField, Cell("Period of plan", role="period")] = default(Period())
    outcomes: Annotated[
        RowsOf[Outcome],
        Rows(
            "Section 1: Business (work) outcomes and performance measures "
            "(‘what is to be achieved’)",
            numbered=True,
        ),
        Carried("outcome"),
    ] = default(())
    leadership: Annotated[
        RowsOf[Leadership],
        PrintedRows("Section 2: Leadership behaviour (‘how it’s achieved’)", CAPABILITIES),
        LeftBehind("measures of the leadership capabilities"),
    ] = default(tuple(Leadership(capability=name) for name in CAPABILITIES))
    learning_needs: Annotated[
        RowsOf[LearningNeed],
        Rows("Section 3: Learning and development plan"),
        Carried("learning need", done=("priority", "activity", "responsibility_timing")),
    ] = default(())
    career: Annotated[
        PartOf[Career],
        Boxes("Section 4: Career Aspirations & Goals", private=True),
        LeftBehind("career aspirations and goals"),
    ] = default(Career())
    working_relationship: Annotated[
        PartOf[WorkingRelationship],
        Boxes(
            "Section 5: Expectations about the working relationship between the manager and "
            "officer",
            private=True,
        ),
        LeftBehind("expectations about the working relationship"),
    ] = default(WorkingRelationship())


FORM = compile_form(
    SeniorExecutivePlan,
    title="Senior Executive - Performance Management Plan",
    edition="stage-1",
    folder=files(__name__),
    check=check,
)
