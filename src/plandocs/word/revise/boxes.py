"""Boxes to tick in a blank's paragraph: in comes its XML, out goes the same with a tag in each box.

A box is a character of its own, a check box of a content control or one of a protected form; each
stays what it is, so that people can go on ticking it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

_OPEN = r"[☐□◻▢⬜❏❑○◯]|\[[\s_]*\]|\(\s*\)|_{2,}"
_GLYPH = re.compile(_OPEN)
_TEXT = r"<w:t(?:\s[^>]*)?>[^<]*</w:t>"
_BOX = re.compile(
    r"(?P<control><w:sdt>(?:(?!</w:sdt>).)*?<w14:checkbox\b.*?</w:sdt>)"
    rf"|(?P<legacy><w:checkBox>.*?</w:checkBox>)|(?P<text>{_TEXT})|(?P<symbol><w:sym\b[^>]*/>)",
    re.DOTALL,
)
_CHECKED = re.compile(r"<w14:checked\b[^>]*/>|<w14:checked\b[^>]*></w14:checked>")
_STATE = re.compile(r"<w:checked\b[^>]*/>")


def with_ticks(paragraph: str, options: Iterator[str], path: str) -> str:
    """The paragraph with each box ticked where the value at ``path`` is the box's option.

    Raises:
        StopIteration: it has more boxes than ``options``.
    """

    def box(match: re.Match[str]) -> str:
        if match["text"]:
            return _GLYPH.sub(lambda glyph: _glyph(glyph[0], next(options), path), match[0])
        option = next(options)
        state = _tag(path, option, "1", "0").replace('"', "&quot;")
        if match["legacy"]:
            bare = _STATE.sub("", match[0])
            return bare.replace("</w:checkBox>", f'<w:checked w:val="{state}"/></w:checkBox>')
        if match["symbol"]:
            return f'<w:t xml:space="preserve">{_glyph("☐", option, path)}</w:t>'
        bare = _CHECKED.sub("", match[0])
        said = f'<w14:checked w14:val="{state}"/>'
        bare = re.sub(r"<w14:checkbox\b[^>]*>", lambda opening: opening[0] + said, bare, count=1)
        return re.sub(_TEXT, lambda text: _shown(text[0], option, path), bare, count=1)

    return _BOX.sub(box, paragraph)


def _shown(text: str, option: str, path: str) -> str:
    opening, _, rest = text.partition(">")
    return f"{opening}>{_glyph(rest.removesuffix('</w:t>') or '☐', option, path)}</w:t>"


def _glyph(shown: str, option: str, path: str) -> str:
    ticked = f"{shown[0]}x{shown[-1]}" if shown[0] in "[(" else "☒"
    return _tag(path, option, ticked, shown)


def _tag(path: str, option: str, ticked: str, open_: str) -> str:
    said = option.replace("\\", "\\\\").replace("'", "\\'")
    return escape(f"{{{{ {path}|ticks('{said}', '{ticked}', '{open_}') }}}}")
