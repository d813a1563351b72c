"""What should not be left in a text: prompts that nobody replaced, dates outside the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plandocs.checks.texts import PlacedText, placed_texts, texts
from plandocs.description.form import FieldSpec, FormSpec
from plandocs.model.findings import Finding, new_finding
from plandocs.model.plan import Plan
from plandocs.model.values import Period
from plandocs.normal.dates import normalized_words
from plandocs.normal.spans import point
from plandocs.remembered import remembered

_LEFT_OVER = re.compile(
    r"[\[<{](?:insert|enter|add|type|your|name|date|text|tb[acd]|to be|xx|dd)\b"
    r"[^\]>}\n]{0,60}[\]>}]"
    r"|\[(?:agency|division|branch|department|position|unit)(?:[ /](?:name|title|branch))*\]"
    r"|\b(?:insert|enter|type) (?:your |a |the )?(?:text|name|date|\w+) here\b"
    r"|\b(?:add|your) (?:text|name|date|details) here\b|\(insert\b[^()\n]{0,60}\)"
    r"|\bclick (?:or tap )?(?:here )?to (?:enter|add|choose)\b|\b(?:choose|select) an item\b"
    r"|\bTB[ACD]\b|\bto be (?:confirmed|advised|determined)\b"
    r"|^to be (?:completed|developed)\.?$"
    r"|\bx{3,}\b|\bxx(?=%| ?per ?cent|/)|\$x{2,3}\b|\bdd[-/. ]mm[-/. ]yy(?:yy)?\b"
    r"|_{4,}|\.{6,}|…{3,}"
    r"|\blorem ipsum\b|\{\{[^{}\n]{0,60}\}\}|\{[a-z_]{3,40}\}|«[^«»\n]{1,60}»|<<[^<>\n]{1,60}>>"
    r"|\?{3,}|\btype here\b",
    re.IGNORECASE,
)
# In each of these is one of them. They are sought in all texts: they should be few, and rare. So
# texts are in lower case there, x stands for y as well, and [ for all that begins like it.
_LOW = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZy<{_?", b"abcdefghijklmnopqrstuvwxxzx[[[[")
_MARKS = (
    *(b"[", b"tb", b"xx", b"......", b" here", b"click", b"to be ", b"lorem"),
    *(b"(insert", b" an item"),
)
_MARKS_BEYOND_ASCII = tuple(each.encode() for each in "«…")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
_WHEN = rf"(?P<when>{_DAY}|{_MONTH},?\s+\d{{4}})\b"
_DUE = re.compile(
    r"\b(?:by|before|until|due|no later than)\s+(?:the\s+)?"
    rf"(?:(?:start|beginning|middle|end)\s+of\s+|mid[- ]|early\s+|late\s+)?{_WHEN}",
    re.IGNORECASE,
)
_TIMED = re.compile(rf"\b{_WHEN}", re.IGNORECASE)
_SHOWN = 60


def wording(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    """Left-over prompts and dates that are over before the period begins."""
    cells = [(cell.name, _text_of_cell(cell, plan)) for cell in form.cells]
    of_cells, of_rows = [text for _, text in cells], texts(form, plan, private=True)
    data = _APART.join(of_cells + of_rows).encode(errors="replace")
    prompts = _with_prompts(of_cells + of_rows, data.translate(_LOW))
    digits = data.translate(None, _NO_DIGITS).split(_APART.encode())[len(cells) :]
    dates = [text for text, each in zip(of_rows, digits, strict=True) if len(each) >= _OF_A_DATE]
    role = form.role("period")
    period: Period = getattr(plan, role.name) if role is not None else Period()
    outside = _outside_in(form, plan, period, frozenset(dates)) if dates else _NONE
    for name, text in cells if prompts else ():
        yield from _left_over(name, text, prompts)
    for each in placed_texts(form, plan, private=True) if prompts or outside else ():
        yield from _left_over(each.path, each.text, prompts)
        if each.text in outside:
            yield from _dated(each, period)


def _text_of_cell(cell: FieldSpec, plan: Plan) -> str:
    """A cell's text; "" for a signature, and where a date or period is told to be unreadable."""
    kind, value = cell.kind, getattr(plan, cell.name)
    text = "\n".join(kind.prose(value))
    return "" if text and any(kind.doubts(value, plan.names_beside(cell.name))) else text


