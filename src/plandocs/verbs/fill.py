"""``fill``: a plan in, a Word document on the official form out, read back before it is done."""

from __future__ import annotations

import warnings
from typing import overload

from plandocs.arguments import checked
from plandocs.data.frames import PlanItem
from plandocs.data.validate import as_plan
from plandocs.files.places import PathLike, claim
from plandocs.files.whole import write_whole
from plandocs.filling.agency import Template, agency_template
from plandocs.filling.context import Context
from plandocs.filling.render import ready, render
from plandocs.forms.labels import Labels, form_with
from plandocs.forms.registry import form as form_named


@overload
def fill(
    plan: PlanItem, destination: None = None, *, template: Template | None = None,
    labels: Labels | None = None, context: Context | None = None, controls: bool = False,
    verify: bool = True, force: bool = False,
) -> bytes: ...  # fmt: skip
@overload
def fill(
    plan: PlanItem, destination: PathLike, *, template: Template | None = None,
    labels: Labels | None = None, context: Context | None = None, controls: bool = False,
    verify: bool = True, force: bool = False,
) -> None: ...  # fmt: skip
@overload
def fill(
    plan: PlanItem, destination: PathLike | None, *, template: Template | None = None,
    labels: Labels | None = None, context: Context | None = None, controls: bool = False,
    verify: bool = True, force: bool = False,
) -> bytes | None: ...  # fmt: skip
@checked
def fill(
    plan: PlanItem,
    destination: PathLike | None = None,
    *,
    template: Template | None = None,
    labels: Labels | None = None,
    context: Context | None = None,
    controls: bool = False,
    verify: bool = True,
    force: bool = False,
) -> bytes | None:
    """Fill the form with one plan: write it to ``destination``, or return its bytes.

    Args:
        plan: a plan, a reading, a record, or their JSON as a dict.
        destination: the .docx to write; without it the bytes are returned.
        template: a tagged template of an agency's own.
        labels: the words for labels that the template prints: a TOML file, or the same as a dict.
        context: values for its tags of what the form lacks, ``{{ context.position_title }}``: a
            dict,
            or the path of a TOML file. Of a value that no tag shows, a Python warning says so.
        controls: put content controls into it for those who go on writing: a date picker at each
            date, a list where the form has one, a prompt in each blank cell.
        verify: read the document back and compare it with the plan before it is called done.
        force: replace what is there already.

    Raises:
        InputError: the plan does not fit the form.
        TemplateError: the template cannot be used.
        OutputError: the place cannot be written, or what was written does not read back the same.

    >>> data = fill({"officer_name": "A. Lee", "period": "2026-27"})
    >>> parse(data).plan.period.start.year
    2026
    """
    checked = as_plan(plan)
    place = claim(destination, ".docx", force=force, read=(template, labels))
    form = form_with(labels, checked.form)
    chosen = agency_template(template, (form,), context)
    if chosen.unused:
        warnings.warn(chosen.unused, stacklevel=3)  # where the checked function is called
    renderer = chosen.renderer or ready(form_named(checked.form), chosen.texts)
    rendered = render(checked, renderer, form, chosen.texts, verify=verify, controls=controls)
    if place is None:
        return rendered.data
    write_whole(place, rendered.data)
    return None
