"""One of several, ticked: however the boxes are printed, and wherever their labels stand."""

from __future__ import annotations

from typing import Any

import pytest

import plandocs
from plandocs.description.form import FormSpec
from plandocs.model.values import Ticked
from tests.documents.opc import MAIN, changed, text

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
KIND = Ticked("Not met", "Met", "Exceeded")


@pytest.mark.parametrize(
    "text",
    [
        "☐ Not met ☐ Met ☒ Exceeded",
        "☐ Not met\n☐ Met\n☑ Exceeded",
        "Not met ☐  Met ☐  Exceeded ☒",
        "Not met ☐\nMet ☐\nExceeded ✓",
        "[ ] Not met [ ] Met [x] Exceeded",
        "( ) Not met ( ) Met (X) Exceeded",
        "□ Not met □ Met ■ Exceeded",
        "☐ Not met ☐ Met ✔ Exceeded",
        "☐ Not met ☐ Met ☐x Exceeded",
        "☐ Not met ☐ Met x Exceeded",
        "☐ not met / ☐ met / ☒ exceeded",
        "Tick one: ☐ Not met ☐ Met ☒ Exceeded",
        "☐\nNot met\n☐\nMet\n☒\nExceeded",
        "Exceeded",
        "EXCEEDED",
    ],
)
def test_the_ticked_one_is_the_value(text: str) -> None:
    assert KIND.taken(text) == "Exceeded"


@pytest.mark.parametrize(
    "text",
    ["", "☐ Not met ☐ Met ☐ Exceeded", "Not met / Met / Exceeded", "Not met ☐ Met ☐ Exceeded ☐",
     "[ ] Not met [ ] Met [ ] Exceeded", "☐ Not met ☐ Met ☐ Exceeded (tick one)"],
)  # fmt: skip
def test_none_ticked_is_nothing(text: str) -> None:
    assert KIND.taken(text) == ""
    assert KIND.is_unfilled(text)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Excede", "expected one of Not met, Met, Exceeded; did you mean 'Exceeded'?"),
        ("good", "expected one of Not met, Met, Exceeded"),
        (5, "expected one of Not met, Met, Exceeded"),
        ("☐ Not met ☐ Met ☒ Exceeded (see the letter)", "expected one of"),
        ("Not met Met ✔ Exceeded", "expected one of"),
    ],
)
def test_another_value_is_refused_with_what_is_meant(value: object, said: str) -> None:
    with pytest.raises(ValueError, match="expected one of") as refused:
        KIND.taken(value)
    assert str(refused.value).startswith(said)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


_CONTROL = (
    f'<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="0"/>'
    '<w14:checkedState w14:val="2612"/><w14:uncheckedState w14:val="2610"/></w14:checkbox>'
    "</w:sdtPr><w:sdtContent>" + _run("☐") + "</w:sdtContent></w:sdt>"
)
_LEGACY = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check1"/><w:enabled/>'
    '<w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>'
    "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOXES = {
    "glyphs": "☐", "squares": "□", "brackets": "[ ]", "controls": _CONTROL, "legacy": _LEGACY,
}  # fmt: skip


def _blank(form: FormSpec, box: str, *, behind: bool = False) -> bytes:
    """The form's blank with this kind of box; ``behind`` its label."""
    body = text(form.blank.read_bytes())
    for cell in (*form.cells, *form.section("costs").columns):
        options = cell.kind.options
        printed = _run("  ".join(f"☐ {option}" for option in options))
        drawn = box if box.startswith("<") else _run(box)
        pairs = (
            _run(f"{o} ") + drawn + _run("  ") if behind else drawn + _run(f" {o}  ")
            for o in options
        )
        body = body.replace(printed, "".join(pairs)) if options else body
    return changed(form.blank.read_bytes(), {MAIN: body})


def _request(result: str) -> dict[str, Any]:
    costs = [{"what": "Oars", "paid": "No"}, {"what": "A coach", "paid": ""}]
    return {"form": "grant-request", "asker": "Ada Byrne", "result": result, "costs": costs}


@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize("box", BOXES)
class TestAnAgencysBlank:
    def test_is_read_as_blank(self, form: FormSpec, box: str, behind: bool) -> None:
        reading = plandocs.parse(_blank(form, BOXES[box], behind=behind))
        assert reading.plan == form.model.model_validate({"asker": ""})
        assert (reading.issues, reading.unmapped) == ((), ())

    @pytest.mark.parametrize("result", ["", "Met", "Exceeded"])
    def test_is_filled_by_ticking_the_right_box(
        self, form: FormSpec, box: str, behind: bool, result: str
    ) -> None:
        template = plandocs.tag_template(_blank(form, BOXES[box], behind=behind))
        assert (template.missing, template.unproved) == ((), "")
        plan = plandocs.validate(_request(result))
        document = plandocs.fill(plan, template=template.data)
        assert document is not None
        reading = plandocs.parse(document)
        assert reading.plan == plan
        assert (reading.issues, reading.unmapped) == ((), ())
        body = text(document)
        assert body.count('w14:checked w14:val="1"') == (1 + bool(result)) * (box == "controls")
        assert body.count('<w:checked w:val="1"/>') == (1 + bool(result)) * (box == "legacy")

    def test_the_template_has_no_mistake(self, form: FormSpec, box: str, behind: bool) -> None:
        template = plandocs.tag_template(_blank(form, BOXES[box], behind=behind))
        assert plandocs.check_template(template.data, form=form) == ()


def test_two_ticked_are_a_text_with_an_issue() -> None:
    document = plandocs.fill(_request("☒ Met ☒ Exceeded"))
    assert document is not None
    reading = plandocs.parse(document)
    assert reading.plan is not None
    assert reading.plan.model_dump()["result"] == "☒ Met ☒ Exceeded"
    assert [(i.severity, i.code, i.field) for i in reading.issues] == [
        ("warning", "several-ticked", "result")
    ]
    assert plandocs.Reading.from_dict(reading.to_dict()).plan == reading.plan


@pytest.mark.parametrize(
    "typed", ["☐ Not met  ☐ Met  ☒ Exceeded, mostly", "as agreed", "Not met Met ✔ Exceeded"]
)
def test_words_beside_the_boxes_are_kept_and_told(form: FormSpec, typed: str) -> None:
    blank = form.blank.read_bytes()
    body = text(blank).replace("☐ Not met  ☐ Met  ☐ Exceeded", typed)
    reading = plandocs.parse(changed(blank, {MAIN: body}))
    assert reading.plan is not None
    assert reading.plan.model_dump()["result"] == " ".join(typed.split())
    assert [(i.code, i.field) for i in reading.issues] == [("unknown-choice", "result")]
    assert plandocs.Reading.from_dict(reading.to_dict()).plan == reading.plan


def test_the_schema_lists_the_options(form: FormSpec) -> None:
    field = plandocs.schema("grant-request")["properties"]["result"]
    assert field["anyOf"][0] == {"enum": ["", None, "Not met", "Met", "Exceeded"]}
