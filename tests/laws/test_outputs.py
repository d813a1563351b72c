"""What `fill` writes is sound: for the validator, for other programs, and after them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.data.validate import as_plan
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from plandocs.word.package.foreign import libreoffice
from tests.documents.opc import text
from tests.laws.conftest import FORMS
from tests.laws.full_plans import full_plan

_HARD = (
    *("R&D <b>", 'a "fair" go', "{{ x }}", "{% raw %}", "{_{", "two\nlines\n\nand a third"),
    *(
        "a\ttab",
        "👩\u200d👩\u200d👧 ☺\ufe0f",
        "שלום, مرحبا",
        "e\u0301 नमस्ते",
        "x" * 10_000,
        "\x07\x0b\x0c.",
    ),
    *("=1+1", "]]>", "<w:p/>", "+5", "☒ Yes ☐ No", "12 July 2026"),
)

_MISSING = (
    "A required relationship type "
    "'http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}' is missing."
)
# What the validator calls an error and ECMA-376 part 1 allows. All of it stands in the toy's blank
# already, which has the main part alone; for the forms that plandocs ships there is none.
FALSE_ALARMS = {
    _MISSING.format("styles"): '11.3.12: "at most two" style definitions parts, so also none',
    _MISSING.format("settings"): '11.3.3: "at most two" document settings parts, so also none',
    _MISSING.format("fontTable"): '11.3.5: "at most two" font table parts, so also none',
    _MISSING.format("theme"): '14.2.7: "zero or one" theme part in a WordprocessingML package',
}


def hard_plan(name: str, rows: int = 7) -> Plan:
    return as_plan(full_plan(form_named(name), lambda n: f"{_HARD[n % len(_HARD)]} {n}", rows))


def filled(plan: Plan) -> bytes:
    document = plandocs.fill(plan)
    assert document is not None
    return document


@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.MICROSOFT_365])
def test_the_validator_finds_no_error(name: str, version: FileFormat, tmp_path: Path) -> None:
    file = tmp_path / "filled.docx"
    file.write_bytes(filled(hard_plan(name)))
    result = OpenXmlValidator(file_format=version).validate(file)
    assert [str(e) for e in result.errors if not any(map(str(e).endswith, FALSE_ALARMS))] == []


def test_python_docx_opens_it_and_shows_every_row(name: str) -> None:
    plan = hard_plan(name)
    tables = docx.Document(io.BytesIO(filled(plan))).tables
    blank = docx.Document(io.BytesIO(form_named(name).blank.read_bytes())).tables
    assert len(tables) == len(blank)
    assert sum(len(t.rows) for t in tables) > sum(len(t.rows) for t in blank)


def test_no_table_is_without_rows_and_no_cell_without_a_paragraph(name: str) -> None:
    person = form_named(name).role("person")
    assert person is not None
    for plan in (hard_plan(name), as_plan({"form": name, person.name: "x"})):
        for table in docx.Document(io.BytesIO(filled(plan))).tables:
            assert len(table.rows) > 0
            assert all(len(cell.paragraphs) > 0 for row in table.rows for cell in row.cells)


def marks(document: bytes) -> tuple[bool, bool]:
    """Are the custom property and the bookmark with the plan's id there?"""
    custom, body = text(document, "docProps/custom.xml"), text(document)
    return "plandocs-id" in custom and "00731" in custom, "plandocs_id_00731" in body


def begun(name: str) -> Plan:
    """A plan with a name and a day in it, and everything else to be filled in."""
    form = form_named(name)
    person, day = form.role("person"), form.role("meeting")
    assert person is not None
    days = {day.name: "12 July 2026"} if day is not None else {}
    return as_plan({"form": name, person.name: "Priya Raman", **days})


def with_controls(name: str) -> bytes:
    return plandocs.fill(begun(name), controls=True)


@pytest.fixture(scope="package")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every form, filled, as LibreOffice saves it: straight, and by way of OpenDocument."""
    folder = tmp_path_factory.mktemp("saved")
    program = libreoffice.program()
    assert program is not None
    for name in FORMS:
        (folder / f"{name}.docx").write_bytes(filled(hard_plan(name)))
        (folder / f"{name} controls.docx").write_bytes(with_controls(name))
    steps = (("docx", ".", "docx"), ("odt", ".", "odt"), ("docx", "odt", "odt-docx"))
    for kind, source, target in steps:
        files = sorted(str(file) for file in (folder / source).glob("*.*"))
        convert = ["--convert-to", kind, "--outdir", str(folder / target), *files]
        libreoffice.run(program, convert, folder, 120)
    return folder


@pytest.mark.slower
@pytest.mark.libreoffice
@pytest.mark.parametrize("way", ["docx", "odt-docx"])
class TestSavedByLibreOffice:
    def test_custom_property_and_bookmark_are_still_there(
        self, saved: Path, name: str, way: str
    ) -> None:
        assert marks((saved / f"{name}.docx").read_bytes()) == (True, True)
        assert marks((saved / way / f"{name}.docx").read_bytes()) == (True, True)

    def test_the_plan_is_read_as_before(self, saved: Path, name: str, way: str) -> None:
        reading = plandocs.parse(saved / way / f"{name}.docx")
        assert reading.plan == hard_plan(name)
        assert reading.unmapped == ()

    def test_a_plan_with_controls_is_read_as_before(self, saved: Path, name: str, way: str) -> None:
        reading = plandocs.parse(saved / way / f"{name} controls.docx")
        assert reading.plan == begun(name)
        assert not [issue for issue in reading.issues if issue.code == "placeholder-left"]
