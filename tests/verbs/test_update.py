"""New header data goes into an edited plan, and every other word, mark and byte stays."""

from __future__ import annotations

import difflib
import io
from datetime import date
from pathlib import Path

import docx
import pytest

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from tests.commands import run
from tests.documents.by_python_docx import saved
from tests.documents.opc import MAIN, changed
from tests.documents.opc import entries as parts
from tests.documents.opc import text as body
from tests.officers import jsonl, officer, samples
from tests.word.tag.blanks import BLANKS

_PERIOD = "1 July 2027 – 30 June 2028"


def filled(**fields: object) -> bytes:
    data = plandocs.fill({**samples()[0], **fields})
    assert data is not None
    return data


def edited(before: str, after: str, **fields: object) -> bytes:
    """The filled plan with its main part changed."""
    old = filled(**fields)
    assert before in body(old)
    return changed(old, {MAIN: lambda text: text.replace(before, after, 1)})


def test_only_the_given_values_change() -> None:
    old = filled()
    updated = plandocs.update(old, {"period": _PERIOD, "manager_name": "Jo & Co"})
    assert {(c.field, c.before, c.after) for c in updated.changes} == {
        ("period", "1 July 2026 – 30 June 2027", _PERIOD),
        ("manager_name", "Tom Alder", "Jo & Co"),
    }
    wanted = {**samples()[0], "period": _PERIOD, "manager_name": "Jo & Co"}
    assert plandocs.parse(updated.data).plan == as_plan(wanted)


def test_the_rest_of_the_main_part_is_the_same_to_the_byte() -> None:
    old = filled()
    new = plandocs.update(old, {"manager_name": "Jo & Co"}).data
    assert body(new) == body(old).replace("Tom Alder</w:t>", "Jo &amp; Co</w:t>", 1)
    other = {name for name, data in parts(new).items() if parts(old)[name] != data}
    assert other <= {"word/document.xml", "docProps/core.xml"}


def test_nothing_changes_where_the_document_says_so_already() -> None:
    old = filled()
    updated = plandocs.update(old, {"manager_name": "Tom Alder"})
    assert updated.changes == ()
    assert body(updated.data) == body(old)


def test_comments_bookmarks_and_formats_in_a_value_stay() -> None:
    marks = '<w:bookmarkStart w:id="77" w:name="here"/>'
    run_of = '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Tom Alder</w:t>'
    old = edited("Tom Alder</w:t></w:r>", f"</w:t></w:r>{marks}<w:r>{run_of}</w:r>"
                 '<w:bookmarkEnd w:id="77"/>')  # fmt: skip
    new = body(plandocs.update(old, {"manager_name": "Jo"}).data)
    assert marks in new
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Jo</w:t>' in new


def test_tracked_changes_elsewhere_stay_and_in_the_value_are_a_conflict() -> None:
    inserted = '<w:ins w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>'
    old = edited("Tom Alder</w:t></w:r>", f"Tom</w:t></w:r>{inserted} Alder</w:t></w:r></w:ins>")
    updated = plandocs.update(old, {"manager_name": "Jo", "period": _PERIOD})
    assert [(c.field, "tracked" in c.message) for c in updated.conflicts] == [
        ("manager_name", True)
    ]
    assert [c.field for c in updated.changes] == ["period"]
    assert inserted in body(updated.data)


def test_a_signature_that_is_a_picture_is_left(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(filled(officer_signature="")))
    picture = tmp_path / "ink.png"
    picture.write_bytes(_PIXEL)
    document.tables[0].cell(0, 4).paragraphs[0].add_run().add_picture(str(picture))
    updated = plandocs.update(saved(document), {"officer_signature": "P Raman"})
    assert [c.field for c in updated.conflicts] == ["officer_signature"]
    assert updated.changes == ()


@pytest.mark.slower
@pytest.mark.parametrize("name", list(BLANKS))
def test_agencies_forms_are_updated_too(name: str) -> None:
    blank = BLANKS[name]()
    template = plandocs.tag_template(blank).data
    new = {"manager_name": "Jo\nActing", "meeting_date": date(2027, 7, 3), "period": _PERIOD}
    for old in (plandocs.fill(samples()[0], template=template), blank):
        assert old is not None
        updated = plandocs.update(old, {**new, "officer_name": "Priya Raman"})
        assert updated.conflicts == ()
        plan = plandocs.parse(updated.data).plan
        assert plan is not None
        data = plan.model_dump()
        assert (data["manager_name"], data["period"]["text"], data["meeting_date"]["date"]) == (
            "Jo\nActing",
            _PERIOD,
            date(2027, 7, 3),
        )


def test_a_date_picker_carries_the_new_day() -> None:
    old = filled(meeting_date={"text": "July 2026", "date": "2026-07-12"})
    new = body(plandocs.update(old, {"meeting_date": "3 August 2027"}).data)
    assert 'w:fullDate="2027-08-03T00:00:00Z"' in new
    assert len([d for d in difflib.ndiff([body(old)], [new]) if d.startswith("+")]) == 1


def test_what_is_not_in_the_header_is_refused() -> None:
    with pytest.raises(InputError, match="changes the header only, and the data gives outcomes"):
        plandocs.update(filled(), {"outcomes": []})


def test_data_for_another_plan_is_refused() -> None:
    with pytest.raises(InputError, match="is for the plan 'E9', the document is 'E0412'"):
        plandocs.update(filled(), {"id": "E9", "period": _PERIOD})


def test_the_command_takes_the_row_of_this_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(filled())
    rows = [officer("Other", id="9", period="2030"), {"id": "E0412", "period": "2027-28"}]
    data = jsonl(tmp_path / "p.jsonl", rows)
    assert run("update", old, data, "-o", new, "--set", "Manager name=Jo") == 0
    assert "'1 July 2026 – 30 June 2027' → '2027-28'" in capsys.readouterr().err
    plan = plandocs.parse(new).plan
    assert plan is not None
    assert (plan.model_dump()["period"]["text"], plan.model_dump()["manager_name"]) == (
        "2027-28",
        "Jo",
    )
    assert run("update", old, data, "-o", new) == 2
    assert run("update", old, "-o", tmp_path / "x.docx") == 2


def test_the_row_of_this_plan_is_told_by_its_name_without_regard_to_case_or_spaces(
    tmp_path: Path,
) -> None:
    old, data = tmp_path / "old.docx", tmp_path / "list.csv"
    old.write_bytes(plandocs.fill(officer("Ann Lee")) or b"")
    data.write_text("Name,Manager\nBo,X\n ANN  Lee ,Y\n", encoding="utf-8")
    plan = plandocs.parse(plandocs.update(old, data).data).plan
    assert plan is not None
    assert plan.model_dump()["manager_name"] == "Y"
    data.write_text("Name,Manager\nBo,X\nCy,Y\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no row is about this plan \(Ann Lee\)"):
        plandocs.update(old, data)


_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)
