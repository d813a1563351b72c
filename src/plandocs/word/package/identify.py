"""What a file is: by its first bytes, then by what its container holds, before anything reads it.

Only a zip container may be a .docx; an old .doc often has one inside, so the first bytes decide and
the end of the file does not. In an OLE container the streams at the top decide; those of embedded
objects lie deeper and say nothing about the file itself. In a zip archive the content type of the
part that the package points to decides, never the file's name.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from plandocs.errors import Corrupt
from plandocs.word.package import ole
from plandocs.word.package.ole import BrokenContainer, Container, Stream
from plandocs.word.package.parts import Package
from plandocs.word.package.structure import CONTENT_TYPES


class Family(Enum):
    """What to do with a file."""

    WORD = "a Word document"
    ODT = "an OpenDocument text"
    ZIP = "zip"
    OLE = "ole"
    ENCRYPTED = "encrypted"
    PROTECTED = "protected by a label"
    LEGACY = "a .doc"
    OLD_WORD = "old Word"
    RTF = "rtf"
    WORD_2003_XML = "Word 2003 XML"
    EMPTY = "empty"
    BLANKED = "blanked"
    KNOWN = "a known other kind"
    UNKNOWN = "unknown"


class Kind(NamedTuple):
    """A family, and what the file is in words that fit after "is"."""

    family: Family
    words: str


_WORD_DOCUMENT: Final = Kind(Family.WORD, "a Word document")
_SIGNATURES: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\0\x05\x16\x07", "the side file that macOS keeps for another file"),
    (b"\0\x05\x16\0", "the side file that macOS keeps for another file"),
    (b"bplist", "an Apple property list"),
    (b"wOFF", "a font"),
    (b"%!PS", "a PostScript file"),
)
# Word for DOS and Windows Write, Word 1, 2 and 6 outside of OLE, Word 1, 3, 4 and 5 for Mac.
_OLD_WORD: Final = (
    b"\x31\xbe\0\0", b"\x32\xbe\0\0", b"\x9b\xa5", b"\xdb\xa5", b"\xdc\xa5", b"\xec\xa5",
    b"\xfe\x32\0", b"\xfe\x34\0", b"\xfe\x37\0",
)  # fmt: skip
_MAIL: Final = re.compile(
    rb"(?:MIME-Version|From|Received|Return-Path|Date|Subject|Message-ID|X-[\w-]+): ", re.IGNORECASE
)
_HTML: Final = re.compile(rb"<!doctype html|<html|<head|<body|<table|<div|<p>|<meta", re.IGNORECASE)
_CONTROL: Final = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_HEAD: Final = 4096


def identify(data: bytes) -> Kind:
    """The kind of file that these bytes are."""
    if not data:
        return Kind(Family.EMPTY, "empty")
    if data.startswith((b"PK\3\4", b"PK\5\6", b"PK00PK\3\4", b"PK\7\x08PK\3\4")):
        return Kind(Family.ZIP, "a zip archive")
    if data.startswith(ole.SIGNATURE):
        return Kind(Family.OLE, "an OLE container")
    if data.startswith(_OLD_WORD):
        return Kind(Family.OLD_WORD, "a document of a very old Word")
    for signature, words in _SIGNATURES:
        if data.startswith(signature):
            return Kind(Family.KNOWN, words)
    return _text_kind(data)


def _text_kind(data: bytes) -> Kind:
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        head = head.replace(b"\0", b"")
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith((rb"{\rtf", rb"{\urtf")):
        return Kind(Family.RTF, "an RTF document")
    if head.startswith(b"<?xml") or (head.startswith(b"<") and b"xmlns" in head):
        return _xml_kind(head)
    if _HTML.search(head[:1024]):
        return Kind(Family.UNKNOWN, "a web page (HTML)")
    if _MAIL.match(head):
        return Kind(Family.UNKNOWN, "an e-mail or a web archive (MHT)")
    if not data.strip(b"\0"):
        return Kind(Family.BLANKED, "nothing but zero bytes")
    if not head.strip():
        return Kind(Family.UNKNOWN, "a file of blanks")
    if head.translate(None, _CONTROL) == head:
        return Kind(Family.UNKNOWN, "plain text")
    return Kind(Family.UNKNOWN, "a kind of file that plandocs does not know")


def _xml_kind(head: bytes) -> Kind:
    if b"schemas.microsoft.com/office/word/2003/wordml" in head or b"w:wordDocument" in head:
        return Kind(Family.WORD_2003_XML, "a Word 2003 XML document")
    if b"schemas.microsoft.com/office/2006/xmlPackage" in head:
        return Kind(Family.KNOWN, "a Word document saved as one XML file (Flat OPC)")
    if b"urn:oasis:names:tc:opendocument" in head:
        return Kind(Family.KNOWN, "an OpenDocument file saved as one XML file")
    if b"http://www.w3.org/1999/xhtml" in head:
        return Kind(Family.UNKNOWN, "a web page (HTML)")
    return Kind(Family.UNKNOWN, "an XML file of another kind")


_ENCRYPTED: Final = ("encryptedpackage", "encryptioninfo")
# The data spaces of rights management, that of Office and that of the old formats
# ([MS-OFFCRYPTO] 2.2, 1.3.3); a password has another, and a label alone has none.
_RIGHTS: Final = frozenset(
    {"drmencrypteddataspace", "drmencryptedtransform", "\tdrmdataspace", "\tdrmtransform"}
)
_OTHERS: Final = (
    ("workbook", "an Excel workbook in the old .xls format"),
    ("book", "an Excel workbook in the old .xls format"),
    ("powerpoint document", "a PowerPoint presentation in the old .ppt format"),
    ("visiodocument", "a Visio drawing"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
    ("quill", "a Publisher document"),
    ("hwpsummaryinformation", "a Hangul document (.hwp)"),
    ("\5hwpsummaryinformation", "a Hangul document (.hwp)"),
    ("matost", "a Microsoft Works document (.wps)"),
    ("perfectoffice_main", "a WordPerfect document"),
)
# FibBase ([MS-DOC] 2.5.2): the high byte of its identifier, and the flags with fEncrypted.
_WORD_MARK: Final = b"\xa5"
_FLAGS_AT: Final = 10
_F_ENCRYPTED: Final = 0x0100


def inspect_ole(data: bytes, source: str) -> Kind:
    """The kind of document in the container. Raises `Corrupt` for a broken one."""
    try:
        container = Container(data)
        streams = container.streams()
        if "\6dataspaces" in streams and _RIGHTS.intersection(container.names()):
            return Kind(Family.PROTECTED, "protected by a rights or sensitivity label")
        if encrypted := [streams[name] for name in _ENCRYPTED if name in streams]:
            for stream in encrypted:
                container.ensure_whole(stream)
            return Kind(Family.ENCRYPTED, "encrypted")
        if "worddocument" in streams:
            return _word_of(container, streams["worddocument"])
    except BrokenContainer as error:
        raise Corrupt(
            f"it is an OLE container (as .doc files are), but a damaged one: {error}; get the "
            "file again from where it came from",
            source,
        ) from None
    for name, words in _OTHERS:
        if name in streams:
            return Kind(Family.KNOWN, words)
    return Kind(Family.KNOWN, "an OLE container of another program")


def _word_of(container: Container, stream: Stream) -> Kind:
    head = container.beginning(stream)
    flags = int.from_bytes(head[_FLAGS_AT : _FLAGS_AT + 2], "little")
    if head[1:2] == _WORD_MARK and flags & _F_ENCRYPTED:
        return Kind(Family.ENCRYPTED, "encrypted")
    return Kind(Family.LEGACY, "a Word document in the old .doc format")


_WORD: Final = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroenabled.main+xml",
        "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
    }
)
_OTHER_TYPES: Final = (
    ("spreadsheetml", "an Excel workbook"),
    ("ms-excel", "an Excel workbook"),
    ("presentationml", "a PowerPoint presentation"),
    ("ms-powerpoint", "a PowerPoint presentation"),
    ("visio", "a Visio drawing"),
    ("xps", "an XPS document"),
    ("oxps", "an XPS document"),
)
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument."
_OTHER_FILES: Final = (
    ("Index/Document.iwa", "an Apple Pages document"),
    ("index.apxl", "an Apple Keynote presentation"),
    ("index.xml", "an Apple Pages document"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
)


def recognise_package(package: Package) -> Kind:
    """What the archive is. Raises `Corrupt` where it is a package without its parts."""
    if package.recognised is not None:
        package.main, package.macros = package.recognised
        return _WORD_DOCUMENT
    names = package.names()
    if not names:
        raise _incomplete(package, "it holds no parts at all")
    if package.find("mimetype") or package.find("META-INF/manifest.xml"):
        return _open_document(package)
    if package.find(CONTENT_TYPES):
        return _office(package)
    if package.find("_rels/.rels") or any(name.lower().startswith("word/") for name in names):
        raise _incomplete(package, f"the part {CONTENT_TYPES} is missing")
    for part, words in _OTHER_FILES:
        if package.find(part):
            return Kind(Family.KNOWN, words)
    return Kind(Family.KNOWN, "a zip archive of other files")


def _open_document(package: Package) -> Kind:
    declared = ""
    if package.find("mimetype"):
        declared = package.read("mimetype")[:200].decode("ascii", "replace").strip()
    if declared == "application/epub+zip":
        return Kind(Family.KNOWN, "an EPUB book")
    if declared.startswith(_OPEN_DOCUMENT + "text") or not declared:
        return Kind(Family.ODT, "an OpenDocument text (.odt)")
    if declared.startswith(_OPEN_DOCUMENT):
        return Kind(Family.KNOWN, f"an OpenDocument {declared[len(_OPEN_DOCUMENT) :]}")
    return Kind(Family.KNOWN, "a zip archive of other files")


def _office(package: Package) -> Kind:
    types = package.content_types()
    mains = package.root_related("officeDocument")
    if not mains:
        return _without_main(package)
    if len(mains) > 1:
        raise Corrupt(
            f"the file can show two different documents: {mains[0]} and {mains[1]} are both its "
            "main part; open it in Word, look whether it is what was meant, and save it again",
            package.source,
        )
    main = mains[0]
    declared = types.of(main)
    if declared not in _WORD:
        other = _other(declared)
        if other is None and package.xml(main).startswith("<w:document"):
            other = None
        elif other is None:
            other = Kind(Family.KNOWN, "an Office package without a Word document in it")
        if other is not None:
            return other
    package.main = main
    package.macros = "macroenabled" in declared
    if declared in _WORD:
        package.recognised = main, package.macros
    return _WORD_DOCUMENT


def _without_main(package: Package) -> Kind:
    """No part is pointed to as the main one: another program's package, or a broken one."""
    types = package.content_types()
    for declared in types.overrides.values():
        other = None if declared in _WORD else _other(declared)
        if other is not None:
            return other
    if any(arrow.kind == "officeDocument" for arrow in package.arrows("")):
        raise _incomplete(package, "its main part is missing")
    if package.find("_rels/.rels") is None:
        raise _incomplete(package, "the part _rels/.rels is missing")
    if any(declared in _WORD for declared in types.overrides.values()):
        raise _incomplete(package, "nothing says which part is the document")
    return Kind(Family.KNOWN, "a package of another program, not of Word")


def _other(declared: str) -> Kind | None:
    for mark, words in _OTHER_TYPES:
        if mark in declared:
            return Kind(Family.KNOWN, words)
    return None


def _incomplete(package: Package, why: str) -> Corrupt:
    return Corrupt(
        f"this is a zip archive but no whole Word document: {why}; get the file again from where "
        "it came from",
        package.source,
    )
