"""What each part of a template is, by its content type, and what it is called in messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
ML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = f"{ML}document.main+xml"
MAINS = frozenset(
    {
        MAIN,
        f"{ML}template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
)
_LABELS = {
    f"{ML}header+xml": "header",
    f"{ML}footer+xml": "footer",
    f"{ML}footnotes+xml": "footnotes",
    f"{ML}endnotes+xml": "endnotes",
}


def kinds_of(types: etree._Element, parts: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of each part; "" where nothing says it."""
    defaults = {str(e.get("Extension")).lower(): str(e.get("ContentType")) for e in
                types.iter(f"{TYPES}Default")}  # fmt: skip
    named = {str(e.get("PartName")).lstrip("/").lower(): str(e.get("ContentType")) for e in
             types.iter(f"{TYPES}Override")}  # fmt: skip
    return {
        name: named.get(name.lower(), defaults.get(name.rpartition(".")[2].lower(), ""))
        for name in parts
    }


def labelled(kinds: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The parts beside the text that people fill in, with their names: "header 2", "footnotes"."""
    count: dict[str, int] = {}
    out: list[tuple[str, str]] = []
    labels = sorted((name, _LABELS[kind]) for name, kind in kinds.items() if kind in _LABELS)
    for name, label in labels:
        count[label] = count.get(label, 0) + 1
        many = sum(1 for _, other in labels if other == label) > 1
        out.append((name, f"{label} {count[label]}" if many else label))
    return tuple(out)
