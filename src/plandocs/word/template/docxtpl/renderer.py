"""A template that docxtpl renders: made ready once, each document rendered from the start.

A document takes some 60 ms; the fast renderer takes less than one. What docxtpl leaves that Word
refuses (ids twice, cells and tables with nothing in them) is mended, and the documents are read
back like any others.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from jinja2 import Template, meta, nodes, pass_context
from jinja2.exceptions import TemplateError as JinjaError
from lxml import etree
from markupsafe import Markup

from plandocs.errors import TemplateError
from plandocs.normal.dates import DateControl
from plandocs.word.package.open import open_parts
from plandocs.word.package.places import W
from plandocs.word.package.properties import NO_TITLE, CustomProperties, Title, made_now, stamped
from plandocs.word.package.save import saved
from plandocs.word.package.trees import detach, parse_xml, xml_bytes
from plandocs.word.template.docxtpl.rich import LEVELS, Rich, RichText, checked, imported, inserted
from plandocs.word.template.render.bounds import Meter, RenderLimits
from plandocs.word.template.render.findings import TemplateMistake
from plandocs.word.template.render.grammar import BY_DOCXTPL, captures, parse_tag
from plandocs.word.template.render.prepared import reason, refuse
from plandocs.word.template.render.reading import ReadPart, ReadTemplate, read_template
from plandocs.word.template.render.sandbox import (
    GLOBAL_NAMES,
    MeteredContext,
    Sandbox,
    objections,
    sandbox,
    secure,
)
from plandocs.word.template.render.scan import GUARDS
from plandocs.word.template.render.tags import Tag
from plandocs.word.template.render.values import Plain, run_text


class DocxtplSandbox(Sandbox):
    """An environment for one rendering by docxtpl; *guard* stands in no template and no value."""

    def __init__(self, meter: Meter, guard: str) -> None:
        ours = sandbox()
        super().__init__(
            autoescape=True, undefined=ours.undefined, keep_trailing_newline=True, cache_size=0,
            finalize=lambda value: _display_value(value, guard),
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


def _display_value(value: object, guard: str) -> object:
    """A value as it stands in a ``w:t``; docxtpl's own objects write themselves."""
    if isinstance(value, Markup) or (hasattr(value, "__html__") and not isinstance(value, str)):
        return value
    printable: object = str(value) if isinstance(value, DateControl) else value
    text: str = run_text(printable)
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


_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_IDS = (f"{_W14}paraId", f"{_W14}textId")
_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}customXml", f"{W}altChunk")


_FORMATS = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
_ORDER = {f"{W}{name}": at for at, name in enumerate(_FORMATS.split())}


def mend(root: etree._Element) -> None:
    """Make one rendered part whole again, in place.

    Loops repeat paragraph ids, bookmarks and ids of controls, which must be unique (ECMA-376-1,
    17.13.6.2 and 17.5.2.18); a block that came out empty leaves a cell without a paragraph, or a
    table without a row (17.4.65, 17.4.37); set text has its formats in an order of its own
    (17.3.2.28).
    """
    for formats in root.iter(f"{W}rPr"):
        if all(each.tag in _ORDER for each in formats):
            formats[:] = sorted(formats, key=lambda each: _ORDER[str(each.tag)])
    for paragraph in root.iter(f"{W}p"):
        for name in _IDS:
            paragraph.attrib.pop(name, "")
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            detach(table)
    for cell in root.iter(f"{W}tc"):
        if not any(child.tag in _BLOCKS for child in cell) or cell[-1].tag == f"{W}tbl":
            etree.SubElement(cell, f"{W}p")
    for again in list(_repeated_bookmarks(root)):
        detach(again)
    seen: set[str] = set()
    for control in list(root.iter(f"{W}id")):
        parent = control.getparent()
        if parent is None or parent.tag != f"{W}sdtPr":
            continue
        value = str(control.get(f"{W}val"))
        if value in seen:
            detach(control)
        seen.add(value)


def _repeated_bookmarks(root: etree._Element) -> Iterator[etree._Element]:
    """Every bookmark but the first of its name, and the ends of those."""
    names: set[str] = set()
    open_again: Counter[str] = Counter()
    for mark in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        number = str(mark.get(f"{W}id"))
        if mark.tag == f"{W}bookmarkStart":
            name = str(mark.get(f"{W}name"))
            if name in names:
                open_again[number] += 1
                yield mark
            names.add(name)
        elif open_again[number]:
            open_again[number] -= 1
            yield mark


_RENDERED = ("header", "footer", "footnotes")
_MISTAKES = (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
             AssertionError, RecursionError, MemoryError, etree.XMLSyntaxError)  # fmt: skip
_DEFAULT = RenderLimits()


