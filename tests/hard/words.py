"""The account of words, made from the file itself: nothing here knows the parser.

Every word in every story of the package, minus those that the form prints, must be in the plan or
in ``unmapped``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

from lxml import etree

_WORD = re.compile(r"\w+")
_GONE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200d"))
_TEXT = {"t", "delText"}
_SPACE = {"br", "tab", "cr", "noBreakHyphen", "ptab"}
_SKIPPED = {"Fallback", "instrText", "delInstrText", "moveFrom", "binData"}
_DESCRIBED = {"docPr", "textpath"}


def words_of(text: str) -> list[str]:
    """The words of a text that count: markers and single letters do not."""
    text = unicodedata.normalize("NFC", text.translate(_GONE))
    return [w for w in _WORD.findall(text) if len(w) > 1 and not (w.isdigit() and len(w) < 3)]


def words_in_xml(content: bytes | str) -> Counter[str]:
    """All words in one part, with those inside one paragraph joined across its runs."""
    raw = content.encode() if isinstance(content, str) else content
    reader = _Reader()
    reader.walk(etree.fromstring(raw))
    found: Counter[str] = Counter()
    for kind in (reader.visible, reader.deleted, reader.beside):
        found.update(words_of("".join(kind)))
    return found


class _Reader:
    """Visible, deleted and other text apart, so that no two of them make one word."""

    def __init__(self) -> None:
        self.visible: list[str] = []
        self.deleted: list[str] = []
        self.beside: list[str] = []
        self.outer: list[list[str]] = []  # what is around the text box at hand
        self.fields: list[bool] = []  # for each open field: has its result begun?

    def walk(self, node: Any) -> None:
        """A node and all below it."""
        name = etree.QName(node).localname if isinstance(node.tag, str) else "Fallback"
        if name in _SKIPPED:
            return
        if name == "fldChar":
            self._field(next(v for k, v in node.attrib.items() if k.endswith("fldCharType")))
        elif name in _TEXT and all(self.fields):
            self._text(node, name, node.text or "")
        elif name in _SPACE:
            self.visible.append(" ")
        elif name in _DESCRIBED:
            words = [node.get(each) or "" for each in ("descr", "title", "string")]
            self.beside.append(" ".join(words) + " ")
        if name == "txbxContent":
            self.outer.append(self.visible)
            self.visible = []
        for child in node:
            self.walk(child)
            if name in _TEXT and child.tail:
                self._text(node, name, child.tail)
        if name == "txbxContent":
            self.visible, box = self.outer.pop(), self.visible
            self.beside += [*box, " "]
        if name in ("p", "tc", "del"):
            for kind in (self.visible, self.deleted):
                kind.append(" " if name != "del" or kind is self.deleted else "")

    def _text(self, node: Any, name: str, text: str) -> None:
        hidden = name == "t" and _is_hidden(node)
        target = self.deleted if name == "delText" else self.beside if hidden else self.visible
        math = node.tag.endswith("/math}t")
        (self.beside if math else target).append(text + (" " if math or hidden else ""))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate":
            self.fields[-1] = True
        else:
            self.fields.pop()


def _is_hidden(node: Any) -> bool:
    look = node.getparent().find("{*}rPr")
    vanish = None if look is None else look.find("{*}vanish")
    if vanish is None:
        return False
    return next(iter(vanish.attrib.values()), "1") not in ("0", "false", "off")


def words_in_reading(reading: dict[str, Any]) -> Counter[str]:
    """All words in the plan and in ``unmapped`` of a reading."""
    found: Counter[str] = Counter()
    for text in _leaves(reading["plan"]):
        found.update(words_of(text))
    for each in reading["unmapped"]:
        found.update(words_of(each["text"]))
    return found


def _leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, each in value.items() if key != "form" for text in _leaves(each)]
    if isinstance(value, list):
        return [text for each in value for text in _leaves(each)]
    return [value] if isinstance(value, str) else []
