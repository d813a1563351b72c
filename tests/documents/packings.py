"""Parts become a file, in every shape that other programs give the package."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from tests.documents.oddities import ODD
from tests.documents.opc import CONTENT_TYPES, MAIN, MAIN_RELS, Content, Pipe, W, zipped

Parts = dict[str, Content]
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
_WORD = f'="{W}"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGES = (
    "docx", "docm", "dotx", "dotm", "strict", "prefix", "default-prefix", "default-namespace",
    "names", "utf-16", "bom", "stored", "descriptors", "zip64", "junk", "comment-behind",
    "leading-slash", "root", "no-declaration", *ODD,
)  # fmt: skip


def packed(parts: Parts, how: str = "") -> bytes:
    """The file, packed in one of the ways, or as Word does."""
    if change := _CHANGES.get(how):
        parts = change(parts)
    if odd := ODD.get(how):
        parts = parts | {MAIN: odd(_text(parts, MAIN))}
    return _zipped({name: _declared(name, each, how) for name, each in parts.items()}, how)


def _text(parts: Parts, name: str) -> str:
    text = parts[name]
    assert isinstance(text, str)
    return text


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
    texts = _each_text(parts, lambda text: text.replace(MAIN, "texte/Haupt.xml"))
    texts = _each_text(texts, lambda text: text.replace('PartName="/word/', 'PartName="/texte/'))
    new = {MAIN: "texte/Haupt.xml", MAIN_RELS: "texte/_rels/Haupt.xml.rels"}
    return {new.get(n, n).replace("word/", "texte/"): each for n, each in texts.items()}


def _root(parts: Parts) -> Parts:
    """The main part at the top of the package."""
    rels = _from_there(parts, "word/")
    others = {n: each for n, each in parts.items() if n not in (MAIN, MAIN_RELS)}
    made = {**others, "main.xml": parts[MAIN], "_rels/main.xml.rels": rels}
    return _each_text(made, lambda text: text.replace(MAIN, "main.xml"))


def _leading(parts: Parts) -> Parts:
    """Targets from the root of the package."""
    top = _text(parts, "_rels/.rels").replace('Target="word', 'Target="/word')
    return parts | {MAIN_RELS: _from_there(parts, "/word/"), "_rels/.rels": top}


def _from_there(parts: Parts, folder: str) -> str:
    """The relationships of the main part, with this folder in front of what is inside."""
    return re.sub(r'Target="(?!http)', f'Target="{folder}', _text(parts, MAIN_RELS))


_CHANGES: dict[str, Callable[[Parts], Parts]] = {
    "strict": _strict, "prefix": _in_word(_prefixed("x0")), "names": _names,
    "default-prefix": _in_word(_prefixed("")), "default-namespace": _in_word(_by_default),
    "leading-slash": _leading, "root": _root,
}  # fmt: skip


def _zipped(parts: dict[str, bytes], how: str) -> bytes:
    """The archive, its content types first."""
    ordered = {CONTENT_TYPES: parts[CONTENT_TYPES]} | parts
    out = Pipe() if how == "descriptors" else io.BytesIO()
    if how == "junk":
        out.write(b"MIME-Version: 1.0\r\nContent-Type: application/x\r\n\r\n")
    if how == "zip64":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in ordered.items():
                with archive.open(name, "w", force_zip64=True) as entry:
                    entry.write(content)
        return out.getvalue()
    made = zipped(ordered, zipfile.ZIP_STORED if how == "stored" else zipfile.ZIP_DEFLATED, out)
    if how == "comment-behind":
        return _with_note(made, b"saved by an archive program")
    return made


def _with_note(archive: bytes, note: bytes) -> bytes:
    """The archive with a note behind its directory."""
    return archive[:-2] + len(note).to_bytes(2, "little") + note
