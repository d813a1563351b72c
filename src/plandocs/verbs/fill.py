"""``fill``: a plan in, a Word document on the official form out, read back before it is done."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from plandocs.errors import OutputError, PlandocsError
from plandocs.form import FormSpec
from plandocs.output import PathLike, write_whole
from plandocs.plan import Plan
from plandocs.reading import Issue
from plandocs.registry import form as form_named
from plandocs.verbs.agency import Renderer, Template, agency_template
from plandocs.verbs.claimed import claimed
from plandocs.verbs.context import context_of
from plandocs.verbs.custom import MARK, Context, mark_of
from plandocs.verbs.differences import Difference, first_difference
from plandocs.verbs.labels import Labels, form_with
from plandocs.verbs.many import PlanItem
from plandocs.verbs.parse import parse
from plandocs.verbs.validate import as_plan
from plandocs.word.template.render.prepared import Prepared, prepare

_NOT_WRITTEN = ("signature-not-filled", "left-out")
ASKED = ". Does the template have a tag for it?"
"""What a difference ends with where the template may be at fault."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled document that has not been written yet."""

    data: bytes
    plan: Plan
    issues: tuple[Issue, ...]


@overload
def fill(
    plan: PlanItem, destination: None = None, *, template: Template | None = None,
    labels: Labels | None = None, context: Context | None = None, verify: bool = True,
    force: bool = False,
) -> bytes: ...  # fmt: skip
@overload
def fill(
    plan: PlanItem, destination: PathLike, *, template: Template | None = None,
    labels: Labels | None = None, context: Context | None = None, verify: bool = True,
    force: bool = False,
) -> None: ...  # fmt: skip
@overload
def fill(
    plan: PlanItem, destination: PathLike | None, *, template: Template | None = None,
    labels: Labels | None = None, context: Context | None = None, verify: bool = True,
    force: bool = False,
) -> bytes | None: ...  # fmt: skip
def fill(
    plan: PlanItem,
    destination: PathLike | None = None,
    *,
    template: Template | None = None,
    labels: Labels | None = None,
    context: Context | None = None,
    verify: bool = True,
    force: bool = False,
) -> bytes | None:
    """Fill the form with one plan: write it to ``destination``, or return its bytes.

    The document is read back and compared with the plan before it is called done;
    ``verify=False`` leaves that out. ``template`` is a tagged template of an agency's own, and
    ``labels`` are the words for labels that it prints; ``context`` are values for its tags of what
    the form lacks, ``{{ context.position_title }}``: a dict, or the path of a TOML file. Of a value
    that no tag shows, a Python warning says so.

    Raises:
        InputError: the plan does not fit the form.
        TemplateError: the template cannot be used.
        OutputError: the place cannot be written, or what was written does not read back the same.
    """
    checked = as_plan(plan)
    place = claimed(destination, force, template, labels)
    form = form_with(labels, checked.form)
    chosen = agency_template(template, (form,), context)
    if chosen.unused:
        warnings.warn(chosen.unused, stacklevel=2)
    renderer = chosen.renderer or ready(form_named(checked.form))
    rendered = render(checked, renderer, form, chosen.texts, verify=verify)
    if place is None:
        return rendered.data
    write_whole(place, rendered.data)
    return None


def ready(form: FormSpec) -> Prepared:
    """The form's own template, opened and compiled."""
    return _own(form)


@lru_cache(maxsize=16)
def _own(form: FormSpec) -> Prepared:
    data = (form.folder / "template.docx").read_bytes()
    return prepare(data, source=f"template of {form.name}")


def render(
    plan: Plan, template: Renderer, form: FormSpec, custom: Mapping[str, str] | None = None,
    *, verify: bool = True,
) -> Rendered:  # fmt: skip
    """One filled document, in memory; ``custom`` are values of what the form does not have."""
    properties = {"plandocs-form": form.name, "plandocs-edition": form.edition}
    if plan.id:
        properties["plandocs-id"] = plan.id
    if mark := mark_of(custom or {}):
        properties[f"plandocs-{MARK}"] = mark
    data = template.render(context_of(plan, form, custom), properties=properties)
    issues = not_written(plan, form, template)
    if verify:
        compare(plan, data, form, issues)
    return Rendered(data, plan, issues)


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
            yield Issue("warning", "left-out", message, name)


def unwritten_signatures(plan: Plan, form: FormSpec) -> list[Issue]:
    """Signatures that were pictures: only the text beside them can be written."""
    issues = []
    for cell in form.cells:
        said = cell.kind.unwritten(getattr(plan, cell.name), plan.names_beside(cell.name))
        if said:
            message = f"{cell.label}: {said}"
            issues.append(Issue("warning", "signature-not-filled", message, cell.name))
    return issues


def not_understood(plan: Plan, form: FormSpec) -> list[Issue]:
    """Dates, periods and signatures that are kept as typed and could not be understood."""
    return [
        Issue("warning", doubt.code, doubt.message, cell.name)
        for cell in form.cells
        for doubt in cell.kind.doubts(getattr(plan, cell.name), plan.names_beside(cell.name))
    ]


def compare(plan: Plan, data: bytes, form: FormSpec, issues: tuple[Issue, ...] = ()) -> None:
    """Read a filled document back and compare it with its plan.

    Raises:
        OutputError: a field reads back differently; the message holds both texts.
    """
    back = read_back(data, form)
    unwritten = {str(issue.field) for issue in issues if issue.code in _NOT_WRITTEN}
    found = None if back == plan else first_difference(plan, back, unwritten)
    if found is not None:
        raise OutputError(unlike(found))


def unlike(found: Difference) -> str:
    """A difference as a sentence."""
    path, wanted, got = found
    return f"{path} does not read back the same: wrote {wanted}, read {got}{ASKED}"


def read_back(data: bytes, form: FormSpec) -> Plan | None:
    """The plan in a document that was just filled.

    Raises:
        OutputError: it is not read as this form.
    """
    try:
        return parse(data, convert=False, forms=(form,)).plan
    except PlandocsError as error:
        raise OutputError(f"the filled document does not read back: {error.message}") from error
