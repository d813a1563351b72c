"""When a document was made: in come a template's core properties, out those of what is filled.

The template's own dates and the names of those who saved it are not the document's. Read once for
each preparation; each document has the time at which it is made.
"""

from __future__ import annotations

from lxml import etree

from plandocs.moment import now
from plandocs.word.package.trees import parse_xml

CORE = "docProps/core.xml"
"""Where the part goes in a template that has none."""
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
EMPTY_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xmlns:dcterms="{_TERMS}" xmlns:xsi="{_XSI}"/>'
).encode()
NEUTRAL = "plandocs"


_TIME = "0000-00-00T00:00:00Z"


def made_now(prepared: bytes) -> bytes:
    """Prepared core properties, of a document made now (SOURCE_DATE_EPOCH where that is set)."""
    return prepared.replace(_TIME.encode(), now().encode())


def stamped(data: bytes, source: str) -> bytes:
    """The core properties of a document by plandocs, in its first revision, `made_now` to be."""
    root = parse_xml(data, CORE, source)
    said = {
        f"{{{_CP}}}lastModifiedBy": NEUTRAL,
        f"{{{_CP}}}revision": "1",
        f"{{{_TERMS}}}created": _TIME,
        f"{{{_TERMS}}}modified": _TIME,
    }
    for name, text in said.items():
        for extra in root.findall(name)[1:]:
            root.remove(extra)
        element = root.find(name)
        if element is None:
            element = etree.SubElement(root, name)
        element.text = text
        if name.startswith(f"{{{_TERMS}}}"):
            element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    printed = root.find(f"{{{_CP}}}lastPrinted")
    if printed is not None:
        root.remove(printed)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
