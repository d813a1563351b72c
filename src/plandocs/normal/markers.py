"""Cells become values: a cell's paragraphs come in, the text or the items of the data go out.

Each kind of cell has a function over paragraphs, for readers of documents, and a `normal_` one over
plain text, for data. Normal forms are stable: what they give, they give again, also when it comes
back as one paragraph with line breaks, or as one bulleted paragraph for each item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plandocs.normal.characters import is_clean
from plandocs.normal.dates import read_date
from plandocs.normal.paragraphs import (
    BARE,
    CANDIDATE,
    LOOSE_NUMBER,
    Para,
    may_have_markers,
    taken_off,
    typed,
)
from plandocs.normal.prompts import MAY_BE_PROMPT, is_prompt

_GAPS = re.compile("\n{3,}")
_FURTHER_IN = 100  # twips: more than one stray space
_is_bare = BARE.fullmatch
_RANK = re.compile(r"\(?([0-9]{1,3})[.)]*")


def items(paras: Sequence[Para]) -> tuple[str, ...]:
    """A measures or link cell: an item for each paragraph, sub-bullets on a new line of theirs.

    >>> items([Para("1. Open the hub"), Para("by May", level=1), Para("2. 90% on time")])
    ('Open the hub\\nby May', '90% on time')
    """
    if not may_have_markers(paras):
        return _grouped(paras)
    result = _grouped(taken_off(paras))
    while (again := _grouped(taken_off([Para(item) for item in result]))) != result:
        result = again
    return result


def prose(paras: Sequence[Para]) -> str:
    """Any other cell: one text, the paragraphs joined by a newline, their markers off.

    >>> prose([Para("• Lead the review"), Para("• Report in May")])
    'Lead the review\\nReport in May'
    """
    if not may_have_markers(paras):
        return _joined(paras)
    text = _joined(taken_off(paras))
    while (again := _joined(taken_off((Para(text),)))) != text:
        text = again
    return "" if BARE.fullmatch(text) else text


def verbatim(paras: Sequence[Para]) -> str:
    """A date or a period: joined and tidy, no marker taken off ("12. July 2026" is a date).

    >>> verbatim([Para("12. July 2026")])
    '12. July 2026'
    """
    text = _joined(paras)
    if BARE.fullmatch(text):
        return ""
    numbers = [para.number for para in paras if para.text and para.number]
    # Word makes a list out of "12. July 2026" as it is typed, and the day becomes its number.
    if numbers and read_date(text) is None and read_date(f"{numbers[0]} {text}"):
        return f"{numbers[0]} {text}"
    return text


def ranked(paras: Sequence[Para]) -> str:
    """A Priority cell: a number is the value, typed or automatic; other text stays as typed.

    >>> ranked([Para("", listed=True, number="1.")]), ranked([Para("2)")]), ranked([Para("High")])
    ('1', '2', 'High')
    """
    text = _joined([_with_number(para) for para in paras])
    if rank := _RANK.fullmatch(text):
        return rank[1]
    return "" if BARE.fullmatch(text) else text


def numbered(paras: Sequence[Para]) -> str:
    """An outcome or capability cell: prose without the row's own number, which needs no space.

    >>> numbered([Para("3)Reduce waiting times")]), numbered([Para("Outcome 3: Reduce waits")])
    ('Reduce waiting times', 'Outcome 3: Reduce waits')
    """
    # The row's number is the form's and not the person's, so it says nothing about the lines.
    text = prose(_without_row_number(paras))
    while match := LOOSE_NUMBER.match(text):
        text = prose((Para(text[match.end() :]),))
    return text


def row_number(paras: Sequence[Para]) -> str | None:
    """The row's own number at the start of such a cell, typed or automatic, if it has one.

    >>> row_number([Para("3)Reduce waiting times")]), row_number([Para("Reduce")])
    ('3', None)
    """
    for para in paras:
        if match := LOOSE_NUMBER.match(para.text):
            return match[1] or match[2]
        if automatic := re.search(r"[0-9]+", para.number):
            return automatic[0]
        if para.text:
            return None
    return None


def is_empty(text: str) -> bool:
    """Whether there is nothing in the text but a marker, a dash, or blanks.

    >>> is_empty(" 1. "), is_empty("—"), is_empty("1")
    (True, True, False)
    """
    if text[:1].isalpha() and CANDIDATE.match(text) is None:
        return False
    return not normal_prose(text)


def is_settled(text: str) -> bool:
    """Whether a text is tidy, begins with no marker or number, and is no prompt that was left.

    Nearly all text is; no normal form changes it, neither of prose nor of an item.

    >>> is_settled("Open the hub by May"), is_settled("• Open the hub"), is_settled("1.")
    (True, False, False)
    """
    tidy = (
        is_clean(text)
        if "\n" in text or not text.isascii()
        else text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]
    )
    return tidy and CANDIDATE.match(text) is None and not is_prompt(text)


_APART = "\x00"
_PRINTABLE = bytes(range(0x20, 0x7F))
# What a text begins with that may be a marker, a blank or a prompt, or is nothing but the letter o.
_DOUBTFUL = re.compile(rf"{_APART}(?:{CANDIDATE.pattern}|o{_APART}|{MAY_BE_PROMPT})")


def are_settled(texts: Sequence[str]) -> bool:
    """Return whether each text `is_settled`; many are looked at in a few strokes.

    >>> are_settled(["Open the hub", "by May"]), are_settled(["Open the hub", "• by May"])
    (True, False)
    """
    joined = _APART.join(("", *texts, ""))
    if not joined.isascii():
        others = [text for text in texts if not text.isascii()]
        return all(map(is_settled, others)) and are_settled(list(filter(str.isascii, texts)))
    if (
        len(joined.encode().translate(None, _PRINTABLE)) == len(texts) + 1
        and "  " not in joined
        and f" {_APART}" not in joined
        and _DOUBTFUL.search(joined) is None
    ):
        return True
    return all(map(is_settled, texts))


def normal_items(values: Iterable[str]) -> tuple[str, ...]:
    """The items of data given as strings, by the same law as a cell with a paragraph for each.

    >>> normal_items(["• 1. 1.5 million", " "])
    ('1.5 million',)
    """
    # An indented string in a list is not a sub-bullet of the string before it; a line in it can be.
    return items([typed(value)._replace(indent=0) for value in values])


def normal_prose(value: str) -> str:
    """A text of data in the normal form of `prose`."""
    return prose((typed(value),))


def normal_ranked(value: str) -> str:
    """A priority of data in the normal form of `ranked`."""
    return ranked((typed(value),))


def normal_numbered(value: str) -> str:
    """An outcome or capability of data in the normal form of `numbered`."""
    return numbered((typed(value),))


def normal_verbatim(value: str) -> str:
    """The text of a date or period of data in the normal form of `verbatim`."""
    return verbatim((typed(value),))


def _joined(paras: Sequence[Para]) -> str:
    if len(paras) == 1:
        return paras[0].text.strip(" \n")
    return _GAPS.sub("\n\n", "\n".join([para.text for para in paras])).strip(" \n")


def _with_number(para: Para) -> Para:
    """The paragraph with its automatic number in its text; a number typed beside it goes first."""
    if _RANK.fullmatch(para.text) or not any(map(str.isalnum, para.number)):
        return para
    return Para(f"{para.number} {para.text}".strip())


def _without_row_number(paras: Sequence[Para]) -> Sequence[Para]:
    for place, para in enumerate(paras):
        if match := LOOSE_NUMBER.match(para.text):
            rest = para._replace(text=para.text[match.end() :])
            return (*paras[:place], rest, *paras[place + 1 :])
        if para.text:
            break
    return paras


def _grouped(paras: Sequence[Para]) -> tuple[str, ...]:
    """The items: a paragraph begins one unless it is a sub-bullet of the one before."""
    if not any(para.level or para.indent for para in paras):
        return tuple([para.text for para in paras if not _is_bare(para.text)])
    groups: list[list[Para]] = []
    for para in paras:
        if not (para.text or para.listed or para.marked):
            continue
        if groups and _is_under(para, groups[-1][0]):
            groups[-1].append(para)
        else:
            groups.append([para])
    result = ["\n".join([para.text for para in group if para.text]) for group in groups]
    return tuple([item for item in result if not _is_bare(item)])


def _is_under(para: Para, head: Para) -> bool:
    """Whether the paragraph is a sub-bullet of the item that `head` begins."""
    if para.level != head.level:
        return para.level > head.level
    both_typed = para.marked and head.marked and not (para.listed or head.listed)
    return both_typed and para.indent >= head.indent + _FURTHER_IN


def lines_of(text: str) -> list[str]:
    """The items of a cell.

    >>> lines_of("Open the hub\\n    by May\\n90% on time")
    ['Open the hub\\nby May', '90% on time']
    """
    items: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if items and line[:1] in (" ", "\t"):
            items[-1] += f"\n{line.strip()}"
        elif line.strip():
            items.append(line)
    return items


def cell_of(items: Iterable[str]) -> str:
    """The cell that `lines_of` takes apart again."""
    lines = tuple(items)
    text = "\n".join(lines)
    if text.count("\n") < len(lines):
        return text
    return "\n".join([item.replace("\n", "\n    ") for item in lines])
