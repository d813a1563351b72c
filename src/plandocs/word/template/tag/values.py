"""One value's tags: a field as text, a list as a loop of paragraphs with real Word bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.normal.prompts import is_prompt
from plandocs.word.locate import Copy, Slot
from plandocs.word.package.places import W_NAMESPACE
from plandocs.word.package.tokens import EMPTY
from plandocs.word.revise.edits import (
    Edits,
    Stretch,
    paragraph_with,
    properties_of,
    with_stretches,
)
from plandocs.word.template.tag.controls import with_ticks, without_prompts
from plandocs.word.view.document import Paragraph, walk

_LINE = "<o:signatureline "
_LETTERS = re.compile(r"[^\W\d_]{2}")
_RULE = re.compile(r"[_.…‗\-–—\s]*(?:_{3,}|\.{4,}|…{2,})[_.…‗\-–—\s]*")
_BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
# What stands in front of a border in a paragraph's properties (ECMA-376 17.3.1.26).
_BEFORE = re.compile(
    r"<w:pPr(?:\s[^>]*)?>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|widowControl|"
    r"suppressLineNumbers)\b[^>]*/>|<w:framePr\b[^>]*/>|<w:numPr>.*?</w:numPr>)*",
    re.DOTALL,
)


def holds_line(paragraph: str) -> bool:
    """Tell whether a paragraph's XML has Word's own signature line."""
    return _LINE in paragraph


def is_rule(text: str) -> bool:
    """Tell whether a text is nothing but a rule to write on."""
    return _RULE.fullmatch(text) is not None


def begins_with_rule(text: str) -> bool:
    """Tell whether a text begins with a rule to write on."""
    return _RULE.match(text) is not None


def ruled(paragraph: str) -> str:
    """A paragraph's properties, with a border in place of a rule."""
    properties = properties_of(paragraph)
    if "<w:pBdr>" in properties:
        return properties
    match = _BEFORE.match(properties)
    if match is None or properties.endswith("/>"):
        return f"<w:pPr>{_BORDER}</w:pPr>"
    return f"{properties[: match.end()]}{_BORDER}{properties[match.end() :]}"


def given_way(copy: Copy) -> Iterator[tuple[str, str]]:
    """Labels with what is printed in the place of their values and does not stay there.

    Where somebody signs that is all that is printed; elsewhere a hint in the form's own words, such
    as "(as in the passport)": a rule to write on, boxes and Word's own prompts are no words.
    """
    for slot in copy.slots():
        text = " ".join(" ".join(_printed(slot)).split())
        hint = bool(_LETTERS.search(text)) and slot.invites and not is_prompt(text)
        if slot.spec.kind.gives_way(text, hint=hint, ruled=is_bordered(slot) and is_rule(text)):
            yield slot.spec.label, text


def is_bordered(slot: Slot) -> bool:
    """Return whether the signature has a paragraph of its own, which can have a border."""
    return not slot.cut and slot.span is None


def _printed(slot: Slot) -> Iterator[str]:
    paragraphs: list[Paragraph] = list(walk(slot.blocks))
    if slot.span is not None:
        yield paragraphs[0].text[slice(*slot.span)]
        return
    for number, p in enumerate(paragraphs):
        yield p.text[slot.cut if number == 0 else 0 :]


_BEFORE_NUMBER = re.compile(
    rf"<w:pPr(?:\s[^>]*)?>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|widowControl)\b{EMPTY}"
    rf"|<w:framePr\b{EMPTY})*"
)
_OLD_NUMBER = re.compile(rf"<w:numPr>.*?</w:numPr>|<w:ind\b{EMPTY}", re.DOTALL)
_STYLE = re.compile(rf'<w:pStyle\s[^>]*w:val="[^"]*"{EMPTY}')
EMPTY_NUMBERING = f'<w:numbering xmlns:w="{W_NAMESPACE}"></w:numbering>'
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
    unnumbered = _OLD_NUMBER.sub("", properties)
    front = _BEFORE_NUMBER.match(unnumbered)
    at = front.end() if front else unnumbered.index(">") + 1
    return unnumbered[:at] + number + unnumbered[at:]


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
    result = re.findall(rf'<w:{element}\s[^>]*w:{attribute}="(\d+)"', numbering)
    return max((int(each) for each in result), default=0) + 1


class Stretches:
    """What takes the place of stretches of one line: tags, and boxes that stay and are ticked."""

    def __init__(self) -> None:
        self.tags: list[Stretch] = []
        self.ticks: list[tuple[Stretch, tuple[tuple[str, str], ...]]] = []
        self.gaps: dict[int, int] = {}  # behind a value, up to the next label

    def add(self, slot: Slot, tag: str, path: str) -> None:
        """The value of a slot in this line."""
        p, span = next(walk(slot.blocks)), slot.span or (0, 0)
        self.gaps[span[0]] = len(p.text) - len(p.text.rstrip(" \t\xa0"))
        stretch = (*span, f": {tag}" if slot.unended else tag)
        if boxes := slot.spec.kind.boxes(p.text):
            self.ticks.append((stretch, tuple((box, path) for box in boxes)))
        else:
            self.tags.append(stretch)

    def written(self, line: str) -> str:
        """The line's XML with all of them; where its boxes are others, tags take their place."""
        options = iter([each for _, boxes in sorted(self.ticks) for each in boxes])
        try:
            result = with_ticks(self._tagged(line, self.tags), options) if self.ticks else ""
        except StopIteration:
            result = ""
        if result and next(options, None) is None:
            return result
        return self._tagged(line, [*self.tags, *(stretch for stretch, _ in self.ticks)])

    def _tagged(self, line: str, tags: list[Stretch]) -> str:
        stretches = sorted(tags)
        for at, (first, last, text) in enumerate(stretches[:-1]):
            gap = self.gaps[first]
            stretches[at] = (first, last - gap if gap > 1 else last, text)
        return with_stretches(without_prompts(line), stretches)


BULLET_STYLE = "FormEntryBullet"


class Bullets(NamedTuple):
    """How measures get their bullets: by the form's own style, or by the list ``num``."""

    styled: bool
    num: str

    def items(self, paragraph: str, listed: bool, spec: FieldSpec, path: str) -> str:
        """A paragraph for each item: a bullet for measures, a plain one for links."""
        base = properties_of(paragraph)
        bullet = base
        if spec.role == "measure" and not listed:
            bullet = in_style(base, BULLET_STYLE) if self.styled else in_list(base, self.num)
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
    boxes = slot.spec.kind.boxes(text)
    options = iter([(box, path) for box in boxes])
    try:
        result = [with_ticks(edits.paragraph(p), options) for p in paragraphs if boxes]
    except StopIteration:
        return []  # more boxes than options
    return [] if next(options, None) else result
