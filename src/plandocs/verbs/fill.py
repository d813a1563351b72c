"""``fill``: a plan in, a Word document on the official form out, read back before it is done."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from plandocs.verbs.context import context_of
from plandocs.errors import InputError, OutputError, PlandocsError
from plandocs.form import FormSpec
from plandocs.output import ensure_writable, write_whole
from plandocs.verbs.parse import parse
from plandocs.plan import Plan
from plandocs.reading import Issue
from plandocs.registry import form as form_named
from plandocs.verbs.validate import as_plan
from plandocs.word.render.prepared import Prepared, prepare

Template = str | os.PathLike[str] | bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled document that has not been written yet."""

    data: bytes
    plan: Plan
    issues: tuple[Issue, ...]


def fill(
    plan: Plan | Mapping[str, Any],
    destination: str | os.PathLike[str] | None = None,
    *,
    template: Template | None = None,
    verify: bool = True,
    force: bool = False,
) -> bytes | None:
    """Fill the form with one plan: write it to ``destination``, or return its bytes.

    The document is read back and compared with the plan before it is called done;
    ``verify=False`` leaves that out. ``template`` is a tagged template of an agency's own.

    Raises:
        InputError: the plan does not fit the form.
        TemplateError: the template cannot be used.
        OutputError: the place cannot be written, or what was written does not read back the same.
    """
    checked = as_plan(plan)
    if destination is not None:
        ensure_writable(destination, force=force)
    rendered = render(checked, ready(form_named(checked.form), template), verify=verify)
    if destination is None:
        return rendered.data
    write_whole(destination, rendered.data)
    return None


def ready(form: FormSpec, template: Template | None = None) -> Prepared:
    """The template, opened and compiled; the form's own where none is named."""
    if template is None:
        return _own(form)
    if isinstance(template, bytes):
        return prepare(template)
    path = Path(template)
    try:
        return prepare(path.read_bytes(), source=str(path))
    except OSError as error:
        raise InputError(f"this template cannot be opened: {error.strerror}.", str(path)) from error


@lru_cache(maxsize=16)
def _own(form: FormSpec) -> Prepared:
    return prepare((form.folder / "template.docx").read_bytes(), source=f"template of {form.name}")


def render(plan: Plan, template: Prepared, *, verify: bool = True) -> Rendered:
    """One filled document, in memory."""
    form = form_named(plan.form)
    properties = {"plandocs-form": form.name, "plandocs-edition": form.edition}
    if plan.id:
        properties["plandocs-id"] = plan.id
    data = template.render(context_of(plan), properties=properties)
    issues = tuple(_unwritten_signatures(plan, form))
    if verify:
        compare(plan, data, form, issues)
    return Rendered(data, plan, issues)


def _unwritten_signatures(plan: Plan, form: FormSpec) -> list[Issue]:
    """Signatures that were pictures: only their text can be written."""
    issues = []
    for cell in form.cells:
        if cell.kind == "signature":
            value = getattr(plan, cell.name)
            if value.signed and not value.text:
                message = f"{cell.label}: a signature that is a picture cannot be filled in; the cell is blank."
                issues.append(Issue("warning", "signature-not-filled", message, cell.name))
    return issues


def compare(plan: Plan, data: bytes, form: FormSpec, issues: tuple[Issue, ...]) -> None:
    """Read a filled document back and compare it with its plan.

    Raises:
        OutputError: a field reads back differently; the message holds both texts.
    """
    unwritten = {issue.field for issue in issues}
    try:
        back = parse(data, convert=False, forms=(form,)).plan
    except PlandocsError as error:
        raise OutputError(f"the filled document does not read back: {error.message}") from error
    for name in form.fields:
        wanted, got = getattr(plan, name), getattr(back, name)
        if wanted != got and name not in unwritten:
            raise OutputError(
                f"{name} does not read back the same: wrote {wanted!r}, read {got!r}. Does the "
                "template have a tag for it?"
            )
