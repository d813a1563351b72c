"""A toy form that has one of everything: a community garden's agreement about a plot.

Nothing in `src` knows of it. The laws run for it as for the forms that plandocs ships, which shows
that a form is one folder and no edit elsewhere.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Annotated, Literal

from tests.laws.blank import blank

from plandocs.description.compile import compile_form
from plandocs.description.marks import Boxes, Cell, Cells, Column, PrintedRows, Rows
from plandocs.model.plan import Part, Plan, PrintedRow, Row
from plandocs.model.values import (
    Choice,
    DateField,
    DateText,
    Items,
    Numbered,
    NumberField,
    NumberKind,
    NumberText,
    PartOf,
    Period,
    PeriodField,
    Ranked,
    RowsOf,
    Signature,
    SignatureField,
    Text,
    Ticked,
    default,
)

PROMISES = ("Keeps the paths clear", "Shares the water", "Composts at home")
QUESTIONS = ("What grew well here before?", "Which beds flood in winter?")


class Crop(Row):
    """What will be grown, and how anybody will know that it went well."""

    crop: Annotated[Numbered, Column("Crop", key=True)] = default("")
    signs: Annotated[Items, Column("Signs of a good year", role="measure")] = default(())
    beds: Annotated[Items, Column("Beds", role="link")] = default(())
    sown: Annotated[DateField, Column("Sown", under="Work")] = default(DateText())
    tended: Annotated[Text, Column("Days of work", under="Work")] = default("")
    hoped: Annotated[Text, Column("Days of work", under="Harvest")] = default("")
    weight: Annotated[NumberField, Column("Kilograms", under="Harvest")] = default(NumberText())
    share: Annotated[NumberText, NumberKind(0, 100), Column("Share of the plot", sum=100)] = (
        NumberText()
    )


class Loan(Row):
    """A tool to borrow."""

    turn: Annotated[Ranked, Column("Turn")] = default("")
    tool: Annotated[Text, Column("Tool", key=True)] = default("")
    state: Annotated[Choice, Column("State", choices=("Sound", "Worn", "Broken"))] = default("")
    cleaned: Annotated[str, Ticked("Yes", "Not yet"), Column("Cleaned")] = ""
    back: Annotated[DateField, Column("Back by")] = default(DateText())


class Promise(PrintedRow):
    """A promise that the garden prints, or one of the gardener's own."""

    promise: Annotated[Numbered, Column("Promise", key=True)] = default("")
    ways: Annotated[Items, Column("Ways to keep it", role="measure")] = default(())


class Question(PrintedRow):
    """A question that everybody is asked."""

    question: Annotated[Text, Column("Question", key=True)] = default("")
    answer: Annotated[Text, Column("Answer")] = default("")


class Remarks(Part):
    """Remarks, between the gardener and the warden."""

    gardener: Annotated[Text, Column("Remarks of the gardener")] = default("")
    warden: Annotated[Text, Column("Remarks of the warden")] = default("")


class Visit(Part):
    """The next visit of the warden."""

    day: Annotated[DateField, Cell("Day of the visit")] = default(DateText())
    weather: Annotated[Text, Cell("If it rains")] = default("")


class GardenPlot(Plan):
    """One plot's agreement."""

    form: Literal["garden-plot"] = "garden-plot"
    gardener: Annotated[Text, Cell("Gardener", role="person")]
    plot: Annotated[Text, Cell("Plot", role="unit")] = default("")
    warden: Annotated[Text, Cell("Warden", role="manager")] = default("")
    mark: Annotated[SignatureField, Cell("Mark of the gardener", role="signature")] = default(
        Signature()
    )
    agreed: Annotated[DateField, Cell("Agreed on", role="meeting")] = default(DateText())
    water: Annotated[str, Ticked("Tap", "Barrel", "Neither one"), Cell("Water from")] = ""
    size: Annotated[NumberField, Cell("Square metres")] = default(NumberText())
    season: Annotated[PeriodField, Cell("Season", role="period")] = default(Period())
    crops: Annotated[RowsOf[Crop], Rows("Part A: What will grow", numbered=True)] = default(())
    loans: Annotated[RowsOf[Loan], Rows("Part B: Tools to borrow")] = default(())
    promises: Annotated[RowsOf[Promise], PrintedRows("Part C: Promises", PROMISES)] = default(
        tuple(Promise(promise=name) for name in PROMISES)
    )
    questions: Annotated[
        RowsOf[Question], PrintedRows("Part D: Questions", QUESTIONS, closed=True)
    ] = default(tuple(Question(question=name) for name in QUESTIONS))
    remarks: Annotated[PartOf[Remarks], Boxes("Part E: Remarks", private=True)] = default(Remarks())
    visit: Annotated[PartOf[Visit], Cells("Part F: The next visit")] = default(Visit())


FOLDER = Path(tempfile.mkdtemp(prefix="plandocs-toy-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
FORM = compile_form(
    GardenPlot,
    title="Agreement about a garden plot",
    edition="spring",
    folder=FOLDER,
    blank=FOLDER / "blank.docx",
)
(FOLDER / "blank.docx").write_bytes(blank(FORM))
