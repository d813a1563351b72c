"""Controls in the header block that say two things: pickers, untouched form fields, bindings."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.hard.header import five
from tests.hard.inline import field_xml, sdt
from tests.hard.pieces import Block, Draft, Para, Table
from tests.hard.xml import run

_STORE = "{11111111-2222-3333-4444-555555555555}"
_ITEM = '<ds:datastoreItem ds:itemID="{id}" xmlns:ds="{space}"><ds:schemaRefs/></ds:datastoreItem>'
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def _cell(blocks: list[Block], row: int, column: int) -> Para:
    table = blocks[0]
    assert isinstance(table, Table)
    para = table.rows[row].cells[column].paras[0]
    para.typed, para.value = True, False
    return para


def american_picker(draft: Draft, words: str) -> list[Block]:
    """A date picker that shows the month first; its own date is the date."""
    blocks = five(draft, words)
    day = draft.rng.randint(1, 28)
    month = draft.rng.randint(1, 12)
    text = f"{month}/{day}/2026"
    date = f"2026-{month:02}-{day:02}"
    props = f'<w:date w:fullDate="{date}T00:00:00Z"><w:lid w:val="en-US"/></w:date>'
    _cell(blocks, 2, 4).runs = sdt(draft, run(text), props)
    draft.plan["meeting_date"] = {"text": text, "date": date}
    draft.allowed.add("contradicting-date")
    return blocks


def stale_picker(draft: Draft, words: str) -> list[Block]:
    """A picker whose text somebody typed over: the two contradict each other, which is told."""
    blocks = five(draft, words)
    props = '<w:date w:fullDate="2026-07-12T00:00:00Z"/>'
    _cell(blocks, 2, 4).runs = sdt(draft, run("14 August 2026"), props)
    draft.plan["meeting_date"] = {"text": "14 August 2026", "date": "2026-07-12"}
    draft.named.add("meeting_date")
    draft.either.add("meeting_date")
    draft.allowed.add("contradicting-date")
    return blocks


def untouched_field(draft: Draft, words: str) -> list[Block]:
    """A form field left at its default is a prompt."""
    blocks = five(draft, words)
    prompt = draft.rng.choice(("Enter level", "Type here", "Level of the officer"))
    data = (
        '<w:ffData><w:name w:val="Text1"/><w:enabled/><w:textInput>'
        f'<w:default w:val="{prompt}"/></w:textInput></w:ffData>'
    )
    para = _cell(blocks, 1, 1)
    para.runs = field_xml(" FORMTEXT ", run(prompt), data)
    draft.may(prompt)
    draft.plan["classification_level"] = ""
    draft.codes.add("placeholder-left")
    return blocks


def bound(draft: Draft, words: str) -> list[Block]:
    """A control bound to custom XML whose store says otherwise: Word shows the store."""
    blocks = five(draft, words)
    store = f'<w:dataBinding w:xpath="/p[1]/manager[1]" w:storeItemID="{_STORE}"/><w:text/>'
    _cell(blocks, 3, 1).runs = sdt(draft, run(draft.may("Stale Words")), store)
    manager = draft.plan["manager_name"] = draft.plan["manager_name"] or "Nina Newmanager"
    draft.parts["customXml/item1.xml"] = f"<p><manager>{escape(manager)}</manager></p>"
    draft.parts["customXml/itemProps1.xml"] = _ITEM.format(id=_STORE, space=_SPACE)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
    draft.parts["customXml/_rels/item1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="itemProps1.xml"/></Relationships>'
    )
    draft.rels.append(("rIdX1", "customXml", "../customXml/item1.xml", False))
    draft.either.add("manager_name")
    draft.allowed |= {"bound-text"}
    return blocks


CONTROLS: dict[str, Callable[[Draft, str], list[Block]]] = {
    "american-picker": american_picker, "stale-picker": stale_picker,
    "untouched-field": untouched_field, "bound": bound,
}  # fmt: skip
