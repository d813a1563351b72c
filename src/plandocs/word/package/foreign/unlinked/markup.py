"""OpenDocument text and Word 2003 XML: attributes that lead out of the file go.

Links to pages, which wait for a click, stay (OpenDocument 1.3 part 3, 19.918).
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from plandocs.container import archive
from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.errors import DocumentError
from plandocs.word.package.live import STARTS_OR_FETCHES, is_of_a_mail
from plandocs.word.package.splice import Splicer

_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_OUT: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]|\.\.[/\\])", re.IGNORECASE)
_CLICKED: Final = ("a", "hlink", "auto-reload", "hyperlink-behaviour")
_DROPPED: Final = ("section-source", "dde-source", "dde-connection-decl", "event-listeners",
                   "scripts", "table-source", "auto-reload")  # fmt: skip
_MACROS: Final = re.compile(r"Scripts/.*\.\w+$|Basic/(?!.*script-l[bc]\.xml$).*\.xml$")
_TELLING: Final = ("dde-source", "event-listeners")  # by its address, or by what is in it
_ADDRESSES: Final = ("src", "href", "althref")
_ARCHIVE_PARTS: Final = ("content.xml", "styles.xml", "meta.xml", "settings.xml")


def unlinked_odt(data: bytes) -> tuple[bytes, list[str]]:
    """The document without its links, and what was live in it."""
    live: list[str] = []
    try:
        members = archive.directory(data, DEFAULT_LIMITS, "")
        parts = {
            name: archive.unpack(archive.packed(data, member, ""), member, DEFAULT_LIMITS, "")
            for name, member in members.items()
            if not name.endswith("/")
        }
    except DocumentError:
        return data, live
    changed = False
    if any(map(_MACROS.match, parts)):
        live.append("macros")
    for name, part in parts.items():
        if name.rpartition("/")[2] in _ARCHIVE_PARTS:
            parts[name], told = _unlinked(part)
            changed |= parts[name] is not part
            live += told
    return (Splicer(parts, ()).package({}) if changed else data), live


def unlinked_xml(data: bytes) -> tuple[bytes, list[str]]:
    """The same for a document that is one XML file."""
    return _unlinked(data)


def _unlinked(data: bytes) -> tuple[bytes, list[str]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError:
        return data, []
    live: list[str] = []
    changed = False
    for element in list(root.iter(etree.Element)):
        local = etree.QName(element).localname
        target = element.get(_HREF)
        if target is not None and local not in _CLICKED and _OUT.match(target):
            if not is_of_a_mail(str(target)):
                live.append(f"{_word(local)}: {target}")
            del element.attrib[_HREF]
            changed = True
        if local in _DROPPED and (parent := element.getparent()) is not None:
            if local in _TELLING:
                live.append(_word(local))
            element.tail = None
            parent.remove(element)
            changed = True
        else:
            changed |= _of_word_2003(element, local, live)
    return (etree.tostring(root, encoding="UTF-8", xml_declaration=True) if changed else data), live


def _of_word_2003(element: etree._Element, local: str, live: list[str]) -> bool:
    """Codes of fields and addresses of pictures, as Word 2003 and VML have them."""
    changed = False
    if local == "instrText" and STARTS_OR_FETCHES.match(element.text or ""):
        live.append(element.text or "")
        element.text = ""
        changed = True
    for name, value in list(element.attrib.items()):
        word, text = etree.QName(name).localname, str(value)
        fetched = word in _ADDRESSES and local in ("imagedata", "fill", "stroke", "image")
        if (word == "instr" and STARTS_OR_FETCHES.match(text)) or (fetched and _is_outside(text)):
            if not is_of_a_mail(text):
                live.append(text if word == "instr" else f"picture: {text}")
            element.set(name, "")
            changed = True
    return changed


def _is_outside(address: str) -> bool:
    return _OUT.match(address) is not None and not address.lower().startswith("wordml:")


def _word(local: str) -> str:
    return {
        "image": "picture", "object": "object", "object-ole": "object", "template": "template",
        "section-source": "text of another file", "dde-source": "another program's data",
        "event-listeners": "macros", "list-level-style-image": "picture",
        "background-image": "picture",
    }.get(local, local)  # fmt: skip
