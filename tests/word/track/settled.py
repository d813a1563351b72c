"""What Word does when all changes are accepted, or all rejected: a second opinion on the reader.

In: a .docx with tracked changes. Out: the same without them (ECMA-376 17.13.5).
"""

from __future__ import annotations

from lxml import etree
from tests.documents.opc import MAIN, changed, entry

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled(document: bytes, *, accept: bool) -> bytes:
    """The document with every change accepted, or every change rejected."""
    stays, goes = ("ins", "del") if accept else ("del", "ins")
    root = etree.fromstring(entry(document, MAIN))
    for moved, kind in ((f"{W}moveFrom", f"{W}del"), (f"{W}moveTo", f"{W}ins")):
        for element in root.iter(moved):  # as LibreOffice writes what went and came elsewhere
            element.tag = kind
    for mark in root.findall(f".//{W}trPr/{W}{goes}"):
        _take_out(_above(_above(mark)))
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{goes}") is not None:
            _into_next(paragraph)
    for element in list(root.iter(f"{W}{goes}")):
        _take_out(element)
    for element in list(root.iter(f"{W}{stays}")):
        _unwrap(element)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    made = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return changed(document, {MAIN: made})


def _into_next(paragraph: etree._Element) -> None:
    """A paragraph without its end: what it holds stands at the front of the next one."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        raise AssertionError("the last paragraph of a cell has no end of its own to lose")
    at = 1 if following.find(f"{W}pPr") is not None else 0
    content = [each for each in paragraph if each.tag != f"{W}pPr"]
    for number, element in enumerate(content):
        following.insert(at + number, element)
    _take_out(paragraph)


def _above(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _take_out(element: etree._Element) -> None:
    _above(element).remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = _above(element)
    at = parent.index(element)
    for number, child in enumerate(list(element)):
        parent.insert(at + number, child)
    parent.remove(element)


def paragraphs(document: bytes) -> list[str]:
    """The text of every paragraph, in order."""
    root = etree.fromstring(entry(document, MAIN))
    shown = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
    return [
        "".join(
            each.text or "" if shown[str(each.tag)] is None else str(shown[str(each.tag)])
            for each in paragraph.iter(*shown)
        )
        for paragraph in root.iter(f"{W}p")
    ]
