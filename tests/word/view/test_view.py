"""A document as a reader sees it: what is visible is text, what is not is beside it."""

from __future__ import annotations

import pytest
from tests.documents.small_form import built

from plandocs.word.package.open import open_package
from plandocs.word.view import view
from plandocs.word.view.document import Document, Mark, Paragraph, Table, walk
from plandocs.word.view.read import read_document


def seen(body: str) -> Document:
    """The document whose body this notation gives."""
    return read_document(open_package(built({"body": body})))


def texts(body: str) -> list[str]:
    """The visible text of each paragraph."""
    return [p.text for p in walk(seen(body).blocks)]


def first(body: str) -> Paragraph:
    return next(walk(seen(body).blocks))


def extras(body: str) -> list[tuple[str, str]]:
    """Kind and text of all that is beside the visible text."""
    return [(e.kind, e.text) for p in walk(seen(body).blocks) for e in p.extras or ()]


@pytest.mark.parametrize(
    "body",
    [
        'p"Waits halved"', 'p(r"Waits " r"halved")',
        'p(r"Wa" proofErr{@type=spellStart} r"its halved")',
        'p(ins"Waits halved")', 'p(r"Waits " ins(r"hal" r"ved"))', 'p(moveTo"Waits halved")',
        'p(r"Waits halved" moveFrom"from here")', 'p(r"Waits " del"fell" ins"halved")',
        'p(sdt"Waits halved")', 'p(sdt(sdt(ins"Waits halved")))', 'sdt(p"Waits halved")',
        'p(hyperlink{@anchor=a}"Waits halved")', 'p(smartTag(customXml"Waits halved"))',
        'customXml(p"Waits halved")', 'p(fldSimple{@instr=X}"Waits halved")',
        'p(r(fldChar{@fldCharType=begin}) instr" X " r(fldChar{@fldCharType=separate}) '
        'r"Waits halved" r(fldChar{@fldCharType=end}))',
        'p(mc:AlternateContent(mc:Choice{@_Requires=w14}(r"Waits halved") '
        'mc:Fallback(r"Waits halved")))',
        'p(mc:AlternateContent(mc:Choice{@_Requires=later}(r"Waits doubled") '
        'mc:Fallback(r"Waits halved")))',
        'p(mc:AlternateContent(mc:Choice{@_Requires=later}(r"Waits halved") mc:Fallback))',
        'p(r"Waits halved" r{vanish}" in secret")', 'p(r{vanish=0}"Waits halved")',
        'p(dir{@val=ltr}(bdo{@val=ltr}"Waits halved"))', 'p(r(t"Wai" softHyphen t"ts halved"))',
    ],
)  # fmt: skip
def test_however_word_wraps_a_text_it_is_read_the_same(body: str) -> None:
    assert [text.replace("\u00ad", "") for text in texts(body) if text] == ["Waits halved"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('p(r(t"a" br t"b"))', "a\nb"), ('p(r(t"a" cr t"b"))', "a\nb"),
        ('p(r(t"a" tab t"b"))', "a\tb"),
        ('p(r(t"a" noBreakHyphen t"b"))', "a-b"), ('p(r(sym{@font=Wingdings @char=F0FC}))', "✓"),
        ('p(sdt{w14:checkbox}"☒")', "☒"),
    ],
)  # fmt: skip
def test_special_characters_are_read_as_shown(body: str, expected: str) -> None:
    assert first(body).text == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('p(r"a" del"old words")', ("deleted", "old words")),
        ('p(r"a" r{vanish}"secret")', ("hidden", "secret")),
        ('p(r"a" m:oMath(m:r(m:t"x=y")))', ("equation", "x=y")),
        ('p(r"a" r(pict(v:shape(v:textbox(txbxContent(p"boxed"))))))', ("textbox", "boxed")),
        ('p(r"a" r(drawing(wp:inline(wp:docPr{@_id=1 @_descr=Map} '
         'a:graphic(a:graphicData(pic:pic))))))',
         ("picture", "Map")),
    ],
)  # fmt: skip
def test_what_is_not_visible_text_is_kept_beside_it(body: str, expected: tuple[str, str]) -> None:
    assert expected in extras(body)
    assert first(body).text == "a"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert texts('p{mark=del}"Waits " p"halved" p"next"') == ["Waits halved", "next"]


def test_a_tracked_change_of_format_says_so_and_keeps_the_format_of_now() -> None:
    body = 'p(w:pPr(pPrChange{@id=1 @author=M}(w:pPr(numPr(ilvl{@val=2} numId{@val=1})))) r"a")'
    paragraph = first(body)
    assert paragraph.marks & Mark.FORMAT_TRACKED
    assert paragraph.level == -1


def test_a_prompt_is_no_text_and_leaves_its_mark() -> None:
    body = 'p(sdt{showingPlcHdr}"Click or tap here to enter text.")'
    assert texts(body) == [""]
    assert extras(body) == [("prompt", "Click or tap here to enter text.")]


def test_a_date_picker_gives_its_own_date() -> None:
    (picked,) = first('p(r"In " sdt{date=2026-07-12}(r"July " r"2026"))').picked
    assert (picked.date.isoformat(), picked.text) == ("2026-07-12", "July 2026")


def _table(body: str) -> Table:
    return next(block for block in seen(body).blocks if isinstance(block, Table))


def test_spans_and_left_out_columns_give_each_cell_its_place_in_the_grid() -> None:
    table = _table('tbl(tr(tc{gridSpan=2}"a" tc"b") tr{gridBefore=1}(tc"c" tc"d"))')
    places = [[(cell.column, cell.span) for cell in row.cells] for row in table.rows]
    assert places == [[(0, 2), (2, 1)], [(1, 1), (2, 1)]]


def test_rows_and_cells_in_controls_are_rows_and_cells() -> None:
    table = _table('tbl(sdt(tr(tc"a" sdt(tc"b"))) customXml(tr(tc"c" tc"d")))')
    assert [[c.paragraphs[0].text for c in row.cells] for row in table.rows] == [
        ["a", "b"],
        ["c", "d"],
    ]


def test_a_row_deleted_under_tracking_is_marked() -> None:
    table = _table('tbl(tr(tc"a") tr{row=del}(tc(p(del"b"))))')
    assert [row.deleted for row in table.rows] == [False, True]


def test_cells_merged_downwards_are_marked() -> None:
    table = _table('tbl(tr(tc{vMerge=restart}"a") tr(tc{vMerge}))')
    assert [row.cells[0].merge for row in table.rows] == ["restart", "continue"]


def test_lists_give_level_and_number() -> None:
    paragraphs = list(walk(seen('p{list=2.0}"a" p{list=2.0}"b" p{list=1.1}"c"').blocks))
    assert [p.number for p in paragraphs[:2]] == ["1.", "2."]
    assert paragraphs[2].level == 1


def test_a_page_number_in_a_sentence_is_part_of_it() -> None:
    assert texts('p(r"See page " fldSimple{@instr=PAGE}"3" r" of it")') == ["See page 3 of it"]


def test_two_deletions_with_text_between_are_two() -> None:
    found = extras('p(del(r"old " r"words") r"new" del"more")')
    assert found == [("deleted", "old words"), ("deleted", "more")]


@pytest.mark.parametrize("code", ["INCLUDETEXT", "DATABASE", "HYPERLINK"])
def test_a_field_that_shows_another_file_is_known_for_a_link(code: str) -> None:
    simple = f'<w:p><w:fldSimple w:instr="{code} goals"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    assert view(f"<w:document><w:body>{simple}</w:body></w:document>").links == (
        [] if code == "HYPERLINK" else [f"{code} goals"]
    )
