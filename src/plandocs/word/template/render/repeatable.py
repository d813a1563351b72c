"""What loops must not double in a part, and what every copy of it must still have.

Bookmarks, paragraph ids and content-control ids must be unique in a document, so inside loops they
go (Word makes its own); drawing ids are numbered anew once all is rendered. A content control that
holds tags is freed of what would cover the text. Word refuses a cell without a paragraph, a row
without a cell, a table without a row: where tags may leave one so, a mark goes in with what to
write there, and `finish` looks once the text is rendered.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import count

from lxml import etree

from plandocs.normal.dates import read_date, read_month_first
from plandocs.word.package.places import W
from plandocs.word.package.trees import DECLARATION, detach, parser
from plandocs.word.template.render.grammar import word
from plandocs.word.template.render.tags import TaggedPart
from plandocs.word.template.render.values import CONTROL_MARK, CONTROL_SPLIT

DRAWING_MARK = "plandocs-drawing-id"
"""The id of a drawing that is numbered once all is rendered."""
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_COVERING = ("showingPlcHdr", "dataBinding", "placeholder", "temporary")


def make_repeatable(part: TaggedPart) -> None:
    """Make a part safe to render with any number of loops."""
    looped = _looped(part)
    bookmarks = {
        e.get(f"{W}id") for e in looped if e.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")
    }
    for element in looped:
        for name in ("paraId", "textId"):
            element.attrib.pop(f"{_W14}{name}", "")
        if element.tag == f"{W}sdtPr":
            _drop_children(element, ("id",))
    for element in list(part.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if element.get(f"{W}id") in bookmarks:
            detach(element)
    if any(element.tag == _DOC_PR for element in looped):
        for drawing in part.root.iter(_DOC_PR):
            drawing.set("id", DRAWING_MARK)


def _looped(part: TaggedPart) -> list[etree._Element]:
    """The elements that stand inside a loop, in document order."""
    depth = 0
    inside: list[etree._Element] = []
    for node in part.root.iter():
        tag = part.tag_of(node)
        if tag is None:
            if depth and isinstance(node.tag, str):
                inside.append(node)
            continue
        if tag.kind == "statement" and not tag.bare:
            depth += {"for": 1, "endfor": -1}.get(word(tag.code), 0)
    return inside


def free_controls(part: TaggedPart) -> None:
    """Free every content control that holds a tag."""
    for control in list(part.root.iter(f"{W}sdt")):
        if not any(part.tag_of(node) is not None for node in control.iter(etree.PI)):
            continue
        properties = control.find(f"{W}sdtPr")
        if properties is None:
            continue
        if properties.find(f"{W}date") is not None:
            _unwrap(control)
        else:
            _drop_children(properties, _COVERING)


def _unwrap(control: etree._Element) -> None:
    content = control.find(f"{W}sdtContent")
    for child in list(content) if content is not None else []:
        control.addprevious(child)
    detach(control)


def _drop_children(element: etree._Element, names: tuple[str, ...]) -> None:
    for child in list(element):
        if isinstance(child.tag, str) and etree.QName(child).localname in names:
            element.remove(child)


KEEP = "plandocs-keep"
"""The target of the processing instruction that marks such a place."""
_BLOCKS = frozenset(
    f"{W}{name}"
    for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "sdtContent")
)
_NEEDED = {
    "p": ("</w:p>", "<w:p/", "<w:p ", "</w:sdt>"),
    "tc": ("</w:tc>", "</w:sdt>"),
    "tr": ("</w:tr>", "</w:sdt>"),
}


@dataclass(frozen=True, slots=True)
class Keep:
    """One such place: how the text before it must end (its last tag), what to write if not."""

    endings: tuple[str, ...]
    fallback: str


def mark_kept(part: TaggedPart, lost: dict[etree._Element, etree._Element]) -> tuple[Keep, ...]:
    """Mark the places of a part; ``lost`` is what `hoist` gave."""
    keeps: list[Keep] = []
    holders = {
        node.getparent(): None for node in part.root.iter(etree.PI) if part.tag_of(node) is not None
    }
    for holder in [*holders, *(h for h in lost if h not in holders)]:
        if holder is None:
            continue
        if holder.tag in _BLOCKS and (holder.tag != f"{W}sdtContent" or holder in lost):
            _mark(holder, "p", _paragraph(holder, lost.get(holder)), keeps)
        elif holder.tag == f"{W}tr":
            _mark(holder, "tc", _cell(), keeps)
        elif holder.tag == f"{W}tbl":
            _mark(holder, "tr", _row(part, holder), keeps)
    return tuple(keeps)


def _mark(holder: etree._Element, needed: str, fallback: etree._Element, keeps: list[Keep]) -> None:
    mark = etree.ProcessingInstruction(KEEP, str(len(keeps)))
    keeps.append(Keep(_NEEDED[needed], _text(fallback)))
    index = max(
        (i for i, child in enumerate(holder, 1) if _counts(child)),
        default=len(holder),
    )
    holder.insert(index, mark)


def _counts(child: etree._Element) -> bool:
    """Whether a child is content, not a bookmark or a range that ends there."""
    if not isinstance(child.tag, str):
        return True
    name = etree.QName(child).localname
    return not name.endswith(("End", "Start")) and name != "proofErr"


def _paragraph(holder: etree._Element, lost: etree._Element | None) -> etree._Element:
    """An empty paragraph as the place has them: what is typed into it has its bullet, too."""
    made = etree.Element(f"{W}p", nsmap={"w": W[1:-1]})
    looped = holder.find(f"{W}p")  # what stands in the loop, rather than the loop's own lines
    like = looped if looped is not None else lost
    properties = None if like is None else like.find(f"{W}pPr")
    if properties is None:
        return made
    copied = deepcopy(properties)
    for name in ("sectPr", "pPrChange"):
        for old in copied.findall(f"{W}{name}"):
            copied.remove(old)
    if len(copied):
        made.append(copied)
    return made


def _cell() -> etree._Element:
    made = etree.Element(f"{W}tc", nsmap={"w": W[1:-1]})
    etree.SubElement(made, f"{W}p")
    return made


def _row(part: TaggedPart, table: etree._Element) -> etree._Element:
    """The table's first row with its tags taken out: printed words stay, values are blank."""
    first = table.find(f".//{W}tr")
    if first is None:
        made = etree.Element(f"{W}tr", nsmap={"w": W[1:-1]})
        made.append(_cell())
        return made
    made = deepcopy(first)
    for paragraph in made.iter(f"{W}p"):
        if any(isinstance(node, etree._ProcessingInstruction) for node in paragraph.iter()):
            _empty(paragraph)
    etree.strip_elements(made, etree.PI, with_tail=False)
    for element in made.iter(etree.Element):
        for name, value in list(element.attrib.items()):
            if part.token in str(value):
                del element.attrib[name]
    for cell in made.iter(f"{W}tc"):
        _keep_one_paragraph(cell)
    return made


