"""A form that is described in a file: its entries, each checked, and what is wrong with them.

Takes the file's tables as plain data. Whatever does not make sense is a `Slip` with the path of its
key, so that all of them can be told at once, each with its line.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plandocs.description.toml_table import Path, Slip, Table
from plandocs.errors import in_words
from plandocs.kinds.by_name import BOUNDED, KINDS, PLAIN, WORDS
from plandocs.model.plan import Part, Plan
from plandocs.normal.labels import LONGEST, key

BLOCKS = "blocks"
SHAPES = ("rows", "printed", "boxes", "cells", BLOCKS)
"""What a section's ``shape`` may be."""
ROLES = ("person", "manager", "level", "unit", "meeting", "period", "signature",
         "countersignature", "next")  # fmt: skip
COLUMN_ROLES = ("measure", "link", "status", "timing")
_TABLES = frozenset({"rows", "printed"})
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_FORM = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST_NAME = 60
_MOST_FIELDS, _MOST_SECTIONS = 500, 100
_OWN = frozenset({"form", "id"})


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A field as the file has it."""

    name: str
    path: Path
    label: str
    kind: str = PLAIN
    role: str = ""
    words: tuple[str, ...] = ()  # of a tick its options, of a choice its list
    also: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    key: bool = False
    required: bool = False
    agreed: bool = False
    least: float | None = None  # of a number
    most: float | None = None
    sum: float | None = None  # of a column of numbers
    under: str = ""  # of a column, the heading above its own and others'


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section as the file has it."""

    name: str
    path: Path
    heading: str
    shape: str
    fields: tuple[FieldEntry, ...]
    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # their titles, by name
    also: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    numbered: bool = False
    rows: tuple[str, ...] = ()
    rows_also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closed: bool = False
    private: bool = False
    carried: str = ""
    done: tuple[str, ...] = ()
    left_behind: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form as the file has it."""

    name: str
    title: str
    edition: str
    blank: str
    only: tuple[str, ...]
    also_printed: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    starts_from: str
    relatives: tuple[Mapping[str, Any], ...]
    fields: tuple[FieldEntry, ...]
    sections: tuple[SectionEntry, ...]


def form_entry(data: Mapping[str, Any]) -> tuple[FormEntry, tuple[Slip, ...]]:
    """Return the entries of a form's file, and what is wrong with them."""
    slips: list[Slip] = []
    top = Table(data, (), slips)
    entry = FormEntry(
        name=top.text("form", needed=True, like=_FORM, form="lower-case words joined by hyphens, "
                      'such as "probation-review"'),
        title=top.text("title", needed=True),
        edition=top.text("edition"),
        blank=top.text("blank"),
        only=top.texts("only"),
        also_printed=top.texts("also_printed"),
        same=top.groups("same"),
        starts_from=top.text("starts_from"),
        relatives=tuple(_relative(each) for each in top.list_of_tables("relatives")),
        fields=tuple(_field(each, "") for each in top.tables("fields")),
        sections=tuple(each for table in top.tables("sections") for each in _sections(table)),
    )  # fmt: skip
    top.done()
    if "/" in entry.blank or "\\" in entry.blank or entry.blank in (".", ".."):
        slips.append(Slip(("blank",), "expected the name of a file beside this one, no folder."))
    slips.extend(_across(entry))
    return entry, tuple(slips)


def _relative(table: Table) -> Mapping[str, Any]:
    result = {
        "name": table.text("name", needed=True),
        "titles": table.texts("titles"),
        "labels": table.texts("labels"),
    }
    table.done()
    return result


def _field(table: Table, shape: str) -> FieldEntry:
    """A field of the header (no shape), or of a section."""
    roles = COLUMN_ROLES if shape in _TABLES else ROLES
    kind = table.one_of("kind", tuple(KINDS), PLAIN)
    entry = FieldEntry(
        name=_named(table, Part if shape else Plan),
        path=table.path,
        label=table.label("label"),
        kind=kind,
        role=table.one_of("role", roles),
        words=_words(table, kind),
        also=table.texts("also", longest=LONGEST),
        wider=table.texts("wider", longest=LONGEST),
        alone=() if shape else table.texts("alone", longest=LONGEST),
        key=table.flag("key") if shape in _TABLES else False,
        under=table.text("under") if shape in _TABLES else "",
        required=table.flag("required"),
        agreed=False if shape else table.flag("agreed"),
        **_rule(table, kind, shape),
    )
    table.done()
    return entry


def _rule(table: Table, kind: str, shape: str) -> dict[str, float | None]:
    """What is asked of numbers: the bounds of each, and of a table's column their sum."""
    names = ("least", "most", "sum") if shape in _TABLES else ("least", "most")
    rule = {name: table.number(name) for name in names}
    for name in names if not KINDS[kind].bounded else ():
        if rule[name] is not None:
            table.slip(name, f'this is for kind = "{BOUNDED}"; here is kind = "{kind}".')
    least, most = rule["least"], rule["most"]
    if least is not None and most is not None and least > most:
        table.slip("least", f"expected at most {most}, which is said in most; here is {least}.")
    return rule


