"""``fill``: a plan in, a Word document on the official form out, read back before it is done."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import overload

from plandocs.errors import InputError, OutputError, PlandocsError, TemplateError
from plandocs.form import FormSpec
from plandocs.output import PathLike, write_whole
from plandocs.plan import Plan
from plandocs.reading import Issue
from plandocs.registry import form as form_named
from plandocs.registry import forms
from plandocs.verbs.claimed import claimed
from plandocs.verbs.context import context_of, shape_of
from plandocs.verbs.custom import MARK, Context, custom_names, mark_of, read_context
from plandocs.verbs.differences import Difference, first_difference
from plandocs.verbs.labels import Labels, form_with
from plandocs.verbs.many import PlanItem
from plandocs.verbs.parse import parse
from plandocs.verbs.validate import as_plan
from plandocs.word.template.render.findings import Finding
from plandocs.word.template.render.lint import lint
from plandocs.word.template.render.prepared import Prepared, prepare

ASKED = ". Does the template have a tag for it?"
"""What a difference ends with where the template may be at fault."""

Template = str | os.PathLike[str] | bytes


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
    the form lacks, ``{{ context.position_title }}``: a dict, or the path of a TOML file.

    Raises:
        InputError: the plan does not fit the form.
        TemplateError: the template cannot be used.
        OutputError: the place cannot be written, or what was written does not read back the same.
    """
    checked = as_plan(plan)
    place = claimed(destination, force, template, labels)
    form = form_with(labels, checked.form)
    prepared = (
        ready(form_named(checked.form)) if template is None else agency_template(template, (form,))
    )
    rendered = render(checked, prepared, form, customs(template, context), verify=verify)
    if place is None:
        return rendered.data
    write_whole(place, rendered.data)
    return None


def customs(template: Template | None, context: Context | None) -> dict[str, str]:
    """What a template prints beside the form's fields: the values given for all plans, or nothing.

    Raises:
        InputError: the values cannot be read.
    """
    given = read_context(context)
    names = () if template is None else custom_names(*template_bytes(template))
    return {name: given.get(name, "") for name in names}


def ready(form: FormSpec) -> Prepared:
    """The form's own template, opened and compiled."""
    return _own(form)


def agency_template(template: Template, known: tuple[FormSpec, ...] | None = None) -> Prepared:
    """An agency's template, opened, checked against the forms and compiled.

    Raises:
        TemplateError: something is wrong with its tags; the first is named with its place.
    """
    data, source = template_bytes(template)
    _ensure_sound(data, source, known or forms())
    prepared = prepare(data, source=source)
    if not prepared.fields:
        said = "no tag stands in it. Tag it first: plandocs template tag BLANK -o TAGGED.docx"
        raise TemplateError(said, source)
    return prepared


@lru_cache(maxsize=8)
def _ensure_sound(data: bytes, source: str, known: tuple[FormSpec, ...]) -> None:
    worst: tuple[Finding, ...] = ()
    for form in known:
        names = custom_names(data, source)
        found = lint(data, known=shape_of(form, names), source=source)
        errors = tuple(each for each in found if each.severity == "error")
        if not errors:
            return
        worst = errors if not worst or len(errors) < len(worst) else worst
    first, *more = worst
    tail = f" (and {len(more)} more; check the template to see them all)" if more else ""
    near = f", near «{first.text}»" if first.text else ""
    sentence = f"{first.message}. {first.fix}".strip() + tail
    raise TemplateError(sentence, source, f"{first.place}{near}")


def template_bytes(template: Template) -> tuple[bytes, str]:
    """A template's bytes, and what it is called in messages."""
    if isinstance(template, bytes):
        return template, ""
    try:
        return Path(template).read_bytes(), os.fspath(template)
    except (OSError, ValueError) as error:  # a ValueError: no file can have this name
        said = (getattr(error, "strerror", None) or "no file has this name").lower()
        raise InputError(f"this template cannot be opened: {said}.", os.fspath(template)) from error


@lru_cache(maxsize=16)
def _own(form: FormSpec) -> Prepared:
    data = (form.folder / "template.docx").read_bytes()
    return prepare(data, source=f"template of {form.name}")


def render(
    plan: Plan, template: Prepared, form: FormSpec, custom: Mapping[str, str] | None = None,
    *, verify: bool = True,
) -> Rendered:  # fmt: skip
    """One filled document, in memory; ``custom`` are values of what the form does not have."""
    properties = {"plandocs-form": form.name, "plandocs-edition": form.edition}
    if plan.id:
        properties["plandocs-id"] = plan.id
    if mark := mark_of(custom or {}):
        properties[f"plandocs-{MARK}"] = mark
    data = template.render(context_of(plan, form, custom), properties=properties)
    issues = tuple(unwritten_signatures(plan, form))
    if verify:
        compare(plan, data, form, issues)
    return Rendered(data, plan, issues)


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
    unwritten = {str(issue.field) for issue in issues if issue.code == "signature-not-filled"}
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
