"""One value's tags: a field as text, a list as a loop of paragraphs with real Word bullets."""

from __future__ import annotations

import re
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.word.locate import Slot
from plandocs.word.package.tokens import EMPTY
from plandocs.word.revise.edits import Edits, paragraph_with, properties_of
from plandocs.word.template.tag.controls import with_ticks
from plandocs.word.view.document import walk

_BEFORE_NUMBER = re.compile(
    rf"<w:pPr(?:\s[^>]*)?>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|widowControl)\b{EMPTY}"
    rf"|<w:framePr\b{EMPTY})*"
)
_OLD_NUMBER = re.compile(rf"<w:numPr>.*?</w:numPr>|<w:ind\b{EMPTY}", re.DOTALL)
_STYLE = re.compile(rf'<w:pStyle\s[^>]*w:val="[^"]*"{EMPTY}')
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EMPTY_NUMBERING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:numbering xmlns:w="{_NAMESPACE}"></w:numbering>'
)
_LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="{glyph}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" '
    'w:hanging="284"/></w:pPr></w:lvl>'
)


def in_style(properties: str, style: str) -> str:
    """Paragraph properties in the form's own bullet style."""
    named = f'<w:pStyle w:val="{style}"/>'
    if not properties or properties.endswith("/>"):
        return f"<w:pPr>{named}</w:pPr>"
    if _STYLE.search(properties):
        return _STYLE.sub(named, properties, count=1)
    return re.sub(r"(<w:pPr(?:\s[^>]*)?>)", rf"\1{named}", properties, count=1)


def in_list(properties: str, num: str) -> str:
    """Paragraph properties with a bullet of this list (the order of ECMA-376 17.3.1.26)."""
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>'
    if not properties or properties.endswith("/>"):
        return f"<w:pPr>{number}</w:pPr>"
    plain = _OLD_NUMBER.sub("", properties)
    front = _BEFORE_NUMBER.match(plain)
    at = front.end() if front else plain.index(">") + 1
    return plain[:at] + number + plain[at:]


def add_list(numbering: str) -> tuple[str, str]:
    """The numbering part with one more bulleted list, and that list's id."""
    abstract = _next(numbering, "abstractNum", "abstractNumId")
    num = _next(numbering, "num", "numId")
    levels = "".join(
        _LEVEL.format(level=level, glyph="•–▪"[level % 3], left=284 * (level + 1))
        for level in range(9)
    )
    definition = (
        f'<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    instance = f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/></w:num>'
    numbering = re.sub(r"<w:numbering([^>]*)/>", r"<w:numbering\1></w:numbering>", numbering)
    first = re.search(r"<w:num\s", numbering)
    at = first.start() if first else _end_of_lists(numbering)
    numbering = numbering[:at] + definition + numbering[at:]
    at = max(numbering.rfind("</w:num>") + len("</w:num>"), at + len(definition))
    return numbering[:at] + instance + numbering[at:], str(num)


def _end_of_lists(numbering: str) -> int:
    last = numbering.rfind("</w:abstractNum>")
    if last >= 0:
        return last + len("</w:abstractNum>")
    return numbering.rindex("</w:numbering>")


def _next(numbering: str, element: str, attribute: str) -> int:
    found = re.findall(rf'<w:{element}\s[^>]*w:{attribute}="(\d+)"', numbering)
    return max((int(each) for each in found), default=0) + 1


BULLET_STYLE = "FormEntryBullet"


def expression(spec: FieldSpec, path: str) -> str:
    """What a tag asks for to show the value at a path."""
    return f"{path}.text" if spec.kind.parts else path


class Bullets(NamedTuple):
    """How measures get their bullets: by the form's own style, or by the list ``num``."""

    styled: bool
    num: str

    def items(self, paragraph: str, listed: bool, spec: FieldSpec, path: str) -> str:
        """A paragraph for each item: a bullet for measures, a plain one for links."""
        own = properties_of(paragraph)
        bullet = own
        if spec.role == "measure" and not listed:
            bullet = in_style(own, BULLET_STYLE) if self.styled else in_list(own, self.num)
        return "".join(
            (
                paragraph_with(paragraph, f"{{%p for item in {path} %}}"),
                paragraph_with(paragraph, "{{ item }}", properties=bullet),
                paragraph_with(paragraph, "{%p endfor %}"),
            )
        )


def ticked_texts(edits: Edits, slot: Slot, path: str) -> list[str]:
    """The paragraphs of a slot with boxes to tick, each box with its tag; none for any other."""
    paragraphs = list(walk(slot.blocks))
    text = "\n".join(p.text for p in paragraphs)[slot.cut :]
    options = iter(boxes := slot.spec.kind.boxes(text))
    try:
        found = [with_ticks(edits.paragraph(p), options, path) for p in paragraphs if boxes]
    except StopIteration:
        return []  # more boxes than options
    return [] if next(options, None) else found
