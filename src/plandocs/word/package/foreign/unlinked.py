"""Documents of former formats without their links, so that a converter opens no file but its own.

What starts or fetches something is passed over, and told; what is shown stays. In the old binary
format the codes of live fields are blanked where they stand: text lies there as 8-bit or as UTF-16
characters ([MS-DOC] 2.4.1); a field begins with U+0013, its result with U+0014, and it ends with
U+0015. In OpenDocument and Word 2003 XML attributes that lead out of the file go; links to pages,
which wait for a click, stay (OpenDocument 1.3 part 3, 19.918). In RTF a reader ignores a
destination that it does not know where ``\\*`` stands before it (specification 1.9.1).
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from plandocs.container import archive
from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.errors import DocumentError
from plandocs.word.package.live import STARTS_OR_FETCHES, is_of_a_mail
from plandocs.word.package.rtf import tokens
from plandocs.word.package.save import saved
from plandocs.word.package.trees import parser

_LONGEST: Final = 4000  # bytes of a field's code that are looked at
_NARROW: Final = re.compile(rb"\x13([^\x13\x14\x15\0]{1,2000})")
_WIDE: Final = re.compile(
    rb"\x13\0((?:[^\x13\x14\x15]\0|.[\x01-\xff]){1,2000}?)(?=[\x13-\x15]\0)", re.DOTALL
)


def unlinked_doc(data: bytes) -> tuple[bytes, list[str]]:
    """The document without its links, and what was live in it."""
    live: list[str] = []
    made = bytearray(data)
    for pattern, coding, blank in (
        (_NARROW, "cp1252", b" "),
        (_WIDE, "utf-16-le", b" \0"),
    ):
        for match in pattern.finditer(data):
            code = match[1].decode(coding, "replace")
            if STARTS_OR_FETCHES.match(code):
                live.append(code)
                made[match.start(1) : match.end(1)] = blank * (len(match[1]) // len(blank))
    return bytes(made), live


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
            parts[name], live_in_part = unlinked_xml(part)
            changed |= parts[name] is not part
            live += live_in_part
    return (saved(parts) if changed else data), live


def unlinked_xml(data: bytes) -> tuple[bytes, list[str]]:
    """The same for a document that is one XML file, and for a part of another."""
    try:
        root = etree.fromstring(data, parser=parser())
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


# Fields that ask for nothing outside (ECMA-376-1, 17.16.5); whatever else there is, is passed over.
_QUIET: Final = (
    "= ADDIN ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST "
    "BARCODE BIBLIOGRAPHY CITATION COMMENTS COMPARE CREATEDATE DATE DOCPROPERTY DOCVARIABLE "
    "EDITTIME EMBED EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT GOTOBUTTON "
    "GREETINGLINE HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM MACROBUTTON MERGEFIELD "
    "MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE "
    "PRIVATE QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SUBJECT "
    "SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE"
)
_QUIET_NAMES: Final = frozenset(_QUIET.split())
_NAME: Final = re.compile(r"\s*(=|[A-Za-z]+)(?=[\s\"\\=]|$)")
_ANYWHERE: Final = re.compile(
    r"INCLUDE(?:PICTURE|TEXT)|\b(?:INCLUDE|DDE|DDEAUTO|IMPORT|LINK)\b", re.IGNORECASE
)
_UNKNOWN: Final = rb"\*\plandocsnone "
_PICTURE_NAMES: Final = (b"pibName", b"fillBlipName", b"lineFillBlipName", b"pibPrintName")
_LINKED: Final = (b"objlink", b"objautlink", b"objsub", b"objpub")
_AT_REST: Final = (b"nextfile", b"NeXTGraphic", b"subdocument", b"filetbl", b"mmodsosrc")


class _Field:
    """The code of a field that is being read: where its destination is written, and its text."""

    def __init__(self, at: int, depth: int) -> None:
        self.at, self.depth = at, depth
        self.code: list[str] = []


class _Reader:
    """What is open at the token at hand; ``out`` are the tokens, some of them spelled anew."""

    def __init__(self) -> None:
        self.out: list[bytes] = []
        self.live: list[str] = []
        self.depth = 0
        self.fields: list[_Field] = []
        self.links: list[int] = []  # how deep the linked objects stand that are open
        self.told_to: list[_Field] = []  # destinations whose words are told: templates

    def word(self, name: bytes, number: bytes, token: bytes) -> None:
        """A control word."""
        if name == b"fldinst":
            self.fields.append(_Field(len(self.out), self.depth))
        elif name in _LINKED:
            self.links.append(self.depth)
            self.live.append("object: a link")
        elif name == b"template":
            self.told_to.append(_Field(len(self.out), self.depth))
        if (name == b"objdata" and self.links) or name in _AT_REST or name == b"template":
            token = _UNKNOWN
        elif name == b"u":
            self.text(chr(int(number or b"63") % 0x10000))
        self.out.append(token)

    def text(self, text: str) -> None:
        """Characters of a code or a name."""
        if self.fields:
            self.fields[-1].code.append(text)
        if self.told_to:
            self.told_to[-1].code.append(text)

    def closed(self) -> None:
        """A closing brace."""
        self.depth -= 1
        while self.fields and self.fields[-1].depth > self.depth:
            field = self.fields.pop()
            code = "".join(field.code)
            name = _NAME.match(code)
            quiet = name is not None and name[1].upper() in _QUIET_NAMES
            if not quiet or _ANYWHERE.search(code):
                self.out[field.at] = _UNKNOWN
                if STARTS_OR_FETCHES.match(code) or (not quiet and _ANYWHERE.search(code)):
                    self.live.append(code)
        while self.links and self.links[-1] > self.depth:
            self.links.pop()
        while self.told_to and self.told_to[-1].depth > self.depth:
            self.live.append(f"template: {''.join(self.told_to.pop().code).strip()}")


def unlinked_rtf(data: bytes) -> tuple[bytes, list[str]]:
    """The document without its links, and what was live in it."""
    reader, at = _Reader(), 0
    for match in tokens(data):
        reader.out.append(data[at : match.start()])
        at = match.end()
        token = match.group()
        if match["word"] is not None:
            reader.word(match["word"], match["number"], token)
            continue
        if token == b"{":
            reader.depth += 1
        elif token == b"}":
            reader.closed()
        elif token.strip() in _PICTURE_NAMES:
            token = b"plandocsnone"
        elif reader.fields or reader.told_to:
            raw = bytes.fromhex(match["hex"].decode()) if match["hex"] else match["sign"] or token
            reader.text(raw.decode("cp1252", "replace"))
        reader.out.append(token)
    reader.depth = 0
    reader.closed()
    return b"".join([*reader.out, data[at:]]), reader.live


_WAYS = {
    ".rtf": unlinked_rtf, ".doc": unlinked_doc, ".odt": unlinked_odt, ".xml": unlinked_xml,
}  # fmt: skip


def unlinked(data: bytes, extension: str) -> tuple[bytes, tuple[str, ...]]:
    """The document without its links, and what was live in it, each once."""
    way = _WAYS.get(extension)
    if way is None:
        return data, ()
    made, live = way(data)
    return made, tuple(dict.fromkeys(" ".join(each.split()) for each in live))
