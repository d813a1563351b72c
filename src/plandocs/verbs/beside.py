"""What lies in a form's folder beside its description: modules that a verb asks for by name."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from plandocs.description.form import FormSpec


def beside(form: FormSpec, module: str) -> ModuleType | None:
    """The module of this name in a form's folder; None where the form has none."""
    name = f"{form.model.__module__}.{module}"
    try:
        return import_module(name) if find_spec(name) is not None else None
    except ModuleNotFoundError:  # the form stands in a module, not in a folder of its own
        return None
