"""The sandbox in which docxtpl renders: the same doors shut, under the same limits.

docxtpl asks an environment for a template of text with ``{{ … }}`` and renders that. This one
refuses what no template may use, meters every loop and captured text, escapes every value, and
guards the signs in values that docxtpl would turn into braces.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Template, nodes, pass_context
from markupsafe import Markup

from plandocs.errors import TemplateError
from plandocs.normal.dates import DateControl
from plandocs.word.template.render.bounds import Meter
from plandocs.word.template.render.sandbox import (
    MeteredContext,
    Sandbox,
    objections,
    sandbox,
    secure,
)
from plandocs.word.template.render.scan import GUARDS
from plandocs.word.template.render.values import run_text


class DocxtplSandbox(Sandbox):
    """An environment for one rendering by docxtpl; *guard* stands in no template and no value."""

    def __init__(self, meter: Meter, guard: str) -> None:
        ours = sandbox()
        super().__init__(
            autoescape=True, undefined=ours.undefined, keep_trailing_newline=True, cache_size=0,
            finalize=lambda value: _shown(value, guard),
        )  # fmt: skip
        self.filters = {**ours.filters, "_captured": _captured}
        self.tests, self.globals = ours.tests, dict(ours.globals)
        self.binop_table.update(ours.binop_table)
        self._meter = meter

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """A template that renders against the meter of this environment.

        Raises:
            TemplateError: it uses what no template may use.
        """
        tree = self.parse(source)
        for _, sentence in objections(tree):
            raise TemplateError(sentence)
        for block in tree.find_all(nodes.AssignBlock):
            _count_captured(block)
        code = self.compile(secure(tree))
        return _Metered(Template.from_code(self, code, self.globals), self._meter)


class _Metered:
    """The one method of a Jinja template that docxtpl calls."""

    def __init__(self, template: Template, meter: Meter) -> None:
        self._template, self._meter = template, meter

    def render(self, context: Mapping[str, object]) -> str:
        names = self._template.new_context(dict(context))
        assert isinstance(names, MeteredContext)
        names.meter = self._meter
        return self._meter.gather(self._template.root_render_func(names))


def _shown(value: object, guard: str) -> object:
    """A value as it stands in a ``w:t``; docxtpl's own objects write themselves."""
    if isinstance(value, Markup) or (hasattr(value, "__html__") and not isinstance(value, str)):
        return value
    plain: object = str(value) if isinstance(value, DateControl) else value
    text: str = run_text(plain)
    for guarded, _ in GUARDS:
        if guarded in text:
            text = text.replace(guarded, f"{guarded[0]}{guard}{guarded[1:]}")
    return text


@pass_context
def _captured(context: MeteredContext, value: object, letters: int = 0) -> object:
    """A value that goes into captured text, counted as if it were written."""
    context.meter.count(letters or len(str(value)))
    return value


def _count_captured(block: nodes.AssignBlock) -> None:
    """Count what a block set captures: no rendering writes it, so no meter would see it."""
    for output in block.find_all(nodes.Output):
        counted: list[nodes.Expr] = []
        for each in output.nodes:
            if isinstance(each, nodes.TemplateData):
                nothing = nodes.Const("", lineno=each.lineno)
                letters = nodes.Const(max(1, len(each.data)), lineno=each.lineno)
                counted += [_filter(nothing, [letters]), each]
            else:
                counted.append(_filter(each, []))
        output.nodes = counted


def _filter(node: nodes.Expr, args: list[nodes.Expr]) -> nodes.Filter:
    return nodes.Filter(node, "_captured", args, [], None, None, lineno=node.lineno)
