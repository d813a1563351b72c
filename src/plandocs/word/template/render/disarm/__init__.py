"""Live content taken out: a template's parts such that nothing starts and nothing is fetched.

Macros, controls, add-ins, objects that run, linked pictures, remote templates, fields that start
programs or fetch, links to folders and shares, in every part; and what says whose template it is.
What is shown stays as it is shown. docs/word-notes/live-content.md says what counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from lxml import etree

from plandocs.errors import Corrupt
from plandocs.word.package.live import place_of
from plandocs.word.package.namespaces import each_named, remove, spelled
from plandocs.word.package.places import Atlas, Place, Spot
from plandocs.word.package.properties import CORE_TYPE, CUSTOM_TYPE, NEUTRAL
from plandocs.word.package.structure import CONTENT_TYPES
from plandocs.word.package.trees import TYPES, kinds_of, labelled, parse_xml, xml_bytes
from plandocs.word.template.render.disarm.elements import codes_of, disarm_elements, flatten_fields
from plandocs.word.template.render.disarm.relationships import BLANK_PICTURE, Arrow, cut_arrows
from plandocs.word.template.render.scan import has_tags


class Taken(NamedTuple):
    """One live thing; ``local`` where it is a template on the writer's own disk: no alarm."""

    what: str
    place: Place
    local: bool = False


class Disarmed(NamedTuple):
    """The parts without live content, and what was taken out, in the order of the parts."""

    parts: dict[str, bytes]
    taken: tuple[Taken, ...]


def disarmed(parts: Mapping[str, bytes], source: str) -> Disarmed:
    """Take live content out of a template's parts, and what says whose it is."""
    types = parse_xml(parts[CONTENT_TYPES], CONTENT_TYPES, source)
    kinds = kinds_of(types, parts)
    labels = dict(labelled(kinds))
    made = dict(parts)
    cut = cut_arrows(made, source)
    trees = {name: tree for name, kind in kinds.items()
             if (tree := _tree(name, kind, made, source)) is not None}  # fmt: skip
    changed: set[str] = set()
    taken: list[Taken] = []
    for name, root in trees.items():
        part = _Part(name, root, labels.get(name) or place_of(name), cut.pop(name, {}))
        if part.disarm():
            changed.add(name)
        taken += part.taken
    taken += [
        Taken(arrow.what, Place(place_of(name) or "the document", "", Spot(name, -1, 0, 0)))
        for name, arrows in cut.items()
        for arrow in arrows.values()
        if arrow.what and (name in made or not name)
    ]
    changed |= strip_owner(trees, kinds)
    for name in changed:
        made[name] = xml_bytes(trees[name])
    if BLANK_PICTURE in made and BLANK_PICTURE not in parts:
        made[CONTENT_TYPES] = _with_png(types)
    once = {(each.what, each.place.words): each for each in reversed(taken)}
    return Disarmed(made, tuple(reversed(once.values())))


class _Part:
    """One part's tree and the relationships that were cut from it; ``taken`` is what was live."""

    def __init__(
        self, name: str, root: etree._Element, label: str, cut: Mapping[str, Arrow]
    ) -> None:
        self._root, self._cut = root, cut
        self._atlas = Atlas(root, name, label)
        self.taken: list[Taken] = []

    def disarm(self) -> bool:
        """Make the tree harmless; False where nothing had to change."""
        fields = flatten_fields(self._root, self._tell)
        elements = disarm_elements(self._root, self._cut, self._tell)
        reported = {each.what for each in self.taken}
        for arrow in self._cut.values():
            if arrow.what and arrow.what not in reported:
                self._tell(self._root, arrow.what, arrow.local)
        return fields or elements

    def _tell(self, element: etree._Element, what: str, local: bool = False) -> None:
        self.taken.append(Taken(what, self._atlas.place(element, ""), local))


