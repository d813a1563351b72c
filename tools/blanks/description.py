"""The words and measurements of a blank form, as plain frozen values.

In: nothing. Out: the values that each form's module is written in and that `tables` and `package`
turn into Word. Widths and heights are in twentieths of a point, as in Word (567 to the centimetre).
"""

from dataclasses import dataclass

TEXT_WIDTH = 9638
"""The width between the margins: A4 less 2 cm on either side."""


@dataclass(frozen=True)
class Line:
    """One paragraph: its style's id and its words, where a newline is a line break."""

    style: str
    text: str = ""


Cell = tuple[Line, ...]

ENTRY: Cell = (Line("FormEntry"),)
"""A cell to be filled in: one empty paragraph."""


@dataclass(frozen=True)
class Row:
    """A row for people to fill in, which grows with what they write."""

    cells: tuple[Cell, ...]
    minimum_height: int
    may_split: bool = False


@dataclass(frozen=True)
class Details:
    """The block of labels and values at the top of a form, two pairs a row."""

    caption: str
    description: str
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """A table: its heading over the whole width, guidance, column headings, rows."""

    caption: str
    description: str
    widths: tuple[int, ...]
    heading: str
    guidance: Cell
    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Blank:
    """A whole form as printed, and what names it to programs."""

    form: str
    edition: str
    author: str
    subject: str
    stage: str
    title: str
    introduction: str
    tables: tuple[Details | Section, ...]
    footer: str


def column(heading: str, *guidance: Line) -> Cell:
    """A column heading with its guidance below it in the same cell."""
    return (Line("FormColumnHeading", heading), *guidance)


def guide(text: str) -> Line:
    """A paragraph of guidance."""
    return Line("FormGuidance", text)


def bullet(text: str) -> Line:
    """A bulleted paragraph of guidance."""
    return Line("FormGuidanceBullet", text)
