"""Comments on paragraphs of a document that people have edited, put in and taken out again.

A comment is three marks in the text (ECMA-376 17.13.4) and its words in a part of their own. The
marks are put between runs, in the paragraph itself: around content controls, tracked changes and
fields, never inside them. Every other byte of the package stays. python-docx saves each part anew
and marks runs alone, so it does not write these. See docs/word-notes/comments-and-notes.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from plandocs.errors import InputError
from plandocs.moment import now
from plandocs.word.package.parts import Package
from plandocs.word.package.places import W_NAMESPACE
from plandocs.word.package.save import add_part, as_it_was, saved, without_part
from plandocs.word.package.tokens import EMPTY, attribute, escape, taken_apart, unescape
from plandocs.word.package.trees import DECLARATION, ML
from plandocs.word.revise.edits import Edits
from plandocs.word.view.document import Paragraph

AUTHOR: Final = "plandocs"
INITIALS: Final = "pd-"  # before a digest of the words, nine letters at most: what marks them ours
_PART: Final = "word/comments.xml"
_TYPE: Final = f"{ML}comments+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_NAMESPACE: Final = re.compile(r'\bxmlns:w="([^"]*)"')
_COMMENT: Final = re.compile(r"<w:comment\s([^>]*[^/])>(.*?)</w:comment>", re.DOTALL)
_TEXT: Final = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)<")
_CLOSED: Final = re.compile(r"<(w:comments)((?:\s[^>]*?)?)/>\s*$")
_ID: Final = re.compile(r'<w:comment(?:RangeStart|RangeEnd|Reference)?\s[^>]*?w:id="(\d+)"')
_PARAGRAPH_ID: Final = re.compile(r'\bw14:paraId="([^"]+)"')
_ONE_CHARACTER: Final = frozenset({"w:tab", "w:br", "w:cr", "w:noBreakHyphen"})
_SIGNED: Final = "_xmlsignatures/"


class Remark(NamedTuple):
    """What is said of a stretch of paragraphs, line by line.

    ``within`` are two offsets in the text of the one paragraph that it is said of; the marks stand
    around the runs, controls and the like that these characters are in.
    """

    first: Paragraph
    last: Paragraph
    lines: tuple[str, ...]
    within: tuple[int, int] | None = None


def is_signed(package: Package) -> bool:
    """Tell whether a digital signature is in the file, which any change would break."""
    return any(name.lower().startswith(_SIGNED) for name in package.names())


def remarked(package: Package, remarks: Sequence[Remark]) -> bytes:
    """Return the package with each remark as a comment on its paragraphs.

    Raises:
        InputError: it carries a digital signature.
    """
    _ensure_unsigned(package)
    part = _comments_part(package)
    edits = Edits(package.xml(package.main))
    comments = _no_comments(edits.xml) if part is None else package.xml(part)
    first_id = max(map(int, _ID.findall(comments + edits.xml)), default=-1) + 1
    places: dict[int, list[str]] = {}
    seen: dict[int, list[_Piece]] = {}
    for number, remark in enumerate(remarks, first_id):
        front, back = _around(edits, remark, seen)
        places.setdefault(front, []).append(f'<w:commentRangeStart w:id="{number}"/>')
        places.setdefault(back, []).append(
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        )
    _put(edits, places, remarks)
    comments = _CLOSED.sub(r"<\1\2></\1>", comments).rstrip()
    added = "".join(_comment(number, each.lines) for number, each in enumerate(remarks, first_id))
    comments = f"{comments.removesuffix('</w:comments>')}{added}</w:comments>"
    parts = package.parts()
    parts[package.main] = as_it_was(package, package.main, edits.done())
    if part is None:
        data = f"{DECLARATION}{comments}".encode()
        add_part(parts, _PART, data, _TYPE, _RELATION, owner=package.main)
    else:
        parts[part] = as_it_was(package, part, comments)
    return saved(parts)


def without_remarks(package: Package) -> bytes | None:
    """Return the package without the comments of `remarked`; None where it has none.

    One that somebody has written in since is theirs, and stays.

    Raises:
        InputError: it carries a digital signature.
    """
    part = _comments_part(package)
    comments = "" if part is None else package.xml(part)
    matches = [each for each in _COMMENT.finditer(comments) if _is_remark(each)]
    if part is None or not matches:
        return None
    _ensure_unsigned(package)
    ids = {attribute(each[1], "w:id") or "" for each in matches}
    main = unremarked(package.xml(package.main), ids)
    changed = {package.main: as_it_was(package, package.main, main)}
    for each in reversed(matches):
        comments = comments[: each.start()] + comments[each.end() :]
    threads = {id_ for each in matches for id_ in _PARAGRAPH_ID.findall(each[0])}
    for kind in ("commentsExtended", "commentsIds"):
        for name in package.related(kind):
            changed[name] = as_it_was(package, name, _without_threads(package.xml(name), threads))
    if "<w:comment " in comments or len(changed) > 1:
        return saved(package.parts(), {**changed, part: as_it_was(package, part, comments)})
    return saved(without_part({**package.parts(), **changed}, part, owner=package.main))


def unremarked(xml: str, ids: Iterable[str]) -> str:
    """Return a main part's text without the marks of these comments."""
    of = rf'\b[^>]*w:id="(?:{"|".join(map(re.escape, ids))})"{EMPTY}'
    run = rf"<w:r(?:\s[^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:commentReference{of}</w:r>"
    tracked = rf"<w:ins\b[^>]*>{run}</w:ins>"
    marks = rf"<w:comment(?:RangeStart|RangeEnd|Reference){of}"
    return re.sub(f"{tracked}|{run}|{marks}", "", xml)


