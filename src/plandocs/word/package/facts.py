"""What a file says of itself: its properties, and the identity that plandocs put into it."""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar

from plandocs.errors import DocumentError
from plandocs.word.package.parts import Package
from plandocs.word.package.shared import shared
from plandocs.word.package.tokens import unescape

_Value = TypeVar("_Value")
PREFIX = "plandocs-"
BOOKMARK = "plandocs_"
NO_MARK = "plandocs_no_id"
_CUSTOM = re.compile(
    r'<(?:\w+:)?property\s[^>]*?\bname="([^"]*)"[^>]*>\s*<(?:\w+:)?lpwstr\s*>([^<]*)<', re.DOTALL
)
_ODD = (b"<!", b"&#")  # a part with these is proved before it is searched
_CONTROLS = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f]")
_BOOKMARK = re.compile(r'<w:bookmarkStart\s[^>]*w:name="plandocs_id_(x?)([^"]*)"')
_CORE = {
    name: re.compile(rf"<(?:\w+:)?{name}(?:\s[^>]*)?>([^<]*)<")
    for name in ("modified", "lastModifiedBy", "revision")
}
_APP = {
    name: re.compile(rf"<(?:\w+:)?{name}(?:\s[^>]*)?>([^<]*)<")
    for name in ("Application", "AppVersion")
}


class Facts(NamedTuple):
    """Program, last saved (ISO 8601, as written), by whom, revision, and plandocs' own marks."""

    program: str
    modified: str
    last_modified_by: str
    revision: int | None
    marks: dict[str, str]  # "form", "edition", "id"
    bookmarked: bool = False  # is the id from a bookmark, which comes along where text is pasted?


def facts_of(package: Package) -> Facts:
    """The facts of a file; what it does not say is blank."""
    program = _property_part(package, "extended-properties", _program)
    saved = _property_part(package, "core-properties", _saved)
    marks = dict(_property_part(package, "custom-properties", _marks))
    bookmarked = "id" not in marks and f"{BOOKMARK}id_" in (body := package.xml(package.main))
    if bookmarked:
        marks["id"] = _bookmarked(body)
    return Facts(program, *saved, marks, bookmarked)


def _property_part(package: Package, kind: str, look: Callable[[str], _Value]) -> _Value:
    """What a part of properties says; nothing where it cannot be read: the facts are a courtesy."""
    for part in package.root_related(kind):
        try:
            return shared(package, part, kind, partial(_looked_at, package, part, look))
        except (DocumentError, UnicodeDecodeError):
            break
    return look("")


def _looked_at(package: Package, part: str, look: Callable[[str], _Value]) -> _Value:
    return look(_searched(package, part))


def _searched(package: Package, part: str) -> str:
    """A part as text that is only searched."""
    data = package.read(part)
    begins = data.startswith((b"<", b"\xef\xbb\xbf<"))
    plain = begins and not any(odd in data for odd in _ODD) and not _CONTROLS.search(data)
    return data.decode("utf-8-sig") if plain else package.xml(part)


def _program(app: str) -> str:
    return " ".join(filter(None, (_first(pattern, app) for pattern in _APP.values())))


def _saved(core: str) -> tuple[str, str, int | None]:
    revision = _first(_CORE["revision"], core)
    known = revision.isdecimal() and len(revision) < 10
    return (
        _first(_CORE["modified"], core),
        _first(_CORE["lastModifiedBy"], core),
        int(revision) if known else None,
    )


def _marks(custom: str) -> dict[str, str]:
    return {
        name[len(PREFIX) :]: unescape(value)
        for name, value in _CUSTOM.findall(custom)
        if name.startswith(PREFIX)
    }


def _first(pattern: re.Pattern[str], xml: str) -> str:
    found = pattern.search(xml) if xml else None
    return " ".join(unescape(found[1]).split()) if found else ""


def bookmark_name(identity: str) -> str:
    """The name of the bookmark that carries a plan's id; "" where it is too long for one.

    Bookmark names have letters, digits and underscores, 40 at most (ECMA-376 17.13.6.2).
    """
    plain = re.fullmatch(r"[A-Za-z0-9]{1,28}", identity)
    name = f"{BOOKMARK}id_{identity}" if plain and identity[0] != "x" else ""
    if not name and identity:
        name = f"{BOOKMARK}id_x{identity.encode().hex()}"
    return name if len(name) <= 40 else ""


def _bookmarked(xml: str) -> str:
    found = _BOOKMARK.search(xml)
    if found is None:
        return ""
    if not found[1]:
        return found[2]
    try:
        return unhexlify(found[2]).decode()
    except (ValueError, UnicodeDecodeError):
        return ""
