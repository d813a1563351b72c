"""RTF: fields, linked objects and the template are spelled so that readers pass over them.

A reader ignores a destination that it does not know where ``\\*`` stands before it (Rich Text
Format Specification 1.9.1, "Destination control words"), and shows the field's result.
"""

from __future__ import annotations

import re
from typing import Final

from plandocs.word.package.live import STARTS_OR_FETCHES

_TOKEN: Final = re.compile(
    rb"\\'([0-9A-Fa-f]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\[^a-zA-Z]|[{}]|[^\\{}]+", re.DOTALL
)
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
    while found := _TOKEN.match(data, at):
        at = found.end()
        hexed, name, number = found.groups()
        token = found.group()
        if name is not None:
            reader.word(name, number, token)
            if name == b"bin":
                reader.out.append(data[at : at + max(0, int(number or b"0"))])
                at += len(reader.out[-1])
            continue
        if token == b"{":
            reader.depth += 1
        elif token == b"}":
            reader.closed()
        elif token.strip() in _PICTURE_NAMES:
            token = b"plandocsnone"
        elif reader.fields or reader.told_to:
            plain = bytes([int(hexed, 16)]) if hexed else token.removeprefix(b"\\")
            reader.text(plain.decode("cp1252", "replace"))
        reader.out.append(token)
    reader.depth = 0
    reader.closed()
    return b"".join([*reader.out, data[at:]]), reader.live
