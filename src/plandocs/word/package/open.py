"""The door for Word files: whatever comes, either a `Package` or an error that says what it is.

No later room sees a file that is not a Word document, that is encrypted, or that goes beyond the
limits; a DOCTYPE is refused also in parts that are never read.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from typing import Final, NamedTuple

from plandocs.advice import Advice, Option
from plandocs.container import archive
from plandocs.container.inflate import NOT_DEFLATE, inflater
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.errors import (
    Corrupt,
    DocumentError,
    Encrypted,
    LegacyDoc,
    MissingExtra,
    NotDocx,
)
from plandocs.word.package import passwords
from plandocs.word.package.canonical import DOCTYPE
from plandocs.word.package.foreign import libreoffice as converter
from plandocs.word.package.identify import Family, Kind, identify, inspect_ole, recognise_package
from plandocs.word.package.parts import Package
from plandocs.word.package.source import Source, taken
from plandocs.word.package.structure import CONTENT_TYPES

_PACKED: Final = 512
_UNPACKED: Final = 2048
_DECLARES: Final = re.compile(
    rb"[^<]{0,8}(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*)*<!DOCTYPE", re.DOTALL
)


def refuse_doctypes(package: Package) -> None:
    """Raise `Corrupt` where an XML part declares a DOCTYPE.

    The main part is left to whoever reads it: nobody does without proving it.
    """
    for name in package.names():
        if name == package.main or not name.endswith((".xml", ".rels")):
            continue
        if _declares(*package.beginning(name, _PACKED)):
            raise Corrupt(DOCTYPE, package.source, name)


@lru_cache(maxsize=256)
def _declares(raw: bytes, method: int) -> bool:
    raw = raw[:_PACKED]
    if method == 8:
        try:
            raw = inflater().decompress(raw, _UNPACKED)
        except NOT_DEFLATE:
            return False
    return b"<!" in raw.replace(b"\0", b"") and bool(_DECLARES.match(raw.replace(b"\0", b"")))


_CONVERTIBLE: Final = {
    Family.LEGACY: ".doc",
    Family.ODT: ".odt",
    Family.RTF: ".rtf",
    Family.WORD_2003_XML: ".xml",
}
_UNPROTECT: Final = (
    "no password opens it; open it in Word and save it without the protection, or ask its owner to"
)
_SAVE_AS: Final = "open it in Word and save it as a Word document (.docx)"
_ASK = "ask for the plan as a Word document (.docx)"
_INSTEAD = (
    ("PDF", "ask for the Word document that it was made from, or open it in Word and save it as a "
     "Word document (.docx)"),
    ("picture", "words in a picture cannot be read: ask for the Word document itself"),
    ("Excel", "plans are Word documents; a list of people to fill plans for goes to fill"),
    ("e-mail", "save the document that is attached to it, and give that"),
    ("archive", "take the documents out of it, and give those"),
    ("plain text", "copy its words into the blank form in Word, and save that"),
    ("web page", "open it in Word, and save it as a Word document (.docx)"),
    ("Flat OPC", "open it in Word, and save it as a Word document (.docx)"),
)  # fmt: skip


class _Case(NamedTuple):
    """What was asked, beside the bytes themselves."""

    source: str
    sha256: str
    limits: Limits
    password: str | None
    convert: bool


def open_package(
    source: Source,
    *,
    limits: Limits = DEFAULT_LIMITS,
    password: str | None = None,
    convert: bool = True,
) -> Package:
    """The Word document in a file, whatever the file is called.

    With ``convert`` old .doc, .odt, .rtf and Word 2003 XML go through LibreOffice where it is
    installed. Raises `NotFound`, `NotDocx`, `LegacyDoc`, `Encrypted`, `Corrupt` or `TooLarge`.
    """
    name, data = taken(source, limits)
    return _opened(data, _Case(name, sha256(data).hexdigest(), limits, password, convert))


_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def open_parts(template: bytes, source: str) -> dict[str, bytes]:
    """Every part of the package in its own order, content types first.

    Raises a DocumentError for what is no Word file, is encrypted, damaged or beyond the limits.
    """
    try:
        parts = open_package(template, convert=False).parts()
    except DocumentError as error:
        raise type(error)(error.message, source, error.place) from error
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and any(mark in data for mark in _DOCTYPES):
            message = "the template holds a DOCTYPE, which Word never writes; save it again"
            raise Corrupt(message, source, name)
    return parts


def _opened(data: bytes, case: _Case) -> Package:
    kind = identify(data)
    if kind.family is Family.UNKNOWN:
        package = _behind_junk(data, case)
        kind = recognise_package(package) if package else kind
    else:
        package = None
    if kind.family is Family.ZIP:
        package = _zipped(data, case)
        kind = recognise_package(package)
    if kind.family is Family.WORD and package:
        refuse_doctypes(package)
        return package
    if kind.family is Family.OLE:
        kind = inspect_ole(data, case.source)
    if kind.family is Family.ENCRYPTED:
        return _unlocked(data, case)
    if kind.family in _CONVERTIBLE and case.convert and converter.available():
        with suppress(MissingExtra):  # it cannot be run: as good as not there
            return _converted(data, _CONVERTIBLE[kind.family], case)
    raise _refusal(kind, case)


def _zipped(data: bytes, case: _Case) -> Package:
    members = archive.directory(data, case.limits, case.source)
    return Package(case.source, case.sha256, data, members, case.limits)


def _behind_junk(data: bytes, case: _Case) -> Package | None:
    """The package behind other bytes, as a web server's warning or a self-extractor leaves it."""
    if b"PK\3\4" not in data or b"PK\5\6" not in data:
        return None
    try:
        package = _zipped(data, case)
    except Corrupt:
        return None
    return package if package.find(CONTENT_TYPES) else None


