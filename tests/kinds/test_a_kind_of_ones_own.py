"""A kind that stands under `tests/` alone goes through every verb, with no edit elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

import plandocs
from plandocs.changes import apply
from plandocs.description.form import FormSpec
from plandocs.desk.editors import editor_of, places_of, words_added
from plandocs.desk.fields import groups_of
from plandocs.filling.templates import specimen
from tests.documents.opc import MAIN, entries

REQUEST: dict[str, Any] = {
    "form": "grant-request",
    "id": "00731",
    "asker": "Ada Byrne",
    "club": "North / Rowing",
    "treasurer": "Tom Alder",
    "total": "$1,200.00",
    "result": "Exceeded",
    "mark": "A Byrne",
    "asked": "12 July 2026",
    "year": "2026-27",
    "costs": [
        {"what": "Two oars", "amount": "$400.00", "paid": "Yes", "proof": ["bill", "photo"]},
        {"what": "A coach", "amount": "about $800", "paid": "No"},
    ],
    "sources": [{"source": "The council", "share": 900}],
    "remarks": {"reserve": "$50.00", "remark": "None"},
}


def request(**more: Any) -> plandocs.Plan:
    return plandocs.validate({**REQUEST, **more})


def document(**more: Any) -> bytes:
    data = plandocs.fill(request(**more))
    assert data is not None
    return data


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "request.docx"
    place.write_bytes(document())
    return place


def test_validate_keeps_the_text_and_what_it_means() -> None:
    data = request().model_dump(mode="json")
    assert data["total"] == {"text": "$1,200.00", "dollars": 1200.0}
    assert data["sources"][0]["share"] == {"text": "$900.00", "dollars": 900.0}
    assert data["costs"][1]["amount"] == {"text": "about $800", "dollars": None}


def test_validate_says_what_is_expected_of_a_wrong_value() -> None:
    with pytest.raises(plandocs.InputError, match=r"total\.cents: there is no such field; known"):
        request(total={"cents": 1})


def test_fill_and_parse_give_the_plan_back() -> None:
    reading = plandocs.parse(document())
    assert reading.plan == request()
    assert reading.unmapped == ()
    assert [(i.code, i.field) for i in reading.issues] == [("unreadable-amount", "costs[1].amount")]


def test_the_blank_says_nothing_of_it(form: FormSpec) -> None:
    reading = plandocs.parse(form.blank.read_bytes())
    assert reading.plan == form.model.model_validate({"asker": ""})
    assert (reading.issues, reading.unmapped) == ((), ())


def test_the_template_has_its_tags_and_no_mistake(form: FormSpec) -> None:
    tagged = plandocs.tag_template(form.blank.read_bytes())
    assert {"total", "result", "costs.amount", "sources.share", "remarks.reserve"} <= {
        *tagged.fields
    }
    assert (tagged.missing, tagged.unproved) == ((), "")
    assert plandocs.check_template(tagged.data, form=form) == ()


def test_a_specimen_fills_it(form: FormSpec) -> None:
    plan = specimen(form)
    assert plan.model_dump()["total"]["dollars"] == 1200.0
    assert plandocs.parse(plandocs.fill(plan) or b"").plan == plan


def test_the_schema_has_it_under_its_name(form: FormSpec) -> None:
    schema = plandocs.schema("grant-request")
    assert schema["properties"]["total"]["$ref"] == "#/$defs/money"
    jsonschema.validate(REQUEST, schema)
    jsonschema.validate(request().model_dump(mode="json"), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**REQUEST, "result": "Good"}, schema)


def test_the_intake_workbook_has_a_column_for_it_and_comes_back(tmp_path: Path) -> None:
    place = tmp_path / "intake.xlsx"
    plandocs.workbook(place, plans=[request()])
    book = openpyxl.load_workbook(place)
    headings = [cell.value for cell in book["Plans"][1]]
    assert book["Plans"][2][headings.index("Total asked for")].value == 1200
    lists = [v.formula1 for v in book["Plans"].data_validations.dataValidation if v.formula1]
    assert any("Exceeded" in each for each in lists)
    (record,) = plandocs.read_data(place)
    assert plandocs.validate(record) == request()


def test_a_part_of_it_may_have_a_column_of_its_own(tmp_path: Path) -> None:
    place = tmp_path / "list.csv"
    place.write_text("Asker,Total asked for,Result of the last grant\nAda,$30.00,met\n")
    (record,) = plandocs.read_data(place, form="grant-request")
    plan = plandocs.validate(record).model_dump()
    assert (plan["total"]["dollars"], plan["result"]) == (30.0, "Met")


def test_parse_many_and_fill_many_handle_it(tmp_path: Path) -> None:
    plans = [request(), request(id="2")]
    filled = list(plandocs.fill_many(plans, tmp_path, name="{id} {total}"))
    assert [each.error for each in filled] == [None, None]
    files = sorted(tmp_path.glob("*.docx"))
    assert [file.name for file in files] == ["00731 $1,200.00.docx", "2 $1,200.00.docx"]
    assert [reading.plan for reading in plandocs.parse_many(files)] == plans


def test_a_check_tells_what_is_odd() -> None:
    (found,) = plandocs.check([request(total="a lot")])
    told = {f.code: f.message for f in found.findings}
    assert told["unreadable-amount"].startswith("Total asked for: the amount 'a lot'")


def test_the_roll_up_has_a_column_for_it(tmp_path: Path) -> None:
    place = tmp_path / "division.xlsx"
    plandocs.rollup([request()], place, include_confidential=True)
    sheet = openpyxl.load_workbook(place)["What it costs"]
    headings, first, second = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=3))
    at = headings.index("Amount asked")
    assert (first[at], second[at]) == (400, "about $800")
    assert first[headings.index("Paid already")] == "Yes"


def test_differences_are_told_in_its_words(tmp_path: Path) -> None:
    old, new = request(), request(total="$1,300.00", result="Met", costs=REQUEST["costs"][:1])
    changes = plandocs.diff(old, new)
    assert {c.field for c in changes} == {"total", "result", "costs[1]"}
    assert apply(old, changes) == new
    (total,) = (c for c in changes if c.field == "total")
    assert (total.before, total.after) == (
        {"text": "$1,200.00", "dollars": 1200.0}, {"text": "$1,300.00", "dollars": 1300.0}
    )  # fmt: skip


def test_tracked_changes_carry_it(file: Path, tmp_path: Path) -> None:
    new = request(total="$1,300.00", costs=[{**REQUEST["costs"][0], "amount": "$410.00"}])
    plandocs.diff(file, new, tmp_path / "tracked.docx")
    assert plandocs.parse(tmp_path / "tracked.docx").plan == new


def test_update_types_it_over_and_leaves_boxes_to_word(file: Path) -> None:
    updated = plandocs.update(file, {"total": "$5.00", "result": "Met"})
    plan = plandocs.parse(updated.data).plan
    assert plan is not None
    assert plan.model_dump()["total"]["dollars"] == 5.0
    (conflict,) = updated.conflicts
    assert "it has boxes; tick the right one in Word" in conflict.message
    assert plan.model_dump()["result"] == "Exceeded"


def test_converse_carry_and_history_take_it_along(file: Path, tmp_path: Path) -> None:
    record = plandocs.converse(file)
    assert record.model_dump()["costs"] == request().model_dump()["costs"]
    (carried,) = plandocs.carry(file, period="2027-28")
    assert carried.plan is not None
    assert carried.plan.model_dump()["total"]["dollars"] == 1200.0
    later = tmp_path / "later.docx"
    later.write_bytes(document(total="$1.00"))
    found = plandocs.history([file, later])
    assert len(found.versions) == 2


def test_what_is_carried_and_what_is_agreed_is_said_by_the_marks_of_the_form() -> None:
    paid = {**REQUEST["costs"][0], "paid": "Yes"}
    done = {"what": "A boat", "proof": ["delivered and completed in May"]}
    old = request(costs=[paid, REQUEST["costs"][1], done])
    record = plandocs.converse(old).model_dump()
    for name in ("asker", "club", "treasurer", "year", "total", "result", "costs"):
        assert record[name] == old.model_dump()[name], name
    assert (record["mark"]["text"], record["asked"]["text"]) == ("", "")
    (carried,) = plandocs.carry(old, period="2027-28")
    assert carried.left == ("cost 3 (done): A boat", "remarks of the treasury")
    assert carried.plan is not None
    plan = carried.plan.model_dump()
    assert [cost["what"] for cost in plan["costs"]] == ["Two oars", "A coach"]
    assert (plan["club"], plan["treasurer"], plan["mark"]["text"]) == (
        "North / Rowing", "Tom Alder", "",
    )  # fmt: skip
    assert [each["share"]["text"] for each in plan["sources"]] == ["", ""]
    (kept,) = plandocs.carry(old, period="2027-28", keep="remarks")
    assert kept.plan is not None
    assert kept.plan.model_dump()["remarks"]["remark"] == "None"


def test_a_page_of_the_desk_asks_it_what_is_typed_and_what_that_means() -> None:
    reading = plandocs.parse(document())
    for path in ("total", "costs[0].amount", "remarks.reserve"):
        editor = editor_of(reading, path)
        assert (editor.control, editor.hint) == ("text" if "." in path else "line", "In dollars.")
        assert editor.sent({"value": ["900"]}) == "$900"
    assert {"total", "costs[2].amount"} <= {e.path for _, each in places_of(reading) for e in each}
    assert words_added(reading, "total", "more") == ("total", "$1,200.00 and more")
    (total,) = (f for group in groups_of(reading) for f in group.fields if f.path == "total")
    assert [each.text for each in total.values] == ["$1,200.00"]


def test_the_desk_offers_the_words_beside_boxes_to_choose_from() -> None:
    editor = editor_of(plandocs.parse(document()), "result")
    assert (editor.control, editor.text) == ("choice", "Exceeded")
    assert editor.options == ("Not met", "Met", "Exceeded")


def test_a_notebook_shows_it_in_its_words() -> None:
    shown = request()._repr_html_()
    assert "$1,200.00 (amount)" in shown
    assert "• bill" in shown


def test_it_says_that_it_is_to_have_no_control() -> None:
    asked = plandocs.fill(request(), controls=True)
    assert asked is not None
    assert plandocs.parse(asked).plan == request()
    titles = re.findall(r'<w:alias w:val="([^"]*)"', entries(asked)[MAIN].decode())
    assert "Asker" in titles
    assert not [each for each in titles if each.startswith(("Total", "Amount", "Reserve"))]


def test_the_roll_up_says_what_is_lacking_in_its_words(tmp_path: Path) -> None:
    (row,) = plandocs.tables([request(total="a lot")])["completion"]
    assert "no dollars under total asked for" in str(row)


def test_comments_tables_columns_and_a_shown_document_take_it_along(tmp_path: Path) -> None:
    odd = tmp_path / "odd.docx"
    odd.write_bytes(document(total="a lot"))
    (commented,) = plandocs.comment(odd, tmp_path / "commented")
    said = entries(Path(commented.file).read_bytes())["word/comments.xml"].decode()
    assert "'a lot'" in said
    assert "$400.00" in str(plandocs.show(document()).html)
    tables = plandocs.tables([request()], include_confidential=True)
    assert [row["amount_asked"] for row in tables["what_it_costs"]] == [400, "about $800"]
    place = tmp_path / "list.csv"
    place.write_text("Asker,Total asked for in dollars\nAda,30\n")
    taken = {each.field for each in plandocs.columns(place, form="grant-request").columns}
    assert taken == {"asker", "total.dollars"}


def test_a_reading_comes_back_from_its_json() -> None:
    reading = plandocs.parse(document(total="a lot"))
    data = json.loads(json.dumps(reading.to_dict()))
    assert plandocs.Reading.from_dict(data).plan == reading.plan
