"""The Senior Executive Performance Management Plan, Stage 1, of the Tasmanian State Service.

The description of the form: what is printed, and what it means. Its other words (synonyms,
corrected spellings, near relatives) are data in ``labels.toml``, its own rules are in ``rules``.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

from plandocs.compile import compile_form
from plandocs.forms.senior_executive_plan.rules import check
from plandocs.marks import Boxes, Cell, Column, PrintedRows, Rows
from plandocs.plan import Part, Plan, PrintedRow, Row
from plandocs.values import (
    DateField,
    DateText,
    Items,
    Numbered,
    Period,
    PeriodField,
    Ranked,
    Signature,
    SignatureField,
    Text,
)

CAPABILITIES = (
    "Shapes strategic thinking",
    "Achieves results",
    "Cultivates productive working relationships",
    "Exemplifies personal drive and integrity",
    "Communicates with influence",
)


class Outcome(Row):
    """A business (work) outcome: what the officer expects to achieve, and how it is measured."""

    outcome: Annotated[Numbered, Column("Business / work outcome", key=True)] = ""
    measures: Annotated[Items, Column("Performance measures(s)", role="measure")] = ()
    links: Annotated[Items, Column("Link to", role="link")] = ()


class Leadership(PrintedRow):
    """A leadership capability and how it is measured."""

    capability: Annotated[Numbered, Column("Leadership Capability", key=True)] = ""
    measures: Annotated[Items, Column("Performance measure(s)", role="measure")] = ()


class LearningNeed(Row):
    """A learning need and how it is met."""

    priority: Annotated[Ranked, Column("Priority")] = ""
    need: Annotated[Text, Column("Learning need(s)", key=True)] = ""
    relates_to: Annotated[
        Text, Column("Relates to business, work outcome or professional development")
    ] = ""
    activity: Annotated[Text, Column("Learning activity")] = ""
    responsibility_timing: Annotated[Text, Column("Responsibility / timing", role="timing")] = ""


class Career(Part):
    """Career aspirations and goals: between the officer and the manager."""

    aspirations: Annotated[Text, Column("Outline of the Officers career aspirations and goals")] = (
        ""
    )
    manager_comments: Annotated[Text, Column("Managers comments")] = ""


class WorkingRelationship(Part):
    """Expectations about the working relationship: between the manager and the officer."""

    manager_seeks: Annotated[
        Text, Column("What the Manager is seeking in the working relationship")
    ] = ""
    officer_seeks: Annotated[
        Text, Column("What the Officer is seeking in the working relationship")
    ] = ""


class SeniorExecutivePlan(Plan):
    """One officer's plan."""

    form: Literal["senior-executive-plan"] = "senior-executive-plan"
    officer_name: Annotated[Text, Cell("Officer name", role="person")]
    classification_level: Annotated[Text, Cell("Classification Level", role="level")] = ""
    division_branch: Annotated[Text, Cell("Division/Branch", role="unit")] = ""
    manager_name: Annotated[Text, Cell("Manager name", role="manager")] = ""
    officer_signature: Annotated[SignatureField, Cell("Officer signature", role="signature")] = (
        Signature()
    )
    manager_signature: Annotated[
        SignatureField, Cell("Manager signature", role="countersignature")
    ] = Signature()
    meeting_date: Annotated[DateField, Cell("Date of meeting", role="meeting")] = DateText()
    period: Annotated[PeriodField, Cell("Period of plan", role="period")] = Period()
    outcomes: Annotated[
        tuple[Outcome, ...],
        Rows(
            "Section 1: Business (work) outcomes and performance measures "
            "(‘what is to be achieved’)",
            numbered=True,
        ),
    ] = ()
    leadership: Annotated[
        tuple[Leadership, ...],
        PrintedRows("Section 2: Leadership behaviour (‘how it’s achieved’)", CAPABILITIES),
    ] = tuple(Leadership(capability=name) for name in CAPABILITIES)
    learning_needs: Annotated[
        tuple[LearningNeed, ...], Rows("Section 3: Learning and development plan")
    ] = ()
    career: Annotated[Career, Boxes("Section 4: Career Aspirations & Goals", private=True)] = (
        Career()
    )
    working_relationship: Annotated[
        WorkingRelationship,
        Boxes(
            "Section 5: Expectations about the working relationship between the manager and "
            "officer",
            private=True,
        ),
    ] = WorkingRelationship()


FORM = compile_form(
    SeniorExecutivePlan,
    title="Senior Executive - Performance Management Plan",
    edition="stage-1",
    folder=files(__name__),
    check=check,
)
