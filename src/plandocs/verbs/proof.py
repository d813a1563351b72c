"""A tagged template proves itself: a specimen is filled and read back, as ``fill`` does."""

from __future__ import annotations

from collections.abc import Iterable

from plandocs.errors import OutputError, TemplateError
from plandocs.form import FormSpec
from plandocs.verbs.differences import field_differences
from plandocs.verbs.fill import read_back, render, unlike
from plandocs.verbs.specimen import specimen


def unread(data: bytes, form: FormSpec, missing: Iterable[str]) -> tuple[str, ...]:
    """What does not come back when a specimen is filled and read, but for the ``missing`` fields.

    Each is one sentence, in the order of the form; () where all comes back.
    """
    from plandocs.word.render.prepared import prepare

    plan = specimen(form)
    leave = {path.partition(".")[0].partition("[")[0] for path in missing}
    try:
        back = read_back(render(plan, prepare(data), form, verify=False).data, form)
    except (OutputError, TemplateError) as error:
        return (error.message,)
    return tuple(map(unlike, field_differences(plan, back, leave)))
