"""Content controls that show stored data: custom XML, or the properties of the document.

The paragraphs of such controls get the text that Word shows, which is the stored one; where the
text saved with the control differs, that is kept beside it as ``stale``. A link that leads nowhere
changes nothing. The rules are on the page ``docs/word-notes/data-bindings.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from lxml import etree

from plandocs.errors import DocumentError
from plandocs.normal.characters import without_codes
from plandocs.normal.dates import Picked
from plandocs.word.package.parts import Package
from plandocs.word.package.tokens import attribute, unescape
from plandocs.word.package.trees import parser
from plandocs.word.view.state import Bound, Control

_PROPERTIES: Final = {
    "6c3c8bc8-f283-45ae-878a-bab7291924a1": "core-properties",
    "6668398d-a668-4e3e-a5eb-62b293d839f1": "extended-properties",
}
_ITEM: Final = re.compile(r'itemID="([^"]*)"')
_NAMESPACE: Final = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""")
_NAME: Final = r"(?:[\w.-]+:)?[\w.-]+"
_STEP: Final = (
    rf"(?:@?{_NAME}|\*|text\(\)|node\(\))"
    rf"""(?:\[(?:\d+|last\(\)|@?{_NAME}\s*=\s*(?:'[^']*'|"[^"]*"))\])*"""
)
# Paths of plain steps: what Word writes, and what people write. No function can run long in them.
_PATH: Final = re.compile(rf"/{{1,2}}{_STEP}(?:/{_STEP})*")
_LONGEST: Final = 1000
_MOST: Final = 500  # controls of one part that are looked up
_ON: Final = frozenset({"1", "true", "on"})
_BOX: Final = re.compile("[☒☑✓✔☐]")
_WORD_XML: Final = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)<")


def settle(package: Package, bound: Iterable[Bound]) -> None:
    """Give the paragraphs of these controls the text that Word shows."""
    stores = Stores(package)
    begins: dict[int, int] = {}  # where the text of a paragraph is new from
    for each in list(bound)[::-1][:_MOST]:  # the last first: what stands in front keeps its place
        p = each.paragraphs[0]
        if each.end > begins.get(id(p), each.end) or (each.end < 0 and id(p) in begins):
            continue  # it stands inside another that was given its text
        stored = stores.value(each.control.binding)
        if stored is None:
            if stores.is_beyond(each.control.binding):
                p.add("unfollowed", "")
            continue
        begin, end = (0, len(p.text)) if each.end < 0 else (each.control.begin, each.end)
        saved = "\n".join([p.text[begin:end], *(other.text for other in each.paragraphs[1:])])
        display_text = _display_text(each.control, stored, saved)
        if display_text is None:
            continue
        p.text = p.text[:begin] + display_text + p.text[end:]
        begins[id(p)] = begin
        _noted(each, saved, stored, display_text)


def _display_text(control: Control, stored: str, saved: str) -> str | None:
    """The text that the control shows; None where that is what is saved with it."""
    if control.kind == "checkbox":
        box = _BOX.search(saved)
        ticked = stored.strip().casefold() in _ON
        if box is None or ticked == (box[0] != "☐"):
            return None
        return saved.replace(box[0], "☒" if ticked else "☐", 1)
    if control.kind == "date":
        day = _day(stored)
        if day is not None:
            same = day == control.date and not control.prompt
            return None if same else f"{day.day} {day:%B %Y}"
    text = control.choices.get(stored, stored)
    if " ".join(text.split()) == " ".join(saved.split()):
        return None
    return without_codes(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))


def _noted(each: Bound, saved: str, stored: str, display_text: str) -> None:
    first, *others = each.paragraphs
    control = each.control
    if control.kind == "date":
        day = _day(stored)
        others_picked = (each for each in first.picked if each.date != control.date)
        mine = () if day is None else (Picked(day, False, display_text),)
        first.picked = (*others_picked, *mine)
    if control.prompt and first.extras:
        first.extras = [extra for extra in first.extras if extra.kind != "prompt"]
    for other in others:
        other.text = ""
    first.add("stale", " ".join(saved.split()))


