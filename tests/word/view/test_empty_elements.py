"""An empty element may be one tag or two; XML knows no difference, and neither does reading."""

from __future__ import annotations

import re

import pytest
from tests.documents.notation import xml
from tests.hard.make import hard
from tests.word.view.test_familiar import told

from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.word.package.canonical import canonical
from plandocs.word.package.open import open_package
from plandocs.word.view import view, view_known
from plandocs.word.view.document import Block, Paragraph, Table, walk

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_EMPTY = re.compile(r"<(w:(?!p\b|tc\b|tr\b|tbl\b)\w+)((?:\s[^<>]*?)?)\s*/>")
_PAIR = re.compile(r"<(w:(?!p\b|tc\b|tr\b|tbl\b)\w+)((?:\s[^<>]*?)?)></\1>")
_CELL = 'tr(tc{vMerge=restart}"a" tc(w:tcPr(cellDel{@id=3}) p"b"))'
_BODIES = (
    'p{mark=del}"Waits " p"halved"', 'p{mark=moveFrom}"Waits " p"halved"',
    'p{mark=ins}"Waits" p"halved"', 'p{list=1.1}"a" p{pStyle=ListBullet2}"b" p{indent=720}"c"',
    'p(r{vanish}"secret" r{b}"shown" r{strike}"struck" r{vanish=0}"seen")',
    'p(r(t"a" br t"b" tab t"c" noBreakHyphen t"d" softHyphen t"e" cr t"f"))',
    'p(r(sym{@font=Wingdings @char=F0FC}))', 'p(sdt{showingPlcHdr}"Click here")',
    'p(sdt{date=2026-07-12}"July 2026")', 'p(r(footnoteReference{@id=2}))',
    'tbl(tr(tc"a") tr{row=del}(tc"b"))', 'tbl(tr(tc"a") tr{row=ins}(tc"b"))',
    'tbl(tr{hidden}(tc"a") tr{gridBefore=1}(tc{gridSpan=2}"b"))',
    f'tbl({_CELL} tr(tc{{vMerge}}"" tc"c"))', 'tbl(tr(tc"a" tc{hMerge}"b"))',
    'p(r(fldChar{@fldCharType=begin}) instr" X " r(fldChar{@fldCharType=separate}) r"a" '
    'r(fldChar{@fldCharType=end}))',
)  # fmt: skip


def without_places(blocks: list[Block]) -> list[object]:
    """All but where it stands: two tags are more than one."""
    return [
        {k: str(v) for k, v in vars(block).items() if k not in ("start", "end")}
        if isinstance(block, Paragraph)
        else [
            (row.deleted, row.hidden, row.before, [
                (c.column, c.span, c.merge, c.deleted, without_places(c.blocks)) for c in row.cells
            ])
            for row in block.rows
        ]
        for block in blocks
    ]  # fmt: skip


def document(body: str) -> str:
    """A main part with this body."""
    return f"<w:document {_W}><w:body>{body}</w:body></w:document>"


def in_one(body: str) -> str:
    """A body with each empty element as one tag."""
    return _PAIR.sub(r"<\1\2/>", body)


def in_two(body: str, between: str = "") -> str:
    """The same with each empty element as two tags."""
    return _EMPTY.sub(rf"<\1\2>{between}</\1>", body)


@pytest.mark.parametrize("between", ["", "\n "])
@pytest.mark.parametrize("body", _BODIES)
def test_two_tags_are_read_as_one(body: str, between: str) -> None:
    one, two = in_one(xml(body)), in_two(in_one(xml(body)), between)
    assert one != two
    first, second = view(document(one)), view(document(two))
    assert without_places(second.blocks) == without_places(first.blocks)
    assert second.tracked == first.tracked


@pytest.mark.parametrize("body", _BODIES)
def test_markup_of_two_tags_is_learned_as_well(body: str) -> None:
    data = document(in_two(xml(body))).encode()
    first = view(canonical(data))
    again = view_known(data, None, DEFAULT_LIMITS)
    assert again is not None
    assert told(again) == told(first)


def test_hard_documents_are_read_the_same_with_two_tags() -> None:
    changed = 0
    for number in range(25):
        package = open_package(hard(300 + number).content, convert=False)
        one = package.xml(package.main)
        two = in_two(one)
        changed += one != two
        assert without_places(view(two).blocks) == without_places(view(one).blocks)
    assert changed == 25


@pytest.mark.parametrize("empty", ['<w:del w:id="1"/>', '<w:del w:id="1"></w:del>'])
def test_an_empty_deletion_between_runs_deletes_nothing(empty: str) -> None:
    body = f"<w:p>{empty}<w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>"
    assert [p.text for p in view(document(body)).paragraphs] == ["a", "b"]


@pytest.mark.parametrize("name", ["w:tbl", "w:tr", "w:tc"])
def test_an_empty_table_row_or_cell_swallows_nothing(name: str) -> None:
    inside = {"w:tbl": "{}", "w:tr": "<w:tbl>{}</w:tbl>", "w:tc": "<w:tbl><w:tr>{}</w:tr></w:tbl>"}
    for empty in (f"<{name}/>", f"<{name}></{name}>"):
        body = inside[name].format(empty) + "<w:p><w:r><w:t>behind</w:t></w:r></w:p>"
        seen = view(document(body))
        assert isinstance(seen.blocks[0], Table)
        assert [p.text for p in walk(seen.blocks)] == ["behind"]
