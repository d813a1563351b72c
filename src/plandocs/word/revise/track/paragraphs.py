"""Paragraphs and cells rewritten with tracked changes.

A paragraph's end can be inserted or deleted as a letter can, but a cell's last paragraph has no end
of its own. So what comes or goes at the foot of a cell is told by the end of the paragraph above
it, and what takes the place of something stands in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import NamedTuple

from lxml import etree

from plandocs.word.package.parts import Package
from plandocs.word.package.places import W
from plandocs.word.package.save import as_document, saved
from plandocs.word.package.tokens import split
from plandocs.word.package.trees import xml_bytes

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
        properties = _properties(paragraph)
        result = properties.find(f"{W}rPr")
        if result is None:
            result = etree.Element(f"{W}rPr")
            later = [each for each in properties if each.tag in _AFTER_RUN_PROPERTIES]
            at = properties.index(later[0]) if later else len(properties)
            properties.insert(at, result)
        result.insert(0, self.mark(name))

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


def _properties(paragraph: etree._Element) -> etree._Element:
    """A paragraph's ``w:pPr``, made if it is not there."""
    result = paragraph.find(f"{W}pPr")
    if result is None:
        result = etree.Element(f"{W}pPr")
        paragraph.insert(0, result)
    return result


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


_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_PLAIN = frozenset(
    f"{W}{name}" for name in ("pPr", "r", "bookmarkStart", "bookmarkEnd", "proofErr")
)
_SHOWN = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_LEAST = 0.3  # below this share of words in common, all of the old text goes
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Letter(NamedTuple):
    """One character of a paragraph, with the properties of its run."""

    text: str
    properties: etree._Element | None


def retext(paragraph: etree._Element, text: str, revisions: Revisions) -> None:
    """Make a paragraph say ``text`` once the changes are accepted; line breaks are kept."""
    letters = _letters(paragraph)
    if letters is None:
        _replaced(paragraph, text, revisions)
        return
    old = "".join(letter.text for letter in letters)
    if old != text:
        runs = [each for each in paragraph if each.tag == f"{W}r"]
        at = paragraph.index(runs[0]) if runs else _end_of_front(paragraph)
        for run in runs:
            paragraph.remove(run)
        for number, element in enumerate(_woven(letters, old, text, revisions)):
            paragraph.insert(at + number, element)


def _end_of_front(paragraph: etree._Element) -> int:
    return 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0


def _letters(paragraph: etree._Element) -> list[Letter] | None:
    """The characters of a plain paragraph; None where there is more than runs of text in it."""
    if not all(each.tag in _PLAIN for each in paragraph):
        return None
    letters: list[Letter] = []
    for run in paragraph.iterchildren(f"{W}r"):
        properties = run.find(f"{W}rPr")
        for each in run:
            if each.tag == f"{W}t":
                letters.extend(Letter(char, properties) for char in each.text or "")
            elif each.tag in _SHOWN and not each.get(f"{W}type"):
                letters.append(Letter(_SHOWN[str(each.tag)], properties))
            elif each.tag not in (f"{W}rPr", f"{W}lastRenderedPageBreak"):
                return None
    return letters


def _woven(letters: list[Letter], old: str, new: str, revisions: Revisions) -> list[etree._Element]:
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LEAST:
        codes: Sequence[tuple[str, int, int, int, int]]
        codes = [("replace", 0, len(before), 0, len(after))]
    else:
        codes = matcher.get_opcodes()
    starts = [0]
    for piece in before:
        starts.append(starts[-1] + len(piece))
    made: list[etree._Element] = []
    for kind, i, i_end, j, j_end in codes:
        span = letters[starts[i] : starts[i_end]]
        if kind == "equal":
            made += runs_of(span)
            continue
        if span:
            made.append(revisions.deleted(runs_of(span)))
        words = "".join(after[j:j_end])
        if words:
            near = letters[min(starts[i], len(letters) - 1)].properties if letters else None
            made.append(revisions.inserted(runs_of([Letter(char, near) for char in words])))
    return made


