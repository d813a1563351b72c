"""A template made ready once, rendered many times: parts compiled, the rest packed once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType

from jinja2 import Template, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.exceptions import TemplateError as JinjaError
from lxml import etree

from plandocs.errors import TemplateError
from plandocs.word.package.properties import NO_TITLE, CustomProperties, Title, made_now
from plandocs.word.package.save import Splicer
from plandocs.word.package.trees import DECLARATION
from plandocs.word.template.render.bounds import Meter, RenderLimits
from plandocs.word.template.render.findings import TemplateMistake
from plandocs.word.template.render.finish import DRAWING, KEEP_CLOSE, KEEP_OPEN, Finish, Keep
from plandocs.word.template.render.grammar import BY_DOCXTPL
from plandocs.word.template.render.reading import read_template
from plandocs.word.template.render.repeatable import DRAWING_MARK, KEEP
from plandocs.word.template.render.sandbox import (
    BARE,
    GLOBAL_NAMES,
    INNER,
    TAG_CLOSE,
    TAG_OPEN,
    MeteredContext,
    in_one_call,
    objections,
    secure,
)
from plandocs.word.template.render.scan import GUARDS
from plandocs.word.template.render.tags import TAG, Tag, TaggedPart
from plandocs.word.template.render.values import Plain, xml_text

MISTAKES = (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
             AssertionError)  # fmt: skip
TOO_DEEP = (RecursionError, MemoryError, SyntaxError, OverflowError)


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part that tags change: ``fields`` is what it asks of the data."""

    name: str
    fields: frozenset[str]
    _template: Template
    _lines: tuple[int, ...]
    _tags: tuple[Tag, ...]
    _finish: Finish

    def render(self, context: Mapping[str, Plain], meter: Meter, source: str) -> bytes:
        """The part's XML for this data, in UTF-8."""
        names = self._template.new_context(dict(context))
        if isinstance(names, MeteredContext):
            names.meter = meter
        try:
            data = meter.encoded(self._template.root_render_func(names))
        except (*MISTAKES, RecursionError, MemoryError) as mistake:
            raise self._error(mistake, source) from mistake
        return self._finish.finished(data)

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
    match = re.fullmatch(r"'dict object' has no attribute '(.*)'", text)
    if match:
        return f"the data has no field «{match.group(1)}» here"
    match = re.fullmatch(r"'(.*)' is undefined", text)
    if match:
        return f"the data has no field «{match.group(1)}»"
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
    environment = in_one_call()
    try:
        tree = environment.parse(program)
        _refuse_objections(tree, source)
        fields = frozenset(meta.find_undeclared_variables(tree)) - GLOBAL_NAMES
        code = environment.compile(secure(tree), part.name, part.name)
    except (*MISTAKES, *TOO_DEEP) as mistake:
        line = getattr(mistake, "lineno", None) or 0
        index = bisect_right(lines, line) - 1
        place = str(tags[index].place) if index >= 0 and line else ""
        raise TemplateError(
            f"the tags do not fit together: {reason(mistake)}", source, place
        ) from (mistake)
    template = Template.from_code(environment, code, environment.globals)
    # Nothing after it asks whether text is Markup.
    template.root_render_func.__globals__["escape"] = xml_text
    finish = Finish(keeps, columns)
    return CompiledPart(part.name, fields, template, tuple(lines), tuple(tags), finish)


def _refuse_objections(tree: nodes.Template, source: str) -> None:
    for _, sentence in objections(tree, INNER):
        raise TemplateError(sentence, source)


def _program(part: TaggedPart, text: str) -> tuple[str, list[int], list[Tag]]:
    """Jinja's source: each tag starts a line of its own, so that a line tells the tag."""
    places = re.compile(rf"<\?{TAG} (\d+)\?>|{re.escape(part.token)}(\d+);|<\?{KEEP} (\d+)\?>")
    out: list[str] = []
    lines: list[int] = []
    tags: list[Tag] = []
    line, position = 1, 0
    for match in places.finditer(text):
        literal = _literal(text[position : match.start()])
        position = match.end()
        line += literal.count("\n")
        out.append(literal)
        number = match.group(1) or match.group(2)
        if number is None:
            out.append(f"{KEEP_OPEN}{match.group(3)}{KEEP_CLOSE}")
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
    for guarded, literal in GUARDS:
        text = text.replace(guarded, literal)
    return text.replace(f'id="{DRAWING_MARK}"', f'id="{DRAWING}"')


