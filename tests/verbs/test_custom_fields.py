"""What a form lacks and a staff list has is printed by a tag of its own, and is no typed word."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from plandocs.forms.registry import form
from tests.documents.by_python_docx import saved
from tests.documents.filled_plan import PLAN
from tests.verbs.test_taught_labels import run
from tests.word.tag.blanks import BLANKS

TITLE = {"context": {"position_title": "Position title:"}}
LIST = """Employee no.,Name,Position title,Business unit
00731,Ann Lee,Director of Ports,Policy
00732,Bo Ng,,Policy
00733,Cy Fox,Chief Pilot,Reform
"""


def blank(*, colon: bool = True) -> bytes:
    """The official blank, with a further row in its header: a position's title."""
    document: Any = docx.Document(io.BytesIO(form("senior-executive-plan").blank.read_bytes()))
    document.tables[0].add_row().cells[0].paragraphs[0].add_run(
        "Position title:" if colon else "Position title"
    )
    return saved(document)


@pytest.fixture(scope="module")
def template() -> bytes:
    tagged = plandocs.tag_template(blank(), labels=TITLE)
    assert "context.position_title" in tagged.fields
    assert (tagged.missing, tagged.unproved, tagged.typed) == ((), "", ())
    return tagged.data


def filled(template: bytes, title: str, **changes: Any) -> bytes:
    made = plandocs.fill(
        {**PLAN, **changes}, template=template, labels=TITLE, context={"position_title": title}
    )
    assert made is not None
    return made


def test_check_says_what_the_tag_shows_and_that_is_no_mistake(template: bytes) -> None:
    [found] = plandocs.check_template(template, labels=TITLE)
    assert (found.severity, found.code) == ("info", "custom-field")
    assert "'Position title'" in found.message


def test_the_plan_reads_back_and_the_printed_value_is_not_typed(template: bytes) -> None:
    for title in ("Director of Ports", "Tom Alder", "Policy", "R&D <b> {{ x }}", ""):
        reading = plandocs.parse(filled(template, title), labels=TITLE)
        assert reading.plan == as_plan(dict(PLAN))
        assert reading.clean


def test_a_value_that_somebody_changed_is_told_under_its_label(template: bytes) -> None:
    document = docx.Document(io.BytesIO(filled(template, "Director of Ports")))
    document.tables[0].rows[-1].cells[1].paragraphs[0].runs[0].text = "Chief Pilot"
    reading = plandocs.parse(saved(document), labels=TITLE)
    assert reading.plan == as_plan(dict(PLAN))
    assert [each.text for each in reading.unmapped] == ["Position title: Chief Pilot"]


def test_the_same_words_typed_elsewhere_are_told(template: bytes) -> None:
    document = docx.Document(io.BytesIO(filled(template, "Director of Ports")))
    document.add_paragraph("Director of Ports")
    reading = plandocs.parse(saved(document), labels=TITLE)
    assert [each.text for each in reading.unmapped] == ["Director of Ports"]


