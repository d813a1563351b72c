"""A list to choose from keeps its control: in comes its paragraph, out tags for a value or none.

Where nothing is chosen the blank's own control stays, with its prompt; where something is, the same
control shows it, so that people can go on choosing. Another word stands as plain text.
"""

from __future__ import annotations

import json
import re

from plandocs.word.package.tokens import EMPTY, unescape
from plandocs.word.revise.edits import Edits, paragraph_with
from plandocs.word.view.document import Block, walk

_CONTROL = re.compile(
    r"<w:sdt>(?:(?!</w:sdt>).)*<w:(?:comboBox|dropDownList)\b.*?</w:sdt>", re.DOTALL
)
_PROMPT = re.compile(rf"<w:showingPlcHdr\b{EMPTY}|<w:placeholder>.*?</w:placeholder>", re.DOTALL)
_CONTENT = re.compile(r"<w:sdtContent>.*?</w:sdtContent>", re.DOTALL)
_ITEM = re.compile(r'<w:listItem\b[^>]*?w:displayText="([^"]*)"')


def is_preset(xml: str, blocks: list[Block]) -> bool:
    """Is what these blocks show the entry that a drop-down field of a protected form begins with?

    It has no blank state: Word shows its first entry until somebody chooses (17.16.9).
    """
    if "<w:ddList" not in xml:
        return False
    edits = Edits(xml)
    shown = [edits.paragraph(p) for p in walk(blocks) if p.text.strip()]
    return bool(shown) and all("<w:ddList" in each for each in shown)


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
