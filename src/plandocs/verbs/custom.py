"""What a form lacks and an agency's template prints: ``{{ context.position_title }}``.

In: a template, a list's columns, values for all plans. Out: the names that its tags ask for, what
each is called in a list, and the values of one document, also as the mark by which they are known
again when the document comes back.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from plandocs.errors import InputError
from plandocs.form import FormSpec
from plandocs.reading import Unmapped
from plandocs.taught import CONTEXT
from plandocs.verbs.toml_file import read_toml
from plandocs.wording import nearest

if TYPE_CHECKING:
    from plandocs.word.template.docxtpl.rich import Rich

Context = Mapping[str, object] | str | os.PathLike[str]
"""Values by name, or the path of a TOML file that has them."""

_SHAPE = 'Write lines such as agency = "Department of Ports".'

MARK = "context"
"""The document property, behind ``plandocs-``, with what was printed for these tags."""


def custom_names(template: bytes, source: str = "") -> tuple[str, ...]:
    """The names that a template's tags ask of ``context``."""
    # Only here: it comes with the renderer, which reading does not need.
    from plandocs.word.template.render.asked import asked_of

    return tuple(name for name, _ in asked_of(template, CONTEXT, source))


def heading_of(name: str) -> str:
    """What the column of a name is called in a list: "Position title" for ``position_title``."""
    return name.replace("_", " ").strip().capitalize()


class Values(NamedTuple):
    """What is given for all plans by name: texts, and what is no plain text.

    What the latter prints in words stands among the texts, too.
    """

    texts: dict[str, str]
    rich: dict[str, Rich]


NO_VALUES = Values({}, {})


def read_context(given: Context | None) -> Values:
    """Values for all plans, by name.

    Raises:
        InputError: the file cannot be read, or a value is nothing that a template can show.
        DocumentError: a document that it names cannot be read.
    """
    if given is None:
        return NO_VALUES
    source, found = "", given
    if not isinstance(found, Mapping):
        source = os.fspath(found)
        found, _ = read_toml(source, "file of values", _SHAPE)
        found = found.get(CONTEXT, found)
        if not isinstance(found, Mapping):
            raise InputError(f"[{CONTEXT}] should be a table. {_SHAPE}", source)
    tables = {name: each for name, each in found.items() if isinstance(each, Mapping)}
    texts = {n: _text(n, each, source) for n, each in found.items() if n not in tables}
    if not tables:
        return Values(texts, {})
    # Only here: it comes with the renderer, which reading does not need.
    from plandocs.verbs.rich_values import printed_text, rich_value

    rich = {name: rich_value(name, table, source) for name, table in tables.items()}
    return Values({**texts, **{name: printed_text(each) for name, each in rich.items()}}, rich)


def unasked(given: Context | None, values: Iterable[str], asked: Iterable[str]) -> str:
    """Say which of the values no tag of the template shows, with near names; "" for none."""
    names = tuple(asked)
    left = [name for name in values if name not in names]
    if not left:
        return ""
    near = {name: nearest(name, names, 0.6) for name in left}
    named = (f"{n!r}" + (f" (did you mean {near[n]!r}?)" if near[n] else "") for n in left)
    where = "" if given is None or isinstance(given, Mapping) else f"{os.fspath(given)}: "
    shows = f"it shows {', '.join(names)}" if names else "it has no tag for such values"
    return f"{where}the template shows no value named {', '.join(named)}; {shows}."


def _text(name: str, value: Any, source: str) -> str:
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"{name} should be a text, a number or a date.", source)


def mark_of(values: Mapping[str, str]) -> str:
    """The values that a document prints, as its property keeps them; "" for none."""
    said = {name: text for name, text in values.items() if text}
    return json.dumps(said, ensure_ascii=False) if said else ""


def values_of(mark: str) -> dict[str, str]:
    """The values that a document was filled with, by name, out of its property."""
    try:
        found = json.loads(mark) if mark else {}
    except (ValueError, RecursionError):
        return {}
    values = found.items() if isinstance(found, dict) else ()
    return {
        name: "\n".join(" ".join(line.split()) for line in each.splitlines())
        for name, each in values
        if isinstance(each, str)
    }


def typed_only(
    unmapped: Iterable[Unmapped], printed: Mapping[str, str], form: FormSpec
) -> Iterator[Unmapped]:
    """What is in no field, without the values that the document was filled with: each once.

    A value that somebody changed is typed.
    """
    labels = {each.name.removeprefix(f"{CONTEXT}."): f"{each.label}: " for each in form.custom}
    left = [f"{labels.get(name, '')}{' '.join(text.split())}" for name, text in printed.items()]
    left += [line for text in printed.values() if "\n" in text for line in text.splitlines()]
    for each in unmapped:
        said = " ".join(each.text.split())
        if each.kind != "text" or each.field is not None or said not in left:
            yield each
        else:
            left.remove(said)
