"""What may not be repeated: in comes a part, what a loop would double in it is taken out or marked.

Bookmarks, paragraph ids and content-control ids must be unique in a document, so inside loops they
go (Word makes its own). Drawing ids are needed, so they are numbered anew once all is rendered.
A content control that holds tags is freed of what would cover the text: its link to a data store,
its placeholder state, the day of a date picker.
"""

from __future__ import annotations

from lxml import etree

from plandocs.word.package.places import W
from plandocs.word.template.render.blocks import word
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
            _drop(element)
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
    _drop(control)


def _drop_children(element: etree._Element, names: tuple[str, ...]) -> None:
    for child in list(element):
        if isinstance(child.tag, str) and etree.QName(child).localname in names:
            element.remove(child)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
