"""The words of a chunk that is embedded in a document as a file of its own (ECMA-376 17.17.2).

In: its bytes and its name. Out: the words of a page, of plain text or of a document, one after
another; for other kinds, a word that says what is there.
"""

from __future__ import annotations

import html
import re
from typing import Final

from plandocs.errors import DocumentError
from plandocs.word.open import open_package
from plandocs.word.view import view

_PAGES: Final = (".htm", ".html", ".xhtml", ".txt", ".mht")
_TAG: Final = re.compile(r"<[^<>]*>")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSHOWN: Final = re.compile(
    r"<(?:style|script|head|title)\b.*?</(?:style|script|head|title)>", re.DOTALL | re.IGNORECASE
)
_UNSHOWN_ENDS: Final = ("</style>", "</script>", "</head>", "</title>")


def chunk_words(data: bytes, part: str) -> str:
    """The words of an embedded chunk; its name for kinds that hold none that can be read."""
    if part.casefold().endswith(_PAGES):
        return html.unescape(_page_words(data.decode("utf-8-sig", "replace"))).strip()
    if data.startswith(b"PK"):
        try:
            inner = open_package(data, convert=False)
            seen = view(inner.xml(inner.main))
        except DocumentError:
            return f"embedded document {part.rpartition('/')[2]}"
        return " ".join(p.text for p in seen.paragraphs if p.text)
    return f"embedded document {part.rpartition('/')[2]}"


def _page_words(page: str) -> str:
    """The text between the tags of a page."""
    for stretch, ends in ((_COMMENT, ("-->",)), (_UNSHOWN, _UNSHOWN_ENDS)):
        page = _without(page, stretch, ends)
    return _TAG.sub(" ", page)


def _without(page: str, stretch: re.Pattern[str], ends: tuple[str, ...]) -> str:
    """The page without these stretches, looked for only where one can end: else it takes hours."""
    low = page.lower()
    last = max(low.rfind(end) + len(end) if end in low else 0 for end in ends)
    return stretch.sub(" ", page[:last]) + page[last:]
