"""An agency's words for labels, as every verb takes them: a file, or the same as a dict.

Takes ``our-labels.toml``, in the shape of a form's own ``labels.toml``, and the forms of a run, and
gives the forms that know these words, the same ones for the same words, so that what is learned of
their documents is kept for them alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from plandocs.description.form import FormSpec
from plandocs.description.taught import CONTEXT, Taught, Word, labels_in, taught_forms
from plandocs.errors import InputError, in_words
from plandocs.files.toml_file import key_lines, read_toml
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import forms as known_forms
from plandocs.forms.registry import loaded
from plandocs.model.plan import Plan

Labels = str | os.PathLike[str] | Mapping[str, Any] | Taught
"""A path of a TOML file, its content as a dict, or what was read from either."""

FormNames = FormSpec | str | Iterable[FormSpec | str]
"""A form or several, by their descriptions or their names."""

Forms = FormNames | type[Plan] | Iterable[type[Plan]]
"""The same, or by the models of their plans."""

_DEPTHS = {"cells": 1, "sections": 1, CONTEXT: 1, "columns": 2, "printed": 2}
_SHAPE = (
    "It has tables such as [cells], and in them a line for each field: "
    'manager_name = "the words that the agency prints".'
)


def read_labels(labels: Labels | None) -> Taught | None:
    """Read an agency's words for labels; None where there are none.

    Raises:
        InputError: the file cannot be read, or holds something else; file and place are named.
    """
    if labels is None or isinstance(labels, Taught):
        return labels
    if isinstance(labels, Mapping):
        return _taught(labels, "", "")
    if not isinstance(labels, str | os.PathLike):
        raise InputError(f"labels: expected a file of labels; here is {in_words(labels)}.")
    source = os.fspath(labels)
    return _taught(*read_toml(source, "file of labels", _SHAPE), source)


def forms_with(labels: Labels | None, forms: Forms | None = None) -> tuple[FormSpec, ...]:
    """The forms of a run: all that there are, or these, each with the words taught for it.

    Raises:
        InputError: the words do not fit; file and place are named.
    """
    known = _known(forms)
    taught = read_labels(labels)
    if taught is None:
        return known
    names = dict.fromkeys(form.name for form in (*known_forms(), *known))
    if taught.form and taught.form not in names:
        message = f"there is no form {taught.form!r}; plandocs knows {', '.join(map(repr, names))}."
        raise InputError(message, taught.source, "form")
    return taught_forms(known, taught)


def portable(forms: tuple[FormSpec, ...] | None) -> FormNames | None:
    """These forms, or all, so that another process knows them: by name, or what was loaded here."""
    if forms is None and not loaded():
        return None
    by_name = {form.name: form for form in loaded()}
    return tuple(by_name.get(each.name, each.name) for each in forms or known_forms())


def _known(forms: Forms | None) -> tuple[FormSpec, ...]:
    if forms is None:
        return known_forms()
    named = (forms,) if isinstance(forms, str | FormSpec | type) else forms
    if not isinstance(named, Iterable):
        raise InputError(f"forms: expected one form or several; here is {in_words(forms)}.")
    known = tuple(each if isinstance(each, FormSpec) else _named(each) for each in named)
    if not known:
        raise InputError("forms: expected one form or several; none is named.")
    return known


def _named(form: str | type[Plan]) -> FormSpec:
    if isinstance(form, str):
        return form_named(form)
    result = next((each for each in known_forms() if each.model is form), None)
    if result is None:
        models = ", ".join(each.model.__name__ for each in known_forms())
        name = getattr(form, "__name__", repr(form))
        raise InputError(f"{name} is not the model of a form; these are: {models}.")
    return result


def form_with(labels: Labels | None, name: str) -> FormSpec:
    """The form with this name, with the words taught for it."""
    return next(form for form in forms_with(labels) if form.name == name)


def forms_to_read(labels: Labels | None, form: FormSpec | str | None) -> tuple[FormSpec, ...]:
    """The forms that a document may be: all, or the one that is said, with the words taught."""
    return forms_with(labels, form)


def _taught(tables: Mapping[str, Any], text: str, source: str) -> Taught:
    form = tables.get("form", "")
    if not isinstance(form, str):
        raise InputError("form should be the name of a form, in quotes.", source)
    lines = key_lines(text)
    words = tuple(
        word
        for name, table in tables.items()
        if name != "form"
        for word in _words((name,), table, lines, source)
    )
    return Taught(form, words, source)


def _words(
    path: tuple[str, ...], value: object, lines: Mapping[tuple[str, ...], int], source: str
) -> Iterator[Word]:
    depth = _DEPTHS.get(path[0])
    line = f"line {lines[path]}, " if path in lines else ""
    place = f"{line}{'.'.join(path)}"
    if depth is None:
        raise InputError(f"there is no such table of labels. {_SHAPE}", source, place)
    if len(path) <= depth:
        if not isinstance(value, Mapping):
            raise InputError(f"this should be a table. {_SHAPE}", source, place)
        for name, inner in value.items():
            yield from _words((*path, str(name)), inner, lines, source)
        return
    texts = value if isinstance(value, list | tuple) else (value,)
    if not all(isinstance(each, str) for each in texts):
        message = "this should be the words of a label, in quotes, or a list of such."
        raise InputError(message, source, place)
    for each in texts:
        if each.strip():
            yield Word(path, " ".join(each.split()), lines.get(path, 0))


_HEAD = """\
# The words that our form prints for its labels. Each line: a field of the form = "our words",
# or several: ["our words", "other words"]. A field that is left at "" is not taught.
# Then: plandocs template tag BLANK --labels THIS-FILE, and --labels THIS-FILE with every command.
form = {form}
"""
_GUESSED = "found by these words; is it right?"
_NOT_FOUND = "no place was found for it"
_LOOSE = """
# Words of the blank that stand for no field. What is the label of a field goes into the line of
# that field above. What is a label for more than the form has goes under [context], by a name of
# your own, and its tag {{ context.position_title }} shows the column Position title of your list:
# [context]
# position_title = "Position title:"
#
"""
_LINE = 100


def labels_file(
    form: FormSpec,
    guessed: Mapping[str, str],
    missing: Iterable[str],
    loose: Sequence[str],
) -> str:
    """The file for one blank; ``guessed`` are fields with the words that gave them away."""
    entries = {path: (words, _GUESSED) for path, words in guessed.items()}
    entries |= dict.fromkeys(missing, ("", _NOT_FOUND))
    return "".join(_file_lines(form, entries, loose))


def _file_lines(
    form: FormSpec, entries: Mapping[str, tuple[str, str]], loose: Sequence[str]
) -> Iterator[str]:
    yield _HEAD.format(form=_quoted(form.name))
    table = ""
    for path, label in labels_in(form).items():
        words, why = entries.get(_reported(path), ("", ""))
        if not why:
            continue
        if table != (table := ".".join(path[:-1])):
            yield f"\n[{table}]\n"
        name = path[-1] if path[0] != "printed" else _quoted(path[-1])
        yield f"{name} = {_quoted(words)}  # {' '.join(label.split())}: {why}\n"
    if loose:
        yield _LOOSE
        yield from (f"#   {' '.join(text.split())[:_LINE]}\n" for text in loose)


def _reported(path: tuple[str, ...]) -> str:
    """A field as the tagging of a blank names it."""
    kind, *names = path
    if kind == "printed":
        return f"{names[0]}: {names[1]}"
    return "" if kind in ("sections", CONTEXT) else ".".join(names)


def _quoted(text: str) -> str:
    """A text as TOML has it, which in one line is as JSON has it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
