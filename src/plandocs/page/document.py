"""A document as a fragment of HTML, to stand in a page of others.

It asks nothing of any other place, has no script and no style of its own; whatever was typed in the
document is escaped. Words lead to the field that they are read into, by plain links.
"""

from __future__ import annotations

from collections.abc import Callable

from plandocs.document_page import DocumentPage
from plandocs.page.write import shipped, templates

_NAMES = {
    "hidden": "Hidden", "textbox": "Text box", "picture": "Picture", "object": "Object",
    "equation": "Equation", "embedded": "Embedded", "text": "Beside the text",
    "prompt": "Prompt", "control": "Form control", "unread": "Embedded, could not be read",
    "unread-control": "Form control, could not be read",
    "stale": "Saved in the file, and not what Word shows",
}  # fmt: skip
_DEEPEST = 6


def document_fragment(page: DocumentPage, heading: int = 3) -> str:
    """Return the fragment; its first headings are of level ``heading`` on the page around it."""
    template = templates().get_template("document.html")
    return template.render(page=page, names=_NAMES, heading=_levels(heading))


def _levels(first: int) -> Callable[[int], str]:
    """Tags for headings: none skips a level, which a screen reader would take for a gap."""
    last = first - 1

    def tag(level: int) -> str:
        nonlocal last
        if not level:
            return ""
        last = max(first, min(first + level - 1, last + 1, _DEEPEST))
        return f"h{last}"

    return tag


def document_style() -> str:
    """Return a style sheet for such fragments, for light and dark screens and for paper."""
    return shipped("document.css")