def _spelled(tag: Tag) -> str:
    code = tag.code.replace("\n", " ")
    if tag.kind == "statement":
        return f"{TAG_OPEN}%{tag.lead}\n{code} {tag.trail}%{TAG_CLOSE}"
    if tag.bare:
        code = "|".join(filter(None, (f"({code})", tag.inner, BARE)))
    return f"{TAG_OPEN}={tag.lead}\n{code} {tag.trail}={TAG_CLOSE}"


_TEMPLATES_KEPT = 8
_DEFAULT = RenderLimits()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template ready to render; safe to share between threads, and it pickles.

    ``fields`` are the names that its tags ask of the data, ``left_out`` those that it leaves out on
    purpose.
    """

    fields: frozenset[str]
    left_out: frozenset[str]
    source: str
    limits: RenderLimits
    _template: bytes
    _parts: tuple[CompiledPart, ...]
    _properties: CustomProperties
    _custom: str
    _core: tuple[str, bytes]
    _with_properties: Splicer
    _plain: Splicer

    def render(
        self, context: Mapping[str, Plain], *, properties: Mapping[str, str] | None = None,
        title: Title = NO_TITLE,
    ) -> bytes:  # fmt: skip
        """A whole .docx: the template with this data, and these custom document properties.

        Raises TemplateError with the tag's place where a field is missing or a limit is passed.
        """
        meter = Meter(self.limits)
        changed = {part.name: part.render(context, meter, self.source) for part in self._parts}
        name, prepared = self._core
        changed[name] = made_now(changed.get(name, prepared), title)
        if not properties:
            return self._plain.package(changed)
        changed[self._custom] = self._properties.part(properties)
        return self._with_properties.package(changed)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self._template, self.source, self.limits)


def prepare(template: bytes, *, source: str = "", limits: RenderLimits = _DEFAULT) -> Prepared:
    """Open a template, find and check its tags, compile them; kept for the next call.

    Raises TemplateError, with the place, where a tag is wrong, and a DocumentError where the file
    is no Word template.
    """
    return _prepared(template, source, limits)


def _again(template: bytes, source: str, limits: RenderLimits) -> Prepared:
    return prepare(template, source=source, limits=limits)


@lru_cache(maxsize=_TEMPLATES_KEPT)
def _prepared(data: bytes, source: str, limits: RenderLimits) -> Prepared:
    template = read_template(data, source)
    refuse(template.findings, source)
    _refuse_block_sets(template.findings, source)
    compiled = tuple(
        compile_part(read.part, read.keeps, source, columns=read.columns) for read in template.parts
    )
    parts = template.package.parts
    core, custom = template.package.core, template.package.custom
    names = tuple(dict.fromkeys((*(part.name for part in compiled), core)))
    return Prepared(
        fields=frozenset().union(*(part.fields for part in compiled)),
        left_out=frozenset(template.left_out),
        source=source,
        limits=limits,
        _template=data,
        _parts=compiled,
        _properties=CustomProperties(parts[custom], source),
        _custom=custom,
        _core=(core, parts[core]),
        _with_properties=Splicer(parts, (*names, custom)),
        _plain=Splicer(parts, names),
    )


def _refuse_block_sets(findings: tuple[TemplateMistake, ...], source: str) -> None:
    """What docxtpl alone renders never comes here; see `plandocs.word.template.docxtpl`."""
    for finding in findings:
        if finding.code == BY_DOCXTPL:
            raise TemplateError(finding.message, source, finding.where)


def refuse(findings: tuple[TemplateMistake, ...], source: str) -> None:
    """Raise TemplateError for the first error among them, if there is one."""
    errors = [finding for finding in findings if finding.severity == "error"]
    if not errors:
        return
    first, *more = errors
    tail = f" (and {len(more)} more; check the template to see them all)" if more else ""
    near = f", near «{first.near}»" if first.near else ""
    sentence = f"{first.message}. {first.fix}".strip() + tail
    raise TemplateError(sentence, source, f"{first.where}{near}")
