"""What differs in the markup of every file and says nothing: it is left out before markup is met.

Editing sessions, ids and names of bookmarks, who inserted something and when. The patterns take the
attributes in the orders in which programs write them, each once: what is odd is left as it is.
"""

from __future__ import annotations

import re
from typing import Final

# The editing sessions that Word and Google mark, in the orders in which they write them: nothing
# rests on them, and they differ in every file.
_ORDERS: Final = {
    b"<w:r": (
        "rsidDel? rsidR? rsidRPr?", "rsidRPr rsidR",
    ),
    b"<w:p": (
        "paraId? textId? rsidR? rsidRPr? rsidRDefault? rsidP?",
        "rsidR rsidDel? rsidP? rsidRDefault? rsidRPr? paraId? textId?",
        "rsidR? rsidRPr? rsidP? rsidRDefault? paraId? textId?",
    ),
    b"<w:tr": ("rsidR? rsidRPr? paraId? textId? rsidTr?",),
}  # fmt: skip


def _session_marks(tag: bytes, orders: tuple[str, ...]) -> re.Pattern[bytes]:
    def attribute(name: str) -> str:
        full = ("w14:" if name.startswith(("para", "text")) else "w:") + name.rstrip("?")
        return f'(?: {full}="[0-9A-Fa-f]{{8}}")' + "?" * name.endswith("?")

    ways = "|".join("".join(map(attribute, order.split())) + "(?=[ />])" for order in orders)
    return re.compile(tag + b"(?= w)(?:" + ways.encode() + b")")


# Tags of which nothing but their being there matters: their attributes differ in each file.
_VARYING: Final = re.compile(
    rb"(<w:(?:bookmarkStart|bookmarkEnd|ins|moveTo))"
    rb'(?: w:id="@*")?(?: w:name="@*")?(?: w:author="@*")?(?: w:date="@*")?(?=/?>)'.replace(
        b"@", rb"[ !#-%'-;=?-~]"
    )
)
_SESSIONS: Final = [(tag + b" w", _session_marks(tag, o), tag) for tag, o in _ORDERS.items()]


def without_sessions(data: bytes) -> bytes:
    """A body without the marks of editing sessions in its tags."""
    for mark, pattern, tag in _SESSIONS:
        if mark in data:
            data = pattern.sub(tag, data)
    return data


def without_names(markup: bytes) -> bytes:
    """Markup without the attributes of tags of which nothing but their being there matters."""
    return _VARYING.sub(rb"\1", markup)