def _day(stored: str) -> date | None:
    try:
        return date.fromisoformat(stored.strip()[:10])
    except ValueError:
        return None


def _link(binding: str) -> tuple[str, str, dict[str, str]]:
    """The path of a link, the id of the data it is in, and the namespaces by their prefixes."""
    path, wanted, mappings = (
        attribute(binding, f"w:{name}") or attribute(binding, f"w15:{name}") or ""
        for name in ("xpath", "storeItemID", "prefixMappings")
    )
    return path.strip(), wanted.strip().strip("{}").casefold(), dict(_NAMESPACE.findall(mappings))


def _is_path(path: str, spaces: dict[str, str]) -> bool:
    """Return whether this can be a path; Word shows the text saved with a link that is none."""
    try:
        etree.XPath(path, namespaces=spaces)
    except etree.XPathSyntaxError:
        return False
    return True


class Stores:
    """The stored data of one package, each part read when it is first asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts: dict[str, str] | None = None
        self._roots: dict[str, etree._Element | None] = {}

    def value(self, binding: str) -> str | None:
        """What the link (the attributes of a ``w:dataBinding``) leads to; None for nowhere."""
        path, wanted, spaces = _link(binding)
        if len(path) > _LONGEST or not _PATH.fullmatch(path):
            return None
        for part in self._candidates(wanted):
            result = self._text_at(part, path, spaces)
            if result is not None:
                return result
        return None

    def is_beyond(self, binding: str) -> bool:
        """Return whether there is such data, and a path to it that is not followed."""
        path, wanted, spaces = _link(binding)
        if not path.startswith("/") or (len(path) <= _LONGEST and _PATH.fullmatch(path)):
            return False
        return _is_path(path, spaces) and bool(self._candidates(wanted))

    def _candidates(self, wanted: str) -> list[str]:
        if wanted in _PROPERTIES:
            return list(self._package.root_related(_PROPERTIES[wanted]))
        if self._parts is None:
            self._parts = self._stored()
        return [part for part, item in self._parts.items() if not wanted or item == wanted]

    def _stored(self) -> dict[str, str]:
        """The parts of custom XML, with the ids that their own properties give them."""
        result = {}
        for part in self._package.related("customXml"):
            result[part] = ""
            for properties in self._package.related("customXmlProps", part)[:1]:
                named = _ITEM.search(self._text(properties))
                result[part] = named[1].strip("{}").casefold() if named else ""
        return result

    def _text(self, part: str) -> str:
        try:
            return self._package.xml(part)
        except DocumentError:
            return ""

    def _text_at(self, part: str, path: str, spaces: dict[str, str]) -> str | None:
        if part not in self._roots:
            self._roots[part] = self._root(part)
        root = self._roots[part]
        if root is None:
            return None
        try:
            nodes = root.xpath(path, namespaces=spaces or None, smart_strings=False)
        except etree.XPathError:
            return None
        node = nodes[0] if isinstance(nodes, list) and nodes else None
        if isinstance(node, etree._Element):
            return None if len(node) else _without_markup(node.text or "")
        return node if isinstance(node, str) else None

    def _root(self, part: str) -> etree._Element | None:
        if not self._text(part):  # not XML, or beyond the limits
            return None
        try:
            return etree.fromstring(self._package.read(part), parser())
        except etree.XMLSyntaxError:
            return None


def _without_markup(text: str) -> str:
    """A stored text; of a rich one, which is a whole document as XML, the words."""
    if "<w:t" not in text:
        return text
    paragraphs = text.split("</w:p>")

    lines = ("".join(_WORD_XML.findall(each)) for each in paragraphs)
    return unescape("\n".join(filter(None, lines)))
