"""A part made ready: in comes a part with its tags in place, out what turns data to XML text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType

from jinja2 import Template, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.exceptions import TemplateError as JinjaError
from lxml import etree

from plandocs.errors import TemplateError
from plandocs.word.template.render.environment import (
    GLOBAL_NAMES,
    TAG_CLOSE,
    TAG_OPEN,
    MeteredContext,
    sandbox,
)
from plandocs.word.template.render.finish import DRAWING, KEEP_CLOSE, KEEP_OPEN, Finish
from plandocs.word.template.render.keep import KEEP, Keep
from plandocs.word.template.render.language import BARE, INNER, objections, secure
from plandocs.word.template.render.limits import Meter
from plandocs.word.template.render.scan import GUARDS
from plandocs.word.template.render.tags import TAG, Tag, TaggedPart
from plandocs.word.template.render.unique import DRAWING_MARK
from plandocs.word.template.render.values import Plain, escaped

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MISTAKES = (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
             AssertionError)  # fmt: skip
_TOO_DEEP = (RecursionError, MemoryError, SyntaxError, OverflowError)


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part that tags change: ``fields`` is what it asks of the data."""

    name: str
    fields: frozenset[str]
    _template: Template
    _lines: tuple[int, ...]
    _tags: tuple[Tag, ...]
    _finish: Finish

    def render(self, context: Mapping[str, Plain], meter: Meter, source: str) -> str:
        """The part's XML text for this data."""
        names = self._template.new_context(dict(context))
        if isinstance(names, MeteredContext):
            names.meter = meter
        try:
            text = meter.gather(self._template.root_render_func(names))
        except (*_MISTAKES, RecursionError, MemoryError) as mistake:
            raise self._error(mistake, source) from mistake
        return self._finish.finished(text)

    def _error(self, mistake: Exception, source: str) -> TemplateError:
        tag = self._tag_at(self._template.get_corresponding_lineno(_line(mistake, self.name)))
        if tag is None:
            return TemplateError(f"the template cannot be rendered: {reason(mistake)}", source)
        message = f"{tag.typed} cannot be written: {reason(mistake)}"
        return TemplateError(message, source, str(tag.place))

    def _tag_at(self, line: int) -> Tag | None:
        index = bisect_right(self._lines, line) - 1
        return self._tags[index] if index >= 0 else None


def _line(mistake: Exception, name: str) -> int:
    line = 0
    trace: TracebackType | None = mistake.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def reason(mistake: Exception) -> str:
    """Why a tag failed, as a person would say it."""
    text = str(mistake) or type(mistake).__name__
    if isinstance(mistake, RecursionError | MemoryError):
        text = "it is nested too deeply"
    text = text.removesuffix(".")
    found = re.fullmatch(r"'dict object' has no attribute '(.*)'", text)
    if found:
        return f"the data has no field «{found.group(1)}» here"
    found = re.fullmatch(r"'(.*)' is undefined", text)
    if found:
        return f"the data has no field «{found.group(1)}»"
    if isinstance(mistake, SecurityError):
        return f"{text} (templates may use plain data only)"
    return text


def compile_part(
    part: TaggedPart, keeps: tuple[Keep, ...], source: str, *, columns: bool
) -> CompiledPart:
    """Compile a part that has no finding of severity error.

    Raises TemplateError where Jinja still refuses the whole.
    """
    text = DECLARATION + etree.tostring(part.root, encoding="unicode")
    program, lines, tags = _program(part, text)
    environment = sandbox()
    try:
        tree = environment.parse(program)
        _refuse(tree, source)
        fields = frozenset(meta.find_undeclared_variables(tree)) - GLOBAL_NAMES
        code = environment.compile(secure(tree), part.name, part.name)
    except (*_MISTAKES, *_TOO_DEEP) as mistake:
        line = getattr(mistake, "lineno", None) or 0
        index = bisect_right(lines, line) - 1
        place = str(tags[index].place) if index >= 0 and line else ""
        raise TemplateError(
            f"the tags do not fit together: {reason(mistake)}", source, place
        ) from (mistake)
    template = Template.from_code(environment, code, environment.globals)
    # Half of a render is this call for each tag; nothing after it asks whether text is Markup.
    template.root_render_func.__globals__["escape"] = escaped
    finish = Finish(keeps, columns)
    return CompiledPart(part.name, fields, template, tuple(lines), tuple(tags), finish)


def _refuse(tree: nodes.Template, source: str) -> None:
    for _, sentence in objections(tree, INNER):
        raise TemplateError(sentence, source)


def _program(part: TaggedPart, text: str) -> tuple[str, list[int], list[Tag]]:
    """Jinja's source: each tag starts a line of its own, so that a line tells the tag."""
    places = re.compile(rf"<\?{TAG} (\d+)\?>|{re.escape(part.token)}(\d+);|<\?{KEEP} (\d+)\?>")
    out: list[str] = []
    lines: list[int] = []
    tags: list[Tag] = []
    line, position = 1, 0
    for found in places.finditer(text):
        literal = _literal(text[position : found.start()])
        position = found.end()
        line += literal.count("\n")
        out.append(literal)
        number = found.group(1) or found.group(2)
        if number is None:
            out.append(f"{KEEP_OPEN}{found.group(3)}{KEEP_CLOSE}")
            continue
        tag = part.tags[int(number)]
        if tag.kind != "comment":
            line += 1
            lines.append(line)
            tags.append(tag)
            out.append(_spelled(tag))
    out.append(_literal(text[position:]))
    return "".join(out), lines, tags


def _literal(text: str) -> str:
    for guarded, plain in GUARDS:
        text = text.replace(guarded, plain)
    return text.replace(f'id="{DRAWING_MARK}"', f'id="{DRAWING}"')


def _spelled(tag: Tag) -> str:
    code = tag.code.replace("\n", " ")
    if tag.kind == "statement":
        return f"{TAG_OPEN}%{tag.lead}\n{code} {tag.trail}%{TAG_CLOSE}"
    if tag.bare:
        code = "|".join(filter(None, (f"({code})", tag.inner, BARE)))
    return f"{TAG_OPEN}={tag.lead}\n{code} {tag.trail}={TAG_CLOSE}"
