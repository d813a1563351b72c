"""The words of a web page, and of a web archive (MHT) that holds one.

In: bytes. Out: the words that a browser shows, a line for each block; what scripts and style
sheets say is none of them. Every search is bounded: a broken page of many megabytes takes seconds.
"""

from __future__ import annotations

import email
import email.policy
import html
import re
from email.message import Message
from typing import Final

from plandocs.word.package.encoding import as_text

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSHOWN: Final = re.compile(
    r"<(?:style|script|head|title|template)\b[^<>]*>.*?</(?:style|script|head|title|template)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_UNSHOWN_ENDS: Final = ("</style", "</script", "</head", "</title", "</template")
_TAG: Final = re.compile(r"</?([A-Za-z][\w:.-]*)[^<>]*>|<[!?][^<>]*>")
_DESCRIBED: Final = re.compile(
    r"<(?:img\b[^<>]*?\salt|input\b[^<>]*?\svalue)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>",
    re.IGNORECASE,
)
_IN_LINE: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em",
        "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w.-]+)""", re.IGNORECASE)
_HEAD: Final = 4096
_MOST_PARTS: Final = 50


def page_words(data: bytes, charset: str = "") -> str:
    """The words of a page; ``charset`` is what its wrapping says of it, which counts first."""
    named = _CHARSET.search(data, 0, _HEAD)
    declared = charset or (named[1].decode("ascii", "replace") if named else "")
    return _shown(as_text(data, declared))


def web_archive_words(data: bytes) -> str:
    """The words of the page in a web archive, or of its plain text where it has no page."""
    if data.count(b"boundary=") > _MOST_PARTS:
        return as_text(data)  # nested without end: told as it is
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    texts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    pages = [part for part in texts if part.get_content_subtype() in ("html", "xhtml")]
    plain = [part for part in texts if part.get_content_subtype() == "plain"]
    words = [page_words(*_content(part)) for part in pages]
    return "\n".join(words or [as_text(*_content(part)) for part in plain])


def _content(part: Message) -> tuple[bytes, str]:
    content = part.get_payload(decode=True)
    charset = part.get_content_charset("")
    return (content if isinstance(content, bytes) else b""), charset


def _shown(page: str) -> str:
    for stretch, ends in ((_COMMENT, ("-->",)), (_UNSHOWN, _UNSHOWN_ENDS)):
        page = _without(page, stretch, ends)
    page = _DESCRIBED.sub(lambda match: f" {match[1] or match[2] or ''} ", page)
    return html.unescape(_TAG.sub(_between, page)).strip()


def _between(tag: re.Match[str]) -> str:
    """What a tag leaves between the words on its two sides."""
    name = (tag[1] or "").lower()
    return "" if name in _IN_LINE or ":" in name else "\n"


def _without(page: str, stretch: re.Pattern[str], ends: tuple[str, ...]) -> str:
    """The page without these stretches, looked for only where one can end: else it takes hours."""
    low = page.lower()
    last = max(low.find(">", at) + 1 if (at := low.rfind(end)) >= 0 else 0 for end in ends)
    return stretch.sub(" ", page[:last]) + page[last:]
