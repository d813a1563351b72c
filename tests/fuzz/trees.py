"""An XML part changed as a tree: elements lost, doubled, moved, wrapped, renamed, misvalued."""

from __future__ import annotations

import copy
import random
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = (
    "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "sdtPr", "ins", "del", "moveFrom",
    "br", "delText", "instrText", "fldChar", "pPr", "rPr", "tcPr", "trPr", "numPr", "vMerge",
    "gridSpan", "gridBefore", "gridAfter", "txbxContent", "pict", "object", "hyperlink",
    "fldSimple", "body", "vanish", "numId", "ilvl", "commentReference", "footnoteReference",
    "showingPlcHdr", "date", "sym", "tab", "tblGrid", "gridCol", "hMerge", "customXml",
    "smartTag", "altChunk", "sectPr", "ffData", "ddList", "result", "checkBox", "ruby", "moveTo",
    "dropDownList", "listItem", "subDoc", "noBreakHyphen",
)  # fmt: skip
_VALUES = (
    "", "-1", "0", "1", "9", "99999999999999999999", "abc", "NaN", "1e9", "\u0661", "true", "begin",
    "end", "separate", "restart", "continue", "F0FC", "ZZZZ", "2026-13-45T00:00:00Z", "\ud7ff",
    "x" * 5000,
)  # fmt: skip

_TEXTS = ("", " ", "Officer name:", "1.", "• ", "x " * 3000, "\u202e", "(" * 500, "\n" * 400,
          "12/7/2026", "A. " * 200, "1) " * 400, "Section 1: ")  # fmt: skip


def change_tree(rng: random.Random, part: bytes) -> bytes:
    """The part with one to eight changes, as UTF-8; what is no XML stays as it is."""
    try:
        root = etree.fromstring(part)
    except (etree.XMLSyntaxError, ValueError):
        return part
    for _ in range(rng.randint(1, 8)):
        every = [node for node in root.iter() if isinstance(node.tag, str) and node is not root]
        if not every:
            break
        rng.choice(_CHANGES)(rng, root, rng.choice(every), rng.choice(every))
    done: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return done


def _lose(rng: random.Random, root: Any, node: Any, other: Any) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _double(rng: random.Random, root: Any, node: Any, other: Any) -> None:
    for _ in range(rng.choice((1, 1, 3, 50))):
        if node.getparent() is not None and sum(1 for _ in node.iter()) < 400:
            node.addnext(copy.deepcopy(node))


def _move(rng: random.Random, root: Any, node: Any, other: Any) -> None:
    if node.getparent() is not None and node not in other.iterancestors() and node is not other:
        other.insert(rng.randint(0, len(other)), node)


def _wrap(rng: random.Random, root: Any, node: Any, other: Any) -> None:
    parent = node.getparent()
    for _ in range(rng.choice((1, 1, 1, 2, 2, 40, 40, 300))):
        if parent is None:
            return
        shell = etree.Element(_W + rng.choice(_NAMES))
        parent.replace(node, shell)
        shell.append(node)
        parent = shell


def _rename(rng: random.Random, root: Any, node: Any, other: Any) -> None:
    node.tag = rng.choice((_W, _W, _W, "", "{urn:x}")) + rng.choice(_NAMES)


def _misvalue(rng: random.Random, root: Any, node: Any, other: Any) -> None:
    names = [*node.attrib, _W + "val", _W + "id", _W + "fldCharType"]
    node.set(rng.choice(names), rng.choice(_VALUES))


def _text(rng: random.Random, root: Any, node: Any, other: Any) -> None:
    node.text = rng.choice(_TEXTS)


def _insert(rng: random.Random, root: Any, node: Any, other: Any) -> None:
    child = etree.SubElement(node, _W + rng.choice(_NAMES))
    child.text = rng.choice((None, "text", "•"))
    if rng.random() < 0.5:
        child.set(_W + "val", rng.choice(_VALUES))


_CHANGES = (_lose, _double, _move, _wrap, _rename, _misvalue, _text, _insert)
