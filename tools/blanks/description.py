"""The words and measurements of a blank form, as plain frozen values.

In: nothing. Out: the values that each form's module is written in and that `tables` and `package`
turn into Word. Widths and heights are in twentieths of a point, as in Word (567 to the centimetre).
"""

from dataclasses import dataclass
from typing import Literal

TEXT_WIDTH = 9638
"""The width between the margins: A4 less 2 cm on either side."""


WIDE_TEXT_WIDTH = 15138
"""The same on a page that lies on its side: A4 less 1.5 cm on either side."""


@dataclass(frozen=True)
class Line:
    """One paragraph: its style's id and its words, where a newline is a line break.

    With ``choices`` it is a list to choose from; another word may be typed as well.
    """

    style: str
    text: str = ""
    choices: tuple[str, ...] = ()


Cell = tuple[Line, ...]

ENTRY: Cell = (Line("FormEntry"),)
"""A cell to be filled in: one empty paragraph."""
MEASURES: Cell = (Line("FormEntryBullet"),)
"""A cell for measures, bulleted before anything is typed, as what is filled in is."""


@dataclass(frozen=True)
class Row:
    """A row for people to fill in, which grows with what they write."""

    cells: tuple[Cell, ...]
    minimum_height: int
    may_split: bool = False
    keep_with_next: bool = False


@dataclass(frozen=True)
class Details:
    """A block of labels and values, two pairs a row, or one where there are two widths only."""

    caption: str
    description: str
    labels: tuple[tuple[str, str], ...]
    widths: tuple[int, ...] = (2211, 2438, 198, 1985, 2806)


@dataclass(frozen=True)
class Section:
    """A table: its heading over the whole width, guidance, column headings, rows.

    Without columns it is a panel that only says something. ``repeats`` is what each further page
    shows again: all of that, the heading alone, or the heading and the columns, with the guidance
    once below them. A ``dense`` table has many columns, and smaller letters to type in.
    """

    caption: str
    description: str
    widths: tuple[int, ...]
    heading: str
    guidance: Cell
    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]
    repeats: Literal["all", "heading", "columns"] = "all"
    dense: bool = False


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
    on_its_side: bool = False


def column(heading: str, *guidance: Line) -> Cell:
    """A column heading with its guidance below it in the same cell."""
    return (Line("FormColumnHeading", heading), *guidance)


def guide(text: str) -> Line:
    """A paragraph of guidance."""
    return Line("FormGuidance", text)


def bullet(text: str) -> Line:
    """A bulleted paragraph of guidance."""
    return Line("FormGuidanceBullet", text)
