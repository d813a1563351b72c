"""What a file says of itself: its properties read, and those of a filled document written.

The identity that plandocs puts into a file (form, edition, the plan's id) is a custom property
each, and a bookmark. A template's own dates and the names of those who saved it are not the
document's: each filled document has the time at which it is made.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple, TypeVar

from lxml import etree
from markupsafe import escape

from plandocs.errors import DocumentError
from plandocs.moment import now
from plandocs.remembered import remembered
from plandocs.word.package.encoding import legal
from plandocs.word.package.parts import Package, shared
from plandocs.word.package.tokens import unescape
from plandocs.word.package.trees import parse_xml, xml_bytes

_Value = TypeVar("_Value")
PREFIX = "plandocs-"
BOOKMARK = "plandocs_"
NO_MARK = "plandocs_no_id"
_CUSTOM = re.compile(
    r'<(?:\w+:)?property\s[^>]*?\bname="([^"]*)"[^>]*>\s*<(?:\w+:)?lpwstr\s*>([^<]*)<', re.DOTALL
)
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
    part = next(iter(package.root_related(kind)), None)
    if part is not None:
        with suppress(DocumentError, UnicodeDecodeError):
            return shared(package, part, kind, lambda: look(_searched(package, part)))
    return look("")


def _searched(package: Package, part: str) -> str:
    """A part as text that is only searched."""
    data = package.read(part)
    begins = data.startswith((b"<", BOM_UTF8 + b"<"))
    odd = b"<!" in data or b"&#" in data  # such a part is proved before it is searched
    searchable = begins and not odd and not _CONTROLS.search(data)
    return data.removeprefix(BOM_UTF8).decode() if searchable else package.xml(part)


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
    match = pattern.search(xml) if xml else None
    return " ".join(unescape(match[1]).split()) if match else ""


def bookmark_name(identity: str) -> str:
    """The name of the bookmark that carries a plan's id; "" where it is too long for one.

    Bookmark names have letters, digits and underscores, 40 at most (ECMA-376 17.13.6.2).
    """
    match = re.fullmatch(r"[A-Za-z0-9]{1,28}", identity)
    name = f"{BOOKMARK}id_{identity}" if match and identity[0] != "x" else ""
    if not name and identity:
        name = f"{BOOKMARK}id_x{identity.encode().hex()}"
    return name if len(name) <= 40 else ""


def _bookmarked(xml: str) -> str:
    match = _BOOKMARK.search(xml)
    if match is None:
        return ""
    if not match[1]:
        return match[2]
    try:
        return unhexlify(match[2]).decode()
    except (ValueError, UnicodeDecodeError):
        return ""


COLUMNS = f"{PREFIX}columns"
"""The property that names the properties that plandocs wrote, for a library of documents."""
CUSTOM = "docProps/custom.xml"
"""Where the part goes in a template that has none."""
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}">'
)
EMPTY_CUSTOM = f"{_HEAD}</Properties>".encode()
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2


class CustomProperties:
    """The properties that a template has, to which each document adds its own."""

    def __init__(self, data: bytes, source: str = "") -> None:
        root = parse_xml(data, CUSTOM, source)
        self._old: tuple[tuple[str, str], ...] = tuple(
            (
                str(e.get("name", "")),
                "".join(etree.tostring(v, encoding="unicode") for v in e) or _text_value(""),
            )
            for e in root
        )

    def part(self, added: Mapping[str, str]) -> bytes:
        """The part with these properties; one of the same name replaces the template's.

        One that is "" is in it no more.
        """
        names = {name.casefold() for name in added} if self._old else ()
        values = [
            *[(name, value) for name, value in self._old if name.casefold() not in names],
            *[(name, _text_value(value)) for name, value in added.items() if value],
        ]
        entries = [
            f'<property fmtid="{_FORMAT}" pid="{number}" name="{_escaped(name)}">{value}</property>'
            for number, (name, value) in enumerate(values, start=_FIRST_ID)
        ]
        return f"{_HEAD}{''.join(entries)}</Properties>".encode()


@remembered(1024, longest=200)
def _text_value(text: str) -> str:
    return f"<vt:lpwstr>{_escaped(text)}</vt:lpwstr>"


@remembered(1024, longest=200)
def _escaped(text: str) -> str:
    """A name or a value as it stands in XML: most are those of the document before."""
    return str(escape(legal(text)))


def with_values(data: bytes, values: Mapping[str, str], source: str = "") -> bytes:
    """Return custom properties with new values for those of these names that plandocs wrote.

    What an agency has under one of them stays.
    """
    root = parse_xml(data, CUSTOM, source)
    text_by_name = {str(each.get("name", "")): "".join(map(str, each.itertext())) for each in root}
    written = text_by_name.get(COLUMNS, "").split("|")
    known = {name.casefold(): legal(value) for name, value in values.items() if name in written}
    changed = False
    for each in list(root):
        value = known.get(str(each.get("name", "")).casefold())
        if value is None or (len(each) == 1 and each[0].text == value):
            continue
        changed = True
        if value:
            each[:] = [etree.Element(f"{{{_TYPES}}}lpwstr")]
            each[0].text = value
        else:
            root.remove(each)
    return xml_bytes(root) if changed else data


CORE = "docProps/core.xml"
"""Where the part goes in a template that has none."""
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
EMPTY_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'xmlns:dcterms="{_TERMS}" xmlns:xsi="{_XSI}"/>'
).encode()
NEUTRAL = "plandocs"


_TIME = "0000-00-00T00:00:00Z"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TITLED = re.compile(rb"(<dc:title(?:\s[^>]*)?>)([^<]*)(</dc:title>)")
_WHOLE, _REST = "\ue000", "\ue001"  # where a document's title goes, and what comes behind one
_WHOLE_MARK, _REST_MARK, _TIME_MARK = _WHOLE.encode(), _REST.encode(), _TIME.encode()


class Title(NamedTuple):
    """A document's title: its form's, and behind it whose it is and of when."""

    form: str
    rest: str

    def __str__(self) -> str:
        return " – ".join(filter(None, self))


NO_TITLE = Title("", "")


def made_now(prepared: bytes, title: Title = NO_TITLE) -> bytes:
    """Prepared core properties, of a document made now (SOURCE_DATE_EPOCH where that is set).

    A title that the template has stays in front of the document's own ``rest``.
    """
    if _WHOLE_MARK in prepared:
        prepared = prepared.replace(_WHOLE_MARK, _escaped(str(title)).encode())
    if _REST_MARK in prepared:
        rest = f" – {title.rest}" if title.rest else ""
        prepared = prepared.replace(_REST_MARK, _escaped(rest).encode())
    return prepared.replace(_TIME_MARK, now().encode())


def retitled(data: bytes, old: Title, new: Title) -> bytes:
    """Return core properties with a new title, where they have the one that plandocs wrote."""
    was, is_ = (str(escape(legal(f" – {each.rest}"))).encode() for each in (old, new))
    match = _TITLED.search(data)
    if match is None or not old.rest or not match[2].endswith(was):
        return data
    return data[: match.end(2) - len(was)] + (is_ if new.rest else b"") + data[match.end(2) :]


def stamped(data: bytes, source: str) -> bytes:
    """The core properties of a document by plandocs, in its first revision, `made_now` to be."""
    root = parse_xml(data, CORE, source)
    title = root.find(_TITLE)
    if title is None:
        title = etree.SubElement(root, _TITLE)
    text = " ".join((title.text or "").split())
    if not set(f"{{{_WHOLE}{_REST}").intersection(
        text
    ):  # else the template says by tags what it is to be
        title.text = f"{text}{_REST}" if text else _WHOLE
    text_by_tag = {
        f"{{{_CP}}}lastModifiedBy": NEUTRAL,
        f"{{{_CP}}}revision": "1",
        f"{{{_TERMS}}}created": _TIME,
        f"{{{_TERMS}}}modified": _TIME,
    }
    for name, text in text_by_tag.items():
        for extra in root.findall(name)[1:]:
            root.remove(extra)
        element = root.find(name)
        if element is None:
            element = etree.SubElement(root, name)
        element.text = text
        if name.startswith(f"{{{_TERMS}}}"):
            element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    printed = root.find(f"{{{_CP}}}lastPrinted")
    if printed is not None:
        root.remove(printed)
    return xml_bytes(root)
