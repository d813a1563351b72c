"""The forms that plandocs knows: its own, those that packages bring, those loaded from files.

One folder under ``forms/`` is one form of its own. What is loaded is known to this process from
then on; workers are sent what was loaded here.
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module

from plandocs import forms as _folders
from plandocs.description.form import FormSpec
from plandocs.errors import InputError, in_words
from plandocs.forms.packages import forms_of_packages
from plandocs.model.plan import Plan
from plandocs.wording import did_you_mean

_loaded: dict[str, FormSpec] = {}  # by their names


@lru_cache(maxsize=1)
def installed() -> tuple[FormSpec, ...]:
    """Every form that any process here knows: plandocs' own by their names, then packages'."""
    builtin = _builtin()
    return (*builtin, *forms_of_packages(tuple(form.name for form in builtin)))


def _builtin() -> tuple[FormSpec, ...]:
    names = sorted(m.name for m in pkgutil.iter_modules(_folders.__path__) if m.ispkg)
    candidates = [import_module(f"plandocs.forms.{name}").FORM for name in names]
    return tuple(form for form in candidates if isinstance(form, FormSpec))


def forms() -> tuple[FormSpec, ...]:
    """Every form, those of plandocs itself first; what is loaded takes the place of a package's."""
    if not _loaded:
        return installed()
    return tuple({**{form.name: form for form in installed()}, **_loaded}.values())


def loaded() -> tuple[FormSpec, ...]:
    """The forms that were loaded here from files; a process that is sent one knows it as well."""
    return tuple(_loaded.values())


def learn(form: FormSpec) -> FormSpec:
    """Make a form known to this process; one of the same name that was loaded gives way.

    Raises:
        InputError: a form of plandocs itself has its name.
    """
    if any(each.name == form.name for each in _builtin()):
        raise InputError(
            f"plandocs itself has a form {form.name!r}. Call this one something else, in the line "
            "that begins with form =."
        )
    _loaded.pop(form.name, None)
    _loaded[form.name] = form
    return form


def form(name: str) -> FormSpec:
    """The form with this name.

    Raises:
        InputError: no form has it; the message names those there are.
    """
    if not isinstance(name, str):
        raise InputError(f"expected the name of a form; here is {in_words(name)}.")
    if name in _loaded:
        return _loaded[name]
    for each in installed():
        if each.name == name:
            return each
    hint = did_you_mean(name, [each.name for each in forms()])
    known = "; ".join(f"{each.name} ({each.title})" for each in forms())
    raise InputError(f"there is no form {name!r}{hint} plandocs knows: {known}.")


def person_of(plan: Plan) -> str:
    """The name of the person whose plan it is."""
    role = form(plan.form).role("person")
    return role.kind.text(getattr(plan, role.name)) if role else ""
