"""The notation in which tests write Word bodies says what it seems to say."""

from __future__ import annotations

import pytest

from tests.documents.notation import xml


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ('p"A & B"', '<w:p><w:r><w:t xml:space="preserve">A &amp; B</w:t></w:r></w:p>'),
        ("p", "<w:p></w:p>"),
        (
            'tc{gridSpan=2}"A"',
            '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r>'
            '<w:t xml:space="preserve">A</w:t></w:r></w:p></w:tc>',
        ),
        ('p(r{vanish}"x")', '<w:p><w:r><w:rPr><w:vanish/></w:rPr>'
         '<w:t xml:space="preserve">x</w:t></w:r></w:p>'),
        ("bookmarkStart{@id=3}", '<w:bookmarkStart w:id="3"></w:bookmarkStart>'),
    ],
)  # fmt: skip
def test_notation_becomes_xml(notation: str, expected: str) -> None:
    assert xml(notation) == expected


def test_deleted_text_is_marked_as_deleted() -> None:
    assert '<w:delText xml:space="preserve">old</w:delText>' in xml('p(del"old")')
    assert "<w:delText" in xml('p(del(r"old"))')


def test_breaks_and_tabs_are_elements() -> None:
    assert "<w:br/>" in xml(r'p"a\nb"')
    assert "<w:tab/>" in xml(r'p"a\tb"')


def test_what_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="cannot read"):
        xml('p"a" %')
