"""Charts as bars: drawn in SVG, one strip a row, with words and numbers beside them.

In: a graph and the rows of its sheet. Out: HTML. Only the strips stretch with the page, so that
words keep their size on a telephone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import islice

from plandocs.division.sheets import Colour, Graph, Sheet
from plandocs.division.tables import Cell

_COLOURS: tuple[Colour, ...] = ("blue", "amber", "green", "grey", "red")
_THICK, _GAP = 18, 3


def chart(graph: Graph, sheet: Sheet) -> Iterator[str]:
    """The chart with its title and, where it has several series, their legend."""
    room = 1.7 + 2.1 * (len(graph.values) - 1)
    yield f'<figure class="chart" style="--numbers:{room:.1f}rem">'
    yield f"<figcaption>{escape(graph.title)}</figcaption>"
    colours = _colours(graph)
    if len(graph.values) > 1:
        yield '<p class="legend">'
        for name, colour in zip(graph.values, colours, strict=True):
            yield f'<span><i class="fill-{colour}"></i>{escape(name)}</span>'
        yield "</p>"
    rows = list(_rows(graph, sheet))
    most = max((_reach(graph, values) for _, values in rows), default=0) or 1
    for label, values in rows:
        yield from _bar(graph, label, values, colours, most)
    if not rows:
        yield '<p class="none">Nothing to show.</p>'
    yield "</figure>"


def _colours(graph: Graph) -> tuple[Colour, ...]:
    chosen = graph.colours or _COLOURS
    return tuple(chosen[place % len(chosen)] for place in range(len(graph.values)))


def _rows(graph: Graph, sheet: Sheet) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    headings = sheet.headings
    name = headings.index(graph.categories)
    places = [headings.index(value) for value in graph.values]
    for row in islice(sheet.rows(), graph.top or None):
        yield str(row[name]), tuple(row[place] for place in places)


def _reach(graph: Graph, values: Sequence[Cell]) -> float:
    numbers = [_number(value) for value in values]
    return sum(numbers) if graph.kind == "stacked" else max(numbers)


def _number(value: Cell) -> float:
    return value if isinstance(value, int | float) else 0


def _bar(
    graph: Graph, label: str, values: Sequence[Cell], colours: Sequence[Colour], most: float
) -> Iterator[str]:
    said = ", ".join(f"{n} {v}" for n, v in zip(graph.values, values, strict=True))
    rects, high = (_stacked if graph.kind == "stacked" else _beside)(values, colours, most)
    shown = "".join(
        _figure(v, colour, len(values)) for v, colour in zip(values, colours, strict=True)
    )
    yield (
        f'<div class="bar"><span class="label">{escape(label)}</span>'
        f'<svg viewBox="0 0 1000 {high}" height="{high}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(f"{label}: {said}")}">{"".join(rects)}</svg>'
        f'<span class="number">{shown}</span></div>'
    )


def _figure(value: Cell, colour: Colour, series: int) -> str:
    """A number beside the strip; among several in its series' colour, and no noughts."""
    if series == 1:
        return escape(str(value))
    return f'<b class="ink-{colour}">{escape(str(value))}</b>' if value else ""


def _stacked(
    values: Sequence[Cell], colours: Sequence[Colour], most: float
) -> tuple[list[str], int]:
    rects, at = [], 0.0
    for value, colour in zip(values, colours, strict=True):
        width = 1000 * _number(value) / most
        if width:
            rects.append(_rect(at, 0, width, colour))
        at += width
    return rects, _THICK


def _beside(
    values: Sequence[Cell], colours: Sequence[Colour], most: float
) -> tuple[list[str], int]:
    thick = _THICK if len(values) == 1 else _THICK // 2
    rects = [
        _rect(0, place * (thick + _GAP), 1000 * _number(value) / most, colour, thick)
        for place, (value, colour) in enumerate(zip(values, colours, strict=True))
        if _number(value)
    ]
    return rects, len(values) * (thick + _GAP) - _GAP


def _rect(x: float, y: float, width: float, colour: Colour, high: int = _THICK) -> str:
    return f'<rect class="fill-{colour}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{high}"/>'
