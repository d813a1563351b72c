"""A document saved again with a changed main part: every other part goes over byte for byte."""

from __future__ import annotations

import re

from plandocs.word.package.parts import Package
from plandocs.word.package.relations import CONTENT_TYPES
from plandocs.word.package.splice import Splicer

_MODIFIED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*(</dcterms:modified>)")


def revised(package: Package, xml: str, moment: str) -> bytes:
    """The package with this main part, last modified at ``moment`` (ISO 8601, UTC)."""
    parts = {name: package.read(name) for name in package.names() if not name.endswith("/")}
    parts = {CONTENT_TYPES: parts.pop(CONTENT_TYPES), **parts}
    parts[package.main] = _as_it_was(package, xml)
    for name in package.root_related("core-properties"):
        if name in parts:
            said = rb"\g<1>" + moment.encode() + rb"\g<2>"
            parts[name] = _MODIFIED.sub(said, parts[name])
    return Splicer(parts, ()).package({})


def _as_it_was(package: Package, xml: str) -> bytes:
    """The text in the file's own bytes, with what stood before the root element."""
    raw, old = package.read(package.main), package.xml(package.main).encode()
    if raw.endswith(old):
        return raw[: len(raw) - len(old)] + xml.encode()
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()
