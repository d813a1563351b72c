"""Handlers for fields, complex, simple and legacy: their result is seen, their code is not."""

from __future__ import annotations

import re

from plandocs.normal.prompts import is_invitation
from plandocs.word.package.live import STARTS_OR_FETCHES
from plandocs.word.package.tokens import attribute, switched_on, unescape
from plandocs.word.view.state import Field, Handler, View
from plandocs.word.view.symbols import character, text_in_font

_ON, _OFF = "☒", "☐"
_CHOOSE = re.compile(r"\W*(?:please |click )?(?:to )?(?:select|choose|pick)\b", re.IGNORECASE)
_DEFAULT = re.compile(r'\\d\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_SYMBOL = re.compile(
    r'SYMBOL\s+(0x[0-9a-f]+|[1-9][0-9]*)(?:.*?\\f\s+"?([^"\\]+?)"?\s*(?:\\|$))?', re.IGNORECASE
)


def field_mark(v: View, attributes: str, text: str) -> None:
    kind = attribute(attributes, "w:fldCharType")
    if kind == "begin":
        v.fields.append(Field())
    elif kind == "separate" and v.fields:
        _result_begins(v, v.fields[-1])
    elif kind == "end" and v.fields:
        _field_end(v, v.fields.pop())
    v.refresh()


def _result_begins(v: View, field: Field) -> None:
    field.in_code = False
    field.paragraph, field.result_from = v.paragraph(), len(v.parts)


def _field_end(v: View, field: Field) -> None:
    v.refresh()
    _note_link(v, field.code)
    same_paragraph = field.paragraph is not None and field.paragraph is v.p
    result = _tidy("".join(v.parts[field.result_from :])) if same_paragraph else ""
    name = field.code.partition(" ")[0].upper()
    prompt = _prompt_of(name, field)
    if field.box is not None:
        v.emit(_ON if field.box else _OFF)
    elif field.choices and not result:
        _chosen(v, field)
    elif prompt and result == prompt:
        v.take_back(field.result_from)
        _note(v, "prompt", prompt)
    elif name == "MACROBUTTON":
        _note(v, "prompt", prompt)
    elif not result and field.paragraph is None:
        _emit_by_code(v, name, field.code)


def _emit_by_code(v: View, name: str, code: str) -> None:
    """Fields without a result, for Word works out what they show each time (17.16.5)."""
    if name == "EQ":
        _note(v, "equation", _tidy(code.partition(" ")[2]))
    elif name == "GOTOBUTTON":  # the words behind the bookmark's name
        v.emit(" ".join(code.split()[2:]))
    elif name == "SYMBOL" and (match := _SYMBOL.match(code)):
        number = int(match[1], 0) if len(match[1]) < 8 else 0
        v.emit(text_in_font(character(f"{number:x}"), match[2] or "") if number else "")


def _note(v: View, kind: str, text: str) -> None:
    unseen = v.unseen()
    if unseen != "code":
        v.note(unseen or kind, text)


def _chosen(v: View, field: Field) -> None:
    """What a drop-down shows: its choice, or the invitation to choose that it begins with."""
    entry = field.choices[min(field.chosen, len(field.choices) - 1)]
    if field.chosen == 0 and (_CHOOSE.match(entry) or is_invitation(entry)):
        _note(v, "prompt", entry)
    else:
        v.emit(entry)


def _prompt_of(name: str, field: Field) -> str:
    """The words that a field shows until somebody types; "" where it has none."""
    if name == "MACROBUTTON":  # it shows the words behind its macro's name (17.16.5.34)
        return " ".join(field.code.split()[2:])
    if name in ("FILLIN", "ASK") and (match := _DEFAULT.search(field.code)):
        return _tidy(match[1] or match[2])
    return _tidy(field.default) if name == "FORMTEXT" else ""


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _note_link(v: View, code: str) -> None:
    if STARTS_OR_FETCHES.match(code):
        v.links.append(" ".join(code.split()))


def field_code(v: View, attributes: str, text: str) -> None:
    if v.fields:
        field = v.fields[-1]
        field.code = (field.code + unescape(text)).lstrip()


def simple_field(v: View, attributes: str, text: str) -> None:
    v.fields.append(Field((attribute(attributes, "w:instr") or "?").strip() or "?"))
    v.odd = True
    _result_begins(v, v.fields[-1])
    if attributes.endswith("/"):
        simple_field_end(v, "", "")


def simple_field_end(v: View, attributes: str, text: str) -> None:
    if v.fields:
        _field_end(v, v.fields.pop())


def legacy_box(v: View, attributes: str, text: str) -> None:
    if v.fields:
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
    field.default = value


def legacy_choice(v: View, attributes: str, text: str) -> None:
    if v.fields:
        v.fields[-1].choices.append(attribute(attributes, "w:val") or "")


HANDLERS: dict[str, Handler] = {
    "w:fldChar": field_mark, "w:instrText": field_code, "w:fldSimple": simple_field,
    "/w:fldSimple": simple_field_end, "w:checkBox": legacy_box, "w:checked": legacy_state,
    "w:default": legacy_state, "w:result": legacy_state, "w:listEntry": legacy_choice,
}  # fmt: skip
