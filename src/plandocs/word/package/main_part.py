"""What a zip archive is: a Word document, and then its main part, or something else.

In: a `Package` whose main part is not known yet. Out: a `Kind`, with ``package.main`` and
``package.macros`` set where it is a Word document. The content type of the part that the package
points to decides, never the file's name.
"""

from __future__ import annotations

from typing import Final

from plandocs.errors import Corrupt
from plandocs.word.package.identify import Family, Kind
from plandocs.word.package.parts import Package
from plandocs.word.package.relations import CONTENT_TYPES

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


def recognise(package: Package) -> Kind:
    """What the archive is. Raises `Corrupt` where it is a package without its parts."""
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
    return Kind(Family.WORD, "a Word document")


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
