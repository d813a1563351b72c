"""A template made ready once, rendered many times: in come its bytes, out whole documents."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from plandocs.errors import TemplateError
from plandocs.word.package.properties import CustomProperties, made_now
from plandocs.word.package.save import Splicer
from plandocs.word.template.render.compiling import CompiledPart, compile_part
from plandocs.word.template.render.findings import TemplateMistake
from plandocs.word.template.render.grammar import BY_DOCXTPL
from plandocs.word.template.render.limits import Meter, RenderLimits
from plandocs.word.template.render.reading import read_template
from plandocs.word.template.render.values import Plain

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
        self, context: Mapping[str, Plain], *, properties: Mapping[str, str] | None = None
    ) -> bytes:
        """A whole .docx: the template with this data, and these custom document properties.

        Raises TemplateError with the tag's place where a field is missing or a limit is passed.
        """
        meter = Meter(self.limits)
        changed = {
            part.name: part.render(context, meter, self.source).encode("utf-8")
            for part in self._parts
        }
        name, prepared = self._core
        changed[name] = made_now(changed.get(name, prepared))
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
    return prepare_with(template, fast=True, source=source, limits=limits)


def prepare_with(
    template: bytes, *, fast: bool, source: str = "", limits: RenderLimits = _DEFAULT
) -> Prepared:
    """As `prepare`, with (``fast``) or without isal: for comparisons."""
    digest = hashlib.sha256(template).digest()
    return _prepared(digest, _Held(template), source, limits, fast)


class _Held:
    """A template's bytes, which the cache tells apart by the digest beside it."""

    def __init__(self, template: bytes) -> None:
        self.template = template

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


def _again(template: bytes, source: str, limits: RenderLimits) -> Prepared:
    return prepare(template, source=source, limits=limits)


@lru_cache(maxsize=_TEMPLATES_KEPT)
def _prepared(
    digest: bytes, held: _Held, source: str, limits: RenderLimits, fast: bool
) -> Prepared:
    template = read_template(held.template, source)
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
        _template=held.template,
        _parts=compiled,
        _properties=CustomProperties(parts[custom], source),
        _custom=custom,
        _core=(core, parts[core]),
        _with_properties=Splicer(parts, (*names, custom), fast=fast),
        _plain=Splicer(parts, names, fast=fast),
    )


def _refuse_block_sets(findings: tuple[TemplateMistake, ...], source: str) -> None:
    """What docxtpl alone renders never comes here; see `plandocs.word.template.docxtpl`."""
    for found in findings:
        if found.code == BY_DOCXTPL:
            raise TemplateError(found.message, source, found.where)


def refuse(findings: tuple[TemplateMistake, ...], source: str) -> None:
    """Raise TemplateError for the first error among them, if there is one."""
    errors = [found for found in findings if found.severity == "error"]
    if not errors:
        return
    first, *more = errors
    tail = f" (and {len(more)} more; check the template to see them all)" if more else ""
    near = f", near «{first.near}»" if first.near else ""
    sentence = f"{first.message}. {first.fix}".strip() + tail
    raise TemplateError(sentence, source, f"{first.where}{near}")
