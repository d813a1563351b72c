"""``update``: new header data into a plan that people have edited, every other word kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Unpack

from plandocs.advice import Advice, Option
from plandocs.data.mapping import settings
from plandocs.data.persons import whose
from plandocs.data.records import Record
from plandocs.data.validate import as_plan
from plandocs.description.form import FormSpec
from plandocs.errors import InputError, OutputError
from plandocs.files.output import write_whole
from plandocs.filling.render import first_difference
from plandocs.forms.labels import form_with, forms_with
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.moment import now
from plandocs.people import another_surname, same_name
from plandocs.reading.blanks import held_blanks, printed_by
from plandocs.verbs.claimed import claimed
from plandocs.verbs.gather import plan_in
from plandocs.verbs.options import OneRead, ReadOptions, reads_one
from plandocs.verbs.parse import parse
from plandocs.verbs.parse_many import parse_many
from plandocs.verbs.read_data import read_data
from plandocs.word.locate import Copy, locate
from plandocs.word.package.open import Source, open_package, taken
from plandocs.word.package.parts import Package
from plandocs.word.package.save import revised
from plandocs.word.revise.edits import Edits
from plandocs.word.revise.retype import Retyping, retype, why_not
from plandocs.word.view.read import read_document
from plandocs.words import did_you_mean

_NOT_DATA = frozenset({"form", "id"})


@dataclass(frozen=True, slots=True)
class Replacement:
    """One field that was given another value, as the texts that stand in the document."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that was left as it is, and why."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Updated:
    """An updated document: its bytes, what changed, and what could not be changed safely."""

    data: bytes
    changes: tuple[Replacement, ...]
    conflicts: tuple[Conflict, ...]


@reads_one
def update(
    old: Source,
    data: Plan | Reading | Record | Mapping[str, Any] | str | os.PathLike[str],
    destination: str | os.PathLike[str] | None = None,
    *,
    set: Mapping[str, Any] | None = None,
    map: Mapping[str, str] | str | os.PathLike[str] | None = None,
    ignore: Iterable[str] = (), force: bool = False,
    **options: Unpack[OneRead],
) -> Updated:  # fmt: skip
    """Put the labelled values that ``data`` gives into a completed form, and leave all else.

    ``data`` gives some of the header's fields; a dict or record says only what it holds, a plan all
    of them. Of a data file (``map`` and ``ignore`` are those of `read_data`) the row with the
    plan's id, or else its name, counts. ``set`` gives single values by field name or label. A value
    under tracked changes, and one that is a picture, is left and named as a conflict. What is
    written is read back: the fields given say what they should, all others what they said. No
    former format is converted. What opens with a password is written without it.

    Raises:
        InputError: the data gives a field outside the header, does not fit, or is another plan's.
        DocumentError: the document cannot be read as a plan.
        OutputError: the place cannot be written, or the result does not read back.
    """
    how = _held(ReadOptions(**options))
    place = claimed(destination, force, old, data, map, how.labels, options.get("blank"))
    content, reading = _read(old, how)
    plan, given = plan_in(reading), set or {}
    form = form_with(how.labels, plan.form)
    if isinstance(data, str | os.PathLike):
        records = read_data(data, map=map, ignore=ignore, labels=how.labels)
        data = _row_for(plan, records, data)
        _ensure_theirs(plan, data, given)
    wanted = _wanted(plan, _given(data), given, form)
    package = open_package(content, convert=False, password=how.password, limits=how.limits)
    updated = _updated(package, form, plan, wanted)
    _prove(updated, reading, wanted, replace(how, forms=form))
    if place is not None:
        write_whole(place, updated.data)
    return updated


def _held(how: ReadOptions) -> ReadOptions:
    """The options with the blank's bytes, for two readings; nothing is converted."""
    blank = held_blanks(how.blank, forms_with(how.labels, how.forms))
    return replace(how, convert=False, blank=blank or None)


