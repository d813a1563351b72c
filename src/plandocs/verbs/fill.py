"""``fill``: a plan in, a Word document on the official form out, read back before it is done."""

from __future__ import annotations

import warnings
from typing import overload

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
    place = claim(destination, ".docx", force=force, read=(template, labels))
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
