"""What loops must not double in a part, and what every copy of it must still have.

Bookmarks, paragraph ids and content-control ids must be unique in a document, so inside loops they
go (Word makes its own); drawing ids are numbered anew once all is rendered. A content control that
holds tags is freed of what would cover the text. Word refuses a cell without a paragraph, a row
without a cell, a table without a row: where tags may leave one so, a mark goes in with what to
write there, and `finish` looks once the part is rendered.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from plandocs.word.package.places import W
from plandocs.word.package.trees import detach
from plandocs.word.template.render.finish import Keep
from plandocs.word.template.render.grammar import word
from plandocs.word.template.render.tags import TaggedPart

DRAWING_MARK = "plandocs-drawing-id"
"""The id of a drawing that is numbered once all is rendered."""
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_COVERING = ("showingPlcHdr", "dataBinding", "placeholder", "temporary")


def make_repeatable(part: TaggedPart) -> None:
    """Make a part safe to render with any number of loops."""
    looped = _looped(part)
    bookmarks = {
        e.get(f"{W}id") for e in looped if e.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")
    }
    for element in looped:
        for name in ("paraId", "textId"):
            element.attrib.pop(f"{_W14}{name}", "")
        if element.tag == f"{W}sdtPr":
            _drop_children(element, ("id",))
    for element in list(part.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if element.get(f"{W}id") in bookmarks:
            detach(element)
    if any(element.tag == _DOC_PR for element in looped):
        for drawing in part.root.iter(_DOC_PR):
            drawing.set("id", DRAWING_MARK)


def _looped(part: TaggedPart) -> list[etree._Element]:
    """The elements that stand inside a loop, in document order."""
    depth = 0
    inside: list[etree._Element] = []
    for node in part.root.iter():
        tag = part.tag_of(node)
        if tag is None:
            if depth and isinstance(node.tag, str):
                inside.append(node)
            continue
        if tag.kind == "statement" and not tag.bare:
            depth += {"for": 1, "endfor": -1}.get(word(tag.code), 0)
    return inside


def free_controls(part: TaggedPart) -> None:
    """Free every content control that holds a tag."""
    for control in list(part.root.iter(f"{W}sdt")):
        if not any(part.tag_of(node) is not None for node in control.iter(etree.PI)):
            continue
        properties = control.find(f"{W}sdtPr")
        if properties is None:
            continue
        if properties.find(f"{W}date") is not None:
            _unwrap(control)
        else:
            _drop_children(properties, _COVERING)


def _unwrap(control: etree._Element) -> None:
    content = control.find(f"{W}sdtContent")
    for child in list(content) if content is not None else []:
        control.addprevious(child)
    detach(control)


def _drop_children(element: etree._Element, names: tuple[str, ...]) -> None:
    for child in list(element):
        if isinstance(child.tag, str) and etree.QName(child).localname in names:
            element.remove(child)


KEEP = "plandocs-keep"
"""The target of the processing instruction that marks such a place."""
_BLOCKS = frozenset(
    f"{W}{name}"
    for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "sdtContent")
)
_NEEDED = {
    "p": (b"</w:p>", b"<w:p/", b"<w:p ", b"</w:sdt>"),
    "tc": (b"</w:tc>", b"</w:sdt>"),
    "tr": (b"</w:tr>", b"</w:sdt>"),
}


def mark_places(part: TaggedPart, lost: dict[etree._Element, etree._Element]) -> tuple[Keep, ...]:
    """Mark the places of a part; ``lost`` is what `hoist` gave."""
    keeps: list[Keep] = []
    holders = {
        node.getparent(): None for node in part.root.iter(etree.PI) if part.tag_of(node) is not None
    }
    for holder in [*holders, *(h for h in lost if h not in holders)]:
        if holder is None:
            continue
        if holder.tag in _BLOCKS and (holder.tag != f"{W}sdtContent" or holder in lost):
            _mark(holder, "p", _paragraph(holder, lost.get(holder)), keeps)
        elif holder.tag == f"{W}tr":
            _mark(holder, "tc", _cell(), keeps)
        elif holder.tag == f"{W}tbl":
            _mark(holder, "tr", _row(part, holder), keeps)
    return tuple(keeps)


def _mark(holder: etree._Element, needed: str, fallback: etree._Element, keeps: list[Keep]) -> None:
    mark = etree.ProcessingInstruction(KEEP, str(len(keeps)))
    keeps.append(Keep(_NEEDED[needed], _text(fallback).encode()))
    index = max(
        (i for i, child in enumerate(holder, 1) if _counts(child)),
        default=len(holder),
    )
    holder.insert(index, mark)


def _counts(child: etree._Element) -> bool:
    """Whether a child is content, not a bookmark or a range that ends there."""
    if not isinstance(child.tag, str):
        return True
    name = etree.QName(child).localname
    return not name.endswith(("End", "Start")) and name != "proofErr"


def _paragraph(holder: etree._Element, lost: etree._Element | None) -> etree._Element:
    """An empty paragraph as the place has them: what is typed into it has its bullet, too."""
    made = etree.Element(f"{W}p", nsmap={"w": W[1:-1]})
    looped = holder.find(f"{W}p")  # what stands in the loop, rather than the loop's own lines
    like = looped if looped is not None else lost
    properties = None if like is None else like.find(f"{W}pPr")
    if properties is None:
        return made
    copied = deepcopy(properties)
    for name in ("sectPr", "pPrChange"):
        for old in copied.findall(f"{W}{name}"):
            copied.remove(old)
    if len(copied):
        made.append(copied)
    return made


def _cell() -> etree._Element:
    made = etree.Element(f"{W}tc", nsmap={"w": W[1:-1]})
    etree.SubElement(made, f"{W}p")
    return made


def _row(part: TaggedPart, table: etree._Element) -> etree._Element:
    """The table's first row with its tags taken out: printed words stay, values are blank."""
    first = table.find(f".//{W}tr")
    if first is None:
        made = etree.Element(f"{W}tr", nsmap={"w": W[1:-1]})
        made.append(_cell())
        return made
    made = deepcopy(first)
    for paragraph in made.iter(f"{W}p"):
        if any(isinstance(node, etree._ProcessingInstruction) for node in paragraph.iter()):
            _empty(paragraph)
    etree.strip_elements(made, etree.PI, with_tail=False)
    for element in made.iter(etree.Element):
        for name, value in list(element.attrib.items()):
            if part.token in str(value):
                del element.attrib[name]
    for cell in made.iter(f"{W}tc"):
        _keep_one_paragraph(cell)
    return made


def _empty(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)


def _keep_one_paragraph(cell: etree._Element) -> None:
    """Of a cell's blank paragraphs, keep one where nothing else is left in it."""
    paragraphs = cell.findall(f"{W}p")
    blank = [p for p in paragraphs if not any(child.tag != f"{W}pPr" for child in p)]
    spare = blank if len(blank) < len(paragraphs) else blank[1:]
    for paragraph in spare:
        cell.remove(paragraph)
    last = next((c for c in reversed(cell) if isinstance(c.tag, str)), None)
    if last is None or last.tag != f"{W}p":
        cell.append(_paragraph(cell, None))
    elif last in blank:
        cell.replace(last, _paragraph(cell, last))


def _text(element: etree._Element) -> str:
    """The element as text, without the namespaces that its part declares already."""
    for node in element.iter(etree.Element):
        for name in [n for n in node.attrib if not str(n).startswith(W)]:
            if str(name).startswith("{") and "xml/1998" not in str(name):
                del node.attrib[name]
    etree.cleanup_namespaces(element)
    text = etree.tostring(element, encoding="unicode")
    return text.replace(f' xmlns:w="{W[1:-1]}"', "")
