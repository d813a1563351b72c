"""Texts with tags outside Word, such as a letter's: rendered in the sandbox of all templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Template, meta

from plandocs.errors import InputError
from plandocs.word.package.encoding import legal
from plandocs.word.template.render.bounds import Meter, RenderLimits
from plandocs.word.template.render.prepared import MISTAKES, TOO_DEEP, reason
from plandocs.word.template.render.sandbox import (
    GLOBAL_NAMES,
    MeteredContext,
    Sandbox,
    objections,
    sandbox,
    secure,
)
from plandocs.word.template.render.values import Plain, spoken
from plandocs.wording import did_you_mean

_LIMITS = RenderLimits(seconds=2.0, characters=200_000)


@dataclass(frozen=True, slots=True)
class CompiledText:
    """A text ready to render, and the file and line that it came from."""

    source: str
    line: int
    _template: Template

    def render(self, values: Mapping[str, Plain]) -> str:
        """Return the text with these values.

        Raises:
            InputError: a tag cannot be written; file and line are named.
        """
        names = self._template.new_context(dict(values))
        meter = Meter(_LIMITS)
        if isinstance(names, MeteredContext):
            names.meter = meter
        try:
            return legal(meter.gather(self._template.root_render_func(names)))
        except (*MISTAKES, *TOO_DEEP) as mistake:
            raise _mistake(self.source, self.line, reason(mistake)) from mistake


def compile_text(text: str, known: frozenset[str], source: str, line: int) -> CompiledText:
    """Compile a text whose tags may use the ``known`` names.

    Raises:
        InputError: a tag is wrong, or asks for another name; file and line are named.
    """
    environment = _environment()
    try:
        tree = environment.parse(text)
        asked = meta.find_undeclared_variables(tree) - GLOBAL_NAMES - known
        refused = [sentence for _, sentence in objections(tree)]
        code = environment.compile(secure(tree), source or "text", source or "text")
    except (*MISTAKES, *TOO_DEEP) as mistake:
        at = max((getattr(mistake, "lineno", None) or 1) - 1, 0)
        raise _mistake(source, line + at, reason(mistake)) from mistake
    for sentence in refused:
        raise _mistake(source, line, sentence)
    for name in sorted(asked):
        at = next((n for n, row in enumerate(text.split("\n")) if name in row), 0)
        message = f"there is no value {name!r}{did_you_mean(name, known)}"
        raise _mistake(source, line + at, f"{message} There are {', '.join(sorted(known))}")
    return CompiledText(source, line, Template.from_code(environment, code, environment.globals))


def _mistake(source: str, line: int, message: str) -> InputError:
    place = f"line {line}" if line else ""
    return InputError(f"the wording cannot be used: {message.removesuffix('.')}.", source, place)


@cache
def _environment() -> Sandbox:
    environment = sandbox().overlay(
        block_start_string="{%", block_end_string="%}",
        variable_start_string="{{", variable_end_string="}}",
        comment_start_string="{#", comment_end_string="#}",
        autoescape=False, finalize=spoken, cache_size=0,
    )  # fmt: skip
    assert isinstance(environment, Sandbox)
    return environment