def _read(old: Source, how: ReadOptions) -> tuple[bytes, Reading]:
    """The document and its reading, under the limits that were asked for."""
    name, content = taken(old, how.limits)
    (reading,) = parse_many((content,), **how.of_many())
    if reading.error is not None:
        reading.error.source = name
        raise reading.error
    return content, replace(reading, source=name)


def _row_for(plan: Plan, rows: Iterable[Record], source: str | os.PathLike[str]) -> Record:
    """The record of the data that is about this plan."""
    found = records = list(rows)
    identity, named = whose(plan)
    if len(found) > 1:
        of_all = [(record, *whose(record)) for record in records]
        found = [r for r, given, _ in of_all if identity and given == identity] or [
            record
            for record, given, name in of_all
            if same_name(name, named) and not (given and identity)
        ]
    if len(found) != 1:
        how_many = "no row is" if not found else f"{len(found)} rows are"
        said = f"{how_many} about this plan ({named}), by id or name."
        raise InputError(said, os.fspath(source))
    return found[0]


def _ensure_theirs(plan: Plan, record: Record, set: Mapping[str, Any]) -> None:
    """Refuse a row that is about somebody else: with another name, or an id and another surname.

    Who has another name now is updated with that name in ``set``.
    """
    identity, named = whose(record)
    own, name = whose(plan)
    person = form_named(plan.form).role("person")
    told = {each.path(plan.form) for each in settings(set)}
    keyed = bool(identity) and identity == own
    other = another_surname(named, name) if keyed else not same_name(named, name)
    if person is None or person.name in told or not (named and name and other):
        return
    said = f"the id {identity!r} is this plan's, and the" if keyed else "the"
    raise InputError(
        Advice(
            f"{said} name in this row is {named!r}, where the plan has {name!r}. See whose row it "
            "is; if the name has changed, give it by itself (",
            Option("set", f"{person.name}=…"), ").",
        ),
        record.source, record.place,
    )  # fmt: skip


def _wanted(plan: Plan, data: Mapping[str, Any], single: Mapping[str, Any], form: FormSpec) -> Plan:
    """The plan as it should read afterwards."""
    given = {**data, **{each.path(form.name): each.value for each in settings(single)}}
    header = {cell.name for cell in form.cells}
    outside = sorted(set(given) - header - _NOT_DATA)
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
    identity = str(given.get("id") or "")
    if identity and plan.id and identity != plan.id:
        raise InputError(f"the data is for the plan {identity!r}, the document is {plan.id!r}'s.")
    new = {name: value for name, value in given.items() if name in header}
    return as_plan({**plan.model_dump(), **new})


def _given(data: object) -> dict[str, Any]:
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
    inner = data.get("plan") if "source" in data and "plan" in data else data
    return dict(inner) if isinstance(inner, Mapping) else {}


def _updated(package: Package, form: FormSpec, plan: Plan, wanted: Plan) -> Updated:
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
    data = revised(package, edits.done(), now())
    return Updated(data, tuple(changes), tuple(conflicts))


def _reason(copy: Copy, name: str) -> str:
    slot = copy.cells.get(name)
    return "the document has no place for it" if slot is None else why_not(slot)


def _prove(updated: Updated, reading: Reading, wanted: Plan, how: ReadOptions) -> None:
    """Read the result back: the given fields are as given, the others as they were."""
    assert reading.plan is not None
    left = {conflict.field: getattr(reading.plan, conflict.field) for conflict in updated.conflicts}
    expected = wanted.model_copy(update=left)
    back = parse(updated.data, convert=False, blank=how.blank, forms=how.forms)
    found = first_difference(expected, back.plan, set())
    if found is not None:
        path, one, other = found
        raise OutputError(f"{path} does not read back the same: wrote {one}, read {other}.")
    changed = {change.field for change in updated.changes}  # what was saved with a control is gone
    stays = [each for each in reading.unmapped if each.field not in changed]
    if [each for each in back.unmapped if each.field not in changed] != stays:
        raise OutputError("something beside the fields changed; the document was not written.")
