"""The elements that mark a revision, and the tree of the main part that they are put into."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from plandocs.word.package.parts import Package
from plandocs.word.package.save import as_document, saved
from plandocs.word.package.tokens import split
from plandocs.word.package.trees import xml_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AFTER_RUN_PROPERTIES = (f"{W}sectPr", f"{W}pPrChange")


class Revisions:
    """Makes revisions of one author at one time, each with an id of its own in the part."""

    def __init__(self, root: etree._Element, author: str, date: str) -> None:
        self.author = author
        self.date = date
        ids = (each.get(f"{W}id", "") for each in root.iter(f"{W}ins", f"{W}del"))
        self._last = max((int(each) for each in ids if each.isdecimal()), default=0)

    def mark(self, name: str) -> etree._Element:
        """A ``w:ins`` or ``w:del`` with nothing in it."""
        self._last += 1
        made = etree.Element(f"{W}{name}")
        made.set(f"{W}id", str(self._last))
        made.set(f"{W}author", self.author)
        made.set(f"{W}date", self.date)
        return made

    def inserted(self, runs: Iterable[etree._Element]) -> etree._Element:
        """Runs that come in."""
        made = self.mark("ins")
        made.extend(runs)
        return made

    def deleted(self, runs: Iterable[etree._Element]) -> etree._Element:
        """Runs that go; their text becomes deleted text."""
        made = self.mark("del")
        for run in runs:
            for text in list(run.iter(f"{W}t")):
                text.tag = f"{W}delText"
            for code in list(run.iter(f"{W}instrText")):
                code.tag = f"{W}delInstrText"
            made.append(run)
        return made

    def delete_in_place(self, run: etree._Element) -> None:
        """A run that goes, wherever it stands."""
        parent = run.getparent()
        assert parent is not None
        at = parent.index(run)
        parent.insert(at, self.deleted([run]))

    def end_of(self, paragraph: etree._Element, name: str) -> None:
        """Mark a paragraph's end as inserted or deleted: without it, the next one goes on here."""
        properties = child(paragraph, "pPr", first=True)
        found = properties.find(f"{W}rPr")
        if found is None:
            found = etree.Element(f"{W}rPr")
            later = [each for each in properties if each.tag in _AFTER_RUN_PROPERTIES]
            at = properties.index(later[0]) if later else len(properties)
            properties.insert(at, found)
        found.insert(0, self.mark(name))

    def row(self, row: etree._Element, name: str) -> None:
        """Mark a whole row as inserted or deleted."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            before = row.find(f"{W}tblPrEx")
            row.insert(0 if before is None else row.index(before) + 1, properties)
        properties.append(self.mark(name))


def live_runs(element: etree._Element) -> list[etree._Element]:
    """The runs in an element that are not deleted already, nor part of another run."""
    gone = (f"{W}del", f"{W}moveFrom", f"{W}r")
    return [
        run
        for run in element.iter(f"{W}r")
        if not any(each.tag in gone for each in run.iterancestors())
    ]


def without_marks(element: etree._Element, path: str) -> None:
    """Take the marks of earlier revisions out of a copy."""
    for name in ("ins", "del"):
        for mark in element.findall(f"{W}{path}/{W}{name}"):
            holder = mark.getparent()
            assert holder is not None
            holder.remove(mark)


def child(element: etree._Element, name: str, *, first: bool = False) -> etree._Element:
    """The child with this name, made if it is not there."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0 if first else len(element), found)
    return found


class Tree:
    """The tree of the main part: ``element(paragraph.start)`` is that paragraph's element."""

    def __init__(self, package: Package) -> None:
        self._package = package
        xml = package.xml(package.main)
        self.root = etree.fromstring(xml.encode("utf-8"))
        opened = [n for n, piece in enumerate(split(xml)) if n and piece[0] not in "/?!"]
        self._elements = dict(zip(opened, self.root.iter(etree.Element), strict=True))

    def element(self, start: int) -> etree._Element:
        """The element that a block of the view was made from."""
        return self._elements[start]

    def saved(self) -> bytes:
        """The whole file with the tree as it is now."""
        parts = {**self._package.parts(), self._package.main: xml_bytes(self.root)}
        return saved(as_document(parts, self._package.source).parts)
