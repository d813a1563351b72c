"""What a form lacks and an agency's template prints: ``{{ context.position_title }}``.

In: a template, a list's columns, values for all plans. Out: the names that its tags ask for, and
what they are for all plans.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from plandocs.description.taught import CONTEXT
from plandocs.errors import InputError
from plandocs.files.toml_file import read_toml
from plandocs.wording import nearest

if TYPE_CHECKING:
    from plandocs.word.template.docxtpl.rich import Rich

Context = Mapping[str, object] | str | os.PathLike[str]
"""Values by name, or the path of a TOML file that has them."""

_SHAPE = 'Write lines such as agency = "Department of Ports".'


def custom_names(template: bytes, source: str = "") -> tuple[str, ...]:
    """The names that a template's tags ask of ``context``."""
    # Only here: it comes with the renderer, which reading does not need.
    from plandocs.word.template.render.reading import asked_of

    return tuple(name for name, _ in asked_of(template, CONTEXT, source))


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
    from plandocs.filling.rich_values import printed_text, rich_value

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
