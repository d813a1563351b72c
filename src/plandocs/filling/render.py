"""One plan becomes a document in memory, read back and compared before it is called done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from plandocs.description.form import FormSpec
from plandocs.description.misfit import quoted
from plandocs.description.taught import CONTEXT
from plandocs.errors import OutputError, PlandocsError
from plandocs.filling.agency import Renderer
from plandocs.filling.controls import controlled
from plandocs.filling.issues import LEFT_OUT, NOT_FILLED, not_written
from plandocs.filling.own_template import template_of
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue
from plandocs.reading.agency_values import MARK, mark_of
from plandocs.reading.document import CONTROLS, read_form
from plandocs.word.package.properties import COLUMNS, NO_MARK, Title, bookmark_name
from plandocs.word.template.context import MARK as BOOKMARK
from plandocs.word.template.context import context_of
from plandocs.word.template.render.prepared import Prepared, prepare
from plandocs.word.template.reworded import with_words

_COLUMNS = (("person", "Officer"), ("period", "Period"), ("unit", "Division"))
_TITLED = ("Officer", "Period")
_LONGEST = 255  # letters that Word shows of a property
ASKED = ". Does the template have a tag for it?"
"""What a difference ends with where the template may be at fault."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled document that has not been written yet."""

    data: bytes
    plan: Plan
    issues: tuple[Issue, ...]


def ready(form: FormSpec, values: Iterable[str] = ()) -> Prepared:
    """The form's own template, opened and compiled.

    Of what it prints for an agency's values it has tags in place of those named.
    """
    return _prepared_template(form, frozenset(form.prints.keys() & values))


@lru_cache(maxsize=16)
def _prepared_template(form: FormSpec, values: frozenset[str]) -> Prepared:
    data = template_of(form)
    if values:
        tags = {form.prints[name]: f"{{{{ {CONTEXT}.{name} }}}}" for name in values}
        data = with_words(data, tags)
    return prepare(data, source=f"template of the {form.title}")


def render(
    plan: Plan, template: Renderer, form: FormSpec, custom: Mapping[str, str] | None = None,
    *, verify: bool = True, controls: bool = False,
) -> Rendered:  # fmt: skip
    """One filled document, in memory; ``custom`` are values of what the form does not have."""
    columns = columns_of(plan, form)
    properties = {
        **columns,
        COLUMNS: "|".join(name for name, text in columns.items() if text),
        "plandocs-form": form.name,
        "plandocs-edition": form.edition,
    }
    if plan.id:
        properties["plandocs-id"] = plan.id
    if mark := mark_of(custom or {}):
        properties[f"plandocs-{MARK}"] = mark
    if controls:
        properties[f"plandocs-{CONTROLS}"] = "1"
    context = context_of(plan, form, custom)
    context[BOOKMARK] = bookmark_name(plan.id) or NO_MARK
    data = template.render(context, properties=properties, title=title_of(columns, form))
    if controls:
        data = controlled(data, form)
    issues = not_written(plan, form, template)
    if verify:
        compare(plan, data, form, issues)
    return Rendered(data, plan, issues)


def columns_of(plan: Plan, form: FormSpec) -> dict[str, str]:
    """Return the properties by which a library of documents sorts them: SharePoint's columns.

    One that the plan has no value for is "": a document must not keep what another one said.
    """
    roles = ((name, form.role(role)) for role, name in _COLUMNS)
    return {
        name: " ".join(cell.kind.text(getattr(plan, cell.name)).split())[:_LONGEST]
        for name, cell in roles
        if cell is not None
    }


def title_of(columns: Mapping[str, str], form: FormSpec) -> Title:
    """Return the title of a plan's document: its form's, whose it is, and of which period."""
    return Title(form.title, " – ".join(filter(None, map(columns.get, _TITLED))))


def compare(plan: Plan, data: bytes, form: FormSpec, issues: tuple[Issue, ...] = ()) -> None:
    """Read a filled document back and compare it with its plan.

    Raises:
        OutputError: a field reads back differently; the message holds both texts.
    """
    result = difference(plan, data, form, issues)
    if result is not None:
        raise OutputError(unlike(result))


def difference(
    plan: Plan, data: bytes, form: FormSpec, issues: tuple[Issue, ...] = ()
) -> Difference | None:
    """Return the first field that a filled document says otherwise than its plan, if there is one.

    Raises:
        OutputError: it is not read as this form.
    """
    back = read_back(data, form)
    unwritten = {str(issue.field) for issue in issues if issue.code in (NOT_FILLED, LEFT_OUT)}
    return None if back == plan else first_difference(plan, back, unwritten)


def unlike(mismatch: Difference) -> str:
    """A difference as a sentence."""
    path, wanted, got = mismatch
    return f"{path} does not read back the same: wrote {wanted}, read {got}{ASKED}"


def read_back(data: bytes, form: FormSpec) -> Plan | None:
    """The plan in a document that was just filled.

    Raises:
        OutputError: it is not read as this form.
    """
    try:
        return read_form(data, (form,), convert=False).plan
    except PlandocsError as error:
        raise OutputError(f"the filled document does not read back: {error.message}") from error


_SHOWN = 400


Difference = tuple[str, str, str]


def first_difference(wanted: Plan, got: Plan | None, leave: Set[str]) -> Difference | None:
    """The path of the first value that differs, and both texts; ``leave`` are fields to pass."""
    return next(field_differences(wanted, got, leave), None)


def field_differences(wanted: Plan, got: Plan | None, leave: Set[str]) -> Iterator[Difference]:
    """The first value that differs in each field, in the same way."""
    for name in type(wanted).model_fields:
        if name not in leave:
            match = next(_differences(name, getattr(wanted, name), getattr(got, name)), None)
            if match is not None:
                path, one, other = match
                yield path, _display_text(one), _display_text(other)


def _differences(path: str, one: Any, other: Any) -> Iterator[tuple[str, Any, Any]]:
    if one == other:
        return
    if isinstance(one, BaseModel) and type(one) is type(other):
        for name in type(one).model_fields:
            yield from _differences(f"{path}.{name}", getattr(one, name), getattr(other, name))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for at, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from _differences(f"{path}[{at}]", a, b)
    else:
        yield path, one, other


def _display_text(value: object) -> str:
    return quoted(value, _SHOWN)
