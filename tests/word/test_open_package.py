"""A package, opened: parts by name, arrows between them, what lies outside."""

from __future__ import annotations

import pytest
from tests.documents import opc

from plandocs.errors import Corrupt
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import Package


def package(**parts: str) -> Package:
    renamed = {name.replace("__", "/"): text for name, text in parts.items()}
    return open_package(opc.zipped(opc.parts() | renamed))


def with_arrows(rels: str, *others: str) -> Package:
    more: dict[str, str | bytes] = {"word/_rels/document.xml.rels": rels}
    return open_package(opc.zipped(opc.parts() | more | dict.fromkeys(others, "<a/>")))


def test_parts_are_listed_read_and_told_apart_by_their_packed_bytes() -> None:
    one, two = package(), open_package(opc.docx(opc.document("<w:sectPr/>")))
    assert one.names() == ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
    assert one.read("word/document.xml") == opc.document().encode()
    assert one.read("Word/Document.XML") == one.read("word/document.xml")
    assert one.key("_rels/.rels") == two.key("_rels/.rels")
    assert one.key("word/document.xml") != two.key("word/document.xml")
    assert one.key("word/styles.xml") is None


def test_a_part_that_is_not_there_is_corrupt_and_named() -> None:
    with pytest.raises(Corrupt) as caught:
        package().read("word/styles.xml")
    assert caught.value.place == "word/styles.xml"


def test_broken_xml_is_corrupt_and_named() -> None:
    broken = package(word__styles_xml="<w:styles>")
    with pytest.raises(Corrupt, match="XML is broken") as caught:
        broken.xml("word/styles_xml")
    assert caught.value.place == "word/styles_xml"


@pytest.mark.parametrize(
    "target",
    [
        "styles.xml",
        "/word/styles.xml",
        "../word/styles.xml",
        "./styles.xml",
        r"\word\styles.xml",
        "Styles.XML",
        "styles.xml#top",
    ],
)
def test_targets_lead_to_parts_however_they_are_written(target: str) -> None:
    found = with_arrows(opc.relationships(("styles", target)), "word/styles.xml")
    assert found.related("styles") == ("word/styles.xml",)
    assert found.target("rId1") == "word/styles.xml"


def test_a_quoted_target_leads_to_the_part_with_the_plain_name() -> None:
    found = with_arrows(opc.relationships(("header", "my%20header.xml")), "word/my header.xml")
    assert found.related("header") == ("word/my header.xml",)


def test_strict_arrows_are_arrows() -> None:
    strict = opc.relationships(("styles", "styles.xml"), types=opc.STRICT_R)
    assert with_arrows(strict, "word/styles.xml").related("styles") == ("word/styles.xml",)


def test_several_parts_of_a_kind_come_in_order_and_once() -> None:
    arrows = [("header", f"header{number}.xml") for number in (2, 1, 2)]
    names = ("word/header1.xml", "word/header2.xml")
    found = with_arrows(opc.relationships(*arrows), *names)
    assert found.related("header") == ("word/header2.xml", "word/header1.xml")
    assert found.related("footer") == ()


def test_arrows_to_nowhere_are_left_out() -> None:
    found = with_arrows(opc.relationships(("image", "NULL"), ("image", "#_top"), ("image", "")))
    assert found.related("image") == ()
    assert [found.target(rid) for rid in ("rId1", "rId2", "rId3", "rId9")] == [None] * 4


def test_what_lies_outside_is_listed_but_for_hyperlinks() -> None:
    rels = opc.relationships(
        ("image", "https://example.org/a.png?x=1&amp;y=2"),
        ("hyperlink", "https://example.org/"),
        ("attachedTemplate", "file:///C:/Normal.dotm"),
        mode=' TargetMode="External"',
    )
    found = with_arrows(rels)
    assert found.external() == (
        ("word/document.xml", "image", "https://example.org/a.png?x=1&y=2"),
        ("word/document.xml", "attachedTemplate", "file:///C:/Normal.dotm"),
    )
    assert found.related("image") == ()
    assert found.target("rId1") is None


def test_the_package_itself_points_to_its_properties() -> None:
    parts = opc.parts() | {
        "_rels/.rels": opc.relationships(
            ("officeDocument", "word/document.xml"), ("custom-properties", "docProps/custom.xml")
        ),
        "docProps/custom.xml": "<Properties/>",
    }
    found = open_package(opc.zipped(parts))
    assert found.root_related("custom-properties") == ("docProps/custom.xml",)
    assert found.root_related("core-properties") == ()


def test_relationships_written_with_a_prefix_are_read() -> None:
    rels = (
        f"<p:Relationships xmlns:p='{opc.RELS}'><p:Relationship Id='rId7' "
        f"Type='{opc.R}/styles' Target='styles.xml'/></p:Relationships>"
    )
    assert with_arrows(rels, "word/styles.xml").target("rId7") == "word/styles.xml"


def test_broken_relationships_are_corrupt_and_name_the_file() -> None:
    with pytest.raises(Corrupt) as caught:
        with_arrows("<Relationships>").related("styles")
    assert caught.value.place == "word/_rels/document.xml.rels"