@dataclass(frozen=True, slots=True)
class ByDocxtpl:
    """A template ready to be rendered by docxtpl; it pickles.

    ``fields`` are the names that its tags ask of the data, ``left_out`` those that it leaves out on
    purpose; ``why`` says what the fast renderer has no way for.
    """

    fields: frozenset[str]
    left_out: frozenset[str]
    why: tuple[str, ...]
    source: str
    limits: RenderLimits
    _document: bytes
    _core: str
    _custom: str
    _guard: str
    _rich: tuple[tuple[str, tuple[tuple[str, Rich], ...]], ...]

    def render(
        self, context: Mapping[str, Plain], *, properties: Mapping[str, str] | None = None,
        title: Title = NO_TITLE,
    ) -> bytes:  # fmt: skip
        """A whole .docx: the template with this data, and these custom document properties.

        Raises:
            TemplateError: a field is missing, a limit is passed, docxtpl cannot write it.
        """
        template = imported().DocxTemplate(io.BytesIO(self._document))
        template.init_docx()
        names: dict[str, Any] = dict(context)
        out = io.BytesIO()
        try:
            for record, values in self._rich:
                insertions = {name: inserted(value, template) for name, value in values}
                names[record] = {**names.get(record, {}), **insertions}
            template.render(names, DocxtplSandbox(Meter(self.limits), self._guard), autoescape=True)
            template.save(out)
        except _MISTAKES as mistake:
            message = f"docxtpl cannot render this template: {reason(mistake)}"
            raise TemplateError(message, self.source) from mistake
        return self._whole(open_parts(out.getvalue(), self.source), properties or {}, title)

    def _whole(self, parts: dict[str, bytes], properties: Mapping[str, str], title: Title) -> bytes:
        guard = self._guard.encode()
        for name, data in parts.items():
            if name.endswith(".xml") and name.startswith("word/"):
                root = parse_xml(data.replace(guard, b""), name, self.source)
                mend(root)
                parts[name] = xml_bytes(root)
        core = stamped(parts[self._core].replace(guard, b""), self.source)
        parts[self._core] = made_now(core, title)
        if properties:
            custom = CustomProperties(parts[self._custom], self.source)
            parts[self._custom] = custom.part(properties)
        return saved(parts)


@lru_cache(maxsize=8)
def needs_docxtpl(template: bytes, source: str = "") -> tuple[TemplateMistake, ...]:
    """The tags that only docxtpl renders, each as a finding with its place."""
    result = read_template(template, source).findings
    return tuple(each for each in result if each.code == BY_DOCXTPL)


def prepare_docxtpl(
    template: bytes, rich: Mapping[str, Mapping[str, Rich]], *, source: str = "",
    limits: RenderLimits = _DEFAULT,
) -> ByDocxtpl:  # fmt: skip
    """Open and check a template that docxtpl is to render; ``rich`` are values by record and name.

    Raises:
        TemplateError: a tag is wrong, with its place; or a value's tag is not written as it must.
    """
    read = read_template(template, source)
    refuse(read.findings, source)
    _refuse_elsewhere(read, source)
    for part in read.parts:
        _refuse_levels(part, read.package.tagged[0][0], rich, source)
    asked = frozenset().union(*(_names(tag) for part in read.parts for tag in part.order))
    why = [f.message for f in read.findings if f.code == BY_DOCXTPL]
    why += [f"«{record}.{name}» is not plain text" for record in rich for name in rich[record]]
    return ByDocxtpl(
        fields=asked - GLOBAL_NAMES,
        left_out=frozenset(read.left_out),
        why=tuple(why),
        source=source,
        limits=limits,
        _document=saved(read.package.parts),
        _core=read.package.core,
        _custom=read.package.custom,
        _guard=f"-{sha256(template).hexdigest()[:24]}-",
        _rich=tuple(
            (record, tuple((name, checked(value)) for name, value in values.items()))
            for record, values in rich.items()
        ),
    )


def _refuse_elsewhere(read: ReadTemplate, source: str) -> None:
    """docxtpl knows the text, headers, footers, footnotes and properties; other tags would stay."""
    labels = dict(read.package.tagged)
    for part in read.parts:
        label = labels.get(part.part.name, "")
        if part.order and label and not label.startswith(_RENDERED):
            tag = part.order[0]
            message = f"{tag.typed} stands in the {label}, where docxtpl fills no tags"
            raise TemplateError(message, source, str(tag.place))


def _refuse_levels(
    part: ReadPart, main: str, rich: Mapping[str, Mapping[str, Rich]], source: str
) -> None:
    """Raise TemplateError for a tag that is not written as docxtpl needs it for its value."""
    captured = {tag.code.split()[1] for tag in part.order if captures(tag.code)}
    for tag in part.order:
        if tag.kind != "value" or tag.code in captured:
            continue
        value = _value_of(tag, rich)
        level = LEVELS[type(value)] if value else ""
        if tag.level != level:
            what = type(value).__name__ if value else "plain text"
            message = f"{tag.typed}: docxtpl writes {what} by {{{{{level} {tag.code} }}}}"
            raise TemplateError(message, source, str(tag.place))
        if isinstance(value, RichText) and value.link and part.part.name != main:
            message = f"{tag.typed} is a link, which docxtpl writes into the text only"
            raise TemplateError(message, source, str(tag.place))


def _value_of(tag: Tag, rich: Mapping[str, Mapping[str, Rich]]) -> Rich | None:
    record, dot, name = tag.code.partition(".")
    return rich.get(record, {}).get(name) if dot else None


def _names(tag: Tag) -> frozenset[str]:
    try:
        return frozenset(meta.find_undeclared_variables(parse_tag(tag)))
    except _MISTAKES:
        return frozenset()
