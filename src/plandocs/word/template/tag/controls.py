"""Content controls, boxes to tick and lists to choose from, in a blank that is tagged.

Controls around a tag go, their content stays: a prompt would hide the value. A box is a character
of its own, a check box of a content control or one of a protected form; each stays what it is.
Where nothing is chosen in a list the blank's own control stays, with its prompt; where something
is, the same control shows it. So people can go on ticking and choosing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from plandocs.word.package.tokens import EMPTY, escape, unescape
from plandocs.word.revise.edits import Edits, paragraph_with
from plandocs.word.view.document import Block, walk


def unwrap_controls(edits: Edits) -> None:
    """Take away every control with an edit in it, and nothing of what it holds."""
    edited = edits.places()
    for control in edits.controls:
        begin, stop = edits.begin(control.start), edits.end(control.end)
        if any(begin < place < stop for place in edited):
            edits.replace(begin, edits.end(control.content), "")
            edits.replace(edits.begin(control.content_end), stop, "")


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


Options = Iterator[tuple[str, str]]
"""The words beside boxes, in order, each with the path of the value that says whether it is one."""


def with_ticks(paragraph: str, options: Options) -> str:
    """The paragraph with each box ticked where the value at its path is the box's option.

    Raises:
        StopIteration: it has more boxes than ``options``.
    """

    def box(match: re.Match[str]) -> str:
        if match["text"]:
            return _GLYPH.sub(lambda glyph: _glyph(glyph[0], *next(options)), match[0])
        option, path = next(options)
        state = _tag(path, option, "1", "0").replace('"', "&quot;")
        if match["legacy"]:
            bare = _STATE.sub("", match[0])
            return bare.replace("</w:checkBox>", f'<w:checked w:val="{state}"/></w:checkBox>')
        if match["symbol"]:
            return f'<w:t xml:space="preserve">{_glyph("☐", option, path)}</w:t>'
        bare = _CHECKED.sub("", match[0])
        message = f'<w14:checked w14:val="{state}"/>'
        bare = re.sub(r"<w14:checkbox\b[^>]*>", lambda opening: opening[0] + message, bare, count=1)
        return re.sub(_TEXT, lambda text: _tagged_text(text[0], option, path), bare, count=1)

    return _BOX.sub(box, paragraph)


def _tagged_text(text: str, option: str, path: str) -> str:
    opening, _, rest = text.partition(">")
    return f"{opening}>{_glyph(rest.removesuffix('</w:t>') or '☐', option, path)}</w:t>"


_PROMPTED = re.compile(
    r"<w:fldChar(?:(?!</w:fldChar>).)*<w:textInput>(?:(?!</w:fldChar>).)*"
    rf"<w:default w:val=\"(?P<default>[^\"]*)\"{EMPTY}(?:(?!<w:fldChar\b).)*"
    rf"<w:fldChar w:fldCharType=\"separate\"{EMPTY}(?P<shown>(?:(?!<w:fldChar\b).)*)",
    re.DOTALL,
)


def without_prompts(line: str) -> str:
    """A line without what its form fields show before anybody has typed into them (17.16.33)."""

    def bare(match: re.Match[str]) -> str:
        texts = re.findall(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>", match["shown"])
        if "".join(texts) != match["default"]:
            return match[0]
        front = match[0][: match.start("shown") - match.start()]
        return front + re.sub(_TEXT, "<w:t/>", match["shown"])

    return _PROMPTED.sub(bare, line) if "<w:textInput>" in line else line


def _glyph(box: str, option: str, path: str) -> str:
    ticked = f"{box[0]}x{box[-1]}" if box[0] in "[(" else "☒"
    return _tag(path, option, ticked, box)


def _tag(path: str, option: str, ticked: str, open_: str) -> str:
    text = option.replace("\\", "\\\\").replace("'", "\\'")
    return escape(f"{{{{ {path}|ticks('{text}', '{ticked}', '{open_}') }}}}")


_CONTROL = re.compile(
    r"<w:sdt>(?:(?!</w:sdt>).)*<w:(?:comboBox|dropDownList)\b.*?</w:sdt>", re.DOTALL
)
_PROMPT = re.compile(rf"<w:showingPlcHdr\b{EMPTY}|<w:placeholder>.*?</w:placeholder>", re.DOTALL)
_CONTENT = re.compile(r"<w:sdtContent>.*?</w:sdtContent>", re.DOTALL)
_ITEM = re.compile(r'<w:listItem\b[^>]*?w:displayText="([^"]*)"')


def is_preset(xml: str, blocks: list[Block]) -> bool:
    """Return whether these blocks show the entry that a protected form's drop-down begins with.

    It has no blank state: Word shows its first entry until somebody chooses (17.16.9).
    """
    if "<w:ddList" not in xml:
        return False
    edits = Edits(xml)
    paragraphs = [edits.paragraph(p) for p in walk(blocks) if p.text.strip()]
    return bool(paragraphs) and all("<w:ddList" in each for each in paragraphs)


def chosen(paragraph: str, expression: str) -> str:
    """The paragraphs that show a value in the list's control; "" where there is no such list."""
    control = _CONTROL.search(paragraph)
    if control is None:
        return ""
    run = f'<w:r><w:t xml:space="preserve">{{{{ {expression} }}}}</w:t></w:r>'
    filled = _CONTENT.sub(f"<w:sdtContent>{run}</w:sdtContent>", _PROMPT.sub("", control[0]))
    front, back = paragraph[: control.start()], paragraph[control.end() :]
    offered = [unescape(each) for each in _ITEM.findall(control[0])]
    return "".join(
        (
            paragraph_with(paragraph, f"{{%p if {expression} in {json.dumps(offered)} %}}"),
            front + filled + back,
            paragraph_with(paragraph, f"{{%p elif {expression} %}}"),
            front + run + back,
            paragraph_with(paragraph, "{%p else %}"),
            paragraph,
            paragraph_with(paragraph, "{%p endif %}"),
        )
    )