def _empty(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)


def _keep_one_paragraph(cell: etree._Element) -> None:
    """Of a cell's blank paragraphs, keep one where nothing else is left in it."""
    paragraphs = cell.findall(f"{W}p")
    blank = [p for p in paragraphs if not any(child.tag != f"{W}pPr" for child in p)]
    spare = blank if len(blank) < len(paragraphs) else blank[1:]
    for paragraph in spare:
        cell.remove(paragraph)
    last = next((c for c in reversed(cell) if isinstance(c.tag, str)), None)
    if last is None or last.tag != f"{W}p":
        cell.append(_paragraph(cell, None))
    elif last in blank:
        cell.replace(last, _paragraph(cell, last))


def _text(element: etree._Element) -> str:
    """The element as text, without the namespaces that its part declares already."""
    for node in element.iter(etree.Element):
        for name in [n for n in node.attrib if not str(n).startswith(W)]:
            if str(name).startswith("{") and "xml/1998" not in str(name):
                del node.attrib[name]
    etree.cleanup_namespaces(element)
    text = etree.tostring(element, encoding="unicode")
    return text.replace(f' xmlns:w="{W[1:-1]}"', "")


def mend_grids(text: str) -> str:
    """The text with the grid of every table as wide as its widest row."""
    root = etree.fromstring(text.encode("utf-8"), parser=parser())
    for table in root.iter(f"{W}tbl"):
        _mend(table)
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _mend(table: etree._Element) -> None:
    grid = table.find(f"{W}tblGrid")
    widest = max((_span(row) for row in _rows_of(table)), default=0)
    if grid is None or not widest:
        return
    columns = grid.findall(f"{W}gridCol")
    total = sum(_width(column) for column in columns)
    if len(columns) == widest:
        return
    for column in columns[widest:]:
        grid.remove(column)
    for _ in range(widest - len(columns)):
        etree.SubElement(grid, f"{W}gridCol")
    for column in grid.findall(f"{W}gridCol"):
        column.set(f"{W}w", str(total // widest))


def _rows_of(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _span(row: etree._Element) -> int:
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    return sum(_number(cell.find(f"{W}tcPr/{W}gridSpan"), "val") or 1 for cell in cells)


def _width(column: etree._Element) -> int:
    return _number(column, "w")


def _number(element: etree._Element | None, name: str) -> int:
    value = "" if element is None else str(element.get(f"{W}{name}", ""))
    return int(value) if value.isdigit() else 0


KEEP_OPEN, KEEP_CLOSE = "\x03", "\x04"
DRAWING = "\x05"
_TEXT = '<w:t xml:space="preserve">'
_END = "</w:t></w:r>"
_FIRST_DRAWING = 1001


@dataclass(frozen=True, slots=True)
class Finish:
    """What one part's rendered text may need; ``columns`` where tags change their number."""

    keeps: tuple[Keep, ...]
    columns: bool

    def finished(self, text: str) -> str:
        """The text with every mark resolved."""
        if self.keeps:
            text = self._with_needed(text)
        if CONTROL_MARK in text:
            text = _with_controls(text)
        if DRAWING in text:
            numbers = count(_FIRST_DRAWING)
            first, *rest = text.split(DRAWING)
            text = first + "".join(f"{next(numbers)}{piece}" for piece in rest)
        return mend_grids(text) if self.columns else text

    def _with_needed(self, text: str) -> str:
        first, *marked = text.split(KEEP_OPEN)
        out = [first]
        before = first
        for piece in marked:
            number, _, following = piece.partition(KEEP_CLOSE)
            keep = self.keeps[int(number)]
            if not before.startswith(keep.endings, before.rfind("<")):
                out.append(keep.fallback)
                before = keep.fallback
            out.append(following)
            before = following or before
        return "".join(out)


def _with_controls(text: str) -> str:
    """Each marked date as Word's date picker, in place of the run that it stands in."""
    pieces = text.split(CONTROL_MARK)
    done: list[str] = []
    last = pieces[0]  # what follows the control before; the run of the next begins in it
    for marked, following in zip(pieces[1::2], pieces[2::2], strict=True):
        day, shown = marked.split(CONTROL_SPLIT)
        start = max(last.rfind("<w:r>"), last.rfind("<w:r "))
        properties = _run_properties(last, start)
        opening = f"{properties}{_TEXT}"
        done.append(last[:start] if last.endswith(opening) else f"{last}{_END}")
        done.append(_control(day, shown, properties))
        if following.startswith(_END):
            last = following[len(_END) :]
        else:
            last = f"<w:r>{properties}{_TEXT}{following}"
    return "".join([*done, last])


def _run_properties(text: str, start: int) -> str:
    body = text.index(">", start) + 1
    if not text.startswith("<w:rPr>", body):
        return ""
    return text[body : text.index("</w:rPr>", body) + len("</w:rPr>")]


def _control(day: str, shown: str, properties: str) -> str:
    picked = date.fromisoformat(day)
    american = read_date(shown) != picked == read_month_first(shown)
    form, language = ("M/d/yyyy", "en-US") if american else ("d MMMM yyyy", "en-AU")
    return (
        f'<w:sdt><w:sdtPr><w:date w:fullDate="{day}T00:00:00Z"><w:dateFormat w:val="{form}"/>'
        f'<w:lid w:val="{language}"/><w:storeMappedDataAs w:val="dateTime"/>'
        '<w:calendar w:val="gregorian"/></w:date></w:sdtPr>'
        f"<w:sdtContent><w:r>{properties}{_TEXT}{shown}{_END}</w:sdtContent></w:sdt>"
    )
