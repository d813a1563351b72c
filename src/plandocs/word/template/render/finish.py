"""The last touch on rendered text: in comes a part's XML text, out the text that Word accepts.

Marks in the text are characters that no XML can hold, so no value can be taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from plandocs.normal.dates import read_date, read_month_first
from plandocs.word.template.render.grid import mend_grids
from plandocs.word.template.render.keep import Keep
from plandocs.word.template.render.values import CONTROL_MARK, CONTROL_SPLIT

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
            text = self._kept(text)
        if CONTROL_MARK in text:
            text = _with_controls(text)
        if DRAWING in text:
            numbers = count(_FIRST_DRAWING)
            first, *rest = text.split(DRAWING)
            text = first + "".join(f"{next(numbers)}{piece}" for piece in rest)
        return mend_grids(text) if self.columns else text

    def _kept(self, text: str) -> str:
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