def _words(table: Table, kind: str) -> tuple[str, ...]:
    """What a field may say: the words beside its boxes, or of its list."""
    own, found = KINDS[kind], tuple[str, ...]()
    for name, other in WORDS.items():
        words = table.texts(name)
        if name == own.words:
            found = words
            if len(words) < own.fewest or not (own.listed or _differ(words)):
                table.slip(name, own.wanted)
        elif words and not found:
            table.slip(name, f'these are for kind = "{other}"; here the kind is {kind!r}.')
    return found


def _differ(words: tuple[str, ...]) -> bool:
    return len({key(each) for each in words} - {""}) == len(words)


def _named(table: Table, model: type) -> str:
    """The name of a field, which its key in data is."""
    name = table.path[-1]
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        advice = "expected lower-case words joined by _, such as work_unit"
        table.wrong(f"{advice}; here is {in_words(name)}.")
    elif name in _OWN or keyword.iskeyword(name) or hasattr(model, name) or name[:6] == "model_":
        message = f"{name!r} has a meaning of its own; call it, for example, {name}_text."
        table.wrong(message)
    return name


def _sections(table: Table) -> Iterator[SectionEntry]:
    """A section; of blocks one of labelled cells for each, under its printed title."""
    entry = _section(table)
    if entry.shape != BLOCKS:
        yield entry
        return
    for name, titles in entry.blocks.items():
        if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME // 2 or not titles:
            table.slip("blocks", f"expected a name and its title as printed, such as "
                       f'third_month = "Third month"; here is {in_words(name)}.')  # fmt: skip
            continue
        yield replace(
            entry, name=f"{entry.name}_{name}", shape="cells", heading=titles[0], also=titles[1:]
        )


def _section(table: Table) -> SectionEntry:
    shape = table.one_of("shape", SHAPES, "rows")
    if "shape" not in table.data:
        table.slip("shape", f"shape is missing; it is one of {', '.join(SHAPES)}.")
    entry = SectionEntry(
        name=_named(table, Plan),
        path=table.path,
        heading=table.label("heading") if shape != BLOCKS else "",
        blocks=table.texts_by_name("blocks") if shape == BLOCKS else {},
        shape=shape,
        fields=tuple(_field(each, shape) for each in table.tables("fields", needed=True)),
        also=() if shape == BLOCKS else table.texts("also", longest=LONGEST),
        wider=() if shape == BLOCKS else table.texts("wider", longest=LONGEST),
        numbered=shape == "rows" and table.flag("numbered"),
        rows=table.texts("rows") if shape == "printed" else (),
        rows_also=table.texts_by_name("rows_also") if shape == "printed" else {},
        closed=shape == "printed" and table.flag("closed"),
        private=shape not in _TABLES and table.flag("private"),
        carried=table.text("carried"),
        done=table.texts("done"),
        left_behind=table.text("left_behind"),
        agreed=table.flag("agreed"),
    )
    table.done()
    for key_, message in _in_section(entry):
        table.slip(key_, message)
    return entry


def _in_section(entry: SectionEntry) -> Iterator[tuple[str, str]]:
    if entry.shape == BLOCKS and not entry.blocks:
        yield "blocks", 'expected each block\'s title: blocks = { third_month = "Third month" }.'
    if entry.shape == "printed" and not entry.rows:
        yield "rows", 'expected the rows that the form prints: rows = ["Works with others"].'
    for name in entry.rows_also:
        if name not in entry.rows:
            yield "rows_also", f"{name!r} is not one of the rows that are printed."
    keys = [each for each in entry.fields if each.key]
    if len(keys) > 1:
        yield "fields", f"{keys[0].name} and {keys[1].name} both say key = true; one column does."
    for name in entry.done:
        if name not in {each.name for each in entry.fields}:
            yield "done", f"there is no field {name!r} in this section."
    for one, other in _twins(entry.fields):
        yield "fields", f"{one.name} and {other.name} have the same label, {other.label!r}."


def _twins(fields: Sequence[FieldEntry]) -> Iterator[tuple[FieldEntry, FieldEntry]]:
    """Fields of one place that no label tells apart."""
    seen: dict[tuple[str, str], FieldEntry] = {}
    for each in fields:
        for label in (each.label, *each.also, *each.wider):
            other = seen.setdefault((key(each.under), key(label)), each)
            if other is not each and key(label):
                yield other, each
                break


def _across(entry: FormEntry) -> Iterator[Slip]:
    """What is wrong with entries beside each other."""
    persons = [each for each in entry.fields if each.role == "person"]
    if len(persons) > 1:
        names = ", ".join(each.name for each in persons)
        message = f'expected one field with role = "person", whose form it is; here are {names}.'
        yield Slip(("fields",), message)
    elif persons and persons[0].kind != PLAIN:
        yield Slip((*persons[0].path, "kind"), f'the kind of the person\'s name is "{PLAIN}".')
    for one, other in _twins(entry.fields):
        yield Slip(other.path, f"{one.name} and {other.name} have the same label, {other.label!r}.")
    seen = {each.name for each in entry.fields}
    for section in entry.sections:
        if section.name in seen:
            yield Slip(section.path, f"{section.name!r} is the name of a field already.")
    count = len(entry.fields) + sum(len(each.fields) for each in entry.sections)
    for what, number, most in (
        ("fields", count, _MOST_FIELDS), ("sections", len(entry.sections), _MOST_SECTIONS),
    ):  # fmt: skip
        if number > most:
            yield Slip((what,), f"expected at most {most} {what}; here are {number}.")
