"""ActiveX controls: what was typed in them is told, and that there is one that cannot be read."""

from __future__ import annotations

import struct

import pytest
from tests.documents import opc
from tests.documents.ole import ole
from tests.documents.small_form import built

import plandocs
from plandocs.model.reading import Reading

_AX = "http://schemas.microsoft.com/office/2006/activeX"
_CLASSES = {
    "text": "8BD21D10-EC42-11CE-9E0D-00AA006002F3",
    "combo": "8BD21D30-EC42-11CE-9E0D-00AA006002F3",
    "check": "8BD21D40-EC42-11CE-9E0D-00AA006002F3",
    "option": "8BD21D50-EC42-11CE-9E0D-00AA006002F3",
    "label": "978C9E23-D4B0-11CE-BF2D-00AA003F40D0",
    "button": "D7053240-CE69-11CD-A777-00DD01143C57",
    "other": "00000000-1111-2222-3333-444444444444",
}


def with_control(kind: str, bag: dict[str, str], binary: bytes | None = None) -> Reading:
    """The reading of a plan with a control in the first outcome's measures."""
    how = "persistPropertyBag" if binary is None else "persistStorage"
    tags = "".join(f'<ax:ocxPr ax:name="{n}" ax:value="{v}"/>' for n, v in bag.items())
    part = (
        f'<ax:ocx xmlns:ax="{_AX}" xmlns:r="{opc.R}" ax:classid="{{{_CLASSES[kind]}}}" '
        f'ax:persistence="{how}" r:id="rId1">{tags}</ax:ocx>'
    )
    parts: dict[str, str | bytes] = {"word/activeX/activeX1.xml": part}
    if binary is not None:
        parts["word/activeX/activeX1.bin"] = binary
        parts["word/activeX/_rels/activeX1.xml.rels"] = opc.relationships(
            ("activeXControlBinary", "activeX1.bin")
        )
    cell = 'tc(p(r"Halved" r(object(v:shape control{@r:id=rIdX @w:name=Box1}))))'
    content = built({"outcomes": f'tr(tc"1. Reduce waits" {cell} tc)'})
    arrows = {"rIdX": ("control", "activeX/activeX1.xml")}
    return plandocs.parse(opc.changed(content, parts, arrows))


def told(reading: Reading) -> list[tuple[str, str]]:
    """Kind and text of what stands beside the measure, with its warning."""
    field = "outcomes[0].measures[0]"
    assert {each.field for each in reading.unmapped} <= {field}
    issues = [(each.code, each.field) for each in reading.issues]
    assert issues == ([("form-control", field)] if reading.unmapped else [])
    assert reading.plan is not None
    assert reading.plan.model_dump()["outcomes"][0]["measures"] == ("Halved",)
    return [(each.kind, each.text) for each in reading.unmapped]


def morph(value: str, caption: str = "", *, wide: bool = True, more: int = 0) -> bytes:
    """A control's state in binary, with ``more`` of the properties that may stand in it."""
    sizes = {0: 4, 3: 4, 4: 1, 9: 2, 17: 1, 22: 4, 23: 4, 27: 2}
    bits = {22, 23, *sorted(sizes)[:more]}
    block, texts = b"", b""
    for bit in sorted(bits):
        block += b"\0" * (-len(block) % sizes[bit])
        if bit in (22, 23):
            text = value if bit == 22 else caption
            raw = text.encode("utf-16-le" if wide else "latin-1")
            block += struct.pack("<L", len(raw) | (0 if wide else 0x80000000))
            texts += raw + b"\0" * (-len(raw) % 4)
        else:
            block += b"\1" * sizes[bit]
    block += b"\0" * (-len(block) % 4)
    mask = sum(1 << bit for bit in bits | {8})
    size = len(block) + 8 + len(texts) + 8
    return b"\0\2" + struct.pack("<HQ", size, mask) + block + b"\1" * 8 + texts


@pytest.mark.parametrize(
    ("kind", "bag", "words"),
    [
        ("text", {"Size": "3;4", "Value": "A course &amp; a coach"}, "A course & a coach"),
        ("text", {"Text": "A course"}, "A course"),
        ("combo", {"Value": "Monthly"}, "Monthly"),
        ("check", {"Value": "1", "Caption": "Business"}, "☒ Business"),
        ("check", {"Value": "0", "Caption": "Business"}, "☐ Business"),
        ("option", {"Value": "True", "Caption": "Yes"}, "◉ Yes"),
        ("other", {"Value": "Words"}, "Words"),
    ],
)
def test_what_was_typed_in_a_control_is_told(kind: str, bag: dict[str, str], words: str) -> None:
    assert told(with_control(kind, bag)) == [("textbox", words)]


@pytest.mark.parametrize(
    ("kind", "bag"),
    [("text", {}), ("text", {"Size": "3;4"}), ("label", {"Caption": "Name"}), ("button", {})],
)
def test_a_control_with_nothing_typed_in_it_is_nothing(kind: str, bag: dict[str, str]) -> None:
    assert told(with_control(kind, bag)) == []


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("more", range(9))
def test_the_binary_state_of_a_text_box_is_read(more: int, wide: bool) -> None:
    state = morph("Leadership course", wide=wide, more=more)
    assert told(with_control("text", {}, ole("contents", start=state))) == [
        ("textbox", "Leadership course")
    ]
    assert told(with_control("text", {}, b"\0" * 16 + state)) == [("textbox", "Leadership course")]


def test_the_binary_state_of_a_check_box_is_read() -> None:
    state = ole("contents", start=morph("1", "Business"))
    assert told(with_control("check", {}, state)) == [("textbox", "☒ Business")]


@pytest.mark.parametrize(
    ("kind", "binary"),
    [
        ("text", b""),
        ("text", b"\0" * 40),
        ("text", ole("other")),
        ("text", ole("contents", start=b"\0\2\xff\xff" + b"\xff" * 60)),
        ("other", b"\0" * 40),
    ],
)
def test_a_control_that_cannot_be_read_is_told_as_one(kind: str, binary: bytes) -> None:
    assert told(with_control(kind, {}, binary)) == [("object", "control Box1 that cannot be read")]


def test_an_empty_control_in_a_signatures_cell_does_not_sign() -> None:
    cell = "tc(p(r(object(v:shape control{@r:id=rIdX @w:name=Box1}))))"
    content = built(
        {"header": f'tbl(tr(tc"Officer name:" tc"Ann Lee" tc"Officer signature:" {cell}))'}
    )
    part = f'<ax:ocx xmlns:ax="{_AX}" ax:classid="{{{_CLASSES["text"]}}}" ax:persistence='
    parts: dict[str, str | bytes] = {"word/a.xml": part + '"persistPropertyBag"/>'}
    reading = plandocs.parse(opc.changed(content, parts, {"rIdX": ("control", "a.xml")}))
    assert reading.plan is not None
    assert not reading.plan.model_dump()["officer_signature"]["signed"]
