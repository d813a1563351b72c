"""What a person typed into an ActiveX control, where its saved state can be read.

A ``w:control`` names a part; its words are "" for an empty one, None where it cannot be read. The
state is a bag of properties in XML, or the binary form of Microsoft's own controls ([MS-OFORMS]);
of no other control is the state known.
"""

from __future__ import annotations

import re
import struct
from typing import Final, NamedTuple

from plandocs.errors import DocumentError
from plandocs.word.package.ole import SIGNATURE, BrokenContainer, Container
from plandocs.word.package.parts import Package
from plandocs.word.package.tokens import attribute, taken_apart

_TICKED: Final = {
    "8bd21d40-ec42-11ce-9e0d-00aa006002f3": ("☒", "☐"),  # a check box
    "8bd21d50-ec42-11ce-9e0d-00aa006002f3": ("◉", "○"),  # an option button
    "8bd21d60-ec42-11ce-9e0d-00aa006002f3": ("☒", "☐"),  # a toggle button
}
_TYPED: Final = frozenset(
    {
        "8bd21d10-ec42-11ce-9e0d-00aa006002f3",  # a text box
        "8bd21d20-ec42-11ce-9e0d-00aa006002f3",  # a list box
        "8bd21d30-ec42-11ce-9e0d-00aa006002f3",  # a combo box
    }
)
_SILENT: Final = frozenset(
    {
        "d7053240-ce69-11cd-a777-00dd01143c57",  # a command button
        "978c9e23-d4b0-11ce-bf2d-00aa003f40d0",  # a label
        "4c599241-6926-101b-9992-00000b65c6f9",  # an image
        "dfd181e0-5e2f-11ce-a449-00aa004a803d",  # a scroll bar
        "79176fb0-b7f2-11ce-97ef-00aa006d2776",  # a spin button
    }
)
_PRESSED: Final = frozenset({"1", "-1", "true"})
# Sizes of what a control's state holds, in its order; None: not in this block ([MS-OFORMS] 2.2.5).
_SIZES: Final = (
    4, 4, 4, 4, 1, 1, 1, 1, None, 2, 4, 2, 2, 2, 2, 2, 1, 1, 1, None, 1, 1, 4, 4, 4, 4, 4, 2, 2, 2,
    None, None, 4,
)  # fmt: skip
_SIZE, _VALUE, _CAPTION = 8, 22, 23
_COMPRESSED: Final = 0x80000000


class _State(NamedTuple):
    """A control's class, and its texts by name."""

    kind: str
    value: str
    caption: str


def control_text(package: Package, part: str) -> str | None:
    """The words in the control whose part this is; None where they cannot be read."""
    try:
        state = _state(package, part)
    except (BrokenContainer, DocumentError, UnicodeError, ValueError, struct.error):
        return None
    if state is None:
        return None
    if state.kind in _SILENT:
        return ""
    if state.kind in _TYPED:
        return state.value
    if state.kind in _TICKED:
        if not state.caption and not state.value:
            return ""
        pressed = state.value.strip().casefold() in _PRESSED
        return f"{_TICKED[state.kind][not pressed]} {state.caption}".strip()
    return " ".join(filter(None, (state.value, state.caption))) or None


def _state(package: Package, part: str) -> _State | None:
    pieces = [taken_apart(piece) for piece in package.xml(part).split("<")[1:]]
    root = next((piece for piece in pieces if piece.name.rpartition(":")[2] == "ocx"), None)
    if root is None:
        return None
    kind = (_named(root.attributes, "classid") or "").strip("{}").casefold()
    texts = {
        (_named(p.attributes, "name") or "").casefold(): _named(p.attributes, "value") or ""
        for p in pieces
        if p.name.rpartition(":")[2] == "ocxPr"
    }
    if kind in _SILENT:
        return _State(kind, "", "")
    if texts or _named(root.attributes, "persistence") == "persistPropertyBag":
        return _State(kind, texts.get("value") or texts.get("text", ""), texts.get("caption", ""))
    binary = package.target(attribute(root.attributes, "r:id") or "", part)
    known = kind in _TYPED or kind in _TICKED
    return _binary(kind, package.read(binary)) if binary and known else None


def _named(attributes: str, name: str) -> str | None:
    found = re.search(rf"(?:^|\s)[\w.-]+:{name}=", attributes)
    return attribute(attributes, found[0].strip().rstrip("=")) if found else None


def _binary(kind: str, data: bytes) -> _State | None:
    """The state as Microsoft's controls save it: in a container, or behind the class."""
    if data.startswith(SIGNATURE):
        container = Container(data)
        contents = container.streams().get("contents")
        return None if contents is None else _morph(kind, container.read(contents))
    return _morph(kind, data[16:])


def _morph(kind: str, data: bytes) -> _State | None:
    """A ``MorphDataControl``: which properties there are, their values, then the texts."""
    if data[:2] != b"\0\2":
        return None
    mask = int.from_bytes(data[4:12], "little")
    at, lengths = 12, {_VALUE: 0, _CAPTION: 0}
    for bit, size in enumerate(_SIZES):
        if size is None or not mask >> bit & 1:
            continue
        at += -at % size
        if bit in lengths:
            lengths[bit] = struct.unpack_from("<L", data, at)[0]
        at += size
    at += -at % 4 + 8 * (mask >> _SIZE & 1)
    texts = []
    for length in lengths.values():
        size = length & ~_COMPRESSED
        if at + size > len(data):
            return None
        raw = data[at : at + size]
        texts.append(raw.decode("latin-1" if length & _COMPRESSED else "utf-16-le"))
        at += size + -size % 4
    return _State(kind, *texts)
