"""The names of elements and attributes as the rest of the room spells them, strict or not."""

from __future__ import annotations

from lxml import etree

from plandocs.word.package.namespaces import PREFIX


def spelled(name: object) -> str:
    """``w:fldChar`` for the name of an element or attribute; "" for what is no element."""
    if not isinstance(name, str):
        return ""
    uri, closed, local = name.rpartition("}")
    if not closed:
        return name
    prefix = PREFIX.get(uri[1:])
    return f"{prefix}:{local}" if prefix else local


def remove(element: etree._Element) -> None:
    """Take an element out, and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    for child in list(element):
        element.addprevious(child)
    remove(element)
