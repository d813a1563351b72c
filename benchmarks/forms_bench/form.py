"""A form as it is printed: title, header labels, sections with columns, rows and boxes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FORMS = Path(__file__).parent / "forms"


@dataclass(frozen=True)
class Place:
    """A label, the name of its value, and what kind of value people type there."""

    name: str
    label: str
    kind: str


@dataclass(frozen=True)
class Section:
    """A table of the form: rows under column headings, or a box (one row) under them."""

    name: str
    title: str
    columns: tuple[Place, ...]
    guidance: str = ""
    numbered: bool = False
    box: bool = False
    printed_rows: int = 0
    first_column: tuple[str, ...] = ()
    below_heading: tuple[str, ...] = ()

    @property
    def typed_columns(self) -> tuple[Place, ...]:
        """The columns that people type in: all but a printed first one."""
        return self.columns[1:] if self.first_column else self.columns


@dataclass(frozen=True)
class Form:
    """A form, by what is printed on it."""

    id: str
    title: tuple[str, ...]
    intro: str
    footer: str
    header: tuple[tuple[Place, ...], ...]
    sections: tuple[Section, ...]

    @property
    def header_places(self) -> tuple[Place, ...]:
        """All places of the header, row by row."""
        return tuple(place for row in self.header for place in row)


def load(name: str) -> Form:
    """The form of this id."""
    data = tomllib.loads((_FORMS / f"{name}.toml").read_text(encoding="utf-8"))
    return Form(
        id=data["id"],
        title=tuple(data["title"]),
        intro=data["intro"],
        footer=data["footer"],
        header=tuple(tuple(Place(*each) for each in row) for row in data["header"]),
        sections=tuple(_section(each) for each in data["sections"]),
    )


def all_forms() -> tuple[Form, ...]:
    """The benchmark's forms."""
    return tuple(load(path.stem) for path in sorted(_FORMS.glob("*.toml")))


def _section(data: dict[str, Any]) -> Section:
    columns = tuple(Place(*each) for each in data.pop("columns"))
    lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    return Section(columns=columns, **{**data, **lists})
