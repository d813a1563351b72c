"""XML written anew in canonical form: the careful way for what is not canonical already.

In: well-formed UTF-8 XML. Out: the same elements, attributes and text as
`plandocs.word.package.canonical` promises them. One pass of expat with a small writer; about ten
times slower than finding that nothing needs to be done.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from plandocs.container.limits import Limits
from plandocs.word.package import namespaces

_SPECIAL: Final = re.compile(r'[&<>"\t\n\r]')
_ESCAPES: Final = {  # the ampersand first: the others write some
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;",
    "\r": "&#13;",
}  # fmt: skip
_MAX_PREFIXES: Final = 256


class Doctype(Exception):
    """The part has a DOCTYPE."""


class TooDeep(Exception):
    """The elements are nested beyond the limit, or declare namespaces without end."""


def refuse_doctype(*_: object) -> None:
    """The handler that both parsers share: a DOCTYPE ends the reading."""
    raise Doctype


def rewritten(utf8: bytes, limits: Limits) -> str:
    """The part in canonical form.

    Raises `Doctype`, `TooDeep`, and expat's own error for XML that is not well-formed.
    """
    writer = _Writer(limits.depth)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.Parse(utf8, True)
    return writer.result()


class _Writer:
    """Receives expat's events, keeps what each prefix means where we are, writes the text."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._out: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._scopes: list[dict[str, str]] = [{}]
        self._declared: dict[str, str] = {}
        self._made: dict[str, str] = {}

    def start(self, name: str, flat: list[str]) -> None:
        if len(self._open) >= self._depth:
            raise TooDeep
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        scope = self._enter(pairs)
        tag = _element(name, scope)
        self._out.append(f"<{tag}{self._attributes(tag, pairs, scope)}>")
        self._open.append((tag, len(self._out)))

    def end(self, _: str) -> None:
        tag, size = self._open.pop()
        self._scopes.pop()
        if size == len(self._out):
            self._out[-1] = self._out[-1][:-1] + "/>"
        else:
            self._out.append(f"</{tag}>")

    def text(self, data: str) -> None:
        self._out.append(
            data.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\r", "&#13;")
        )

    def result(self) -> str:
        declared = "".join(
            f' xmlns{":" if prefix else ""}{prefix}="{_quoted(uri)}"'
            for prefix, uri in self._declared.items()
        )
        root = re.sub(r"(?=[\s/>])", lambda _: declared, self._out[0], count=1)
        return "".join([root, *self._out[1:]])

    def _enter(self, pairs: list[tuple[str, str]]) -> dict[str, str]:
        """The meaning of prefixes inside this element, as written prefixes."""
        scope = self._scopes[-1]
        declared = {
            name[6:]: self._written(name[6:], uri)
            for name, uri in pairs
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if declared:
            scope = scope | declared
            if len(scope) > _MAX_PREFIXES:
                raise TooDeep
        self._scopes.append(scope)
        return scope

    def _written(self, prefix: str, uri: str) -> str:
        known = namespaces.PREFIX.get(uri)
        if known is None:
            known = self._foreign(prefix, uri)
        self._declared.setdefault(known, uri)
        return known

    def _foreign(self, prefix: str, uri: str) -> str:
        """An unknown namespace keeps its prefix, unless that one always means another."""
        if prefix not in namespaces.TAKEN or not prefix:
            return prefix
        return self._made.setdefault(uri, f"other{len(self._made) + 1}")

    def _attributes(self, tag: str, pairs: list[tuple[str, str]], scope: dict[str, str]) -> str:
        written = []
        for name, value in pairs:
            if name == "xmlns" or name.startswith("xmlns:"):
                continue
            label = _renamed(name, scope)
            # These values name prefixes (ECMA-376 part 3, 10.1), so they are renamed too.
            if label.startswith("mc:") or (tag == "mc:Choice" and label == "Requires"):
                value = " ".join(_prefix_or_name(word, scope) for word in value.split())
            written.append(f' {label}="{_quoted(value)}"')
        return "".join(written)


def _element(name: str, scope: dict[str, str]) -> str:
    if ":" in name:
        return _renamed(name, scope)
    default = scope.get("", "")
    return f"{default}:{name}" if default else name


def _renamed(name: str, scope: dict[str, str]) -> str:
    """The name with its canonical prefix; an undeclared prefix stays as it is."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return name
    written = scope.get(prefix, prefix)
    return f"{written}:{local}" if written else local


def _prefix_or_name(word: str, scope: dict[str, str]) -> str:
    return _renamed(word, scope) if ":" in word else scope.get(word, word)


def _quoted(value: str) -> str:
    if _SPECIAL.search(value):
        for sign, escape in _ESCAPES.items():
            value = value.replace(sign, escape)
    return value
