"""New header data in a document that people have edited: what it should say, typed in, proved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plandocs.advice import Advice, Option
from plandocs.data.mapping import settings
from plandocs.data.persons import whose
from plandocs.data.records import Record, plan_data
from plandocs.data.validate import as_plan
from plandocs.description.form import FormSpec
from plandocs.errors import InputError, OutputError
from plandocs.filling.render import columns_of, first_difference, title_of
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.moment import now
from plandocs.people import another_surname, same_name
from plandocs.reading.agency_blanks import Blanks
from plandocs.reading.blanks import printed_by
from plandocs.reading.document import read_form
from plandocs.word.locate import Copy, locate
from plandocs.word.package.parts import Package
from plandocs.word.package.save import revised
from plandocs.word.revise.edits import Edits
from plandocs.word.revise.retype import Retyping, retype, why_not
from plandocs.word.view.read import read_document
from plandocs.wording import did_you_mean

_NOT_DATA = frozenset({"form", "id"})


@dataclass(frozen=True, slots=True)
class Replacement:
    """One field that was given another value, as the texts that stand in the document.

    Attributes:
        field: its path in the plan.
        before: what stood there.
        after: what stands there now.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that was left as it is, and why.

    Attributes:
        field: its path in the plan.
        message: why, and what to do, in a sentence.
    """

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Updated:
    """A document with new header data.

    Attributes:
        data: the document, a .docx, as bytes.
        changes: what was changed.
        conflicts: what could not be changed safely, and was left.
    """

    data: bytes
    changes: tuple[Replacement, ...]
    conflicts: tuple[Conflict, ...]


def row_about(
    plan: Plan, rows: Iterable[Record], source: str | os.PathLike[str], set: Mapping[str, Any]
) -> Record:
    """The record of the data that is about this plan; ``set`` are values given one by one.

    Raises:
        InputError: no record is, or several are, or it is about somebody else.
    """
    result = records = list(rows)
    identity, named = whose(plan)
    if len(result) > 1:
        of_all = [(record, *whose(record)) for record in records]
        result = [r for r, key, _ in of_all if identity and key == identity] or [
            record
            for record, key, name in of_all
            if same_name(name, named) and not (key and identity)
        ]
    if len(result) != 1:
        how_many = "no row is" if not result else f"{len(result)} rows are"
        message = f"{how_many} about this plan ({named}), by id or name."
        raise InputError(message, os.fspath(source))
    ensure_same_person(plan, result[0], set)
    return result[0]


def ensure_same_person(plan: Plan, record: Record, set: Mapping[str, Any]) -> None:
    """Refuse a row that is about somebody else: with another name, or an id and another surname.

    Who has another name now is updated with that name in ``set``.
    """
    identity, named = whose(record)
    plan_id, name = whose(plan)
    person = form_named(plan.form).role("person")
    set_fields = {each.path(plan.form) for each in settings(set)}
    keyed = bool(identity) and identity == plan_id
    other = another_surname(named, name) if keyed else not same_name(named, name)
    if person is None or person.name in set_fields or not (named and name and other):
        return
    message = f"the id {identity!r} is this plan's, and the" if keyed else "the"
    raise InputError(
        Advice(
            f"{message} name in this row is {named!r}, where the plan has {name!r}. See whose row "
            "it is; if the name has changed, give it by itself (",
            Option("set", f"{person.name}=…"), ").",
        ),
        record.source, record.place,
    )  # fmt: skip


def wanted_plan(plan: Plan, data: object, single: Mapping[str, Any], form: FormSpec) -> Plan:
    """The plan as it should read afterwards; ``single`` are values that are given one by one.

    Raises:
        InputError: the data gives a field outside the header, does not fit, or is another plan's.
    """
    values = {**_fields_in(data), **{each.path(form.name): each.value for each in settings(single)}}
    header = {cell.name for cell in form.cells}
    outside = sorted(set(map(str, values)) - header - _NOT_DATA)
    unknown = [name for name in outside if name not in form.fields]
    if unknown:
        hint = did_you_mean(unknown[0], sorted(header))
        known = ", ".join(sorted(header))
        raise InputError(f"there is no field {unknown[0]!r}{hint} Known are: {known}.")
    if outside:
        raise InputError(
            f"update changes the header only, and the data gives {', '.join(outside)}. Take that "
            f"out; the header's fields are {', '.join(sorted(header))}."
        )
    identity = str(values.get("id") or "")
    if identity and plan.id and identity != plan.id:
        raise InputError(f"the data is for the plan {identity!r}, the document is {plan.id!r}'s.")
    new = {name: value for name, value in values.items() if name in header}
    return as_plan({**plan.model_dump(), **new})


def _fields_in(data: object) -> dict[str, Any]:
    """The fields that the data gives."""
    if isinstance(data, Record):
        if data.mistakes:
            lines = tuple(str(each) for each in data.mistakes)
            raise InputError("this row has mistakes.", data.source, data.place, lines)
        data = data.data
    if isinstance(data, Reading):
        data = as_plan(data)
    if isinstance(data, Plan):
        return {cell.name: getattr(data, cell.name) for cell in form_named(data.form).cells}
    if not isinstance(data, Mapping):
        raise InputError("the data should be a plan, or an object with some of its fields.")
    inner = plan_data(data)
    return dict(inner) if isinstance(inner, Mapping) else {}


def updated_header(package: Package, form: FormSpec, plan: Plan, wanted: Plan) -> Updated:
    copies = locate(read_document(package, as_saved=True), form, printed_by(form))
    copy = next((copy for copy in copies if copy.filled), copies[0])
    edits = Edits(package.xml(package.main))
    changes: list[Replacement] = []
    conflicts: list[Conflict] = []
    retypings: list[Retyping] = []
    for cell in form.cells:
        before, after = getattr(plan, cell.name), getattr(wanted, cell.name)
        if before == after:
            continue
        reason = _reason(copy, cell.name)
        if reason:
            conflicts.append(Conflict(cell.name, f"{cell.label} was left as it is: {reason}."))
            continue
        old, new = ("\n".join(cell.kind.texts(value)) for value in (before, after))
        retypings.append(Retyping(copy.cells[cell.name], new, cell.kind.day(after)))
        changes.append(Replacement(cell.name, old, new))
    retype(edits, retypings)
    updated = wanted.model_copy(update=_left(plan, conflicts))
    old_columns, columns = columns_of(plan, form), columns_of(updated, form)
    titles = title_of(old_columns, form), title_of(columns, form)
    data = revised(package, edits.done(), now(), columns, titles)
    return Updated(data, tuple(changes), tuple(conflicts))


def _left(plan: Plan, conflicts: Iterable[Conflict]) -> dict[str, Any]:
    """The values that stay as they were."""
    return {each.field: getattr(plan, each.field) for each in conflicts}


def _reason(copy: Copy, name: str) -> str:
    slot = copy.cells.get(name)
    return "the document has no place for it" if slot is None else why_not(slot)


def prove(
    updated: Updated, reading: Reading, wanted: Plan, form: FormSpec, blank: Blanks | None
) -> None:
    """Read the result back: the given fields are as given, the others as they were.

    Raises:
        OutputError: something else changed.
    """
    assert reading.plan is not None
    expected = wanted.model_copy(update=_left(reading.plan, updated.conflicts))
    back = read_form(updated.data, (form,), blank=blank, convert=False)
    result = first_difference(expected, back.plan, set())
    if result is not None:
        path, one, other = result
        raise OutputError(f"{path} does not read back the same: wrote {one}, read {other}.")
    changed = {change.field for change in updated.changes}  # what was saved with a control is gone
    stays = [each for each in reading.unmapped if each.field not in changed]
    if [each for each in back.unmapped if each.field not in changed] != stays:
        raise OutputError("something beside the fields changed; the document was not written.")
