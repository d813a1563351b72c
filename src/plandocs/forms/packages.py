"""Forms that installed packages bring, by the entry-point group ``plandocs.forms``.

::

    [project.entry-points."plandocs.forms"]
    our-form = "our_package.our_form:FORM"

What it names is a form: what `compile_form` gives, or `load_form`. A package that is broken is told
in one sentence, and never stops the others.
"""

from __future__ import annotations

import multiprocessing
import warnings
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points

from plandocs.description.form import FormSpec
from plandocs.errors import PlandocsError, in_words

GROUP = "plandocs.forms"
_LONGEST = 200  # letters of what went wrong in a package


def forms_of_packages(taken: tuple[str, ...]) -> Iterator[FormSpec]:
    """Yield the forms of all packages, by the names of their entry points.

    ``taken`` are the names of forms that no package may bring.
    """
    seen = set(taken)
    for point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        form, why = _form_of(point)
        if form is not None and form.name not in seen:
            seen.add(form.name)
            yield form
            continue
        if form is not None:
            why = f"there is a form {form.name!r} already"
        if multiprocessing.parent_process() is None:  # workers' parents have said it
            warnings.warn(_sentence(point, why), stacklevel=2)


def _form_of(point: EntryPoint) -> tuple[FormSpec | None, str]:
    try:
        form = point.load()
    except PlandocsError as error:
        return None, str(error).rstrip(".")
    except Exception as error:  # noqa: BLE001  # a stranger's package may raise anything at all
        return None, f"{type(error).__name__}: {error}".rstrip(":. ")
    if isinstance(form, FormSpec):
        return form, ""
    return None, f"what it names is {in_words(form)} and no form"


def _sentence(point: EntryPoint, why: str) -> str:
    name = getattr(point.dist, "name", point.value)
    reason = " ".join(why.split())
    reason = reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]}…"
    return (
        f"The form {point.name!r} of the package {name} cannot be used and is left out "
        f"({reason}). Update or uninstall the package."
    )
