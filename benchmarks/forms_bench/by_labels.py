"""Fields of a form out of a converter's paragraphs and tables: the script that one would write.

It is the same for every converter and is written to do well: labels are compared without case,
colons and stars; a value stands behind its label, or below where all labels stand above; a section
begins at its title or at its column headings, which tell where columns are; guidance is left out;
lines of an items column are items, in whatever marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .answer import Answer
from .blocks import Converted, Table
from .form import Form, Place, Section, all_forms

_MARKER = re.compile(r"^(?:--\s+|[•‣◦▪●○■□*·–—-]\s+|\(?\d{1,2}[.)]\s+)+")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s*")
_PROMPT = "click or tap here to enter text."


def read_by_labels(converted: Converted) -> Answer:
    """The best of the three forms, or none; with the values found and all other words."""
    texts = list(_texts(converted))
    best = max(all_forms(), key=lambda form: _likeness(form, texts))
    if _likeness(best, texts) < 0.6:
        return Answer(None, other=[*texts, *converted.elsewhere])
    answer = Answer(best.id)
    _read_header(best, converted, answer)
    for section in best.sections:
        _read_section(section, converted, answer)
    used = [text for v in answer.values.values() for text in ([v] if isinstance(v, str) else v)]
    printed = _printed(best)
    answer.other = [t for t in texts if t not in used and _plain(t) not in printed]
    answer.other += converted.elsewhere
    return answer


def _likeness(form: Form, texts: Sequence[str]) -> float:
    """How much of what only this form prints is there: its title, and titles of sections."""
    lines = {_plain(line) for text in texts for line in text.split("\n")}
    marks = [_plain(form.title[-1]), *(_plain(section.title) for section in form.sections)]
    return sum(any(mark in line for line in lines) for mark in marks) / len(marks)


def _texts(converted: Converted) -> Iterator[str]:
    for block in converted.blocks:
        if isinstance(block, str):
            yield block
        else:
            yield from (cell for row in block for cell in row if cell)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("*", " ").split()).rstrip(": ")


def _printed(form: Form) -> set[str]:
    words = [*form.title, form.intro, form.footer, *(p.label for p in form.header_places)]
    for section in form.sections:
        words += [section.title, section.guidance, *section.first_column, *section.below_heading]
        words += [place.label for place in section.columns]
    return {_plain(text) for text in words}


def _read_header(form: Form, converted: Converted, answer: Answer) -> None:
    labels = {_plain(place.label): place for place in form.header_places}
    for block in converted.blocks:
        if isinstance(block, str):
            _read_lines(form, block, answer)
            continue
        found = [[labels.get(_plain(cell)) for cell in row] for row in block]
        for at, row in enumerate(found):
            above = len(row) > 1 and all(row)
            for column, place in enumerate(row):
                if place is None or place.name in answer.values:
                    continue
                value = (
                    _below(block, found, at, column) if above else _behind(block, found, at, column)
                )
                answer.values[place.name] = _value(place, value)


def _behind(table: Table, found: list[list[Place | None]], at: int, column: int) -> str:
    """The first text behind a label, before the next label in its row."""
    for text, place in zip(table[at][column + 1 :], found[at][column + 1 :], strict=True):
        if place is not None:
            return ""
        if text:
            return text
    return ""


def _below(table: Table, found: list[list[Place | None]], at: int, column: int) -> str:
    if at + 1 >= len(table) or column >= len(table[at + 1]) or found[at + 1][column]:
        return ""
    return table[at + 1][column]


def _read_lines(form: Form, text: str, answer: Answer) -> None:
    """Values behind labels in paragraphs: ``Officer name: Priya Raman Officer signature: …``."""
    for line in text.split("\n"):
        for place in form.header_places:
            if line.lower().startswith(place.label.lower()) and place.name not in answer.values:
                answer.values[place.name] = line[len(place.label) :].strip()


def _read_section(section: Section, converted: Converted, answer: Answer) -> None:
    number = 0
    guidance = (_plain(section.guidance), _plain(section.title))
    for table in _tables_of(section, converted):
        columns: dict[int, Place] = {}
        for row in table:
            headings = _headings(section, row)
            if headings:
                columns = headings
            elif columns and len(row) > 1 and _plain(row[0]) not in guidance:
                number = _read_row(section, number, row, columns, answer)


def _tables_of(section: Section, converted: Converted) -> list[Table]:
    """The tables with this section's headings, which stand behind its title or carry it."""
    title, title_seen = _plain(section.title), False
    tables: list[Table] = []
    for block in converted.blocks:
        if isinstance(block, str):
            title_seen = _plain(block) == title or (title_seen and not block.strip())
            continue
        has_title = any(_plain(cell) == title for row in block for cell in row[:1])
        has_headings = any(_headings(section, row) for row in block)
        if has_headings and (has_title or title_seen or tables):
            tables.append(block)
        title_seen = False
    return tables


def _headings(section: Section, row: Sequence[str]) -> dict[int, Place]:
    below = section.below_heading or ("",) * len(section.columns)
    labels = {_plain(place.label): place for place in section.columns}
    for place, text in zip(section.columns, below, strict=True):  # both, on one line
        labels[_plain(f"{place.label} {text}")] = place
    found = {
        at: labels[plain]
        for at, text in enumerate(row)
        for plain in {_plain(text.split("\n")[0]), _plain(text)}
        if plain in labels
    }
    return found if len(found) >= len(section.columns) - 1 else {}


def _read_row(
    section: Section, number: int, row: Sequence[str], columns: dict[int, Place], answer: Answer
) -> int:
    typed = {p: row[at] for at, p in columns.items() if at < len(row)}
    key = section.columns[0]
    first = typed.get(key, "")
    if section.numbered:
        typed[key] = first = _NUMBER.sub("", first.strip())
    if section.first_column:
        printed = [_plain(each) for each in section.first_column]
        if (row_label := _plain(_NUMBER.sub("", first))) not in printed:
            return number
        number = printed.index(row_label)
        typed.pop(key)
    if not any(typed.values()):
        return number
    path = section.name if section.box else f"{section.name}[{number}]"
    for place, text in typed.items():
        _add(answer, f"{path}.{place.name}", _value(place, text))
    return number + 1


def _add(answer: Answer, path: str, value: str | list[str]) -> None:
    if path not in answer.values:
        answer.values[path] = value


def _value(place: Place, text: str) -> str | list[str]:
    if _plain(text) == _plain(_PROMPT):
        return [] if place.kind == "items" else ""
    if place.kind != "items":
        return text
    return [item for line in text.split("\n") if (item := _MARKER.sub("", line).strip())]
