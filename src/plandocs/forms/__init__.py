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
    models = _models() if name[:1].isupper() else {}
    if name in models:
        return models[name]
    known = f"; there are: {', '.join(models)}" if models else ""
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}{known}")


def __dir__() -> list[str]:
    """The models' names."""
    return [*_models(), "__doc__"]


def _models() -> dict[str, type[Plan]]:
    folders = (each for each in iter_modules(__path__) if each.ispkg)
    models = (import_module(f"{__name__}.{folder.name}").FORM.model for folder in folders)
    return {model.__name__: model for model in models}
