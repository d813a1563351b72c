"""Content controls of a run's level around values and in blank cells: pickers, lists, prompts.

They stand inside paragraphs, never around cells or rows, which other programs damage; nothing is
protected. A prompt has Word's own words, so that it says nothing to whoever reads the document,
and Word's own style, which goes when somebody types. See docs/word-notes/controls-in-plans.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from plandocs.normal.dates import read_date
from plandocs.word.package.parts import Package
from plandocs.word.package.save import as_it_was, saved
from plandocs.word.package.tokens import escape, unescape
from plandocs.word.revise.edits import CHARACTERS, Edits, properties_of
from plandocs.word.view.document import Paragraph

STYLE: Final = "PlaceholderText"
_LONGEST_TITLE: Final = 64  # Word refuses a longer one
_RUN: Final = re.compile(r"<w:r(?:\s[^>]*)?>(<w:rPr>.*?</w:rPr>|<w:rPr/>)?(.*?)</w:r>", re.DOTALL)
_GREY: Final = '<w:color w:val="5F6B70"/>'
_STYLE: Final = (
    f'<w:style w:type="character" w:styleId="{STYLE}"><w:name w:val="Placeholder Text"/>'
    f'<w:uiPriority w:val="99"/><w:semiHidden/><w:rPr>{_GREY}</w:rPr></w:style>'
)
_TEXTS: Final = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>")
_PROMPTS: Final = {"date": "Enter a date", "list": "Choose an item.", "text": "Enter text"}
_CALENDAR: Final = (
    '<w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-AU"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)


class Control(NamedTuple):
    """A control around the characters ``begin`` to ``end`` of a paragraph; a prompt at a blank.

    ``what`` it is: a picker of a ``date``, a ``list`` of the ``choices``, plain ``text``. One that
    is ``passing`` goes when somebody types, and what is typed stays.
    """

    paragraph: Paragraph
    begin: int
    end: int
    title: str
    what: str = "text"
    choices: tuple[str, ...] = ()
    passing: bool = False


def with_controls(package: Package, controls: Iterable[Control]) -> bytes:
    """Return the package with these controls; a paragraph of more than plain runs stays as it is.

    Where a paragraph has a control already, that is given the title.
    """
    styled = tuple(package.related("styles")[:1])
    edits = Edits(package.xml(package.main))
    lines: dict[int, list[Control]] = {}
    for control in controls:
        lines.setdefault(control.paragraph.start, []).append(control)
    for several in lines.values():
        paragraph = several[0].paragraph
        edits.rewrite(paragraph, _controlled(edits.paragraph(paragraph), several, bool(styled)))
    changed = {package.main: as_it_was(package, package.main, edits.done())}
    for name in styled:
        styles = package.xml(name)
        if f'w:styleId="{STYLE}"' not in styles and styles.rstrip().endswith("</w:styles>"):
            styles = f"{styles.rstrip().removesuffix('</w:styles>')}{_STYLE}</w:styles>"
            changed[name] = as_it_was(package, name, styles)
    return saved(package.parts(), changed)


def _controlled(xml: str, controls: Sequence[Control], styled: bool) -> str:
    if "<w:sdt>" in xml:
        alone = len(controls) == 1 and xml.count("<w:sdt>") == 1 and "<w:alias " not in xml
        return xml.replace("<w:sdtPr>", f"<w:sdtPr>{_alias(controls[0])}") if alone else xml
    if xml.endswith("/>"):
        xml = f"{xml[:-2].rstrip()}></w:p>"
    properties = properties_of(xml)
    front = xml.index(properties) + len(properties) if properties else xml.index(">") + 1
    body = xml[front:].removesuffix("</w:p>")
    ordered = sorted(controls, key=lambda each: (each.begin, each.end))
    pieces = _cut(body, {place for each in ordered for place in (each.begin, each.end)})
    if pieces is None:
        return xml
    out: list[str] = []
    for each in ordered:
        out += [pieces.pop(at) for at in sorted(pieces) if at < each.begin]
        inside = [pieces.pop(at) for at in sorted(pieces) if at < each.end]
        out.append(_around("".join(inside) or _prompt(each, styled), each, blank=not inside))
    return "".join((xml[:front], *out, *(pieces[at] for at in sorted(pieces)), "</w:p>"))


def _cut(body: str, places: set[int]) -> dict[int, str] | None:
    """The runs of a paragraph, cut at these places of its text, by where each piece begins.

    None where there is more in it than runs of text.
    """
    pieces: dict[int, str] = {}
    at = begun = 0
    for run in _RUN.finditer(body):
        if CHARACTERS.sub("", run[2]):
            return None
        look, inside = run[1] or "", ""
        for part in CHARACTERS.finditer(run[2]):
            text = part["text"]
            for letters in [None] if text is None else _split(unescape(text), at, places):
                if at in places and inside:
                    pieces[begun] = pieces.get(begun, "") + f"<w:r>{look}{inside}</w:r>"
                    inside = ""
                begun = at if at in places else begun
                inside += part[0] if letters is None else _text(letters)
                at += 1 if letters is None else len(letters)
        if inside:
            pieces[begun] = pieces.get(begun, "") + f"<w:r>{look}{inside}</w:r>"
    return None if _RUN.sub("", body) else pieces


def _split(text: str, at: int, places: set[int]) -> list[str]:
    """A text that begins at a place, cut at those that lie inside it."""
    cuts = sorted(each - at for each in places if at < each < at + len(text))
    return [text[begin:end] for begin, end in pairwise((0, *cuts, len(text))) if end > begin]


def _text(letters: str) -> str:
    return f'<w:t xml:space="preserve">{escape(letters)}</w:t>'


def _prompt(control: Control, styled: bool) -> str:
    text = _PROMPTS[control.what]
    look = f'<w:rStyle w:val="{STYLE}"/>' if styled else _GREY
    return f"<w:r><w:rPr>{look}</w:rPr>{_text(text)}</w:r>"


def _around(runs: str, control: Control, *, blank: bool) -> str:
    passing = control.passing and control.what == "text"
    asks = "<w:temporary/>" * passing + "<w:showingPlcHdr/>" if blank else ""
    return (
        f"<w:sdt><w:sdtPr>{_alias(control)}{asks}{_kind_xml(runs, control)}</w:sdtPr>"
        f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )


def _kind_xml(runs: str, control: Control) -> str:
    """What makes it a picker, a list or a line of text."""
    if control.what == "date":
        text = " ".join(unescape(each) for each in _TEXTS.findall(runs))
        day = read_date(text)
        carried = f' w:fullDate="{day}T00:00:00Z"' if day else ""
        return f"<w:date{carried}>{_CALENDAR}"
    if control.what == "list":
        words = map(quoteattr, control.choices)
        items = "".join(f"<w:listItem w:displayText={e} w:value={e}/>" for e in words)
        return f"<w:comboBox>{items}</w:comboBox>"
    return ""


def _alias(control: Control) -> str:
    return f"<w:alias w:val={quoteattr(control.title[:_LONGEST_TITLE])}/>"
