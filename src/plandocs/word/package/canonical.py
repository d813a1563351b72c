"""XML text on which a tokenizer of regular expressions is safe.

`canonical` gives the bytes of a part, in any encoding, as a string that starts with the root's tag
and holds nothing but tags and text. In it every attribute is ``name="value"`` with no ``<`` or
``>`` in the value (the white space between them is as it came); there is no comment, CDATA section,
processing instruction or DOCTYPE; the only entities are the five of XML and character references;
lines end with a newline; and each namespace that Word files use has the one prefix of
`plandocs.word.package.namespaces` (others keep theirs). An undeclared prefix is taken for what it
usually means. Elements nest no deeper than the limits say.

Nearly all files are written like that already. So expat proves the text well-formed without calling
back, a few searches prove the rest, and the text is returned as it came; whatever fails one of the
searches is written anew by `rewritten`, which takes ten times as long.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.errors import Corrupt, TooLarge
from plandocs.remembered import remembered
from plandocs.word.package import namespaces
from plandocs.word.package.encoding import decoded

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


_ROOT: Final = re.compile(r"\s*+(?:<\?xml\b[^>]*+>)?\s*+(?=<[^!?])")
_DECLARED: Final = re.compile(r"""\sxmlns(?::([^\s="]+))?="([^"<>]*)\"""")
_ODD_EQUALS: Final = re.compile(r'=(?:[^"]|(?<=\s=))')
_NOT_MARKS: Final = bytes(c for c in range(256) if c not in b'<>/:"')
# Of depth 256 no more than 146 elements open and close in as many marks: no false alarm.
_STRIDE: Final = 1024
_LOOK_BACK: Final = 2**16
_MANY: Final = 2000
# Word on the web gives every paragraph these under a prefix of its own; nothing rests on them.
_IDS: Final = ("paraId=", "textId=")


def canonical(
    data: bytes, *, limits: Limits = DEFAULT_LIMITS, source: str = "", place: str = ""
) -> str:
    """The part as canonical text.

    Raises `Corrupt` for XML that is not well-formed or has a DOCTYPE, `TooLarge` beyond the
    limits on tags and depth; ``source`` and ``place`` are for their sentences.
    """
    try:
        text, utf8 = decoded(data)
        marks = utf8.translate(None, _NOT_MARKS)
        if marks.count(b"<") > limits.nodes:
            raise TooLarge(f"it has more than {limits.nodes:,} tags{_UNREAD}", source, place)
        ready = _as_it_came(text, marks, limits) if _well_formed(utf8) else None
        return rewritten(utf8, limits) if ready is None else ready
    except (expat.ExpatError, UnicodeError) as error:
        raise Corrupt(f"its XML is broken ({error}){_REPAIR}", source, place) from None
    except Doctype:
        raise Corrupt(DOCTYPE, source, place) from None
    except TooDeep:
        deep = f"its elements are nested more than {limits.depth} deep{_UNREAD}"
        raise TooLarge(deep, source, place) from None


def without_declaration(data: bytes) -> str:
    """The text of a part that has been proved to be canonical from its root on, in UTF-8."""
    text = data.decode("utf-8")
    root = _ROOT.match(text)
    return text[root.end() :] if root else text


_REPAIR: Final = "; open the file in Word and let it repair and save it"
_UNREAD: Final = ", beyond the limits that guard against hostile files; it was not read"
DOCTYPE: Final = (
    "it declares a DOCTYPE, which Office files must not have and which can hide an attack; "
    "open the file in Word and save it again if you trust where it came from"
)


def _well_formed(utf8: bytes) -> bool:
    """Whether there are only tags and text; expat's error if it is not XML at all."""
    others: list[object] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.CommentHandler = others.append
    parser.ProcessingInstructionHandler = lambda *_: others.append(None)
    parser.StartCdataSectionHandler = lambda: others.append(None)
    parser.Parse(utf8, True)
    return not others


def _as_it_came(text: str, marks: bytes, limits: Limits) -> str | None:
    """The text from its root on, or None where it is not certainly canonical."""
    root = _ROOT.match(text)
    # One ">" for each "<" in well-formed text of tags: then none is in a value.
    if root is None or marks.count(b">") != marks.count(b"<") or not _shallow(marks, limits):
        return None
    start = root.end()
    if not _plainly_quoted(text, start) or not _usual_prefixes(text, start):
        return None
    body = text[start:]
    return body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body


def _shallow(marks: bytes, limits: Limits) -> bool:
    """Whether the depth is certainly within the limit, stride by stride.

    In the marks of prefixed names ``</`` closes, ``/>`` is an empty element and every other ``<``
    opens; ``</>`` may be either, so it leaves no certainty.
    """
    if len(marks) <= limits.depth * 3:
        return True
    if b"</>" in marks:
        return False
    depth = 0
    for at in range(0, len(marks), _STRIDE):
        after = at + _STRIDE
        closing = marks.count(b"</", at, after + 1)
        opening = marks.count(b"<", at, after) - closing - marks.count(b"/>", at, after + 1)
        if depth + opening > limits.depth:
            return False
        depth += opening - closing
    return True


def _plainly_quoted(text: str, start: int) -> bool:
    """Whether each attribute is ``name="value"``: an odd equals sign is in text or in a value.

    Looking back is bounded: a value of a million equals signs would take hours.
    """
    if text.count("=", start) == text.count('="', start) and " =" not in text:
        odd_space = any(text.find(space, start) >= 0 for space in "\t\r\n")
        if not (odd_space and any(f"{space}=" in text for space in "\t\r\n")):
            return True
    for number, odd in enumerate(_ODD_EQUALS.finditer(text, start)):
        at = odd.start()
        low = max(start, at - _LOOK_BACK)
        tag, text_begins = text.rfind("<", low, at), text.rfind(">", low, at)
        if number > _MANY or tag == text_begins:
            return False
        if text_begins < tag and text.count('"', tag, at) % 2 == 0:
            return False
    return True


def _usual_prefixes(text: str, start: int) -> bool:
    """Whether no prefix that is used means something else than in canonical text."""
    end = text.index(">", start)
    strays = _strays_of(text[start:end])
    at = text.find("xmlns", end)
    if at >= 0:
        strays |= _strays(frozenset(_DECLARED.findall(text, at - 1)))
    return not any(_used(prefix, text, start) for prefix in strays)


@remembered(256, longest=8192)
def _strays_of(root: str) -> frozenset[str]:
    return _strays(frozenset(_DECLARED.findall(root)))


def _strays(declared: frozenset[tuple[str, str]]) -> frozenset[str]:
    """The prefixes that are declared with another meaning than their canonical one."""
    usual = namespaces.PREFIX
    return frozenset(
        prefix
        for prefix, uri in declared
        if (usual[uri] != prefix if uri in usual else prefix and prefix in namespaces.TAKEN)
    )


def _used(prefix: str, text: str, start: int) -> bool:
    if not prefix:
        return True
    name = prefix + ":"
    at = text.find(name, start)
    while at >= 0:
        if text[at - 1] in "</ \t\r\n" and not text.startswith(_IDS, at + len(name)):
            return True
        at = text.find(name, at + 1)
    return False