def runs_of(letters: list[Letter]) -> list[etree._Element]:
    """Runs that show these characters, each in the form that it had."""
    runs: list[etree._Element] = []
    last: object = letters  # no run's properties
    for text, properties in letters:
        if properties is not last:
            run = etree.Element(f"{W}r")
            if properties is not None:
                run.append(deepcopy(properties))
            runs.append(run)
            last = properties
        _add(runs[-1], text)
    return runs


def _add(run: etree._Element, char: str) -> None:
    if char in "\n\t":
        etree.SubElement(run, f"{W}br" if char == "\n" else f"{W}tab")
        return
    if not len(run) or run[-1].tag != f"{W}t":
        etree.SubElement(run, f"{W}t").set(_SPACE, "preserve")
    run[-1].text = (run[-1].text or "") + char


def _replaced(paragraph: etree._Element, text: str, revisions: Revisions) -> None:
    """Controls, links and pictures: all of the old goes, the new text stands behind it."""
    runs = live_runs(paragraph)
    properties = next(
        (run.find(f"{W}rPr") for run in runs if run.find(f"{W}rPr") is not None), None
    )
    for run in runs:
        revisions.delete_in_place(run)
    if text:
        prompt = any(each.tag == f"{W}showingPlcHdr" for each in paragraph.iter())
        words = runs_of([Letter(char, None if prompt else properties) for char in text])
        paragraph.append(revisions.inserted(words))


class Line(NamedTuple):
    """A line of a cell: the paragraph it was (-1: none) and what it shall say (None: it goes).

    ``same`` leaves the paragraph as it is.
    """

    was: int
    text: str | None
    same: bool = False


def rewrite(paragraphs: list[etree._Element], lines: list[Line], revisions: Revisions) -> None:
    """Make the paragraphs of a cell say these lines, in this order, each old one told once."""
    lines = _together(lines)
    made: list[etree._Element] = []
    pattern = paragraphs[0]
    for was, text, same in lines:
        if was >= 0:
            if not same:
                retext(paragraphs[was], text or "", revisions)
            made.append(paragraphs[was])
        else:
            fresh = _blank_copy(made[-1] if made else pattern)
            retext(fresh, text or "", revisions)
            made.append(fresh)
    _put(paragraphs, made)
    _mark_ends(made, lines, revisions)


def _together(lines: list[Line]) -> list[Line]:
    """What goes and what comes beside it become one line that changes."""
    result: list[Line] = []
    for line in lines:
        last = result[-1] if result else None
        if last is not None and last.text is None and line.was < 0:
            result[-1] = Line(last.was, line.text)
        elif last is not None and last.was < 0 and line.text is None:
            result[-1] = Line(line.was, last.text)
        else:
            result.append(line)
    return result


def _blank_copy(paragraph: etree._Element) -> etree._Element:
    """A paragraph of the same form with nothing in it."""
    fresh = etree.Element(f"{W}p")
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        fresh.append(deepcopy(properties))
        without_marks(fresh, f"pPr/{W}rPr")
    return fresh


def _put(paragraphs: list[etree._Element], made: list[etree._Element]) -> None:
    """The paragraphs in their new order, at the place of the first."""
    parent = paragraphs[0].getparent()
    assert parent is not None
    at = parent.index(paragraphs[0])
    for paragraph in paragraphs:
        if paragraph in made:
            parent.remove(paragraph)
    for number, paragraph in enumerate(made):
        parent.insert(at + number, paragraph)


def _mark_ends(made: list[etree._Element], lines: list[Line], revisions: Revisions) -> None:
    stays = [n for n, line in enumerate(lines) if line.was >= 0 and line.text is not None]
    foot = stays[-1] if stays else 0
    for number, line in enumerate(lines):
        kind = "ins" if line.was < 0 else "del" if line.text is None else ""
        if kind and number > foot:
            revisions.end_of(made[number - 1], kind)
        elif kind and number < len(lines) - 1:
            revisions.end_of(made[number], kind)
