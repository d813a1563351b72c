"""A tagged template as a file: the blank's parts, the tagged body, a list for bullets, identity."""

from __future__ import annotations

import re

from plandocs.word.package.parts import Package
from plandocs.word.package.properties import BOOKMARK
from plandocs.word.package.save import add_part, as_document, saved
from plandocs.word.package.trees import DECLARATION
from plandocs.word.template.render.disarm import disarmed
from plandocs.word.template.tag.values import BULLET_STYLE, EMPTY_NUMBERING, add_list

MARK_TAG = "{{ plandocs_mark }}"  # a bookmark's name has at most 40 characters
_NUMBERING = "word/numbering.xml"
_NUMBERING_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_PARAGRAPH = re.compile(
    r"<w:p(?:\s[^>]*[^/>])?>(?:<w:pPr(?:\s[^>]*)?>.*?</w:pPr>|<w:pPr\s*/>)?", re.DOTALL
)
_MARKED = re.compile(r"<w:bookmarkStart\b[^>]*w:id=\"(\d+)\"")


def bulleted(package: Package) -> tuple[str, tuple[str, str] | None, bool]:
    """The list for bullets, the numbering part to write for it, and whether a style serves."""
    styles = package.related("styles")
    if styles and f'w:styleId="{BULLET_STYLE}"' in package.xml(styles[0]):
        return "", None, True
    parts = package.related("numbering")
    part = parts[0] if parts else _NUMBERING
    old = package.xml(part) if parts else EMPTY_NUMBERING
    text, num = add_list(old)
    return num, (part, text), False


def save_template(
    package: Package, xml: str, numbering: tuple[str, str] | None, name: str
) -> tuple[bytes, tuple[str, ...]]:
    """The template's bytes, and what of the blank's was live and is not in them.

    ``name`` is the form's, for its identity bookmark.
    """
    parts = package.parts()
    parts[package.main] = _utf8(_with_marks(xml, name))
    if numbering is not None:
        part, text = numbering
        if part not in parts:
            add_part(parts, part, b"", _NUMBERING_TYPE, _NUMBERING_KIND, owner=package.main)
        parts[part] = _utf8(text)
    made, taken = disarmed(parts, package.source)
    data = saved(as_document(made, package.source).parts)
    return data, tuple(dict.fromkeys(each.what for each in taken if not each.local))


def _utf8(xml: str) -> bytes:
    """A part's text as bytes, whatever encoding it came in."""
    body = re.sub(r"^\s*<\?xml[^>]*\?>\s*", "", xml)
    return f"{DECLARATION}{body}".encode()


def _with_marks(xml: str, name: str) -> str:
    """The bookmarks that carry the form's name and the plan's id, in the first paragraph."""
    first = _PARAGRAPH.search(xml, xml.index("<w:body"))
    if first is None:
        return xml
    used = max((int(number) for number in _MARKED.findall(xml)), default=0)
    form = BOOKMARK + name.replace("-", "_")
    names = [MARK_TAG] if f'"{form}"' in xml else [form[:40], MARK_TAG]
    marks = "".join(
        f'<w:bookmarkStart w:id="{used + n}" w:name="{each}"/><w:bookmarkEnd w:id="{used + n}"/>'
        for n, each in enumerate(names, start=1)
    )
    return xml[: first.end()] + marks + xml[first.end() :]
