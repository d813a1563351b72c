"""The sandbox in which tags run: which of Jinja a template may use, and the environment for it.

Templates are code from outside. They see plain data only, no attribute of a Python object beyond a
short list, no name that starts with an underscore; a missing field is an error, never a blank. What
captures output (macros, filter blocks), reaches other files, or recurses is refused: then every
character passes the meter. A block set is for docxtpl, which counts what it captures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Cycler, Joiner, Namespace

from plandocs.word.template.render import bounds
from plandocs.word.template.render.bounds import Meter
from plandocs.word.template.render.filters import FILTERS_OF_TEMPLATES, INNER_FILTERS
from plandocs.word.template.render.values import run_text

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Assign,
    nodes.AssignBlock,
    nodes.With,
    nodes.Name,
    nodes.NSRef,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.Dict,
    nodes.Pair,
    nodes.Keyword,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.Getitem,
    nodes.Getattr,
    nodes.Slice,
    nodes.Concat,
    nodes.Compare,
    nodes.Operand,
    nodes.BinExpr,
    nodes.UnaryExpr,
)
_STATEMENTS: dict[type[nodes.Node], str] = {
    nodes.Macro: "{% macro %}",
    nodes.CallBlock: "{% call %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.Include: "{% include %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from … import %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
}


BARE, SPAN, COLOUR = "_bare", "_span", "_colour"
"""The filters that `compiling` puts around a value outside a run; no tag can name them."""
INNER = frozenset({BARE, SPAN, COLOUR})


def objections(
    tree: nodes.Node, inner: frozenset[str] = frozenset()
) -> tuple[tuple[str, str], ...]:
    """Code and sentence for each thing in the tree that no template may use.

    ``inner`` are the inner filters that may stand in it.
    """
    return tuple(
        objection
        for node in [tree, *tree.find_all(nodes.Node)]
        if not (isinstance(node, nodes.Filter) and node.name in inner)
        for objection in _objections(node)
    )


def _objections(node: nodes.Node) -> list[tuple[str, str]]:
    result: list[tuple[str, str]] = []
    if not isinstance(node, _ALLOWED):
        statement = _STATEMENTS.get(type(node), type(node).__name__)
        result.append(("forbidden", f"{statement} cannot be used in a form's template"))
    if isinstance(node, nodes.For) and node.recursive:
        result.append(("forbidden", "a recursive loop cannot be used in a form's template"))
    if isinstance(node, nodes.Call | nodes.Filter | nodes.Test) and (
        node.dyn_args or node.dyn_kwargs
    ):
        result.append(("forbidden", "* and ** cannot be used in a call"))
    result += [
        ("underscore", f"«{name}» starts with an underscore: such names are closed to templates")
        for name in _names(node)
        if name.startswith("_")
    ]
    return result


def _names(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Name | nodes.NSRef):
        return [node.name]
    if isinstance(node, nodes.Getattr):
        return [node.attr]
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return [node.arg.value] if isinstance(node.arg.value, str) else []
    if isinstance(node, nodes.Filter):
        names = [keyword.value for keyword in node.kwargs if keyword.key == "attribute"]
        dotted = [name.value for name in names if isinstance(name, nodes.Const)]
        return [node.name, *(part for name in dotted for part in str(name).split("."))]
    return []


def secure(tree: nodes.Template) -> nodes.Template:
    """The tree with a meter in every loop and step, and a bound on every list and joining."""
    for loop in list(tree.find_all(nodes.For)):
        _meter(loop)
    _rewrite(tree)
    return tree


def _meter(loop: nodes.For) -> None:
    if loop.test is not None:
        ticking = _filter(nodes.Const(True), "_tick", loop.lineno)
        loop.test = nodes.And(ticking, loop.test, lineno=loop.lineno)
    if not any(isinstance(node, nodes.Output) and node.nodes for node in loop.body):
        silent = nodes.TemplateData("", lineno=loop.lineno)
        loop.body.insert(0, nodes.Output([silent], lineno=loop.lineno))


def _rewrite(node: nodes.Node) -> None:
    for name, value in list(node.iter_fields()):
        if isinstance(value, nodes.Node):
            _rewrite(value)
            setattr(node, name, _bounded(value))
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, nodes.Node):
                    _rewrite(item)
            setattr(node, name, [_bounded(item) for item in value])


def _bounded(value: object) -> object:
    if isinstance(value, nodes.Concat):
        first, *rest = value.nodes
        return _stepped(_filter(first, "_concat", value.lineno, rest))
    if isinstance(value, nodes.List | nodes.Dict):
        return _stepped(_filter(value, "_measure", value.lineno))
    if isinstance(value, nodes.Tuple) and value.ctx == "load":
        return _stepped(_filter(value, "_measure", value.lineno))
    if isinstance(value, _WORKING) and getattr(value, "name", None) not in INNER:
        return _stepped(value)
    return value


def _stepped(value: nodes.Expr) -> nodes.Filter:
    """The value, once it is known that there is time left."""
    return _filter(value, "_step", value.lineno)


_WORKING = (nodes.Filter, nodes.Test, nodes.Call, nodes.BinExpr, nodes.Compare)


def _filter(
    node: nodes.Expr, name: str, line: int, args: list[nodes.Expr] | None = None
) -> nodes.Filter:
    return nodes.Filter(node, name, args or [], [], None, None, lineno=line)


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
            result = obj.get(attribute, _MISSING)
            if result is not _MISSING:
                return result
        return self._looked_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """``obj[argument]``: an item of the data, or as `getattr`."""
        if isinstance(obj, Undefined):
            return super().getitem(obj, argument)
        if isinstance(obj, list | tuple | str | Mapping):
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


class _OneCall(CodeGenerator):
    """Writes ``escape(value)`` where Jinja writes ``escape(environment.finalize(value))``."""

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        return super()._make_finalize()._replace(src=None)


@cache
def in_one_call() -> Sandbox:
    """The same environment for templates whose ``escape`` finalizes as well."""
    environment = sandbox().overlay()
    environment.code_generator_class = _OneCall
    assert isinstance(environment, Sandbox)
    return environment
