"""Where a word can be planted: into the text of a paragraph, beside it, or beside the document.

Each way takes a paragraph and the word; it gives False where the paragraph has no such place. The
word is typed, so it is seen by whoever opens the file; what only programs see is not planted.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from tests.documents.opc import NS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
Element = Any
Way = Callable[[random.Random, Element, str], bool]


def element(markup: str) -> Element:
    """The element that some markup is."""
    return etree.fromstring(f"<x {NS}>{markup}</x>")[0]


def unseen(element: Element) -> bool:
    """Does it stand in what a program shows only where it does not know the other choice?"""
    return next(element.iterancestors(_FALLBACK), None) is not None


def run(word: str) -> str:
    """A run of that text."""
    return f'<w:r><w:t xml:space="preserve">{word}</w:t></w:r>'


def _first(p: Element) -> int:
    return 1 if len(p) and p[0].tag == W + "pPr" else 0


def _put(p: Element, markup: str, rng: random.Random) -> bool:
    """In front of the paragraph's runs or behind them."""
    p.insert(rng.choice((_first(p), len(p))), element(markup))
    return True


def in_front(rng: random.Random, p: Element, word: str) -> bool:
    p.insert(_first(p), element(run(f"{word} ")))
    return True


def behind(rng: random.Random, p: Element, word: str) -> bool:
    p.append(element(run(f" {word}")))
    return True


def inside(rng: random.Random, p: Element, word: str) -> bool:
    """Between two letters of its text, with spaces around it or without."""
    texts = [t for t in p.iter(W + "t") if t.text and not unseen(t)]
    if not texts:
        return False
    t = rng.choice(texts)
    at, gap = rng.randrange(len(t.text) + 1), rng.choice(("", " "))
    t.text = f"{t.text[:at]}{gap}{word}{gap}{t.text[at:]}"
    t.set(_SPACE, "preserve")
    return True


def above(rng: random.Random, p: Element, word: str) -> bool:
    p.addprevious(element(f"<w:p>{run(word)}</w:p>"))
    return True


def below(rng: random.Random, p: Element, word: str) -> bool:
    p.addnext(element(f"<w:p>{run(word)}</w:p>"))
    return True


def line_below(rng: random.Random, p: Element, word: str) -> bool:
    """On a further line of the same paragraph."""
    return _put(p, f"<w:r><w:br/><w:t>{word}</w:t><w:br/></w:r>", rng)


def row_below(rng: random.Random, p: Element, word: str) -> bool:
    """In one cell of a further row, otherwise blank."""
    row = next(p.iterancestors(W + "tr"), None)
    if row is None:
        return False
    more = deepcopy(row)
    for t in more.iter(W + "t"):
        t.text = ""
    cell = rng.choice(more.findall(W + "tc"))
    for inner in cell.findall(W + "p")[:1]:
        inner.append(element(run(word)))
    row.addnext(more)
    return word in "".join(more.itertext())


def table_below(rng: random.Random, p: Element, word: str) -> bool:
    """In a table of one cell below the table at hand, or below the paragraph."""
    outer = list(p.iterancestors(W + "tbl"))
    markup = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>'
        f"<w:p>{run(word)}</w:p></w:tc></w:tr></w:tbl>"
    )
    place = outer[-1] if outer and rng.random() < 0.5 else p
    place.addnext(element("<w:p/>"))
    place.addnext(element(markup))
    return True


def inserted(rng: random.Random, p: Element, word: str) -> bool:
    return _put(p, f'<w:ins w:id="9001" w:author="A">{run(f" {word} ")}</w:ins>', rng)


def deleted(rng: random.Random, p: Element, word: str) -> bool:
    text = f"<w:r><w:delText>{word}</w:delText></w:r>"
    return _put(p, f'<w:del w:id="9002" w:author="A">{text}</w:del>', rng)


def hidden(rng: random.Random, p: Element, word: str) -> bool:
    return _put(p, f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{word}</w:t></w:r>", rng)


def in_control(rng: random.Random, p: Element, word: str) -> bool:
    return _put(p, f"<w:sdt><w:sdtPr/><w:sdtContent>{run(word)}</w:sdtContent></w:sdt>", rng)


def in_link(rng: random.Random, p: Element, word: str) -> bool:
    return _put(p, f'<w:hyperlink w:anchor="x">{run(f" {word} ")}</w:hyperlink>', rng)


def in_field(rng: random.Random, p: Element, word: str) -> bool:
    return _put(p, f'<w:fldSimple w:instr=" REF x ">{run(f" {word} ")}</w:fldSimple>', rng)


def in_ruby(rng: random.Random, p: Element, word: str) -> bool:
    rt, base = run(word), run("字")
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{rt}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby>"
    return _put(p, f"<w:r>{ruby}</w:r>", rng)


def in_equation(rng: random.Random, p: Element, word: str) -> bool:
    return _put(p, f"<m:oMath><m:r><m:t>{word}</m:t></m:r></m:oMath>", rng)


def in_text_box(rng: random.Random, p: Element, word: str) -> bool:
    box = f"<w:txbxContent><w:p>{run(word)}</w:p></w:txbxContent>"
    shape = rng.choice((
        f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>",
        '<w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/'
        f'word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>",
    ))  # fmt: skip
    return _put(p, f"<w:r>{shape}</w:r>", rng)


WAYS: dict[str, Way] = {
    each.__name__: each
    for each in (
        in_front, behind, inside, above, below, line_below, row_below, table_below, inserted,
        deleted, hidden, in_control, in_link, in_field, in_ruby, in_equation, in_text_box,
    )
}  # fmt: skip
