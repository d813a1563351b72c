"""A tagged template proves itself: a specimen is filled and read back, as ``fill`` does."""

from __future__ import annotations

from collections.abc import Iterable

from plandocs.description.form import FormSpec
from plandocs.errors import OutputError, TemplateError
from plandocs.filling.custom import NO_VALUES, Values, custom_names
from plandocs.filling.differences import field_differences
from plandocs.filling.render import read_back, render, unlike
from plandocs.filling.specimen import bare_specimen, specimen


def unread(
    data: bytes, form: FormSpec, missing: Iterable[str], values: Values = NO_VALUES
) -> tuple[str, ...]:
    """What does not come back when a specimen is filled and read, but for the ``missing`` fields.

    Each is one sentence, in the order of the form; () where all comes back. ``values`` are those of
    a context.
    """
    from plandocs.filling.agency import renderer_of

    leave = {path.partition(".")[0].partition("[")[0] for path in missing}
    custom = {name: f"Specimen of context {name}" for name in custom_names(data)}
    found: dict[str, None] = {}
    custom |= {name: values.texts[name] for name in values.rich}
    # What the form lacks may be read as the value of a field that is blank.
    for plan in (specimen(form), bare_specimen(form)) if custom else (specimen(form),):
        try:
            renderer = renderer_of(data, "", values)
            back = read_back(render(plan, renderer, form, custom, verify=False).data, form)
        except (OutputError, TemplateError) as error:
            return (error.message,)
        found |= dict.fromkeys(
            map(unlike, field_differences(plan, back, leave | renderer.left_out))
        )
    return tuple(found)
