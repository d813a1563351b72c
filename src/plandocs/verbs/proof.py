"""A tagged template proves itself: a specimen is filled and read back, as ``fill`` does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plandocs.errors import OutputError, TemplateError
from plandocs.form import FormSpec
from plandocs.verbs.fill import compare, render
from plandocs.verbs.specimen import specimen

_FIELD = re.compile(r"\w+")
_MOST = 40  # more fields than a form has


def unread(data: bytes, form: FormSpec, missing: Iterable[str]) -> tuple[str, ...]:
    """What does not come back when a specimen is filled and read, but for the ``missing`` fields.

    Each is one sentence, in the order of the form; () where all comes back.
    """
    from plandocs.word.render.prepared import prepare

    plan = specimen(form)
    leave = {found[0] for path in missing if (found := _FIELD.match(path))}
    said: list[str] = []
    try:
        filled = render(plan, prepare(data), verify=False).data
    except (OutputError, TemplateError) as error:
        return (error.message,)
    while len(said) < _MOST:
        try:
            compare(plan, filled, form, leave=leave)
        except OutputError as error:
            said.append(error.message)
            field = _FIELD.match(error.message)
            if field is None or field[0] in leave or "read back the same" not in error.message:
                break
            leave.add(field[0])
        else:
            break
    return tuple(said)
