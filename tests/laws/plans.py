"""Any plan of any form, as data: strategies derived from the form's description alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.normal.markers import normal_numbered, normal_prose
from plandocs.normal.signatures import is_signed
from tests.normal.wild_text import wild

# What breaks templates, XML, tables and recognition of the form.
_TROUBLE = (
    *("R&D <b>", "a < b && c > d", "&amp; &#7; ]]>", "<w:p/>", "'single' \"double\" “curly”"),
    *("{{ x }}", "{% raw %}", "{% endraw %}", "{_{", "}_}", "{%p for %}", "{#", "{{", "}}", "\\"),
    *("{{r x }}", "{_%", "%_}", "{%tr endfor %}", "<![CDATA[", "\x0b\x0c\x07\x00", "\a\t\r\n"),
    *("x" * 10_000, "word " * 2_000, "a\n" * 50, "=1+1", "+61 3 6232", "- 5", "☒ Yes ☐ No"),
    *("Not yet signed", "TBC", "n/a", "……", "____", "12 July 2026", "FY2026-27", "2026"),
)
_TEXT = st.one_of(
    wild,
    st.sampled_from(_TROUBLE),
    st.lists(st.one_of(st.sampled_from(_TROUBLE), wild), max_size=4).map("".join),
)
_DATES = (date(2000, 1, 1), date(2099, 12, 31))


def plans_of(form: FormSpec, *, quoting: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Data of a plan of this form, not yet validated: what people may type into it, anywhere.

    ``quoting`` has them type the form's own printed words too.
    """
    text = st.one_of(_TEXT, _quotes(form)) if quoting else _TEXT
    person = form.role("person")
    assert person is not None
    fields: dict[str, st.SearchStrategy[Any]] = {
        cell.name: _value(cell, text) for cell in form.cells
    }
    fields |= {section.name: _section(section, text) for section in form.sections}
    required = {"form": st.just(form.name), person.name: fields.pop(person.name)}
    return st.fixed_dictionaries(required, optional={"id": text, **fields})


def _quotes(form: FormSpec) -> st.SearchStrategy[str]:
    """Text that begins with words of the form's own print."""
    labels = [form.title, *(cell.label for cell in form.cells)]
    for section in form.sections:
        labels += [section.heading, *section.printed, *(c.label for c in section.columns)]
    between = st.sampled_from(["", ":", ": ", "\n", " "])
    return st.builds("{}{}{}".format, st.sampled_from(labels), between, wild)


def _value(field: FieldSpec, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    if field.kind.options:
        return st.sampled_from(("", *field.kind.options))
    dates = st.dates(*_DATES).map(str)
    if field.kind.many:
        return st.lists(text, max_size=5)
    if field.kind.name == "date":
        # A picked date under a text that says less.
        picked = st.builds(lambda day: {"text": "as agreed", "date": day}, dates)
        return st.one_of(text, dates, picked)
    if field.kind.adds:
        return st.one_of(text, st.floats(-1e6, 1e6), st.integers(0, 100).map("{} %".format))
    if field.kind.name == "period":
        days = st.lists(dates, min_size=2, max_size=2).map(sorted)
        return st.one_of(text, days.map(lambda two: {"start": two[0], "end": two[1]}))
    if field.kind.name == "signature":
        # A signature without a text is a picture, which no one can fill in.
        return text.filter(lambda said: bool(normal_prose(said)) or not is_signed(said))
    return text


def _section(section: SectionSpec, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    columns = {column.name: _value(column, text) for column in section.columns}
    record = st.fixed_dictionaries({}, optional=columns)
    if section.shape in ("boxes", "cells"):
        return record
    if section.shape == "rows":
        return st.lists(record, max_size=7)
    key = section.key_column.name
    printed = st.sampled_from(section.printed)
    own = text.filter(lambda said: bool(normal_numbered(said) and normal_prose(said)))
    labels = printed if section.closed else st.one_of(printed, own)
    del columns[key]
    return st.lists(st.fixed_dictionaries({key: labels}, optional=columns), max_size=7)
