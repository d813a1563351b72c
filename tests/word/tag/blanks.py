"""Agencies' own blank forms, built in code: other labels, layouts and styles than the official one.

In: nothing. Out: the bytes of a blank, named after what is odd about it in ``BLANKS``.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from tests.documents.by_python_docx import saved
from tests.documents.opc import replaced
from tests.word.tag.pieces import (
    boxes,
    labels_above,
    leadership,
    needs,
    new_document,
    outcomes,
    prompt,
    wrapped,
)
from tests.word.tag.unusual import UNUSUAL


def four_columns() -> bytes:
    """A header block of 4 columns with other labels, in the agency's own styles."""
    document = new_document("Department of Rivers", "Aptos")
    table = document.add_table(rows=4, cols=4, style="Light Grid Accent 1")
    labels = (
        ("Employee name", "Employee signature"),
        ("SES level", "Supervisor signature"),
        ("Business unit", "Meeting date"),
        ("Supervisor name", "Plan period"),
    )
    for row, (left, right) in enumerate(labels):
        table.cell(row, 0).text, table.cell(row, 2).text = left, right
    outcomes(document, ("Key outcome", "Key performance indicators", "Strategic alignment"))
    leadership(document, "Leadership capability", "Behavioural indicator")
    needs(document)
    boxes(document)
    return saved(document)


def one_cell() -> bytes:
    """Label and value share a cell, and rows are numbered by Word itself."""
    document = new_document("Ports Authority", "Georgia")
    table = document.add_table(rows=4, cols=2, style="Table Grid")
    labels = (
        ("Name of officer: ", "Signature of officer: ________"),
        ("Classification: ", "Signature of manager: ________"),
        ("Branch: ", "Date of discussion: "),
        ("Name of manager: ", "Reporting period: "),
    )
    for row, pair in enumerate(labels):
        for column, text in enumerate(pair):
            table.cell(row, column).text = text
    outcomes(document, ("Business outcome", "Measures of success", "Link"), numbers="auto")
    leadership(document, "Capability", "How demonstrated", numbers=True)
    needs(document)
    boxes(document)
    return saved(document)


def number_column() -> bytes:
    """A column of its own for the number of each row, typed into the blank."""
    document = new_document("Lands Office", "Verdana")
    labels_above(document)
    outcomes(document, ("Work outcome", "Performance measure", "Link to corporate plan"),
              numbers="column")  # fmt: skip
    leadership(document, "Leadership capabilities", "Performance indicator")
    needs(document)
    boxes(document)
    return saved(document)


def content_controls() -> bytes:
    """Every value is a content control with a prompt, the date a date picker."""
    document = new_document("Treasury", "Calibri")
    table = document.add_table(rows=8, cols=2, style="Table Grid")
    labels = (
        *("Officer name", "Classification level", "Division/Branch", "Manager name"),
        *("Officer signature", "Manager signature", "Date of meeting", "Period of plan"),
    )
    for row, label in enumerate(labels):
        table.cell(row, 0).text = label
        prompt(table.cell(row, 1), picker=label == "Date of meeting")
    grid = outcomes(document, ("Outcome", "Performance measures", "Links"))
    for each in grid.rows[2:]:
        for cell in each.cells:
            prompt(cell)
    leadership(document, "Leadership capability", "Performance measure(s)")
    needs(document)
    boxes(document)
    return saved(document)


def paragraphs() -> bytes:
    """The header stands in paragraphs of the body, with dots to write on."""
    document = new_document("Heritage Council", "Times New Roman")
    for label in ("Senior executive", "Classification and level", "Division or branch",
                  "Line manager", "Executive signature", "Line manager signature",
                  "Date of planning meeting", "Performance period"):  # fmt: skip
        document.add_paragraph(f"{label}: ................")
    outcomes(document, ("Outcome", "Measures", "Alignment"))
    leadership(document, "Capability", "Measures")
    needs(document)
    boxes(document)
    return saved(document)


def tabbed_lines() -> bytes:
    """Two labels on one line of the body, each with a rule to write on, and a tab between."""
    document = new_document("Forests Board", "Arial")
    for left, right in (
        ("Officer name", "Classification"),
        ("Division", "Manager name"),
        ("Officer signature", "Manager signature"),
        ("Date of meeting", "Period of plan"),
    ):
        rule = "" if left == "Division" else " ____________"  # one line has nothing to write on
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{left}:").bold = True
        paragraph.add_run(f"{rule}\t")
        paragraph.add_run(f"{right}:").bold = True
        paragraph.add_run(rule)
    outcomes(document, ("Outcome", "Performance measures", "Links"))
    leadership(document, "Leadership capability", "Performance measure(s)")
    needs(document)
    boxes(document)
    return saved(document)