def _ensure_unsigned(package: Package) -> None:
    if is_signed(package):
        raise InputError(
            "this document carries a digital signature, which any change would break; it has no "
            "commented copy. Take the findings as text",
            package.source,
        )


def _no_comments(main: str) -> str:
    """An empty part of comments, in the namespace of the text: there is a strict one, too."""
    match = _NAMESPACE.search(main)
    return f'<w:comments xmlns:w="{match[1] if match else W_NAMESPACE}"></w:comments>'


def _comments_part(package: Package) -> str | None:
    return next(iter(package.related("comments")), None)


def has_remarks(package: Package) -> bool:
    """Tell whether there may be comments of `remarked` that can be taken out."""
    part = _comments_part(package)
    return part is not None and f'"{AUTHOR}"' in package.xml(part) and not is_signed(package)


def _is_remark(comment: re.Match[str]) -> bool:
    mark = attribute(comment[1], "w:author"), attribute(comment[1], "w:initials")
    return mark == (AUTHOR, _initials(map(unescape, _TEXT.findall(comment[2]))))


def _initials(texts: Iterable[str]) -> str:
    """The mark of a comment with these words, however they are spaced."""
    words = "".join("".join(texts).split())
    return f"{INITIALS}{sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


class _Piece(NamedTuple):
    """What stands in a paragraph: where it begins and ends, in the part and in its text."""

    begin: int
    stop: int
    first: int
    last: int


def _around(edits: Edits, remark: Remark, seen: dict[int, list[_Piece]]) -> tuple[int, int]:
    """The places of a remark's marks; *seen* are the pieces of paragraphs with words."""
    p = remark.first
    front, back = _front(edits, p), _back(edits, remark.last)
    if remark.within is None or front == back:
        return front, back
    if p.start not in seen:
        seen[p.start] = [each for each in _inside(edits, p, front) if each.last > each.first]
    start, end = remark.within
    own = seen[p.start]
    at = bisect_right(own, start, key=lambda each: each.last)
    until = bisect_left(own, max(end, start + 1), key=lambda each: each.first)
    return (own[at].begin, own[until - 1].stop) if at < until else (front, back)


def _inside(edits: Edits, p: Paragraph, front: int) -> Iterator[_Piece]:
    """The pieces of a paragraph, from one place on."""
    begun = depth = at = before = 0
    for token in range(p.start + 1, p.end):
        if edits.begin(token) < front:
            continue
        name, attributes, text = taken_apart(edits.pieces[token])
        if depth == 0:
            begun, before = edits.begin(token), at
        at += len(unescape(text)) if name == "w:t" else int(name in _ONE_CHARACTER)
        depth += 0 if attributes.endswith("/") else -1 if name.startswith("/") else 1
        if depth == 0:
            yield _Piece(begun, edits.end(token), before, at)


def _front(edits: Edits, p: Paragraph) -> int:
    """The place behind a paragraph's own tag and properties."""
    tag = taken_apart(edits.pieces[p.start + 1])
    if tag.name != "w:pPr" or edits.pieces[p.start].split(">")[0].endswith("/"):
        return edits.end(p.start)
    if tag.attributes.endswith("/"):
        return edits.end(p.start + 1)
    at = p.start + 2
    while not edits.pieces[at].startswith("/w:pPr>"):
        at += 1
    return edits.end(at)


def _back(edits: Edits, p: Paragraph) -> int:
    """The place before a paragraph's end."""
    if edits.slice(p.start, p.start).endswith("/>"):
        return edits.end(p.start)
    return edits.begin(p.end)


def _put(edits: Edits, places: dict[int, list[str]], remarks: Sequence[Remark]) -> None:
    """Put the marks in their places; a paragraph in one tag is opened for them."""
    ends = {p.start: p for each in remarks for p in (each.first, each.last)}
    for p in ends.values():
        begin, end = edits.spans[p.start]
        if edits.xml[begin:end].endswith("/>"):
            marks = "".join(places.pop(end))
            edits.replace(begin, end, f"{edits.xml[begin : end - 2].rstrip()}>{marks}</w:p>")
    for at, tags in places.items():
        edits.replace(at, at, "".join(tags))


def _comment(number: int, lines: Sequence[str]) -> str:
    text = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines
    )
    return (
        f'<w:comment w:id="{number}" w:author="{AUTHOR}" w:date="{now()}" '
        f'w:initials="{_initials(lines)}">{text}</w:comment>'
    )


def _without_threads(xml: str, paragraphs: set[str]) -> str:
    """Return the lists of threads and lasting ids without these; replies stand by themselves."""
    if not paragraphs:
        return xml
    either = "|".join(map(re.escape, paragraphs))
    entries = rf'<(?:w15:commentEx|w16cid:commentId)\b[^>]*:paraId="(?:{either})"{EMPTY}'
    return re.sub(rf'\s+w15:paraIdParent="(?:{either})"', "", re.sub(entries, "", xml))
