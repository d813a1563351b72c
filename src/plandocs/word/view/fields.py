"""Handlers for fields, complex, simple and legacy: their result is seen, their code is not."""

from __future__ import annotations

import re

from plandocs.word.tokens import attribute, switched_on, unescape
from plandocs.word.view.state import Field, Handler, View

_ON, _OFF = "☒", "☐"
# Fields whose result comes from another file or program (ECMA-376-1, 17.16.5).
_FROM_OUTSIDE = re.compile(
    r"(?:LINK|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DDE|DDEAUTO|DATABASE|RD)\s", re.IGNORECASE
)


def field_mark(v: View, attributes: str, text: str) -> None:
    kind = attribute(attributes, "w:fldCharType")
    if kind == "begin":
        v.fields.append(Field())
    elif kind == "separate" and v.fields:
        v.fields[-1].in_code = False
        v.fields[-1].result_from = len(v.parts)
    elif kind == "end" and v.fields:
        _field_end(v, v.fields.pop())
    v.refresh()


def _field_end(v: View, field: Field) -> None:
    v.refresh()
    _note_link(v, field.code)
    if field.box is not None:
        v.emit(_ON if field.box else _OFF)
    elif field.choices and field.result_from in (-1, len(v.parts)):
        v.emit(field.choices[min(field.chosen, len(field.choices) - 1)])
    elif field.code.startswith("MACROBUTTON"):
        v.note("prompt", " ".join(field.code.split()[2:]))


def _note_link(v: View, code: str) -> None:
    if _FROM_OUTSIDE.match(code):
        v.links.append(" ".join(code.split()))


def field_code(v: View, attributes: str, text: str) -> None:
    if v.fields:
        field = v.fields[-1]
        field.code = (field.code + unescape(text)).lstrip()


def simple_field(v: View, attributes: str, text: str) -> None:
    if not attributes.endswith("/"):
        v.fields.append(Field((attribute(attributes, "w:instr") or "?").strip() or "?"))
        v.odd = True
        _note_link(v, v.fields[-1].code)


def simple_field_end(v: View, attributes: str, text: str) -> None:
    if v.fields:
        v.fields.pop()
        v.refresh()


def legacy_box(v: View, attributes: str, text: str) -> None:
    if v.fields and not attributes.endswith("/"):
        v.fields[-1].box = False


def legacy_state(v: View, attributes: str, text: str) -> None:
    """``w:default``, ``w:checked`` of a check box, ``w:result`` of a drop-down."""
    if not v.fields or not v.fields[-1].in_code:
        return
    field = v.fields[-1]
    value = attribute(attributes, "w:val") or ""
    if field.box is not None:
        field.box = switched_on(attributes)
    elif value.isdecimal() and len(value) < 4:
        field.chosen = int(value)


def legacy_choice(v: View, attributes: str, text: str) -> None:
    if v.fields:
        v.fields[-1].choices.append(attribute(attributes, "w:val") or "")


HANDLERS: dict[str, Handler] = {
    "w:fldChar": field_mark, "w:instrText": field_code, "w:fldSimple": simple_field,
    "/w:fldSimple": simple_field_end, "w:checkBox": legacy_box, "w:checked": legacy_state,
    "w:default": legacy_state, "w:result": legacy_state, "w:listEntry": legacy_choice,
}  # fmt: skip
