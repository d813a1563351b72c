"""Agencies' own blanks are tagged, filled and read back with no hand edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from tests.documents import opc
from tests.documents.notation import xml
from tests.officers import officer, samples
from tests.word.tag.blanks import BLANKS

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import NotThisForm, TemplateError
from plandocs.filling.templates import TaggedTemplate
from plandocs.model.plan import Plan


@pytest.fixture(scope="module", params=list(BLANKS))
def blank(request: pytest.FixtureRequest) -> bytes:
    return BLANKS[str(request.param)]()


@pytest.fixture(scope="module")
def tagged(blank: bytes) -> TaggedTemplate:
    return plandocs.tag_template(blank)


def plans() -> list[Plan]:
    hard = "R&D <b> {{ x }}\nline two"
    full = officer(
        "Ann O’Brien",
        outcomes=[{"outcome": f"O{n} {hard}", "measures": [hard, "m"], "links": ["l"]}
                  for n in range(7)],
        leadership=[{"capability": "Mine", "measures": ["a", "b"]},
                    {"capability": "Achieves results", "measures": ["r"]}],
        learning_needs=[{"priority": "High", "need": f"n{n}"} for n in range(6)],
        meeting_date={"text": "July 2026", "date": "2026-07-12"},
    )  # fmt: skip
    untold = officer("Cy", outcomes=[{"measures": ["a"]}, {"links": ["b"]}])
    return [as_plan(each) for each in (*samples(), full, untold, officer("Bo"))]


def test_every_field_has_its_place(tagged: TaggedTemplate) -> None:
    assert tagged.missing == ()
    assert tagged.unproved == ""
    assert "officer_name" in tagged.fields


@pytest.mark.slower
def test_every_plan_is_filled_and_read_back(tagged: TaggedTemplate) -> None:
    for plan in plans():
        data = plandocs.fill(plan, template=tagged.data)
        assert data is not None
        assert plandocs.parse(data).plan == plan


def test_content_controls_change_nothing_that_is_read(tagged: TaggedTemplate) -> None:
    *_, plan = plans()
    data = plandocs.fill(plan, template=tagged.data, controls=True)
    assert b"<w:sdt>" in opc.entry(data, "word/document.xml")
    assert plandocs.parse(data).plan == plan


def test_what_the_blank_prints_and_nothing_else_is_beside_the_fields(
    blank: bytes, tagged: TaggedTemplate
) -> None:
    data = plandocs.fill(plans()[0], template=tagged.data)
    assert data is not None
    assert plandocs.parse(data, blank=blank).unmapped == ()


def test_the_styles_are_the_agencys(blank: bytes, tagged: TaggedTemplate) -> None:
    styles = "word/styles.xml"
    assert opc.entry(tagged.data, styles) == opc.entry(blank, styles)


def test_a_normal_document_comes_out(tagged: TaggedTemplate) -> None:
    types = opc.text(tagged.data, opc.CONTENT_TYPES)
    assert "wordprocessingml.document.main+xml" in types
    assert "macroEnabled" not in types
    assert "documentProtection" not in opc.text(tagged.data, "word/settings.xml")


def test_the_validator_finds_nothing_that_the_blank_did_not_have(
    blank: bytes, tagged: TaggedTemplate, tmp_path: Path
) -> None:
    def found(data: bytes) -> set[str]:
        file = tmp_path / "checked.docx"
        file.write_bytes(data)
        return {error.description for error in OpenXmlValidator().validate(str(file)).errors}

    filled = plandocs.fill(plans()[0], template=tagged.data)
    assert filled is not None
    assert found(filled) <= found(blank)


def test_labels_that_are_not_the_official_ones_are_said_to_be_guesses() -> None:
    tagged = plandocs.tag_template(BLANKS["four_columns"]())
    guesses = dict(tagged.guessed)
    assert guesses["officer_name"] == "Employee name"
    assert guesses["outcomes.measures"] == "Key performance indicators"
    assert "Department of Rivers – complete all sections with your manager." in tagged.typed


def test_a_guess_names_the_words_of_its_own_section() -> None:
    """ "Linked to" of the learning needs is not what gave the links of the outcomes away."""
    guesses = dict(plandocs.tag_template(BLANKS["boxes_in_rows"]()).guessed)
    assert guesses["outcomes.links"] == "Strategic alignment"
    assert guesses["career.aspirations"] == "Officer's career aspirations and goals"


def test_a_title_over_labels_is_the_agencys_own_word() -> None:
    tagged = plandocs.tag_template(BLANKS["group_titles"]())
    assert {"Officer details", "Plan details"} <= set(tagged.typed)


def test_several_labels_of_one_line_are_no_guesses() -> None:
    tagged = plandocs.tag_template(BLANKS["cells_of_lines"]())
    assert not {"classification_level", "manager_name", "period"} & set(dict(tagged.guessed))


def test_a_field_without_a_place_is_named() -> None:
    other = ("Line manager: ....", "Shoe size: ....")
    data = opc.replaced(BLANKS["paragraphs"](), other)
    assert plandocs.tag_template(data).missing == ("manager_name",)


def test_a_mail_merge_goes_out_with_the_path_of_its_data_and_is_said() -> None:
    merge = '<w:mailMerge><w:connectString w:val="H:\\HR\\staff.xlsx"/></w:mailMerge></w:settings>'
    settings = "word/settings.xml"
    data = BLANKS["four_columns"]()
    blank = opc.changed(data, {settings: lambda old: old.replace("</w:settings>", merge)})
    assert b"staff.xlsx" in opc.entry(blank, settings)
    tagged = plandocs.tag_template(blank)
    assert tagged.taken_out == ("the mail merge, with the path and query of its data",)
    assert b"staff.xlsx" not in opc.entry(tagged.data, settings)
    again = opc.changed(tagged.data, {settings: opc.entry(blank, settings)})
    plan = plandocs.fill(officer("Ann"), template=again)
    assert plan is not None
    assert b"staff.xlsx" not in opc.entry(plan, settings)
    assert plandocs.tag_template(data).taken_out == ()


def test_a_form_that_is_filled_in_is_no_blank() -> None:
    data = plandocs.fill(officer("Ann"))
    assert data is not None
    with pytest.raises(TemplateError, match="something is typed under 'Officer name'"):
        plandocs.tag_template(data)


def test_another_document_is_no_blank() -> None:
    with pytest.raises(NotThisForm):
        plandocs.tag_template(opc.docx(opc.document(xml('p"Minutes of a meeting"'))))
