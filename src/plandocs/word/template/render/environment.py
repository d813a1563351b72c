"""The sandbox in which tags run: in comes Jinja's tree of one part, out a function that renders it.

Templates are code from outside. They see plain data only, no attribute of a Python object beyond a
short list, no name that starts with an underscore; a missing field is an error, never a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Cycler, Joiner, Namespace

from plandocs.word.template.render import bounds
from plandocs.word.template.render.filters import FILTERS_OF_TEMPLATES, INNER_FILTERS
from plandocs.word.template.render.limits import Meter
from plandocs.word.template.render.values import run_text

TAG_OPEN, TAG_CLOSE = "\x01", "\x02"
"""Around a tag in Jinja's source: characters that no XML can hold."""
_MISSING = object()
_GLOBALS: dict[str, Callable[..., object]] = {
    "range": bounds.bounded_range,
    "dict": dict,
    "namespace": Namespace,
    "cycler": Cycler,
    "joiner": Joiner,
}
GLOBAL_NAMES = frozenset(_GLOBALS)


class MeteredContext(Context):
    """The names that one render sees, and the meter it runs against."""

    meter: Meter


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with its doors shut."""

    intercepted_binops = frozenset(bounds.OPERATORS)
    context_class = MeteredContext

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``: a field of the data first, then one of the few safe names."""
        if type(obj) is dict:
            found = obj.get(attribute, _MISSING)
            if found is not _MISSING:
                return found
        return self._looked_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``obj[argument]``: an item of the data, or as `getattr`."""
        if isinstance(obj, Undefined):
            return super().getitem(obj, argument)
        if isinstance(obj, Mapping | list | tuple | str):
            try:
                return obj[argument]
            except (TypeError, LookupError):
                pass
        if isinstance(argument, str):
            return self._looked_up(obj, argument)
        return self.undefined(obj=obj, name=argument)

    def _looked_up(self, obj: Any, name: str) -> Any:
        if isinstance(obj, Undefined):
            return super().getattr(obj, name)
        if name.startswith("_"):
            raise SecurityError(f"names that start with an underscore are closed: {name}")
        if isinstance(obj, Mapping) and name in obj:
            return obj[name]
        if bounds.may_read(obj, name):
            return getattr(obj, name, self.undefined(obj=obj, name=name))
        return self.undefined(obj=obj, name=name)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only the functions and methods that `bounds` lists."""
        return bounds.may_call(obj)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A call, once its result is known to be within bounds."""
        if isinstance(obj, Undefined):
            str(obj)
        if bounds.may_call(obj):
            bounds.check_call(obj, args)
        return super().call(context, obj, *args, **kwargs)


@pass_context
def _tick(context: MeteredContext, value: object) -> object:
    context.meter.tick()
    return value


@pass_context
def _step(context: MeteredContext, value: object) -> object:
    return context.meter.step(value)


@cache
def sandbox() -> Sandbox:
    """The one environment of all templates: it holds no state of any of them."""
    environment = Sandbox(
        block_start_string=f"{TAG_OPEN}%",
        block_end_string=f"%{TAG_CLOSE}",
        variable_start_string=f"{TAG_OPEN}=",
        variable_end_string=f"={TAG_CLOSE}",
        comment_start_string=f"{TAG_OPEN}#",
        comment_end_string=f"#{TAG_CLOSE}",
        keep_trailing_newline=True,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=run_text,
        cache_size=0,
    )
    environment.filters = {**FILTERS_OF_TEMPLATES, **INNER_FILTERS, "_tick": _tick, "_step": _step}
    environment.tests = {
        name: test for name, test in TESTS.items() if name not in ("filter", "test")
    }
    environment.globals = dict(_GLOBALS)
    environment.binop_table.update(bounds.OPERATORS)
    return environment
