"""A package's main part as a tree whose elements the view's positions lead to."""

from __future__ import annotations

from lxml import etree

from plandocs.word.package.parts import Package
from plandocs.word.package.save import Splicer, as_document
from plandocs.word.package.tokens import split


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
        package = self._package
        parts = {name: package.read(name) for name in package.names() if not name.endswith("/")}
        parts[package.main] = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return Splicer(as_document(parts, package.source).parts, ()).package({})