def _tree(name: str, kind: str, parts: Mapping[str, bytes], source: str) -> etree._Element | None:
    """The tree of a part of Word's; None for what is no XML, and for lists of the package."""
    if name not in parts or name.endswith(".rels") or name == CONTENT_TYPES:
        return None
    if not kind.endswith(("xml", "vmlDrawing")) and not name.endswith((".xml", ".vml")):
        return None
    try:
        return parse_xml(parts[name], name, source)
    except Corrupt:
        if "wordprocessingml" in kind or "ms-word" in kind:
            raise
        return None


def _with_png(types: etree._Element) -> bytes:
    """The content types, with that of the empty picture."""
    name = f"/{BLANK_PICTURE}"
    etree.SubElement(types, f"{TYPES}Override", PartName=name, ContentType="image/png")
    return xml_bytes(types)


_APP_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_OF_THE_APP: Final = ("Company", "Manager", "HyperlinkBase", "Template", "HLinks")
_NAMED: Final = ("dc:creator", "cp:lastModifiedBy")
# What Outlook writes into a document that was sent for review: names, addresses, the subject.
_OF_A_MAIL: Final = re.compile(
    r"_(?:author|email|(?:previous)?adhocreview|reviewingtools|newreviewcycle)", re.IGNORECASE
)
_WORD: Final = re.compile(r"\w+")
_SHOWN_BY: Final = re.compile(
    r"\s*(?:DOCPROPERTY|DOCVARIABLE|INFO)?\s*\"?([^\"\\]+)", re.IGNORECASE
)
_AS_FIELD: Final = {"dc:creator": "author", "cp:lastModifiedBy": "lastsavedby"}


def strip_owner(trees: Mapping[str, etree._Element], kinds: Mapping[str, str]) -> set[str]:
    """Take the owner's traces out of the trees of parts. Returns the names of changed parts."""
    displayed = _displayed_names(trees)
    changed = set()
    for name, root in trees.items():
        kind = kinds[name]
        if kind == CORE_TYPE:
            done = _neutral(root, displayed)
        elif kind == _APP_TYPE:
            done = _without(root, [e for e in root if spelled(e.tag) in _OF_THE_APP
                                   and spelled(e.tag).lower() not in displayed])  # fmt: skip
        elif kind == CUSTOM_TYPE:
            done = _without(root, [e for e in root if _OF_A_MAIL.match(str(e.get("name")))
                                   and str(e.get("name")).lower() not in displayed])  # fmt: skip
        else:
            done = kind.endswith("settings+xml") and _without_variables(root, displayed)
        if done:
            changed.add(name)
    return changed


def _displayed_names(trees: Mapping[str, etree._Element]) -> set[str]:
    """The properties and variables that the text shows, in lower case."""
    displayed: set[str] = set()
    for root in trees.values():
        for code in codes_of(root):
            match = _SHOWN_BY.match(code)
            if match is not None:
                displayed.add(match[1].strip().lower())
        for element in each_named(root, "w:dataBinding", "w15:dataBinding"):
            path = next((str(v) for n, v in element.attrib.items() if spelled(n) == "w:xpath"), "")
            displayed.update(word.lower() for word in _WORD.findall(path))
    return displayed


def _neutral(root: etree._Element, displayed: set[str]) -> bool:
    changed = False
    for element in root:
        name = spelled(element.tag)
        if name in _NAMED and element.text not in (None, "", NEUTRAL):
            keys = {_AS_FIELD[name], name.partition(":")[2].lower()}
            if not (keys & displayed or has_tags(element.text or "")):
                element.text = NEUTRAL
                changed = True
    return changed


def _without(root: etree._Element, unwanted: list[etree._Element]) -> bool:
    for element in unwanted:
        remove(element)
    return bool(unwanted)


def _without_variables(root: etree._Element, displayed: set[str]) -> bool:
    changed = False
    for variables in [each for each in root if spelled(each.tag) == "w:docVars"]:
        changed |= _without(variables, [each for each in variables if _name(each) not in displayed])
        if not len(variables):
            remove(variables)
            changed = True
    return changed


def _name(variable: etree._Element) -> str:
    return next((str(v).lower() for n, v in variable.attrib.items() if spelled(n) == "w:name"), "")