def _dated(each: PlacedText, period: Period) -> Iterator[Finding]:
    """The days and months by which something is due that are not in the period."""
    timed = each.field.role == "timing"
    for words, before in _outside(each.text, timed, period.start, period.end):
        if before:
            message = f"“{words}” is before the period begins."
            fix = "See whether this text is from an earlier plan."
            yield new_finding("date-outside-period", each.path, message, fix=fix)
        else:
            message = f"“{words}” is after the period has ended."
            fix = "See whether something is due within the period, too."
            yield new_finding("date-outside-period", each.path, message, fix=fix, severity="info")


@remembered(1000, longest=100)
def _is_outside(text: str, timed: bool, start: date | None, end: date | None) -> bool:
    return next(_outside(text, timed, start, end), None) is not None


def _outside(
    text: str, timed: bool, start: date | None, end: date | None
) -> Iterator[tuple[str, bool]]:
    """Yield the words that name a time outside the period, and whether that is before it.

    ``timed`` is a text of a column that says when: there no word need say that something is due.
    """
    for match in (_TIMED if timed else _DUE).finditer(text):
        first, last = _days(match["when"])
        if last is not None and start is not None and last < start:
            yield match[0], True
        elif first is not None and end is not None and first > end:
            yield match[0], False


@remembered(1000, longest=100)
def _days(when: str) -> tuple[date | None, date | None]:
    """The first and last day of a day or month."""
    result = point(normalized_words(when))
    return (None, None) if result is None else (result.first(), result.last())


def _left_over(path: str, text: str, prompts: frozenset[str]) -> Iterator[Finding]:
    if text in prompts and (left := _LEFT_OVER.search(text)):
        message = f"This still has to be replaced or settled: “{left[0]}”."
        yield new_finding("leftover-placeholder", path, message)


def _with_prompts(given: list[str], low: bytes) -> frozenset[str]:
    """The texts with a prompt; *low* are the bytes of all of them, by `_LOW`."""
    marks = [mark for mark in _MARKS if mark in low]  # much faster than for letters beyond ASCII
    if not low.isascii():
        marks += [mark for mark in _MARKS_BEYOND_ASCII if mark in low]
    if not marks:
        return _NONE
    each = zip(given, low.split(_APART.encode()), strict=True)
    marked = [text for text, letters in each if any([mark in letters for mark in marks])]
    return frozenset(filter(_LEFT_OVER.search, marked))


def _outside_in(
    form: FormSpec, plan: Plan, period: Period, dates: frozenset[str]
) -> frozenset[str]:
    """Those of the texts that may have a date in which there is one outside the period."""
    days = period.start, period.end
    timed = dates.intersection(texts(form, plan, private=True, role="timing"))
    said = [text for text in dates if _is_outside(text, False, *days)]
    return frozenset((*said, *(text for text in timed if _is_outside(text, True, *days))))


_NONE = frozenset[str]()
_OF_A_DATE = 4  # digits, at the least: 1/7/26, July 2026
_APART = "\x00"  # no text holds it
# Beyond ASCII any byte that the UTF-8 of a digit may begin with is taken for one. Those of the
# Latin letters, of dashes and of quotation marks are none.
_NO_DIGITS = bytes(
    byte for byte in range(1, 256) if not (chr(byte).isdecimal() or (byte > 0xD8 and byte != 0xE2))
)


def quoted(text: str) -> str:
    """A text as a finding quotes it: on one line, not too long."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[:_SHOWN].rstrip()}…”"
