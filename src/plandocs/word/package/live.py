"""What a document would start or fetch when it is opened: macros, fields, templates, links.

Each is told with its place, and nothing of it is followed. docs/word-notes/live-content.md says
what counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final, NamedTuple

from plandocs.word.package.parts import Package, shared
from plandocs.word.package.tokens import unescape

_FIELD: Final = (
    r"\s*(?:LINK|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DDE|DDEAUTO|DATABASE|RD)(?=[\s\"]|$)"
)
STARTS_OR_FETCHES: Final = re.compile(_FIELD, re.IGNORECASE)
"""The code of a field that starts a program or fetches what it shows (ECMA-376-1, 17.16.5)."""
_MACROS: Final = re.compile(r"(?:^|/)vbaproject\.bin$", re.IGNORECASE)
_LOCAL: Final = re.compile(
    r"[a-z]:[/\\]|file:/{3}(?![/\\%])|(?![a-z][a-z0-9+.-]+:|[/\\])", re.IGNORECASE
)
KINDS: Final = {
    "attachedTemplate": "template", "image": "picture", "oleObject": "object",
    "mailMergeSource": "data source", "subDocument": "document", "aFChunk": "text",
}  # fmt: skip
_PLACES: Final = {
    "header": "page header", "footer": "page footer", "footnotes": "footnotes",
    "endnotes": "endnotes", "comments": "comments", "glossary": "building blocks",
}  # fmt: skip
_USUAL: Final = 2**12  # letters of the names of a file's parts that are remembered
_CODE: Final = re.compile(
    r'<w:fldChar\b[^>]*w:fldCharType="(?P<kind>\w+)"'
    r"|<w:(?:instrText|delInstrText)\b[^>]*>(?P<code>[^<]*)"
    r'|<w:fldSimple\b[^>]*w:instr="(?P<simple>[^"]*)"'
)


class Live(NamedTuple):
    """One thing that is live; ``local`` where it is a template on a disk of the writer's own."""

    where: str
    what: str
    local: bool = False


def live_content(package: Package, links: Iterable[str]) -> tuple[Live, ...]:
    """All that is live in a document, each once, in the order of its parts."""
    names = package.names()
    usual = sum(map(len, names)) <= _USUAL
    macros, parts = (_facts_of_names if usual else _facts_of_names.__wrapped__)(names)
    result = [Live("", "macros")] if macros or package.macros else []
    for of, kind, target in package.external():
        if not is_of_a_mail(target):
            local = is_local_template(kind, target)
            result.append(Live(place_of(of), f"{KINDS.get(kind, kind)}: {target}", local))
    result += [_left_out(each) for each in package.left_out]
    result += [Live("", code) for code in links]
    for part, place in parts:
        codes = shared(package, part, "live-fields", partial(_codes, package, part))
        result += [Live(place, code) for code in codes]
    return tuple(dict.fromkeys(result))


@lru_cache(maxsize=64)
def _facts_of_names(names: tuple[str, ...]) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """What names of parts tell: are there macros, and which parts beside the text have fields.

    Each of these with its place. Files of one origin have the same names.
    """
    parts = ((name, place_of(name)) for name in names if name.endswith(".xml"))
    return any(map(_MACROS.search, names)), tuple(each for each in parts if each[1])


def _left_out(what: str) -> Live:
    """What a converted file had, by the words that tell it."""
    kind, _, target = what.partition(": ")
    return Live("", what, kind == "template" and is_local_template("attachedTemplate", target))


def is_local_template(kind: str, target: str) -> bool:
    """Whether it is a template on a disk of the writer's own, as any office's forms have."""
    return kind == "attachedTemplate" and _LOCAL.match(target) is not None


def is_of_a_mail(target: str) -> bool:
    """Whether it is a part of the mail that a document was saved from: nothing is fetched."""
    return target.lower().startswith(("cid:", "mid:"))


def place_of(part: str) -> str:
    """In words, the part that a name means; "" for the text itself and what is not a text."""
    if "/glossary/" in part:
        return _PLACES["glossary"]
    name = part.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return _PLACES.get(name, "")


def _codes(package: Package, part: str) -> tuple[str, ...]:
    """The codes of a part's live fields; what is inside another field's code is a part of that."""
    text = package.xml(part)
    if "<w:fldChar" not in text and "<w:fldSimple" not in text:
        return ()
    marks = list(_CODE.finditer(text))
    fields = fields_in((mark["kind"] or "", mark["code"] or "") for mark in marks)
    last = len(marks)
    codes = [(each.end if each.end >= 0 else last, each.code) for each in fields]
    codes += [(at, mark["simple"]) for at, mark in enumerate(marks) if mark["simple"]]
    return tuple(
        " ".join(unescape(code).split())
        for _, code in sorted(codes, key=lambda each: each[0])
        if STARTS_OR_FETCHES.match(code)
    )


@dataclass(slots=True)
class Field:
    """A complex field by the numbers of its marks; -1 for one that is not there (17.16.18).

    ``nested_first`` tells that its code begins with another field.
    """

    begin: int
    code: str = ""
    nested_first: bool = False
    separate: int = -1
    end: int = -1
    last_code: int = -1


def fields_in(marks: Iterable[tuple[str, str]]) -> list[Field]:
    """The fields of a part, of its marks in their order: the kind of a mark, or a piece of code."""
    result: list[Field] = []
    open_: list[Field] = []
    for at, (kind, code) in enumerate(marks):
        inner = open_[-1] if open_ else None
        if kind == "begin":
            if inner is not None and inner.separate < 0 and not inner.code.strip():
                inner.nested_first = True
            result.append(Field(at, last_code=at))
            open_.append(result[-1])
        elif inner is not None and kind == "separate":
            inner.separate = at
        elif inner is not None and kind == "end":
            open_.pop().end = at
        elif inner is not None and code:
            inner.code += code
            inner.last_code = at
    return result
