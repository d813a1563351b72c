"""A shown document has on it what was read, at its place, and nothing that acts."""

from __future__ import annotations

import re
from bisect import bisect_left
from pathlib import Path

import pytest
from lxml import html

import plandocs
from tests.cases.test_cases import CASES, document
from tests.documents.filled_plan import PLAN, content, edited, first, last
from tests.hard.make import hard
from tests.planted.plant import planted
from tests.verbs.shown import Page, faults

_TAGS = {
    *("div", "p", "a", "span", "ins", "del", "table", "colgroup", "col", "tr", "td", "tbody"),
    *("h3", "h4", "h5", "h6"),
}
_ATTRIBUTES = {
    *("class", "id", "href", "title", "tabindex", "dir", "colspan", "rowspan", "width"),
    *("aria-label", "role"),
}
_SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def _acts(fragment: str) -> set[str]:
    """Tags and attributes that a shown document has no business with, and links that lead out."""
    every = [each for each in html.fromstring(fragment).iter() if isinstance(each.tag, str)]
    found = {each.tag for each in every} - _TAGS
    found |= {str(name) for each in every for name in each.attrib} - _ATTRIBUTES
    links = {each.get("href", "#") for each in every}
    return found | {link for link in links if not re.fullmatch(r"#[\w-]*", link)}


def test_the_words_marked_are_those_that_were_read() -> None:
    for seed in range(1, 9):
        assert faults(plandocs.show(hard(seed).content)) == [], f"seed {seed}"


def test_a_planted_word_is_marked_where_it_stands() -> None:
    for seed in range(1, 9):
        case = planted(seed)
        if case is not None:
            assert faults(plandocs.show(case.content)) == [], f"seed {seed}: {case.way}"


@pytest.mark.long
def test_the_words_marked_are_those_that_were_read_in_hundreds() -> None:
    lost = 0
    for seed in range(20_000, 20_600):
        found = faults(plandocs.show(hard(seed).content))
        assert [each for each in found if not each.startswith("-")] == [], f"seed {seed}"
        lost += len(found)
    assert lost < 10


@pytest.mark.parametrize("folder", CASES[::4], ids=lambda folder: folder.name)
def test_oddities_of_word_are_shown_as_they_are_read(folder: Path) -> None:
    data = document(folder)
    try:
        reading = plandocs.parse(data, convert=False)
    except plandocs.PlandocsError as error:
        with pytest.raises(type(error)):
            plandocs.show(data, convert=False)
        return
    shown = plandocs.show(data, convert=False)
    assert shown.reading.to_dict() == reading.to_dict()
    assert [each for each in faults(shown) if not each.startswith("-")] == []
    assert _acts(shown.html) == set()


def test_tracked_changes_stand_where_they_were_made() -> None:
    change = content("Priya Raman", 'p(r"Priya " del"Green" ins"Raman" r" now")')
    shown = plandocs.show(edited(change))
    (cell,) = Page(shown).found('//td[.//ins[text()="Raman"]]')
    assert re.sub(
        r"<(?!/?(?:ins|del)\b)[^>]*>", "", html.tostring(cell, encoding="unicode")
    ).strip() == (
        'Priya <del title="deleted by M">Green</del><ins title="inserted by M">Raman</ins> now'
    )
    assert Page(shown).words(shown.fields["officer_name"]) == "Priya Raman now"
    (place,) = [n for n, each in enumerate(shown.reading.unmapped) if each.kind == "deleted"]
    assert Page(shown).text(shown.unmapped[place]) == "Green"


def test_a_merged_cell_stands_once_over_all_its_rows() -> None:
    table = (
        'tbl(tr(tc{vMerge=restart}"North" tc"one") tr(tc{vMerge} tc"two") tr(tc{gridSpan=2}"all"))'
    )
    page = Page(plandocs.show(edited(last(table))))
    (cell,) = page.found('//td[.//a[text()="North"]]')
    assert cell.get("rowspan") == "2"
    assert page.found('//td[.//a[text()="all"]][@colspan="2"]')


