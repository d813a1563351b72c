"""Documents of former formats without their links, so that a converter opens no file but its own.

In: the bytes of a .rtf, .doc, .odt or Word 2003 XML, and its extension. Out: the same document, in
which what starts or fetches something is passed over, and what that was. What is shown stays.
"""

from __future__ import annotations

from plandocs.word.package.foreign.unlinked.doc import unlinked_doc
from plandocs.word.package.foreign.unlinked.markup import unlinked_odt, unlinked_xml
from plandocs.word.package.foreign.unlinked.rtf import unlinked_rtf

_WAYS = {
    ".rtf": unlinked_rtf, ".doc": unlinked_doc, ".odt": unlinked_odt, ".xml": unlinked_xml,
}  # fmt: skip


def unlinked(data: bytes, extension: str) -> tuple[bytes, tuple[str, ...]]:
    """The document without its links, and what was live in it, each once."""
    way = _WAYS.get(extension)
    if way is None:
        return data, ()
    made, live = way(data)
    return made, tuple(dict.fromkeys(" ".join(each.split()) for each in live))
