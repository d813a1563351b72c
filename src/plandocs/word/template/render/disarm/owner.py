"""Whose a template is: its author, company, variables, which are nobody's in what is filled.

What the form shows by a field or a control that is bound to it stays: it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from plandocs.word.package.namespaces import each_named, remove, spelled
from plandocs.word.package.properties import CORE_TYPE, CUSTOM_TYPE, NEUTRAL
from plandocs.word.template.render.disarm.elements import codes_of
from plandocs.word.template.render.scan import has_tags

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
    shown = _shown(trees)
    changed = set()
    for name, root in trees.items():
        kind = kinds[name]
        if kind == CORE_TYPE:
            done = _neutral(root, shown)
        elif kind == _APP_TYPE:
            done = _without(root, [e for e in root if spelled(e.tag) in _OF_THE_APP
                                   and spelled(e.tag).lower() not in shown])  # fmt: skip
        elif kind == CUSTOM_TYPE:
            done = _without(root, [e for e in root if _OF_A_MAIL.match(str(e.get("name")))
                                   and str(e.get("name")).lower() not in shown])  # fmt: skip
        else:
            done = kind.endswith("settings+xml") and _without_variables(root, shown)
        if done:
            changed.add(name)
    return changed


def _shown(trees: Mapping[str, etree._Element]) -> set[str]:
    """The properties and variables that the text shows, in lower case."""
    shown: set[str] = set()
    for root in trees.values():
        for code in codes_of(root):
            found = _SHOWN_BY.match(code)
            if found is not None:
                shown.add(found[1].strip().lower())
        for element in each_named(root, "w:dataBinding", "w15:dataBinding"):
            path = next((str(v) for n, v in element.attrib.items() if spelled(n) == "w:xpath"), "")
            shown.update(word.lower() for word in _WORD.findall(path))
    return shown


def _neutral(root: etree._Element, shown: set[str]) -> bool:
    changed = False
    for element in root:
        name = spelled(element.tag)
        if name in _NAMED and element.text not in (None, "", NEUTRAL):
            keys = {_AS_FIELD[name], name.partition(":")[2].lower()}
            if not (keys & shown or has_tags(element.text or "")):
                element.text = NEUTRAL
                changed = True
    return changed


def _without(root: etree._Element, unwanted: list[etree._Element]) -> bool:
    for element in unwanted:
        remove(element)
    return bool(unwanted)


def _without_variables(root: etree._Element, shown: set[str]) -> bool:
    changed = False
    for variables in [each for each in root if spelled(each.tag) == "w:docVars"]:
        changed |= _without(variables, [each for each in variables if _name(each) not in shown])
        if not len(variables):
            remove(variables)
            changed = True
    return changed


def _name(variable: etree._Element) -> str:
    return next((str(v).lower() for n, v in variable.attrib.items() if spelled(n) == "w:name"), "")
