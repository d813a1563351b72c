"""Parts become a file, in every shape that other programs give the package."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from tests.hard.oddities import ODD
from tests.hard.package_parts import build_parts
from tests.hard.pieces import Draft

Parts = dict[str, str | bytes]
_STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main":
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/math":
        "http://purl.oclc.org/ooxml/officeDocument/math",
    "http://schemas.openxmlformats.org/drawingml/2006/main":
        "http://purl.oclc.org/ooxml/drawingml/main",
    "http://schemas.openxmlformats.org/drawingml/2006/picture":
        "http://purl.oclc.org/ooxml/drawingml/picture",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
}  # fmt: skip
_WORD = '="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGES = (
    "docx", "docm", "dotx", "dotm", "strict", "prefix", "default-prefix", "default-namespace",
    "names", "utf-16", "bom", "stored", "descriptors", "zip64", "junk", "comment-behind",
    "leading-slash", "root", "no-declaration", *ODD,
)  # fmt: skip


def pack(draft: Draft, body: str) -> bytes:
    """The file, by the draft's package variant."""
    kind = draft.package if draft.package in ("docm", "dotx", "dotm") else "docx"
    parts = build_parts(draft, body, kind)
    change = _CHANGES.get(draft.package)
    if change:
        parts = change(parts)
    if odd := ODD.get(draft.package):
        main = parts["word/document.xml"]
        assert isinstance(main, str)
        parts["word/document.xml"] = odd(main)
    declared = {name: _declared(name, each, draft.package) for name, each in parts.items()}
    return _zipped(declared, draft.package)


def _declared(name: str, content: str | bytes, how: str) -> bytes:
    if isinstance(content, bytes):
        return content
    inner = name.endswith(".xml") and name.startswith("word/")
    if how == "utf-16" and inner:
        return (_XML.replace("UTF-8", "UTF-16") + content).encode("utf-16")
    if how == "bom" and inner:
        return b"\xef\xbb\xbf" + (_XML + content).encode()
    return content.encode() if how == "no-declaration" else (_XML + content).encode()


def _each_text(parts: Parts, change: Callable[[str], str]) -> Parts:
    return {name: change(each) if isinstance(each, str) else each for name, each in parts.items()}


def _strict(parts: Parts) -> Parts:
    def change(text: str) -> str:
        for old, new in _STRICT.items():
            text = text.replace(f'"{old}', f'"{new}')
        return text

    return _each_text(parts, change)


def _in_word(change: Callable[[str], str]) -> Callable[[Parts], Parts]:
    """The change in every XML part of the document itself."""

    def changed(parts: Parts) -> Parts:
        mine = {n: p for n, p in parts.items() if n.startswith("word/") and n.endswith(".xml")}
        return parts | _each_text(mine, change)

    return changed


def _prefixed(prefix: str) -> Callable[[str], str]:
    """All elements and attributes of Word's own namespace under another prefix, or none."""

    def change(text: str) -> str:
        text = re.sub(r"(</?)w:", rf"\1{prefix}:" if prefix else r"\1", text)
        named = f"{prefix}:" if prefix else "q:"
        text = re.sub(r"(\s)w:(\w+=)", rf"\1{named}\2", text)
        spaces = f"xmlns:{prefix}" if prefix else f"xmlns:q{_WORD} xmlns"
        return text.replace(f"xmlns:w{_WORD}", f"{spaces}{_WORD}")

    return change


def _by_default(text: str) -> str:
    """All elements of Word's own namespace without a prefix; only attributes have it."""
    return re.sub(r"(</?)w:", r"\1", text).replace(
        f"xmlns:w{_WORD}", f"xmlns{_WORD} xmlns:w{_WORD}"
    )


def _names(parts: Parts) -> Parts:
    """Other folders and names, as the relationships give them."""
    found = {}
    for name, each in parts.items():
        text = (
            each.replace("word/document.xml", "texte/Haupt.xml") if isinstance(each, str) else each
        )
        if isinstance(text, str):
            text = text.replace('PartName="/word/', 'PartName="/texte/')
        name = name.replace("word/_rels/document.xml.rels", "texte/_rels/Haupt.xml.rels")
        found[name.replace("word/document.xml", "texte/Haupt.xml").replace("word/", "texte/")] = (
            text
        )
    return found


def _root(parts: Parts) -> Parts:
    """The main part at the top of the package."""
    found = dict(parts)
    found["main.xml"] = found.pop("word/document.xml")
    rels = found.pop("word/_rels/document.xml.rels")
    assert isinstance(rels, str)
    inner = re.sub(r'Target="(?!http)', 'Target="word/', rels)
    found["_rels/main.xml.rels"] = inner
    return {
        n: each.replace("word/document.xml", "main.xml") if isinstance(each, str) else each
        for n, each in found.items()
    }


def _leading(parts: Parts) -> Parts:
    """Targets from the root of the package."""
    rels = parts["word/_rels/document.xml.rels"]
    top = parts["_rels/.rels"]
    assert isinstance(rels, str)
    assert isinstance(top, str)
    inner = re.sub(r'Target="(?!http)', 'Target="/word/', rels)
    return parts | {
        "word/_rels/document.xml.rels": inner,
        "_rels/.rels": top.replace('Target="word', 'Target="/word'),
    }


_CHANGES: dict[str, Callable[[Parts], Parts]] = {
    "strict": _strict, "prefix": _in_word(_prefixed("x0")), "names": _names,
    "default-prefix": _in_word(_prefixed("")), "default-namespace": _in_word(_by_default),
    "leading-slash": _leading, "root": _root,
}  # fmt: skip


class _Stream(io.BytesIO):
    """Cannot be rewound, so zipfile writes data descriptors."""

    def seekable(self) -> bool:
        return False


def _zipped(parts: dict[str, bytes], how: str) -> bytes:
    out = _Stream() if how == "descriptors" else io.BytesIO()
    method = zipfile.ZIP_STORED if how == "stored" else zipfile.ZIP_DEFLATED
    if how == "junk":
        out.write(b"MIME-Version: 1.0\r\nContent-Type: application/x\r\n\r\n")
    names = ["[Content_Types].xml", *(name for name in parts if name != "[Content_Types].xml")]
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            if how == "zip64":
                with archive.open(name, "w", force_zip64=True) as entry:
                    entry.write(parts[name])
            else:
                archive.writestr(name, parts[name])
        if how == "comment-behind":
            archive.comment = b"saved by an archive program"
    return out.getvalue()
