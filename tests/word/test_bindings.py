"""Controls that show stored data: the value is what Word shows, and a difference is told."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from tests.documents import opc
from tests.documents.small_form import built

import plandocs
from plandocs.model.reading import Reading

_ITEM = "{11111111-2222-3333-4444-555555555555}"
_CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_RUN = '<w:r><w:t xml:space="preserve">Priya Raman</w:t></w:r>'
_PROPS = (
    '<ds:datastoreItem ds:itemID="%s" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
)


def bound(
    store: str,
    xpath: str = "/p[1]/name[1]",
    *,
    item: str = _ITEM,
    saved: str = _RUN,
    properties: str = "",
    spaces: str = "",
    tag: str = "w:dataBinding",
    around: str = "run",
) -> bytes:
    """A plan whose officer's name is in a control that is bound to this custom XML."""
    spaces = f" w:prefixMappings={quoteattr(spaces)}" if spaces else ""
    named = f' w:storeItemID="{item}"' if item else ""
    link = f"<{tag} w:xpath={quoteattr(xpath)}{named}{spaces}/>"
    front = f"<w:sdt><w:sdtPr>{link}{properties}</w:sdtPr><w:sdtContent>"
    content = built({})
    main = main_of(content)
    assert _RUN in main
    old, new = _RUN, saved
    if around == "paragraph":
        old, new = f"<w:p>{_RUN}</w:p>", f"<w:p>{saved}</w:p>"
    elif around == "cell":
        old, new = f"<w:tc><w:p>{_RUN}</w:p></w:tc>", f"<w:tc><w:p>{saved}</w:p></w:tc>"
    assert old in main
    parts: dict[str, str | bytes] = {
        "word/document.xml": main.replace(old, f"{front}{new}</w:sdtContent></w:sdt>", 1),
        "customXml/item1.xml": store,
        "customXml/itemProps1.xml": _PROPS % _ITEM,
        "customXml/_rels/item1.xml.rels": opc.relationships(("customXmlProps", "itemProps1.xml")),
    }
    return opc.changed(content, parts, {"rIdS": ("customXml", "../customXml/item1.xml")})


def main_of(content: bytes) -> str:
    """The main part of a document."""
    return opc.entry(content, "word/document.xml").decode()


def name(reading: Reading) -> Any:
    """The officer's name as read."""
    assert reading.plan is not None
    return reading.plan.model_dump()["officer_name"]


def is_told(reading: Reading) -> bool:
    """Is the difference told, at the field?"""
    return [i.field for i in reading.issues if i.code == "bound-text"] == ["officer_name"]


@pytest.mark.parametrize("around", ["run", "paragraph", "cell"])
@pytest.mark.parametrize("tag", ["w:dataBinding", "w15:dataBinding"])
def test_the_value_is_what_the_store_says_and_the_saved_text_is_told(around: str, tag: str) -> None:
    if tag != "w:dataBinding":
        tag = f'{tag} xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    reading = plandocs.parse(bound("<p><name>Ann Lee</name></p>", around=around, tag=tag))
    assert name(reading) == "Ann Lee"
    assert is_told(reading)
    assert [(e.text, e.field) for e in reading.unmapped] == [("Priya Raman", "officer_name")]


@pytest.mark.parametrize(
    ("store", "xpath", "spaces"),
    [
        ("<p><name>A</name><name>Ann Lee</name></p>", "/p[1]/name[2]", ""),
        ('<p name="Ann Lee"/>', "/p/@name", ""),
        ("<p><name>Ann Lee</name></p>", "//name", ""),
        ("<p><name>Ann Lee</name></p>", "/p/name/text()", ""),
        ('<p><f id="a">B</f><f id="n">Ann Lee</f></p>', "/p/f[@id='n']", ""),
        ('<p xmlns="urn:a"><name>Ann Lee</name></p>', "/n:p/n:name", "xmlns:n='urn:a'"),
        ('<q:p xmlns:q="urn:a"><q:name>Ann Lee</q:name></q:p>', "/n:p/n:name", 'xmlns:n="urn:a"'),
    ],
)
def test_a_path_leads_to_an_element_or_an_attribute(store: str, xpath: str, spaces: str) -> None:
    reading = plandocs.parse(bound(store, xpath, spaces=spaces))
    assert name(reading) == "Ann Lee"
    assert is_told(reading)


@pytest.mark.parametrize(
    "xpath", ["//*[local-name()='name']", "/p/name[contains(., 'Lee')]", "/p/name[position()=1]"]
)
def test_a_path_that_is_not_followed_is_told(xpath: str) -> None:
    reading = plandocs.parse(bound("<p><name>Ann Lee</name></p>", xpath))
    assert name(reading) == "Priya Raman"
    told = [(i.severity, i.code, i.field) for i in reading.issues]
    assert told == [("warning", "binding-not-followed", "officer_name")]
    assert reading.unmapped == ()


