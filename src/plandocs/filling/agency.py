"""An agency's own template: opened, checked against the forms, with the engine that renders it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from plandocs.description.form import FormSpec
from plandocs.description.taught import CONTEXT
from plandocs.errors import InputError, TemplateError
from plandocs.files.reasons import unopened
from plandocs.filling.context import Context, Values, read_context, unasked
from plandocs.forms.registry import forms
from plandocs.word.package.properties import NO_TITLE, Title
from plandocs.word.template.context import shape_of
from plandocs.word.template.docxtpl.renderer import ByDocxtpl, needs_docxtpl, prepare_docxtpl
from plandocs.word.template.render.findings import TemplateMistake
from plandocs.word.template.render.lint import lint
from plandocs.word.template.render.prepared import Prepared, prepare, refuse
from plandocs.word.template.render.reading import asked_of
from plandocs.word.template.render.values import Plain

Template = str | os.PathLike[str] | bytes


class Renderer(Protocol):
    """What makes documents of a template: the fast renderer, or docxtpl."""

    @property
    def fields(self) -> frozenset[str]:
        """The names that the template's tags ask of the data."""

    @property
    def left_out(self) -> frozenset[str]:
        """The fields that it leaves out on purpose."""

    def render(
        self, context: Mapping[str, Plain], *, properties: Mapping[str, str] | None = None,
        title: Title = NO_TITLE,
    ) -> bytes:  # fmt: skip
        """A whole .docx with this data and these custom document properties."""


class Chosen(NamedTuple):
    """A template that was asked for, with what is printed beside the form's fields.

    ``renderer`` is None where the form's own is meant; ``texts`` are the values of ``context`` by
    name, "" for what is not given; ``unused`` says which values no tag shows.
    """

    renderer: Renderer | None
    texts: dict[str, str]
    unused: str


def agency_template(
    template: Template | None, known: tuple[FormSpec, ...] | None = None,
    context: Context | None = None,
) -> Chosen:  # fmt: skip
    """An agency's template, opened, checked against the forms and compiled.

    docxtpl renders it where it has a block set, or where it shows something of ``context`` that is
    no plain text.

    Raises:
        TemplateError: something is wrong with its tags; the first is named with its place.
        InputError: the values cannot be read.
    """
    values = read_context(context)
    if template is None:
        printed = {name for form in known or forms() for name in form.prints}
        texts = {name: text for name, text in values.texts.items() if name in printed and text}
        return Chosen(None, texts, unasked(context, values.texts, printed))
    data, source = template_bytes(template)
    _ensure_sound(data, source, known or forms())
    renderer = renderer_of(data, source, values)
    if not renderer.fields:
        message = "no tag stands in it. Tag it first: plandocs template tag BLANK -o TAGGED.docx"
        raise TemplateError(message, source)
    names = custom_names(data, source)
    texts = {name: values.texts.get(name, "") for name in names}
    return Chosen(renderer, texts, unasked(context, values.texts, names))


def custom_names(template: bytes, source: str = "") -> tuple[str, ...]:
    """The names that a template's tags ask of ``context``."""
    return tuple(name for name, _ in asked_of(template, CONTEXT, source))


def renderer_of(data: bytes, source: str, values: Values) -> Prepared | ByDocxtpl:
    """What renders a template with these values: docxtpl only what needs it.

    Raises:
        TemplateError: a tag is wrong, or not written as its value needs it.
    """
    names = custom_names(data, source)
    rich = {name: values.rich[name] for name in names if name in values.rich}
    if rich or needs_docxtpl(data, source):
        return prepare_docxtpl(data, {CONTEXT: rich}, source=source)
    return prepare(data, source=source)


@lru_cache(maxsize=8)
def _ensure_sound(data: bytes, source: str, known: tuple[FormSpec, ...]) -> None:
    worst: tuple[TemplateMistake, ...] = ()
    for form in known:
        names = custom_names(data, source)
        result = lint(data, known=shape_of(form, names), source=source)
        errors = tuple(each for each in result if each.severity == "error")
        if not errors:
            return
        worst = errors if not worst or len(errors) < len(worst) else worst
    refuse(worst, source)


def template_bytes(template: Template) -> tuple[bytes, str]:
    """A template's bytes, and what it is called in messages."""
    if isinstance(template, bytes):
        return template, "the template"
    try:
        return Path(template).read_bytes(), os.fspath(template)
    except (OSError, ValueError) as error:  # a ValueError: no file can have this name
        message = f"this template cannot be opened: {unopened(template, error)}."
        raise InputError(message, os.fspath(template)) from error
