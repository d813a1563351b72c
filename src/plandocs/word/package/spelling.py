"""The names of elements and attributes as the rest of the room spells them, strict or not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

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


def each_named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names, in their order: ``w:r``; ``v:*`` and ``*:r`` stand for many."""
    return root.iter(*(tag for name in names for tag in _tags(name)))


@cache
def _tags(name: str) -> tuple[str, ...]:
    """Each tag that is spelled so: strict files have namespaces of their own."""
    prefix, _, local = name.rpartition(":")
    uris = [uri for uri, each in PREFIX.items() if each == prefix] if prefix != "*" else ["*"]
    return tuple(f"{{{uri}}}{local}" for uri in uris)


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
