"""Charts as bars: the numbers of an SVG, one strip a row, with words and numbers beside it.

Only the strips stretch with the page, so that words keep their size on a telephone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plandocs.table import Cell, Chart, Colour, Table

_COLOURS: tuple[Colour, ...] = ("blue", "amber", "green", "grey", "red")
_THICK, _GAP = 18, 3
_WIDTH = 1000


class Strip(NamedTuple):
    """One coloured piece of a bar."""

    colour: Colour
    x: str
    y: int
    width: str
    high: int


@dataclass(frozen=True)
class Bar:
    """One row of a chart: ``spoken`` is what is read out, ``figures`` those that are not 0."""

    label: str
    spoken: str
    values: tuple[Cell, ...]
    figures: tuple[tuple[Cell, Colour], ...]
    strips: tuple[Strip, ...]
    high: int


@dataclass(frozen=True)
class Bars:
    """A chart as its template takes it; ``room`` is what the numbers need, in rem."""

    title: str
    note: str
    room: str
    series: tuple[tuple[str, Colour], ...]
    bars: tuple[Bar, ...]


def bars_of(chart: Chart, table: Table) -> Bars:
    """Return the bars of a chart, from the rows of its table."""
    chosen = chart.colours or _COLOURS
    series = [(name, chosen[n % len(chosen)]) for n, name in enumerate(chart.values)]
    rows = tuple(chart.rows(table))
    stacked = chart.kind == "stacked"
    most = max(((sum if stacked else max)(map(_number, values)) for _, values in rows), default=0)
    bars = tuple(_bar(series, label, values, most or 1, stacked=stacked) for label, values in rows)
    figures = max((len(bar.figures) for bar in bars), default=1)
    room = f"{1.7 + 1.7 * max(figures - 1, 0):.1f}"
    return Bars(chart.title, chart.note, room, tuple(series), bars)


def _number(value: Cell) -> float:
    return value if isinstance(value, int | float) else 0


def _bar(
    series: Sequence[tuple[str, Colour]],
    label: str,
    values: tuple[Cell, ...],
    most: float,
    *,
    stacked: bool,
) -> Bar:
    spoken = ", ".join(f"{name} {v}" for (name, _), v in zip(series, values, strict=True))
    coloured = [(value, colour) for value, (_, colour) in zip(values, series, strict=True)]
    figures = tuple((value, colour) for value, colour in coloured if _number(value))
    widths = [(_WIDTH * _number(value) / most, colour) for value, colour in coloured]
    strips = tuple((_stacked if stacked else _one_below_another)(widths))
    high = _THICK if stacked else len(values) * (_thickness(widths) + _GAP) - _GAP
    return Bar(label, spoken, values, figures, strips, high)


def _thickness(widths: Sequence[object]) -> int:
    return _THICK if len(widths) == 1 else _THICK // 2


def _stacked(widths: Sequence[tuple[float, Colour]]) -> Iterator[Strip]:
    at = 0.0
    for width, colour in widths:
        if width:
            yield Strip(colour, f"{at:.1f}", 0, f"{width:.1f}", _THICK)
        at += width


def _one_below_another(widths: Sequence[tuple[float, Colour]]) -> Iterator[Strip]:
    thick = _thickness(widths)
    for place, (width, colour) in enumerate(widths):
        if width:
            yield Strip(colour, "0.0", place * (thick + _GAP), f"{width:.1f}", thick)