def test_without_the_labels_the_value_is_in_no_field_and_its_label_is_told(template: bytes) -> None:
    reading = plandocs.parse(filled(template, "Director of Ports"))
    assert reading.plan == as_plan(dict(PLAN))
    assert [each.text for each in reading.unmapped] == ["Position title:"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_lists_column_fills_it_row_by_row(template: bytes, workers: int, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    records = list(plandocs.read_data(tmp_path / "list.csv", template=template))
    assert not any("Position title" in note for each in records for note in each.notes)
    done = list(
        plandocs.fill_many(
            records, tmp_path / "out", template=template, labels=TITLE, workers=workers
        )
    )
    assert [each.status for each in done] == ["filled"] * 3
    shown = [docx.Document(each.file).tables[0].rows[-1].cells[1].text for each in done]
    assert shown == ["Director of Ports", "", "Chief Pilot"]
    assert all(plandocs.parse(each.file, labels=TITLE).clean for each in done)


def test_the_command_takes_the_column_and_a_file_of_values(template: bytes, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "tagged.docx").write_bytes(template)
    labels = tmp_path / "labels.toml"
    labels.write_text('[context]\nposition_title = "Position title:"\n', encoding="utf-8")
    (tmp_path / "all.toml").write_text('position_title = "Executive"\n', encoding="utf-8")
    arguments = ("fill", tmp_path / "list.csv", "--template", tmp_path / "tagged.docx")
    status, said = run(*arguments, "-o", tmp_path / "a", "--labels", labels)
    assert status == 0, said
    assert "Position title" not in said
    (tmp_path / "list.csv").write_text("Name\nAnn Lee\n", encoding="utf-8")
    status, said = run(*arguments, "-o", tmp_path / "b", "--labels", labels)
    assert status == 0, said
    assert "has no column for" in said
    assert "Position title" in said
    more = ("--context", tmp_path / "all.toml")
    status, said = run(*arguments, "-o", tmp_path / "c", "--labels", labels, *more)
    assert status == 0, said
    [path] = (tmp_path / "c").glob("*.docx")
    assert docx.Document(str(path)).tables[0].rows[-1].cells[1].text == "Executive"


def test_a_column_that_no_tag_asks_for_is_passed_over_and_said_as_before(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    [note, *_] = next(plandocs.read_data(tmp_path / "list.csv")).notes
    assert "passed over" in note
    assert '"Position title"' in note


def test_a_name_that_is_a_field_of_the_form_is_told_to_be_that(template: bytes) -> None:
    document = docx.Document(io.BytesIO(template))
    document.tables[0].rows[-1].cells[1].paragraphs[0].runs[0].text = "{{ context.employee_no }}"
    warnings = [
        each for each in plandocs.check_template(saved(document)) if each.severity == "warning"
    ]
    assert [(each.code, each.fix) for each in warnings] == [("custom-field", "Use {{ id }}.")]


@pytest.mark.parametrize("label", ["Position title", "Position title:"])
def test_a_blank_field_does_not_take_the_label_beside_it_for_its_value(label: str) -> None:
    """In one row with a field that may be blank, with a colon behind it or without one."""
    tagged = plandocs.tag_template(BLANKS["four_columns"]()).data
    document: Any = docx.Document(io.BytesIO(tagged))
    table = document.tables[0]
    row = table.add_row()
    row.cells[0].text, row.cells[1].text = "Plan period", "{{ period.text }}"
    table.cell(3, 2).text, table.cell(3, 3).text = label, "{{ context.position_title }}"
    made = saved(document)
    labels = {"context": {"position_title": label}}
    unsound = [each.code for each in plandocs.check_template(made) if each.severity == "error"]
    assert unsound == []
    assert [each.code for each in plandocs.check_template(made, labels=labels)] == ["custom-field"]
    for manager in ("Tom Alder", ""):
        plan = {"officer_name": "Ann Lee", "manager_name": manager, "period": "2026-27"}
        context = {"position_title": "Director"}
        data = plandocs.fill(plan, template=made, labels=labels, context=context)
        assert data is not None
        assert plandocs.parse(data, labels=labels).plan == as_plan(
            {**plan, "form": "senior-executive-plan"}
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("position_title = \n", "understood"),
        ("position_title = [1]\n", "a text, a number or a date"),
    ],
)
def test_a_file_of_values_that_makes_no_sense_is_told(
    text: str, said: str, template: bytes, tmp_path: Path
) -> None:
    (tmp_path / "all.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        plandocs.fill(dict(PLAN), template=template, context=tmp_path / "all.toml")


_TITLES = ["Job title", "JOB_TITLE", "JobTitle", "Working Title", "Business title",
           "Employee title", "Role title", "Designation", "Position Title"]  # fmt: skip


@pytest.mark.parametrize("heading", _TITLES)
def test_a_position_title_is_filled_from_what_other_systems_call_it(
    template: bytes, heading: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name,{heading}\nAnn Lee,Director\n", encoding="utf-8")
    [record] = plandocs.read_data(path, template=template)
    assert dict(record.context) == {"position_title": "Director"}
    [plain] = plandocs.read_data(path)
    assert not plain.context
    assert f'"{heading}"' in str(plain.notes)


@pytest.mark.parametrize("other", ["Position number", "Title", "Job code", "Manager title"])
def test_a_number_a_salutation_and_a_managers_title_are_no_title_of_the_position(
    template: bytes, other: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name,{other}\nAnn Lee,Ms\n", encoding="utf-8")
    [record] = plandocs.read_data(path, template=template)
    assert not record.context
    path.write_text("Name,Job title,Position title\nAnn Lee,Chief,Director\n", encoding="utf-8")
    [record] = plandocs.read_data(path, template=template)
    assert dict(record.context) == {"position_title": "Director"}
    assert '"Job title"' in str(record.notes)


@pytest.mark.parametrize(
    ("name", "near"), [("postion_title", "did you mean 'position_title'"), ("agency", "shows pos")]
)
@pytest.mark.parametrize("as_file", [True, False])
def test_a_value_that_no_tag_shows_is_said_once_and_the_rest_is_filled(
    template: bytes, name: str, near: str, as_file: bool, tmp_path: Path
) -> None:
    context: Any = {name: "Executive", "position_title": "Chief"}
    if as_file:
        context = tmp_path / "all.toml"
        context.write_text(f'{name} = "Executive"\nposition_title = "Chief"\n', encoding="utf-8")
    plans = [dict(PLAN), {**PLAN, "officer_name": "Bo Ng"}]
    done = list(plandocs.fill_many(
        plans, tmp_path / "out", template=template, labels=TITLE, context=context
    ))  # fmt: skip
    assert [each.status for each in done] == ["filled"] * 2
    assert [[i.code for i in each.issues] for each in done] == [["unknown-value"], []]
    said = done[0].issues[0].message
    assert (repr(name) in said, near in said, ("all.toml" in said) is as_file) == (True,) * 3
    with pytest.warns(UserWarning, match=name):
        assert plandocs.fill(dict(PLAN), template=template, labels=TITLE, context=context)


def test_the_command_says_a_misspelt_value_before_it_fills(template: bytes, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name\nAnn Lee\nBo Ng\n", encoding="utf-8")
    (tmp_path / "tagged.docx").write_bytes(template)
    (tmp_path / "all.toml").write_text('postion_title = "Chief"\n', encoding="utf-8")
    status, said = run(
        "fill", tmp_path / "list.csv", "--template", tmp_path / "tagged.docx", "--context",
        tmp_path / "all.toml", "--dry-run", "-o", tmp_path / "a",
    )  # fmt: skip
    assert status == 0, said
    assert said.count("did you mean 'position_title'?") == 1
    (tmp_path / "all.toml").write_text('position_title = "Chief"\n', encoding="utf-8")
    status, said = run(
        "fill", tmp_path / "list.csv", "--template", tmp_path / "tagged.docx", "--context",
        tmp_path / "all.toml", "--dry-run", "-o", tmp_path / "a",
    )  # fmt: skip
    assert "did you mean" not in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a = ", "understood"),
        (b"\xff\xfe", "not UTF-8"),
        (None, "cannot be opened: no such"),
    ],
)
def test_maps_values_and_labels_are_opened_in_one_way(
    content: bytes | None, said: str, template: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "ours.toml"
    if content is not None:
        path.write_bytes(content)
    (tmp_path / "list.csv").write_text("Name\nAnn Lee\n", encoding="utf-8")
    for what, use in (
        ("map", lambda: list(plandocs.read_data(tmp_path / "list.csv", map=path))),
        ("file of labels", lambda: plandocs.parse(b"", labels=path)),
        ("file of values", lambda: plandocs.fill(dict(PLAN), template=template, context=path)),
    ):
        with pytest.raises(InputError, match=rf"ours\.toml: .*this {what} .*{said}"):
            use()