def _unlocked(data: bytes, case: _Case) -> Package:
    if not case.password:
        raise Encrypted(
            Advice(
                "it is encrypted and needs a password; give it (",
                Option("password"),
                "), or open it in Word and save it without one",
            ),
            case.source,
        )
    inside = passwords.decrypted(data, case.password, case.source)
    return _opened(inside, case._replace(password=None))


def _converted(data: bytes, extension: str, case: _Case) -> Package:
    # Only here: it comes with lxml, which other files do not need.
    from plandocs.word.package.foreign.unlinked import unlinked

    data, live = unlinked(data, extension)
    docx = converter.to_docx(data, extension, case.source)
    package = _opened(docx, case._replace(convert=False))
    package.converted, package.left_out = extension, live
    return package


def _refusal(kind: Kind, case: _Case) -> DocumentError:
    what = f"it is {kind.words}"
    if kind.family is Family.PROTECTED:
        return Encrypted(f"{what}; {_UNPROTECT}", case.source)
    if kind.family is Family.EMPTY:
        return Corrupt(f"{what}; get the file again from where it came from", case.source)
    if kind.family is Family.BLANKED:
        return Corrupt(f"{what}, as an interrupted copy leaves it; get it again", case.source)
    if kind.family is Family.OLD_WORD:
        return LegacyDoc(f"{what}; {_SAVE_AS}", case.source)
    if kind.family in _CONVERTIBLE:
        way = f"{what}, not .docx; {_SAVE_AS}, or {_with_converter(case)}"
        return (LegacyDoc if kind.family is Family.LEGACY else NotDocx)(way, case.source)
    return NotDocx(f"{what}, not a Word document; {_instead_of(kind.words)}", case.source)


def _instead_of(kind: str) -> str:
    """What to do, where somebody gave this kind of file for a plan."""
    return next((way for words, way in _INSTEAD if words in kind), _ASK)


def _with_converter(case: _Case) -> str:
    if not case.convert:
        return "allow the conversion with LibreOffice"
    if converter.available():
        return "install LibreOffice anew: it is here, and could not be run"
    return "install LibreOffice, which plandocs then uses to read it"
