"""Content controls around a tag go, their content stays: a prompt would hide the value."""

from __future__ import annotations

from plandocs.word.package.tokens import taken_apart
from plandocs.word.revise.edits import Edits


def unwrap_controls(edits: Edits) -> None:
    """Take away every control with an edit in it, and nothing of what it holds."""
    open_controls: list[list[int]] = []
    edited = edits.places()
    for at, piece in enumerate(edits.pieces):
        name, attributes, _ = taken_apart(piece)
        if name == "w:sdt" and not attributes.endswith("/"):
            open_controls.append([at])
        elif name in ("w:sdtContent", "/w:sdtContent") and open_controls:
            open_controls[-1].append(at)
        elif name == "/w:sdt" and open_controls:
            _unwrap(edits, [*open_controls.pop(), at], edited)


def _unwrap(edits: Edits, marks: list[int], edited: list[int]) -> None:
    if len(marks) != 4:
        return
    start, content, content_end, end = marks
    begin, stop = edits.begin(start), edits.end(end)
    if any(begin < place < stop for place in edited):
        edits.replace(begin, edits.end(content), "")
        edits.replace(edits.begin(content_end), stop, "")
