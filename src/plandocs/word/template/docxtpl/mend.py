"""What docxtpl leaves that Word refuses: ids twice, cells and tables with nothing in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from plandocs.word.package.places import W

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_IDS = (f"{_W14}paraId", f"{_W14}textId")
_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}customXml", f"{W}altChunk")


_FORMATS = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
_ORDER = {f"{W}{name}": at for at, name in enumerate(_FORMATS.split())}


def mend(root: etree._Element) -> None:
    """Make one rendered part whole again, in place.

    Loops repeat paragraph ids, bookmarks and ids of controls, which must be unique (ECMA-376-1,
    17.13.6.2 and 17.5.2.18); a block that came out empty leaves a cell without a paragraph, or a
    table without a row (17.4.65, 17.4.37); set text has its formats in an order of its own
    (17.3.2.28).
    """
    for formats in root.iter(f"{W}rPr"):
        if all(each.tag in _ORDER for each in formats):
            formats[:] = sorted(formats, key=lambda each: _ORDER[str(each.tag)])
    for paragraph in root.iter(f"{W}p"):
        for name in _IDS:
            paragraph.attrib.pop(name, "")
    for table in list(root.iter(f"{W}tbl")):
        if next(table.iter(f"{W}tr"), None) is None:
            _remove(table)
    for cell in root.iter(f"{W}tc"):
        if not any(child.tag in _BLOCKS for child in cell) or cell[-1].tag == f"{W}tbl":
            etree.SubElement(cell, f"{W}p")
    for again in list(_repeated_bookmarks(root)):
        _remove(again)
    seen: set[str] = set()
    for control in list(root.iter(f"{W}id")):
        parent = control.getparent()
        if parent is None or parent.tag != f"{W}sdtPr":
            continue
        value = str(control.get(f"{W}val"))
        if value in seen:
            _remove(control)
        seen.add(value)


def _repeated_bookmarks(root: etree._Element) -> Iterator[etree._Element]:
    """Every bookmark but the first of its name, and the ends of those."""
    names: set[str] = set()
    open_again: Counter[str] = Counter()
    for mark in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        number = str(mark.get(f"{W}id"))
        if mark.tag == f"{W}bookmarkStart":
            name = str(mark.get(f"{W}name"))
            if name in names:
                open_again[number] += 1
                yield mark
            names.add(name)
        elif open_again[number]:
            open_again[number] -= 1
            yield mark


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
