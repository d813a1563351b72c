"""Values for what a form lacks and an agency's template prints: ``{{ context.position_title }}``.

Those that are no plain text are tables, which `plandocs.filling.rich_values` reads.
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


class Values(NamedTuple):
    """What is given for all plans by name: texts, and what is not plain text.

    What the latter prints in words stands among the texts, too.
    """

    texts: dict[str, str]
    rich: dict[str, Rich]


NO_VALUES = Values({}, {})


def read_context(context: Context | None) -> Values:
    """Values for all plans, by name.

    Raises:
        InputError: the file cannot be read, or a value is nothing that a template can show.
        DocumentError: a document that it names cannot be read.
    """
    if context is None:
        return NO_VALUES
    source, values = "", context
    if not isinstance(values, Mapping):
        source = os.fspath(values)
        values, _ = read_toml(source, "file of values", _SHAPE)
        values = values.get(CONTEXT, values)
        if not isinstance(values, Mapping):
            raise InputError(f"[{CONTEXT}] should be a table. {_SHAPE}", source)
    tables = {name: each for name, each in values.items() if isinstance(each, Mapping)}
    texts = {n: _text(n, each, source) for n, each in values.items() if n not in tables}
    if not tables:
        return Values(texts, {})
    # Only here: they come with what reads and writes Word, which plain texts do not need.
    from plandocs.filling.rich_values import printed_text, rich_value

    rich = {name: rich_value(name, table, source) for name, table in tables.items()}
    return Values({**texts, **{name: printed_text(each) for name, each in rich.items()}}, rich)


def unasked(context: Context | None, values: Iterable[str], asked: Iterable[str]) -> str:
    """Say which of the values no tag of the template shows, with near names; "" for none."""
    names = tuple(asked)
    left = [name for name in values if name not in names]
    if not left:
        return ""
    near = {name: nearest(name, names, 0.6) for name in left}
    named = (f"{n!r}" + (f" (did you mean {near[n]!r}?)" if near[n] else "") for n in left)
    where = "" if context is None or isinstance(context, Mapping) else f"{os.fspath(context)}: "
    shows = f"it shows {', '.join(names)}" if names else "it has no tag for such values"
    return f"{where}the template shows no value named {', '.join(named)}; {shows}."


def _text(name: str, value: Any, source: str) -> str:
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"{name} should be a text, a number or a date.", source)