@pytest.mark.parametrize(
    ("store", "xpath", "item"),
    [
        ("<p><name>Priya Raman</name></p>", "/p/name", _ITEM),
        ("<p><name>\n  Priya   Raman </name></p>", "/p/name", _ITEM),
        ("<p><other>Ann Lee</other></p>", "/p/name", _ITEM),
        ("<p><name>Ann Lee</name></p>", "/p/name", "{00000000-0000-0000-0000-000000000000}"),
        ("<p><name><first>Ann</first></name></p>", "/p/name", _ITEM),
        ("<p><name>Ann Lee</name></p>", "/p/name[", _ITEM),
        ("<p><name>Ann Lee</name></p>", "/x:p/x:name", _ITEM),
        ("<p><name>Ann Lee</name></p>", "count(//name)", _ITEM),
        ("<p><name>Ann Lee", "/p/name", _ITEM),
        ('<!DOCTYPE p [<!ENTITY n "Ann Lee">]><p><name>&n;</name></p>', "/p/name", "{0}"),
    ],
)
def test_a_link_that_says_the_same_or_leads_nowhere_changes_nothing(
    store: str, xpath: str, item: str
) -> None:
    if "DOCTYPE" in store:
        with pytest.raises(plandocs.PlandocsError, match="DOCTYPE"):
            plandocs.parse(bound(store, xpath, item=item))
        return
    reading = plandocs.parse(bound(store, xpath, item=item))
    assert name(reading) == "Priya Raman"
    assert reading.clean


def test_a_link_without_a_part_takes_the_first_that_has_the_path() -> None:
    assert name(plandocs.parse(bound("<p><name>Ann Lee</name></p>", item=""))) == "Ann Lee"


def test_an_empty_store_shows_nothing_and_the_saved_text_is_told() -> None:
    reading = plandocs.parse(bound("<p><name/></p>"))
    assert name(reading) == ""
    assert is_told(reading)
    assert [each.text for each in reading.unmapped] == ["Priya Raman"]


def test_a_prompt_over_a_filled_store_is_not_what_word_shows() -> None:
    prompt = _RUN.replace("Priya Raman", "Click or tap here to enter text.")
    reading = plandocs.parse(
        bound("<p><name>Ann Lee</name></p>", saved=prompt, properties="<w:showingPlcHdr/>")
    )
    assert name(reading) == "Ann Lee"
    assert is_told(reading)
    assert reading.unmapped == ()


def test_a_list_shows_the_words_of_the_stored_value() -> None:
    item = '<w:dropDownList><w:listItem w:displayText="Priya Raman" w:value="17"/></w:dropDownList>'
    reading = plandocs.parse(bound("<p><name>17</name></p>", properties=item))
    assert name(reading) == "Priya Raman"
    assert reading.clean


@pytest.mark.parametrize(
    ("stored", "clean"), [("2026-07-12", True), ("2026-08-01T00:00:00", False)]
)
def test_a_date_picker_shows_the_stored_day(stored: str, clean: bool) -> None:
    content = bound(
        f"<p><name>{stored}</name></p>",
        properties='<w:date w:fullDate="2026-07-12T00:00:00Z"/>',
        saved=_RUN.replace("Priya Raman", "12 July 2026"),
    )
    reading = plandocs.parse(content)
    assert name(reading) == ("12 July 2026" if clean else "1 August 2026")
    assert is_told(reading) is not clean


def test_a_rich_text_shows_the_words_of_the_stored_document() -> None:
    rich = escape(
        f'<w:document xmlns:w="{opc.W}"><w:p><w:r><w:t>Ann Lee</w:t></w:r></w:p></w:document>'
    )
    assert name(plandocs.parse(bound(f"<p><name>{rich}</name></p>"))) == "Ann Lee"


def test_a_document_property_counts_as_a_store() -> None:
    content = bound(
        "<p/>", "/ns1:coreProperties[1]/ns1:keywords[1]", item=_CORE, spaces=f"xmlns:ns1='{_CP}'"
    )
    core = f'<cp:coreProperties xmlns:cp="{_CP}"><cp:keywords>Ann Lee</cp:keywords>'
    core += "</cp:coreProperties>"
    rels = opc.entry(content, "_rels/.rels").decode()
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    arrow = f'<Relationship Id="rIdC" Type="{kind}" Target="docProps/c.xml"/></Relationships>'
    parts: dict[str, str | bytes] = {
        "docProps/c.xml": core, "_rels/.rels": rels.replace("</Relationships>", arrow)
    }  # fmt: skip
    assert name(plandocs.parse(opc.changed(content, parts, {}))) == "Ann Lee"


def test_what_a_footer_shows_is_looked_up_for_each_file() -> None:
    readings = [name(plandocs.parse(bound(f"<p><name>N{n}</name></p>"))) for n in (1, 2, 3)]
    assert readings == ["N1", "N2", "N3"]


@pytest.mark.parametrize("around", ["run", "paragraph", "cell"])
def test_an_update_of_a_bound_field_lasts(around: str) -> None:
    old = bound("<p><name>Ann Lee</name></p>", around=around)
    updated = plandocs.update(old, {"officer_name": "Grace Hopper"})
    assert [(c.before, c.after) for c in updated.changes] == [("Ann Lee", "Grace Hopper")]
    reading = plandocs.parse(updated.data)
    assert name(reading) == "Grace Hopper"
    assert reading.clean


def test_an_update_of_another_field_leaves_a_bound_one_as_it_was() -> None:
    old = bound("<p><name>Ann Lee</name></p>")
    reading = plandocs.parse(plandocs.update(old, {"manager_name": "Tom Alder"}).data)
    assert name(reading) == "Ann Lee"
    assert is_told(reading)
