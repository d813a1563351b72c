"""A form with a kind of value of its own, and boxes to tick: a request for a small grant."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Annotated, Literal

from tests.kinds.money import Money, MoneyField
from tests.laws.blank import blank

from plandocs.description.compile import compile_form
from plandocs.description.marks import (
    Agreed,
    Boxes,
    Carried,
    Cell,
    Column,
    LeftBehind,
    PrintedRows,
    Rows,
)
from plandocs.model.plan import Part, Plan, PrintedRow, Row
from plandocs.model.values import (
    DateField,
    DateText,
    Items,
    Numbered,
    PartOf,
    Period,
    PeriodField,
    RowsOf,
    Signature,
    SignatureField,
    Text,
    Ticked,
    default,
)

RESULTS = ("Not met", "Met", "Exceeded")
SOURCES = ("The council", "The members")


class Cost(Row):
    """Something to pay."""

    what: Annotated[Numbered, Column("Item of cost", key=True)] = default("")
    amount: Annotated[MoneyField, Column("Amount asked")] = Money()
    paid: Annotated[str, Ticked("Yes", "No"), Column("Paid already", role="status")] = ""
    proof: Annotated[Items, Column("Proofs of cost", role="measure")] = default(())


class Source(PrintedRow):
    """Who pays."""

    source: Annotated[Text, Column("Source of funds", key=True)] = default("")
    share: Annotated[MoneyField, Column("Share paid")] = Money()


class Remarks(Part):
    """What else there is to say."""

    reserve: Annotated[MoneyField, Column("Reserve kept")] = Money()
    remark: Annotated[Text, Column("Remark of the treasurer")] = default("")


class GrantRequest(Plan):
    """One request."""

    form: Literal["grant-request"] = "grant-request"
    asker: Annotated[Text, Cell("Asker", role="person")]
    club: Annotated[Text, Cell("Club", role="unit")] = default("")
    treasurer: Annotated[Text, Cell("Treasurer", role="manager")] = default("")
    total: Annotated[MoneyField, Cell("Total asked for"), Carried(), Agreed()] = Money()
    result: Annotated[
        str, Ticked(*RESULTS), Cell("Result of the last grant"), Carried(), Agreed()
    ] = ""
    mark: Annotated[SignatureField, Cell("Mark of the asker", role="signature")] = default(
        Signature()
    )
    asked: Annotated[DateField, Cell("Asked on", role="meeting")] = default(DateText())
    year: Annotated[PeriodField, Cell("Year of the grant", role="period")] = default(Period())
    costs: Annotated[
        RowsOf[Cost],
        Rows("Part 1: What it costs", numbered=True),
        Carried("cost", done=("proof",)),
        Agreed(),
    ] = default(())
    sources: Annotated[RowsOf[Source], PrintedRows("Part 2: Who pays", SOURCES)] = default(
        tuple(Source(source=name) for name in SOURCES)
    )
    remarks: Annotated[
        PartOf[Remarks], Boxes("Part 3: Treasury"), LeftBehind("remarks of the treasury")
    ] = default(Remarks())


FOLDER = Path(tempfile.mkdtemp(prefix="plandocs-grant-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
FORM = compile_form(
    GrantRequest,
    title="Request for a small grant",
    edition="spring",
    folder=FOLDER,
    starts_from="grant-request",
    blank=FOLDER / "blank.docx",
)
(FOLDER / "blank.docx").write_bytes(blank(FORM))