def test_headings_go_down_one_level_at_a_time() -> None:
    marks = [f'p{{pStyle=Heading{level}}}"Level {level}"' for level in (2, 4, 1, 3)]
    page = Page(plandocs.show(edited(first(" ".join(marks))), heading=4))
    tags = [each.tag for each in page.root.iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert tags[:4] == ["h4", "h5", "h4", "h5"]


def test_an_automatic_number_and_hidden_words_are_shown() -> None:
    more = 'p{list=1.0}"Point" p(r"seen " r{vanish}"unseen")'
    shown = plandocs.show(edited(last(more)))
    page = Page(shown)
    assert [each.text_content() for each in page.found('//*[contains(@class, "hidden")]')]
    assert {page.text(ids) for ids in shown.unmapped} >= {"Point", "seen", "Hidden: unseen"}


def test_a_value_in_a_merged_cell_belongs_to_each_of_its_rows() -> None:
    def merged(body: str) -> str:
        for text, mark in (("Measure 1a", ' w:val="restart"'), ("Measure 2a", "")):
            at = body.rindex("</w:tcPr>", 0, body.index(f">{text}<"))
            body = f"{body[:at]}<w:vMerge{mark}/>{body[at:]}"
        return body.replace(">Measure 2a<", "><")

    shown = plandocs.show(edited(merged))
    first = shown.fields["outcomes[0].measures[0]"]
    assert shown.fields["outcomes[1].measures[0]"] == first
    assert Page(shown).words(first) == "Measure 1a"
    assert faults(shown) == []


def test_nothing_in_a_document_acts_on_the_page() -> None:
    people = {**PLAN, "officer_name": _SCRIPT, "manager_name": "<b onclick=x>T</b>", "id": _SCRIPT}
    people["outcomes"] = [{"outcome": _SCRIPT, "measures": [_SCRIPT, "javascript:x"]}]
    filled = plandocs.fill(people)
    assert filled is not None
    shown = plandocs.show(filled)
    assert _acts(shown.html) == set()
    assert Page(shown).words(shown.fields["officer_name"]) == _SCRIPT


def test_nothing_in_comments_authors_or_styles_acts_on_the_page() -> None:
    bad = _SCRIPT.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f"<w:p><w:r><w:t>{bad}</w:t></w:r></w:p>"
    comment = f'<w:comment w:id="0" w:author="{bad}">{note}</w:comment>'
    mark = (
        f'<w:p><w:pPr><w:pStyle w:val="{bad}"/></w:pPr><w:ins w:id="7" w:author="{bad}"><w:r>'
        f'<w:t>{bad}</w:t></w:r></w:ins><w:del w:id="8" w:author="{bad}"><w:r><w:delText>{bad}'
        '</w:delText></w:r></w:del><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    data = edited(
        content("Priya Raman", mark),
        parts={"word/comments.xml": f"<w:comments {w}>{comment}</w:comments>"},
        arrows={"rId900": (kind, "comments.xml")},
        types={
            "/word/comments.xml": "application/vnd.openxmlformats-officedocument."
            "wordprocessingml.comments+xml"
        },
    )
    shown = plandocs.show(data)
    assert _acts(shown.html) == set()
    assert faults(shown) == []
    (sign,) = Page(shown).found('//a[contains(@class, "note-sign")]')
    (note,) = Page(shown).found(f'//*[@id="{sign.get("href")[1:]}"]')
    assert _SCRIPT in note.text_content()


def test_a_document_that_is_too_long_gives_a_page_with_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("plandocs.reading.shown.MOST_LETTERS", 9_000)
    many = " ".join(f'p"Paragraph {n} of very many"' for n in range(300))
    shown = plandocs.show(edited(last(many)))
    assert shown.cut
    assert "only its first part is shown" in shown.html
    assert shown.fields["officer_name"]
    assert "Paragraph 1 of" in shown.html
    assert "Paragraph 299 of" not in shown.html


def test_a_page_is_whole_or_says_that_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(  # as if the words in no field had no place in the document
        "plandocs.reading.shown.claim_leftover", lambda claims, trail, found: [*range(len(found))]
    )
    data = edited(last('p"Kept apart" p"And this as well" p"A third one"'))
    whole = plandocs.show(data)
    assert "Also in the file" in whole.html
    assert not whole.cut

    def shown(most: int) -> plandocs.Shown:
        monkeypatch.setattr("plandocs.reading.shown.MOST_LETTERS", most)
        return plandocs.show(data)

    fewest = bisect_left(range(len(whole.html)), True, key=lambda most: not shown(most).cut)
    assert shown(fewest - 1).cut
    assert shown(fewest).html == whole.html


@pytest.mark.long
def test_an_endless_document_gives_a_page_of_some_megabytes() -> None:
    many = " ".join(f'p"Paragraph {n} of very many {"words " * 20}"' for n in range(9_000))
    shown = plandocs.show(edited(last(many)))
    assert shown.cut
    assert len(shown.html) < 4_000_000
