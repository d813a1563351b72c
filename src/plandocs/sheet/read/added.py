"""What people added to a workbook that cannot be kept when it is written anew.

Takes a workbook that plandocs wrote and people worked in, and gives one line for each thing that is
more than rows and columns of a table: sheets of their own, pivots, comments, pictures, formulas;
and what was done by hand, which can be kept. Nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from plandocs.sheet.excel import LISTS, column_letter
from plandocs.sheet.read.archive import Archive
from plandocs.sheet.read.hand import ByHand, by_hand, looks_in
from plandocs.sheet.read.xlsx import Place, part_of_book, places_of, relations_of

# Parts that plandocs never writes, and what a person calls them.
_FOREIGN = (
    ("xl/pivottables/", "a pivot table"),
    ("xl/slicers/", "a slicer"),
    ("xl/timelines/", "a timeline"),
    ("xl/threadedcomments/", "a threaded comment"),
    ("xl/comments", "a comment"),
    ("xl/media/", "a picture"),
    ("xl/embeddings/", "an embedded object"),
    ("xl/vbaproject", "a macro"),
    ("xl/externallinks/", "a link to another workbook"),
    ("xl/connections", "a data connection"),
    ("xl/querytables/", "a query"),
    ("xl/ctrlprops/", "a control"),
    ("xl/diagrams/", "a diagram"),
    ("xl/customdata/", "a data model"),
    ("xl/chartsheets/", "a chart on a sheet of its own"),
    ("xl/model/", "a data model"),
    ("xl/featurepropertybag/", "a check box in a cell"),
    ("xl/richdata/", "a picture or data type in a cell"),
)
_BUILT_IN = ("_", "Excel_BuiltIn")
_WITH_CHARTS = "Summary"
_MOST_NAMED = 3


@dataclass(frozen=True)
class Added:
    """What cannot be kept, one line each; and what was done by hand, by sheet, which can."""

    lost: tuple[str, ...]
    hands: Mapping[str, ByHand]


def added_things(path: Path, ours: Set[str], charts: int) -> Added:
    """What is in the workbook beyond ``ours`` sheets and so many charts.

    Raises:
        InputError: the file is no workbook, or damaged.
    """
    archive = Archive(path)
    places = places_of(archive)
    lost = [
        f'the sheet "{place.name}"'
        for place in places
        if not _is_ours(place.name, ours) and not _holds_lists(place)
    ]
    lost += _foreign_parts(archive)
    lost += _names(archive)
    if (more := _charts(archive) - charts) > 0:
        lost.append(f"{more} more chart{'s' * (more > 1)} than plandocs drew")
    try:
        looks = looks_in(archive)
        kept = [place for place in places if _is_ours(place.name, ours)]
        hands = {place.name: by_hand(archive, place, looks) for place in kept}
    except ValueError as error:
        raise archive.wrong(
            "a width or a colour in it is no number. Open it in Excel and save it again."
        ) from error
    for place in kept:
        lost += _on_sheet(archive, place, hands[place.name])
    return Added(tuple(dict.fromkeys(lost)), hands)


def _holds_lists(place: Place) -> bool:
    """The sheet with the choices of long drop-downs; LibreOffice makes it merely hidden."""
    return place.state == "veryHidden" or (place.state == "hidden" and place.name == LISTS)


def _is_ours(name: str, ours: Set[str]) -> bool:
    """One of the sheets that were written, or the sheet in which a long one goes on."""
    return name in ours or re.sub(r" \(\d+\)$", "", name) in ours


def _foreign_parts(archive: Archive) -> Iterator[str]:
    names = [name.lower() for name in archive.parts]
    for start, what in _FOREIGN:
        if any(name.startswith(start) for name in names):
            yield what


def _names(archive: Archive) -> Iterator[str]:
    """Names that people gave to cells; programs name print areas and filters for themselves."""
    for element in archive.tree(part_of_book(archive)).iter("{*}definedName"):
        name = element.get("name", "")
        if not name.startswith(_BUILT_IN) and not element.get("hidden"):
            yield f'the name "{name}"'


def _charts(archive: Archive) -> int:
    """How many charts, shapes and pictures stand on the sheets."""
    drawings = [n for n in archive.parts if re.fullmatch(r"(?i)xl/drawings/drawing\d+\.xml", n)]
    anchors = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
    return sum(
        1
        for name in drawings
        for element in archive.tree(name)
        if etree.QName(element).localname in anchors
    )


def _on_sheet(archive: Archive, place: Place, hand: ByHand) -> Iterator[str]:
    """Formulas, by column, and drawings."""
    columns = sorted(column for column, count in hand.formulas.items() if count)
    for column in columns[:_MOST_NAMED]:
        yield f'formulas in column {column_letter(column)} of "{place.name}"'
    for kind, _ in relations_of(archive, place.part).values():
        if kind.endswith("/drawing") and place.name != _WITH_CHARTS:
            yield f'a chart or drawing on "{place.name}"'
