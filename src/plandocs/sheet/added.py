"""What people added to a workbook that cannot be kept when it is written anew.

In: a workbook that plandocs wrote and people worked in. Out: one line for each thing that is more
than rows and columns of a table: sheets of their own, pivots, comments, pictures, formulas,
coloured cells. Nothing is changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from pathlib import Path

from lxml import etree

from plandocs.sheet.archive import Archive
from plandocs.sheet.cells import column_letter
from plandocs.sheet.styles import OUR_FILLS
from plandocs.sheet.xlsx import Place, places_of, relations_of
from plandocs.sheet.xlsx_cells import column_of, whole_number

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
)
_WITH_CHARTS = "Summary"
_MOST_NAMED = 3


def added_things(path: Path, ours: Set[str], charts: int) -> tuple[str, ...]:
    """What is in the workbook beyond ``ours`` sheets and so many charts, one line each.

    Raises:
        InputError: the file is no workbook, or damaged.
    """
    archive = Archive(path)
    places = places_of(archive)
    found: list[str] = []
    for place in places:
        if place.state != "veryHidden" and not _is_ours(place.name, ours):
            found.append(f'the sheet "{place.name}"')
    found += _foreign_parts(archive)
    if (more := _charts(archive) - charts) > 0:
        found.append(f"{more} more chart{'s' * (more > 1)} than plandocs drew")
    styled = _coloured_styles(archive)
    for place in places:
        if _is_ours(place.name, ours):
            found += _in_cells(archive, place, styled)
    return tuple(dict.fromkeys(found))


def _is_ours(name: str, ours: Set[str]) -> bool:
    """One of the sheets that were written, or the sheet in which a long one goes on."""
    return name in ours or re.sub(r" \(\d+\)$", "", name) in ours


def _foreign_parts(archive: Archive) -> Iterator[str]:
    names = [name.lower() for name in archive.parts]
    for start, what in _FOREIGN:
        if any(name.startswith(start) for name in names):
            yield what


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


def _coloured_styles(archive: Archive) -> frozenset[int]:
    """The cell styles with a fill that plandocs does not use."""
    if not archive.has("xl/styles.xml"):
        return frozenset()
    root = archive.tree("xl/styles.xml")
    foreign = {
        number
        for number, fill in enumerate(root.iterfind("{*}fills/{*}fill"))
        if number > 1 and not _our_fill(fill)
    }
    styles = root.iterfind("{*}cellXfs/{*}xf")
    return frozenset(
        number
        for number, style in enumerate(styles)
        if whole_number(style.get("fillId"), 0) in foreign
    )


def _our_fill(fill: etree._Element) -> bool:
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return False
    colour = pattern.find("{*}fgColor")
    if pattern.get("patternType", "none") == "none" or colour is None:
        return True
    return colour.get("rgb", "")[-6:].upper() in OUR_FILLS


def _in_cells(archive: Archive, place: Place, styled: frozenset[int]) -> Iterator[str]:
    """Formulas and coloured cells, by column and sheet."""
    formulas: Counter[str] = Counter()
    coloured = 0
    for row in archive.elements(place.part, "row"):
        for cell in row.iterchildren("{*}c"):
            coloured += whole_number(cell.get("s"), 0) in styled
            if cell.find("{*}f") is not None:
                formulas[column_letter(column_of(cell.get("r", ""), 0))] += 1
        row.clear()
    for column in list(formulas)[:_MOST_NAMED]:
        yield f'formulas in column {column} of "{place.name}"'
    if coloured:
        yield f'{coloured} cell{"s" * (coloured > 1)} coloured by hand on "{place.name}"'
    for kind in relations_of(archive, place.part).values():
        if kind[0].endswith("/drawing") and place.name != _WITH_CHARTS:
            yield f'a chart or drawing on "{place.name}"'
