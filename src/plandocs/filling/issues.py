"""What is no mistake in a plan and still worth a look, as its document will not say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from plandocs.data.frames import PlanItem
from plandocs.data.records import Record, plan_data
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.filling.agency import Renderer
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue
from plandocs.normal.characters import cut_marks, dropped_controls

NOT_FILLED, LEFT_OUT = "signature-not-filled", "left-out"


def worth_a_look(
    item: PlanItem, plan: Plan, form: FormSpec, unwritten: Iterable[Issue] | None = None
) -> tuple[Issue, ...]:
    """What is no mistake and still not as it should be, each with its place in the data.

    ``unwritten`` are the plan's `unwritten_signatures`, where they are known already.
    """
    result = (
        *_dropped_characters(plan_data(item), ""),
        *dropped_numbers(item, plan),
        *(unwritten_signatures(plan, form) if unwritten is None else unwritten),
        *not_understood(plan, form),
    )
    if not isinstance(item, Record):
        return result
    return tuple(replace(each, where=str(item.place_of(each.field or ""))) for each in result)


def not_written(plan: Plan, form: FormSpec, template: Renderer) -> tuple[Issue, ...]:
    """What of a plan no document of this template can show; comparing passes it over."""
    return (*unwritten_signatures(plan, form), *_left_out(plan, template.left_out, form))


def _left_out(plan: Plan, names: frozenset[str], form: FormSpec) -> Iterator[Issue]:
    """What a plan says where the template leaves a field out on purpose."""
    labels = {cell.name: cell.label for cell in form.cells}
    labels |= {section.name: section.heading for section in form.sections}
    for name in sorted(names & labels.keys()):
        if getattr(plan, name) != type(plan).model_fields[name].default:
            message = (
                f"{labels[name]}: the template leaves it out; what the plan says is not filled."
            )
            yield Issue("warning", LEFT_OUT, message, name)


def unwritten_signatures(plan: Plan, form: FormSpec) -> list[Issue]:
    """Signatures that were pictures: only the text beside them can be written."""
    issues = []
    for cell in _cells_with(form, "unwritten"):
        reason = cell.kind.unwritten(getattr(plan, cell.name), plan.names_beside(cell.name))
        if reason:
            message = f"{cell.label}: {reason}"
            issues.append(Issue("warning", NOT_FILLED, message, cell.name))
    return issues


@lru_cache(maxsize=64)
def _cells_with(form: FormSpec, method: str) -> tuple[FieldSpec, ...]:
    """The cells whose kind has an answer of its own, where that of a plain text is nothing."""
    return tuple(cell for cell in form.cells if cell.kind.differs(method))


def not_understood(plan: Plan, form: FormSpec) -> list[Issue]:
    """Dates, periods and signatures that are kept as typed and could not be understood."""
    return [
        Issue("warning", doubt.code, doubt.message, cell.name)
        for cell in _cells_with(form, "doubts")
        for doubt in cell.kind.doubts(getattr(plan, cell.name), plan.names_beside(cell.name))
    ]


def dropped_numbers(item: object, plan: Plan) -> Iterator[Issue]:
    """An issue for each text of the data that is nothing but a row's number to a plan: (25)."""
    data = plan_data(item)
    for name, raw in data.items() if isinstance(data, Mapping) else ():
        value = getattr(plan, name, None)
        if isinstance(raw, str):
            yield from _number_dropped(name, raw, value)
        elif isinstance(raw, dict | Mapping):
            for part, text in raw.items():
                if isinstance(text, str):
                    yield from _number_dropped(f"{name}.{part}", text, getattr(value, part, None))


def _number_dropped(path: str, text: str, value: object) -> Iterator[Issue]:
    if value == "" and any(map(str.isalnum, text)):
        message = f"{text.strip()!r} alone is the number of a row, and is left blank."
        yield Issue("warning", "number-dropped", message, path)


def _dropped_characters(value: object, path: str) -> Iterator[Issue]:
    """An issue for each text of a plan's data that has control characters in it."""
    if _is_whole(value):
        return
    if isinstance(value, str):
        yield Issue("warning", "control-characters", _dropped_from(value), path)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _dropped_characters(each, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _dropped_characters(each, f"{path}[{number}]")


def _is_whole(value: object) -> bool:
    """Whether no character of it is dropped, as of nearly all: paths are made of the others."""
    if isinstance(value, list | tuple):
        inside: Iterable[object] = value
    elif isinstance(value, Mapping):
        inside = value.values()
    else:
        return not isinstance(value, str) or not _dropped_from(value)
    for each in inside:
        if type(each) is not str:
            if not _is_whole(each):
                return False
        elif not (each.isascii() and each.isprintable()) and _dropped_from(each):
            return False
    return True


def _dropped_from(text: str) -> str:
    """What is dropped from a text, as a sentence; "" for nothing."""
    if count := dropped_controls(text):
        return f"{count} control character{'s' * (count > 1)} dropped; no document holds them."
    if not text.isascii() and (count := cut_marks(text)):
        return f"{count} marks on single letters dropped; each letter keeps 30."
    return ""