def cells_of_lines() -> bytes:
    """Two labels in each cell of the header: rules between them, gaps, and lines of their own."""
    document = new_document("Energy Office", "Cambria")
    table = document.add_table(rows=4, cols=1, style="Table Grid")
    for row, text in enumerate((
        "Officer name: ____________ Classification Level: ________",
        "Division/Branch:            Manager name:          ",
        "Officer signature: ________\nManager signature: ________",
        "Date of meeting: ____\tPeriod of plan: ________________",
    )):  # fmt: skip
        table.cell(row, 0).text = text
    outcomes(document, ("Outcome", "Performance measures", "Links"))
    leadership(document, "Leadership capability", "Performance measure(s)")
    needs(document)
    boxes(document)
    return saved(document)


def invitations() -> bytes:
    """The agency prints its own words where values go, and asks for a date beside signatures."""
    document = new_document("Museums Trust", "Candara")
    table = document.add_table(rows=6, cols=4, style="Table Grid")
    for row, texts in enumerate((
        ("Officer name:", "[insert name]", "Classification Level:", "e.g. SES Level 2"),
        ("Division/Branch:", "<division> / <branch>", "Manager name:", "(name)"),
        ("Officer signature:", "", "Date:", ""),
        ("Manager signature:", "X ________", "Date:", ""),
        ("Date of meeting:", "dd/mm/yyyy", "", ""),
        ("Period of plan:", "From:", "To:", ""),
    )):  # fmt: skip
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    outcomes(document, ("Outcome", "Performance measures", "Links to: agency / branch objectives"))
    leadership(document, "Leadership capability", "Performance measure(s)")
    needs(document)
    boxes(document)
    return saved(document)


def controlled_cells() -> bytes:
    """Whole cells and whole rows in content controls, as repeating sections have them."""
    document = docx.Document(io.BytesIO(four_columns()))
    header, outcomes = document.tables[0], document.tables[1]
    for row in header.rows:
        for cell in (row.cells[1], row.cells[3]):
            cell.text = "Click or tap here to enter text."
            wrapped(cell._tc, "<w:showingPlcHdr/>")
    for row in list(outcomes.rows)[2:]:
        wrapped(row.cells[1]._tc, "")
        wrapped(row._tr, "")
    return saved(document)


def template_file() -> bytes:
    """The four-column blank as a protected .dotx."""
    return replaced(
        four_columns(),
        ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"),
        ("</w:settings>", '<w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>'),
    )


def macro_file() -> bytes:
    """The four-column blank as a .docm."""
    return replaced(
        four_columns(),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
         "application/vnd.ms-word.document.macroEnabled.main+xml"),
    )  # fmt: skip


def titled_rows() -> bytes:
    """Rows have titles and say what is wanted; labels, also the agency's own, have no colons."""
    document = new_document("Audit Office", "Arial")
    table = document.add_table(rows=5, cols=4, style="Table Grid")
    labels = (
        ("Officer name", "Position number"),
        ("Classification", "Cost centre"),
        ("Branch", "Period of plan"),
        ("Manager", "Date of meeting"),
        ("Officer signature", "Manager signature"),
    )
    for row, (left, right) in enumerate(labels):
        table.cell(row, 0).text, table.cell(row, 2).text = left, right
    rows = outcomes(document, ("Business outcome", "Performance measures", "Link")).rows
    for number, row in enumerate(list(rows)[2:], start=1):
        row.cells[0].text = f"Outcome {number}:\n[insert outcome]"
        row.cells[1].text, row.cells[2].text = "• [measure]", "[link]"
    leadership(document, "Capability", "How demonstrated", numbers=True)
    needs(document)
    boxes(document)
    return saved(document)


BLANKS: dict[str, Callable[[], bytes]] = {
    each.__name__: each
    for each in (four_columns, one_cell, number_column, content_controls, paragraphs,
                 tabbed_lines, cells_of_lines, invitations, controlled_cells, template_file,
                 macro_file, titled_rows, *UNUSUAL)
}  # fmt: skip
