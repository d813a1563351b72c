"""What a template may show: plain values as text for ``w:t``, escaped.

A line break in a value becomes ``<w:br/>`` and a tab ``<w:tab/>`` inside the same run; control
characters and what XML cannot hold are dropped; nothing in a value is ever read as a tag.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from plandocs.normal.dates import DateControl
from plandocs.word.package.encoding import legal

Scalar = str | int | float | bool | None | datetime.date | DateControl
Plain = Scalar | Sequence["Plain"] | Mapping[str, "Plain"]

CONTROL_MARK = "\x0e"
"""Opens and closes a date control in rendered text; values cannot hold it."""
CONTROL_SPLIT = "\x0f"

_TEXT = '<w:t xml:space="preserve">'
_BREAK = f"</w:t><w:br/>{_TEXT}"
_TAB = f"</w:t><w:tab/>{_TEXT}"
_DEEPEST = 8
_MOST_ITEMS = 10_000


def run_text(value: object) -> str:
    """A value as it stands inside a ``w:t``: plain text for Jinja to escape, or markup."""
    if type(value) is str:
        return value if value.isprintable() else _spelled(value)
    if type(value) is int:  # the number of a row
        return str(value)
    if isinstance(value, Markup):  # a text that the template itself holds: Jinja escaped it
        return value if value.isprintable() else _broken(legal(value))
    if isinstance(value, DateControl):
        return Markup(
            f"{CONTROL_MARK}{value.date.isoformat()}{CONTROL_SPLIT}"
            f"{_spelled(value.text)}{CONTROL_MARK}"
        )
    if isinstance(value, Mapping) and "text" in value:
        return run_text(value["text"])
    return _spelled(spoken(value))


def xml_text(value: object) -> str:
    """A value as XML: what `run_text` gives, escaped. Half of a render is this call."""
    if type(value) is not str or not value.isprintable():
        value = run_text(value)
        if type(value) is Markup:
            return value
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    if ">" in value:
        value = value.replace(">", "&gt;")
    return value.replace('"', "&quot;") if '"' in value else value


def bare_text(value: object) -> Markup:
    """A value where no run can be: an attribute, a property, the text of a drawing."""
    return escape(legal(spoken(value)).replace("\n", " ").replace("\t", " "))


def spoken(value: object) -> str:
    """The words of a plain value; ``None`` says nothing.

    A date, a period or a signature is its text, a list of texts has a line for each.

    Raises TypeError for anything that is not plain data.
    """
    if value is None:
        return ""
    if isinstance(value, str | int | float | datetime.date | DateControl):
        return str(value)
    if isinstance(value, Mapping) and "text" in value:
        return spoken(value["text"])
    if isinstance(value, list | tuple | Mapping):
        measure(value)
        if not isinstance(value, Mapping) and all(isinstance(each, str) for each in value):
            return "\n".join(map(str, value))
        return str(value)
    if callable(getattr(value, "_fail_with_undefined_error", None)):
        return str(value)  # raises: the environment is strict about what is missing
    raise TypeError(f"{type(value).__name__} is not plain data that can be shown as text")


def measure(value: object) -> object:
    """The value itself, once its lists are known to be neither deep nor endless.

    A list that holds one list twice doubles with each level, so each list is counted once.
    """
    _expanded(value, {}, 0)
    return value


def _expanded(value: object, known: dict[int, int], depth: int) -> int:
    if not isinstance(value, list | tuple | Mapping):
        return 1
    if id(value) in known:
        return known[id(value)]
    if depth > _DEEPEST:
        raise OverflowError(f"lists are nested more than {_DEEPEST} deep")
    inner = value.values() if isinstance(value, Mapping) else value
    total = 1 + sum(_expanded(item, known, depth + 1) for item in inner)
    if total > _MOST_ITEMS:
        raise OverflowError(f"a list of more than {_MOST_ITEMS:,} items")
    known[id(value)] = total
    return total


def _spelled(text: str) -> Markup:
    return _broken(escape(legal(text)))


def _broken(escaped: str) -> Markup:
    """Escaped text with its line breaks and tabs as elements."""
    return Markup(str(escaped).replace("\n", _BREAK).replace("\t", _TAB))
