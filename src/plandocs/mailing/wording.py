"""What letters say: ``wording.toml``, or an agency's own file in its place.

Takes the file and a letter's values, and gives its subject and paragraphs. Every tag is checked
when the file is read, before anything is written.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from plandocs.errors import InputError
from plandocs.files.toml_file import read_toml
from plandocs.word.template.render.texts import CompiledText, compile_text
from plandocs.word.template.render.values import Plain
from plandocs.wording import did_you_mean

POINTS, PEOPLE = "points", "people"
_LISTS = {"{{points}}": POINTS, "{{people}}": PEOPLE}
_KNOWN = frozenset(
    {"name", "form", "period", "due", "overdue", "status", "count", "why", "attached", "comments",
     "sealed", "date", "sender"}
)  # fmt: skip
_TABLES = {
    "values": ("sender", "greeting", "closing"),
    **dict.fromkeys(("cover", "reminder", "findings", "manager"), ("subject", "text")),
}
_SHAPE = 'Write lines such as sender = "Human Resources", and texts of several lines in """ … """.'
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


class Rendered(NamedTuple):
    """A letter's words: paragraphs, and `POINTS` or `PEOPLE` where a list belongs."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    sender: str


@dataclass(frozen=True, slots=True)
class Wording:
    """An agency's words for letters, ready to be rendered."""

    _texts: Mapping[tuple[str, str], tuple[CompiledText | str, ...]]
    _unread: Mapping[str, str]

    def rendered(self, kind: str, values: Mapping[str, Plain]) -> Rendered:
        """Return the words of a letter of this kind.

        Raises:
            InputError: a tag cannot be written; file and line are named.
        """
        sender = self._one("values", "sender", {**values, "sender": ""})
        named = {**values, "sender": sender}
        paragraphs = (
            each if isinstance(each, str) else each.render(named).strip()
            for each in self._texts[kind, "text"]
        )
        return Rendered(
            " ".join(self._one(kind, "subject", named).split()),
            self._one("values", "greeting", named),
            tuple(filter(None, paragraphs)),
            self._one("values", "closing", named),
            sender,
        )

    def unread(self, code: str) -> str:
        """Return what is said of a file that could not be read."""
        return self._unread.get(code, self._unread["other"])

    def _one(self, table: str, key: str, values: Mapping[str, Plain]) -> str:
        texts = self._texts[table, key]
        return "\n".join(e if isinstance(e, str) else e.render(values).strip() for e in texts)


def read_wording(path: str | os.PathLike[str] | None) -> Wording:
    """Return the wording of a file, with ours for what it leaves out; ours alone without one.

    Raises:
        InputError: it cannot be read, or a tag in it is wrong; the line is named.
    """
    ours = _ours()
    if path is None:
        return ours
    source = os.fspath(path)
    tables, text = read_toml(source, "wording", _SHAPE)
    _ensure_known(tables, source)
    unread = {**ours._unread, **tables.get("unread", {})}
    return Wording({**ours._texts, **dict(_compiled(tables, text, source))}, unread)


@cache
def _ours() -> Wording:
    text = (files(__package__) / "wording.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return Wording(dict(_compiled(tables, text, "wording.toml")), tables["unread"])


def _ensure_known(tables: Mapping[str, Any], source: str) -> None:
    for name, table in tables.items():
        known = (*_TABLES, "unread")
        if name not in known or not isinstance(table, Mapping):
            message = f"[{name}] is not part of a wording{did_you_mean(name, known)}"
            raise InputError(f"{message} There are {', '.join(known)}.", source)
        keys = _TABLES.get(name, tuple(_ours()._unread))
        for key, value in table.items():
            if key not in keys:
                message = f"{key} is not part of [{name}]{did_you_mean(key, keys)}"
                raise InputError(f"{message} There are {', '.join(keys)}.", source)
            if not isinstance(value, str):
                raise InputError(f"{key} in [{name}] should be a text. {_SHAPE}", source)


def _compiled(
    tables: Mapping[str, Any], text: str, source: str
) -> Iterator[tuple[tuple[str, str], tuple[CompiledText | str, ...]]]:
    for table, keys in _TABLES.items():
        for key in keys:
            value = tables.get(table, {}).get(key)
            if value is not None:
                start = _line_of(text, table, key)
                yield (table, key), tuple(_paragraphs(value, source, start))


def _paragraphs(value: str, source: str, start: int) -> Iterator[CompiledText | str]:
    for match in _PARAGRAPH.finditer(value):
        if (named := _LISTS.get(match[0].replace(" ", ""))) is not None:
            yield named
        else:
            line = start + value.count("\n", 0, match.start())
            yield compile_text(match[0], _KNOWN, source, line)


def _line_of(text: str, table: str, key: str) -> int:
    """The line on which a value of a file begins, or the first of its several lines."""
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("["):
            inside = line.strip() == f"[{table}]"
        elif inside and (match := re.match(rf"\s*{key}\s*=\s*(.*)", line)):
            return number + (match[1].strip() in ('"""', "'''"))
    return 0
