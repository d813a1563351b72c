"""The forms that plandocs knows: one folder under ``forms/``, one form."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module

from plandocs import forms as _folders
from plandocs.description.form import FormSpec
from plandocs.errors import InputError, in_words
from plandocs.model.plan import Plan
from plandocs.wording import did_you_mean


@lru_cache(maxsize=1)
def forms() -> tuple[FormSpec, ...]:
    """Every form, in the order of their names, the oldest first."""
    names = sorted(m.name for m in pkgutil.iter_modules(_folders.__path__) if m.ispkg)
    result = [import_module(f"plandocs.forms.{name}").FORM for name in names]
    return tuple(form for form in result if isinstance(form, FormSpec))


def form(name: str) -> FormSpec:
    """The form with this name.

    Raises:
        InputError: no form has it; the message names those there are.
    """
    if not isinstance(name, str):
        raise InputError(f"expected the name of a form; here is {in_words(name)}.")
    for each in forms():
        if each.name == name:
            return each
    hint = did_you_mean(name, [each.name for each in forms()])
    known = "; ".join(f"{each.name} ({each.title})" for each in forms())
    raise InputError(f"there is no form {name!r}{hint} plandocs knows: {known}.")


def person_of(plan: Plan) -> str:
    """The name of the person whose plan it is."""
    role = form(plan.form).role("person")
    return role.kind.text(getattr(plan, role.name)) if role else ""
