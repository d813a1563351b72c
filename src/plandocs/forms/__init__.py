"""The forms, one folder each; their models by name, as ``plandocs.forms.SeniorExecutivePlan``.

Takes the name of a model and gives the model of the form that has it, loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for type checkers alone: a form that is not named here is a `Plan` to them
    from typing import TypeAlias

    from plandocs.forms.outcomes_conversation import OutcomesConversation as OutcomesConversation
    from plandocs.forms.senior_executive_plan import SeniorExecutivePlan as SeniorExecutivePlan
    from plandocs.model.plan import Plan

    KnownPlan: TypeAlias = SeniorExecutivePlan | OutcomesConversation


def __getattr__(name: str) -> type[Plan]:
    folders = [m for m in iter_modules(__path__) if m.ispkg] if name[:1].isupper() else ()
    for folder in folders:
        model: type[Plan] = import_module(f"{__name__}.{folder.name}").FORM.model
        if model.__name__ == name:
            return model
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
