"""Changes as plain text for people, and as markdown with what was removed struck out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

from plandocs.changes.change import Change, Path, path
from plandocs.description.form import FormSpec, SectionSpec
from plandocs.display import as_markdown as _escaped
from plandocs.forms.registry import form as form_named
from plandocs.kinds.kind import Kind
from plandocs.kinds.text import TEXT

_PIECE = re.compile(r"\S+|\s+")


def place(field: str, form: FormSpec) -> str:
    """A path in the form's own words: "Section 1, row 2, Link to 1"."""
    at = path(field)
    section = next((each for each in form.sections if each.name == at.name), None)
    if section is None:
        return next((cell.label for cell in form.cells if cell.name == at.name), at.name)
    steps = [section.title]
    if at.row >= 0:
        steps.append(f"row {at.row + 1}")
    if at.column:
        label = next(c.label for c in section.columns if c.name == at.column)
        steps.append(f"{label} {at.item + 1}" if at.item >= 0 else label)
    return ", ".join(steps)


def as_text(changes: Iterable[Change]) -> str:
    """One block a change: where, what was done, then what was there (-) and what is (+)."""
    blocks = []
    for change in changes:
        form = form_named(change.form)
        lines = [f"{place(change.field, form)}: {_done(change, form)}"]
        if change.kind != "moved":
            lines += [f"  - {line}" for line in _lines(change.before, change, form)]
            lines += [f"  + {line}" for line in _lines(change.after, change, form)]
        blocks.append("\n".join(lines))
    return "\n".join(blocks) + "\n" if blocks else "no change\n"


def as_markdown(changes: Iterable[Change]) -> str:
    """A list: **where**, what was done, and the words with their differences."""
    lines = []
    for change in changes:
        form = form_named(change.form)
        front = f"- **{_escaped(place(change.field, form))}**: {_escaped(_done(change, form))}"
        before = " / ".join(_lines(change.before, change, form))
        after = " / ".join(_lines(change.after, change, form))
        marked = [_struck(before), _bold(after)]
        if change.words == "reworded":
            marked = [_woven(before, after)]
        words = "" if change.kind == "moved" else f". {' '.join(filter(None, marked))}"
        lines.append(front + words)
    return "\n".join(lines) + "\n" if lines else "No change.\n"


def _done(change: Change, form: FormSpec) -> str:
    if change.kind == "moved":
        return f"moved, was {place(str(change.before), form)}"
    return change.words or change.kind


def _lines(value: Any, change: Change, form: FormSpec) -> list[str]:
    """A value's lines; a row's fields each with its label."""
    if value is None:
        return []
    at = path(change.field)
    section = next((each for each in form.sections if each.name == at.name), None)
    if section is not None and not at.column:
        return _row(value, section)
    kind = kind_at(at, form)
    text, display = kind.data_text(value), kind.shown(value)
    text = text if text == display else f"({display})"
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def kind_at(at: Path, form: FormSpec) -> Kind:
    """The kind of what stands at a path; an item is a text."""
    section = next((each for each in form.sections if each.name == at.name), None)
    name, fields = (at.column, section.columns) if section else (at.name, form.cells)
    match = next((each.kind for each in fields if each.name == name), TEXT)
    return TEXT if at.item >= 0 else match


def _row(value: dict[str, Any], section: SectionSpec) -> list[str]:
    key = section.key_column
    lines = [key.kind.data_text(value[key.name]).replace("\n", " ")]
    for column in section.columns:
        if column is not key:
            texts = column.kind.data_text(value[column.name]).split("\n")
            lines += [f"{column.label}: {text}" for text in texts if text]
    return [line for line in lines if line]


def _woven(before: str, after: str) -> str:
    """Both texts as one: what went struck out, what came in bold."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    parts = []
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        went, came = "".join(old[i:i_end]), "".join(new[j:j_end])
        parts.append(_escaped(came) if kind == "equal" else _struck(went) + _bold(came))
    return "".join(parts)


def _struck(text: str) -> str:
    return _marked(text, "~~")


def _bold(text: str) -> str:
    return _marked(text, "**")


def _marked(text: str, mark: str) -> str:
    """Marked text; blanks stay outside the marks, as markdown asks."""
    bare = text.strip()
    if not bare:
        return text
    at = text.index(bare)
    return f"{text[:at]}{mark}{_escaped(bare)}{mark}{text[at + len(bare) :]}"


def summary(changes: Iterable[Change]) -> str:
    """How many of each kind, in words: "2 changed, 1 added"."""
    kinds = [change.kind for change in changes]
    counts = [(kind, kinds.count(kind)) for kind in ("changed", "added", "removed", "moved")]
    return ", ".join(f"{count} {kind}" for kind, count in counts if count) or "no change"
