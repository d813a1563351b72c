"""Relationships that no filled document should have: cut, with the parts that only they lead to.

A linked picture becomes an empty one that takes the same room on the page.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote

from lxml import etree

from plandocs.container import archive
from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.errors import DocumentError
from plandocs.word.package.live import KINDS, is_local_template, is_of_a_mail, live_content
from plandocs.word.package.open import open_package
from plandocs.word.package.structure import candidates, owner_of, rels_part
from plandocs.word.package.trees import RELATIONSHIP, parse_xml, xml_bytes
from plandocs.word.view.read import read_document

BLANK_PICTURE: Final = "word/media/plandocs-blank.png"
BLANK_PNG: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII="
)
# What lies inside the package, and how it is told; "" where it only says whose the file was.
_INSIDE: Final = {
    "vbaProject": "macros", "wordVbaData": "macros", "keyMapCustomizations": "macros",
    "attachedToolbars": "macros", "extensibility": "macros", "userCustomization": "macros",
    "control": "an ActiveX control", "activeXControlBinary": "an ActiveX control",
    "webextension": "an add-in", "webextensiontaskpanes": "an add-in",
    "recipientData": "", "thumbnail": "", "people": "", "printerSettings": "",
}  # fmt: skip
_OF_A_MERGE: Final = ("mailMergeSource", "mailMergeHeaderSource")  # its element tells it
_WEB: Final = re.compile(r"(?:https?|mailto|tel|sips?|ftps?):|#|$", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
_RUNS: Final = re.compile(
    r"vbaproject|activex|embeddings/|externallinks/|connections|macrosheets|dialogsheets|customui|"
    r"webextension|\.(?:exe|bin)$",
    re.IGNORECASE,
)
_EXTERNAL: Final = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_FETCHES: Final = re.compile(
    rb"<\s*(?:img|image|object|embed|i?frame|script|link|meta|base|style|applet|audio|video|svg|xml"
    rb"|input|v:)|url\s*\(|@import|\b(?:src|background|data|action)\s*=|\\(?:field|object|pict)\b",
    re.IGNORECASE,
)


class Arrow(NamedTuple):
    """A relationship that goes: ``what`` tells it, "" where nobody need know.

    ``local`` where it is a template on the writer's own disk, ``blank`` where it now leads to the
    empty picture.
    """

    what: str
    local: bool = False
    blank: bool = False


def is_web_link(target: str) -> bool:
    """Whether a link leads to a page or an address, and not to a folder, a share or a program."""
    target = unquote(target).strip()
    return bool(_WEB.match(target)) or not _ELSEWHERE.match(target)


def cut_arrows(parts: dict[str, bytes], source: str) -> dict[str, dict[str, Arrow]]:
    """Cut what is live among the relationships of ``parts``, which loses what lies behind them.

    Returns them by the part that each starts from, and its id.
    """
    before = _reached(parts, source)
    cut: dict[str, dict[str, Arrow]] = {}
    for name in [each for each in parts if each.endswith(".rels")]:
        root = parse_xml(parts[name], name, source)
        gone = _cut(root, owner_of(name), parts)
        if gone:
            cut[owner_of(name)] = gone
            parts[name] = xml_bytes(root)
    for part in before - _reached(parts, source) if cut else ():
        parts.pop(part, None)
        parts.pop(rels_part(part), None)
    if any(arrow.blank for gone in cut.values() for arrow in gone.values()):
        parts[BLANK_PICTURE] = BLANK_PNG
    return cut


def _cut(root: etree._Element, owner: str, parts: Mapping[str, bytes]) -> dict[str, Arrow]:
    gone: dict[str, Arrow] = {}
    for relation in list(root.iter(RELATIONSHIP)):
        arrow = _judged(relation, owner, parts)
        if arrow is None:
            continue
        gone[str(relation.get("Id"))] = arrow
        if arrow.blank:
            relation.attrib.pop("TargetMode", "")
            relation.set("Target", f"/{BLANK_PICTURE}")
        else:
            holder = relation.getparent()
            assert holder is not None
            holder.remove(relation)
    return gone


def _judged(relation: etree._Element, owner: str, parts: Mapping[str, bytes]) -> Arrow | None:
    kind = str(relation.get("Type")).rstrip("/").rpartition("/")[2]
    target = str(relation.get("Target"))
    what = f"{KINDS.get(kind, kind)}: {target}"
    if str(relation.get("TargetMode")).lower() == "external":
        if kind == "hyperlink":
            return None if is_web_link(target) else Arrow(f"link: {target}")
        what = "" if is_of_a_mail(target) or kind in _OF_A_MERGE else what
        return Arrow(what, is_local_template(kind, target), blank=kind == "image" and bool(owner))
    if kind in _INSIDE:
        return Arrow(_INSIDE[kind])
    if kind in ("oleObject", "package", "aFChunk"):
        part = _part(target, owner, parts)
        return None if part is not None and _is_at_rest(part, parts[part]) else Arrow(what)
    return None


def _is_at_rest(part: str, data: bytes) -> bool:
    """Whether an embedded file starts and fetches nothing, as far as its parts tell."""
    if not data.startswith(b"PK"):
        text = data.replace(b"\0", b"")  # in UTF-16, too
        return not part.lower().endswith((".bin", ".exe")) and not (
            data.startswith(b"\xd0\xcf\x11\xe0") or _FETCHES.search(text)
        )
    try:
        members = archive.directory(data, DEFAULT_LIMITS, "")
        rels = [m for name, m in members.items() if name.endswith(".rels")]
        if any(map(_RUNS.search, members)) or any(
            _EXTERNAL.search(archive.unpack(archive.packed(data, m, ""), m, DEFAULT_LIMITS, ""))
            for m in rels
        ):
            return False
        if not any(name.startswith("word/") for name in members):
            return True
        package = open_package(data, convert=False)
        return not live_content(package, read_document(package).links)
    except DocumentError:
        return False


def _reached(parts: Mapping[str, bytes], source: str) -> set[str]:
    """The parts that the package's relationships lead to, over any number of steps."""
    result: set[str] = set()
    waiting = [""]
    while waiting:
        fresh = set(_targets(waiting.pop(), parts, source)) - result
        result |= fresh
        waiting += fresh
    return result


def _targets(owner: str, parts: Mapping[str, bytes], source: str) -> Iterator[str]:
    rels = rels_part(owner)
    if rels in parts:
        for relation in parse_xml(parts[rels], rels, source).iter(RELATIONSHIP):
            if str(relation.get("TargetMode")).lower() != "external":
                part = _part(str(relation.get("Target")), owner, parts)
                if part is not None:
                    yield part


def _part(target: str, owner: str, parts: Mapping[str, bytes]) -> str | None:
    result = next((each for each in candidates(target, owner) if each in parts), None)
    if result is not None:
        return result
    wanted = {each.lower() for each in candidates(target, owner)}
    return next((each for each in parts if each.lower() in wanted), None)
