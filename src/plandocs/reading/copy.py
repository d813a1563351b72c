"""One located copy of a form, field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import BaseModel

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.frozen import built
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue, Unmapped
from plandocs.normal.characters import cut_marks, may_be_piled
from plandocs.reading.account import Account, Taken
from plandocs.reading.cells import read_slots
from plandocs.reading.label_values import is_common_label, label_values, labels_of, more_labels
from plandocs.reading.rows import read_printed, read_rows
from plandocs.word.locate import Copy, SectionMatch
from plandocs.word.view.document import Extra


class Interpreted(NamedTuple):
    """A plan, what was noticed, what is in no field, and where each value stands."""

    plan: Plan
    issues: list[Issue]
    unmapped: list[Unmapped]
    origins: dict[str, tuple[str, int, int, str]]


def _add_notes(copy: Copy, account: Account) -> None:
    for note in copy.notes:
        account.issue(note.code, note.field, note.where, note.message, note.severity)
    for each in copy.unmatched:
        if each.code:
            account.issue(each.code, each.field, each.where)
        account.extra(Extra(each.kind, each.text), each.where, each.field)


def interpret(
    copy: Copy,
    form: FormSpec,
    identity: str,
    notes: dict[tuple[str, str], str],
    has_words: Callable[[str], bool],
    *,
    asks: bool = False,
    taken: Taken | None = None,
) -> Interpreted:
    """The plan in one copy of a form; one that ``asks`` has prompts of its own in blank cells.

    ``notes`` are comments and notes not yet spoken of; ``has_words`` says of an automatic number
    with words, such as "Goal 1:", whether they are the form's own. ``taken`` gets their slots.
    """
    account = Account(notes, has_words, labels_of(form), asks, taken)
    values: dict[str, Any] = {"form": form.name, "id": identity}
    for cell in form.cells:
        slot = copy.cells.get(cell.name)
        if slot is None:
            message = f"The document has no place for {cell.label!r}."
            account.issue("missing-field", cell.name, "Details at the top", message)
        signer = form.model.signers.get(cell.name)
        names = signer.names(values) if signer is not None else ("", "")
        values[cell.name] = _cell(cell, copy, account, names)
    for section in form.sections:
        match = copy.sections.get(section.name)
        if match is None:
            message = f"The document has no {section.heading!r}."
            account.issue("missing-section", section.name, section.title, message)
        values[section.name] = _section(section, match, form, account)
    for path, where in label_values(form, values, account.suspects) if account.suspects else ():
        account.issue("label-as-value", path, where)
    _report_more_labels(form, values, account)
    _report_cut_marks(account)
    _add_notes(copy, account)
    for custom in form.custom:
        _report_custom(custom, copy, account)
    plan = built(form.model, {name: values[name] for name in form.fields})
    return Interpreted(plan, account.issues, account.unmapped, account.origins)


def _report_custom(spec: FieldSpec, copy: Copy, account: Account) -> None:
    """What stands beside a label that only the agency has is in no field, under that label."""
    slot = copy.cells.get(spec.name)
    if slot is not None and slot.filled:
        text = read_slots(spec, [slot], spec.name, account)
        account.origins.pop(spec.name, None)
        if account.taken is not None:
            account.taken.pop()
        account.extra(Extra("text", f"{spec.label}: {text}"), slot.section, None)


def _report_more_labels(form: FormSpec, values: dict[str, Any], account: Account) -> None:
    """Where a label of the agency stands in the place of a value, others may, too."""
    for cell, text in more_labels(form, values, account.issues) if account.issues else ():
        message = f"{text!r} was read as the value of {cell.label!r}; it may be another label."
        account.issue("label-as-value", cell.name, "Details at the top", message)


def _report_cut_marks(account: Account) -> None:
    for path in account.untidy:
        raw = account.origins[path][3] if path in account.origins else ""
        if may_be_piled(raw) and (count := cut_marks(raw)):
            message = f"{count} marks are piled on single letters here; each letter keeps 30."
            account.issue("control-characters", path, "", message)


def _cell(spec: FieldSpec, copy: Copy, account: Account, names: tuple[str, str]) -> Any:
    slot = copy.cells.get(spec.name)
    if slot is None:
        return spec.kind.nothing
    value = read_slots(spec, [slot], spec.name, account, names)
    for text in spec.kind.prose(value):
        if is_common_label(text):
            message = f"{text!r} stands where the value of {spec.label!r} belongs; it is a label."
            account.issue("label-as-value", spec.name, slot.where, message)
    return value


def _section(
    section: SectionSpec, match: SectionMatch | None, form: FormSpec, account: Account
) -> Any:
    model = form.row_model(section.name)
    if match is not None:
        _missing_columns(section, match, account)
    if section.shape == "rows":
        return read_rows(section, model, match, account)
    if section.shape == "printed":
        return read_printed(section, model, match, account)
    return _record(section, model, match, account)


def _record(
    section: SectionSpec, model: type[BaseModel], match: SectionMatch | None, account: Account
) -> Any:
    """A section that is one record: extra rows are joined by a newline."""
    values = {}
    for column in section.columns:
        slots = [
            slot
            for row in (match.rows if match is not None else ())
            for slot in row.slots.get(column.name, ())
        ]
        values[column.name] = read_slots(column, slots, f"{section.name}.{column.name}", account)
    return built(model, values)


def _missing_columns(section: SectionSpec, match: SectionMatch, account: Account) -> None:
    if match.columns >= section.names:
        return
    for column in section.columns:
        if column.name not in match.columns:
            message = f"{section.title} has no place for {column.label!r}."
            account.issue("missing-field", f"{section.name}.{column.name}", section.title, message)
