"""The official blank form: its words, its build, and that the committed file is the built one.

In: `templates/`, `tools/build_templates.py`, and the form's public text export beside this file.
"""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from plandocs.word.package.foreign.libreoffice import program

ROOT = Path(__file__).parents[2]
BLANK = ROOT / "templates" / "senior-executive-plan.docx"
RECORD = ROOT / "templates" / "outcomes-conversation.docx"
EXPORT = Path(__file__).with_name("official-export.txt")
NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"


def part(name: str, blank: Path = BLANK) -> etree._Element:
    with zipfile.ZipFile(blank) as package:
        return etree.fromstring(package.read(name))


def parts(file: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(file) as package:
        return [(e.filename, e.date_time, package.read(e)) for e in package.infolist()]


def found(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall(path, NS)


def value(element: etree._Element, path: str) -> str | None:
    inner = element.find(path, NS)
    return None if inner is None else inner.get(f"{W}val")


def lines(element: etree._Element) -> list[str]:
    """The words of every paragraph, a line break starting a new line, blank lines left out."""
    text = "".join(
        {"p": "\n", "br": "\n", "t": node.text or ""}.get(etree.QName(node).localname, "")
        for node in element.iter(f"{W}p", f"{W}br", f"{W}t")
    )
    return [line.strip() for line in text.split("\n") if line.strip()]


def tables(blank: Path = BLANK) -> list[etree._Element]:
    return found(part("word/document.xml", blank), "w:body/w:tbl")


def heading_rows(table: etree._Element) -> list[bool]:
    return [row.find("w:trPr/w:tblHeader", NS) is not None for row in found(table, "w:tr")]


def test_the_printed_words_are_those_of_the_official_export_in_order() -> None:
    exported = EXPORT.read_text(encoding="utf-8").replace("· ", "").split("\n")
    assert lines(part("word/document.xml")) == [line.strip() for line in exported if line.strip()]


def test_what_the_export_shows_as_bullets_are_real_list_items() -> None:
    exported = EXPORT.read_text(encoding="utf-8").split("\n")
    bullets = [
        lines(item)[0]
        for item in found(part("word/document.xml"), ".//w:p")
        if value(item, "w:pPr/w:pStyle") == "FormGuidanceBullet"
    ]
    assert bullets == [line[2:].strip() for line in exported if line.startswith("· ")]


@pytest.mark.parametrize("style", ["FormGuidanceBullet", "FormEntryBullet"])
def test_a_bullet_style_is_bound_to_a_list_that_exists(style: str) -> None:
    bound = value(part("word/styles.xml"), f"w:style[@w:styleId='{style}']/w:pPr/w:numPr/w:numId")
    numbering = part("word/numbering.xml")
    kind = value(numbering, f"w:num[@w:numId='{bound}']/w:abstractNumId")
    level = f"w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='0']"
    assert value(numbering, f"{level}/w:pStyle") == style
    assert value(numbering, f"{level}/w:numFmt") == "bullet"


def test_the_header_block_has_four_rows_of_label_value_gap_label_value() -> None:
    rows = [[lines(cell) for cell in found(row, "w:tc")] for row in found(tables()[0], "w:tr")]
    assert rows == [
        [["Officer name:"], [], [], ["Officer signature:"], []],
        [["Classification Level:"], [], [], ["Manager signature:"], []],
        [["Division/Branch:"], [], [], ["Date of meeting:"], []],
        [["Manager name:"], [], [], ["Period of plan:"], []],
    ]


@pytest.mark.parametrize(
    ("number", "columns", "headings", "repeated", "entries"),
    [(1, 3, 2, 1, 5), (2, 2, 3, 3, 5), (3, 5, 3, 3, 5), (4, 2, 3, 1, 1), (5, 2, 3, 1, 1)],
)
def test_a_section_is_a_merged_heading_column_headings_and_rows_to_fill_in(
    number: int, columns: int, headings: int, repeated: int, entries: int
) -> None:
    """Where guidance takes a quarter of a page, further pages repeat the heading alone."""
    table = tables()[number]
    rows = found(table, "w:tr")
    assert lines(rows[0])[0].startswith(f"Section {number}: ")
    spans = [value(row, "w:tc/w:tcPr/w:gridSpan") for row in rows]
    merged = headings - 1
    assert spans == [str(columns)] * merged + [None] * (1 + entries)
    assert [len(found(row, "w:tc")) for row in rows[merged:]] == [columns] * (1 + entries)
    assert heading_rows(table) == [n < repeated for n in range(headings + entries)]


def test_the_record_repeats_its_columns_and_not_its_guidance_and_breaks_no_outcome() -> None:
    outcomes = tables(RECORD)[1]
    assert heading_rows(outcomes) == [True, True, False] + [False] * 5
    rows = found(outcomes, "w:tr")
    assert lines(rows[2])[0].startswith("Focus on a broad range of measures")
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)


def test_the_record_is_wide_enough_to_type_an_ordinary_word_into_each_column() -> None:
    grid = found(tables(RECORD)[1], "w:tblGrid/w:gridCol")
    widths = [int(column.get(f"{W}w") or 0) for column in grid]
    outcome, measures, *indicators, time, progress, status, adjustment = widths
    assert min(outcome, measures, *indicators, progress, adjustment) >= 1474  # "accommodation"
    assert min(time, status) >= 964  # "On track", "Achieved"
    assert sum(widths) == 16838 - 2 * 850


def test_the_actions_of_a_record_stay_together_with_the_date_of_the_next_conversation() -> None:
    actions = tables(RECORD)[-2]
    rows = found(actions, "w:tr")[2:]
    gap = actions.getnext()
    assert gap is not None
    paragraphs = [*(p for row in rows for p in row.iter(f"{W}p")), gap]
    assert len(paragraphs) == 4 * 3 + 1
    assert None not in [p.find("w:pPr/w:keepNext", NS) for p in paragraphs]


def test_rows_to_fill_in_have_a_least_height_and_grow() -> None:
    heights = [height for table in tables() for height in found(table, "w:tr/w:trPr/w:trHeight")]
    assert len(heights) == 4 + 5 + 5 + 5 + 1 + 1
    assert {height.get(f"{W}hRule") for height in heights} == {"atLeast"}


def test_every_paragraph_has_a_named_style_and_no_run_is_formatted_by_hand() -> None:
    document, footer = part("word/document.xml"), part("word/footer1.xml")
    known = {style.get(f"{W}styleId") for style in found(part("word/styles.xml"), "w:style")}
    used = [value(p, "w:pPr/w:pStyle") for p in (*document.iter(f"{W}p"), *footer.iter(f"{W}p"))]
    assert set(used) <= known
    assert not found(document, ".//w:rPr")
    assert not found(footer, ".//w:rPr")


def test_cells_to_fill_in_hold_one_empty_paragraph_and_those_for_measures_a_bullet() -> None:
    blank = [cell for table in tables() for cell in table.iter(f"{W}tc") if not lines(cell)]
    styles = [[value(p, "w:pPr/w:pStyle") for p in found(cell, "w:p")] for cell in blank]
    assert styles.count(["FormGap"]) == 4
    assert styles.count(["FormEntryBullet"]) == 5 + 5
    assert styles.count(["FormEntry"]) == len(styles) - 14 == 8 + 5 + 25 + 2 + 2


def test_every_table_is_described_for_screen_readers() -> None:
    for table in tables():
        assert value(table, "w:tblPr/w:tblCaption")
        assert value(table, "w:tblPr/w:tblDescription")


def test_the_page_is_upright_a4_and_its_foot_names_the_form_and_numbers_the_page() -> None:
    size = found(part("word/document.xml"), "w:body/w:sectPr/w:pgSz")[0]
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    footer = part("word/footer1.xml")
    printed = (
        "Stage 1 | Tasmanian State Service Senior Executive Performance Management Plan Template"
    )
    assert lines(footer)[0].removesuffix("1") == printed
    assert [field.text for field in footer.iter(f"{W}instrText")] == [" PAGE "]


def test_the_language_is_australian_english() -> None:
    assert value(part("word/styles.xml"), "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == "en-AU"


def test_properties_and_a_bookmark_on_the_title_name_the_form() -> None:
    custom = part("docProps/custom.xml")
    assert {node.get("name"): node[0].text for node in custom} == {
        "plandocs-form": "senior-executive-plan",
        "plandocs-edition": "stage-1",
    }
    start = found(part("word/document.xml"), ".//w:bookmarkStart")[0]
    assert start.get(f"{W}name") == "plandocs_senior_executive_plan"
    title = start.getparent()
    assert title is not None
    assert lines(title) == ["Senior Executive - Performance Management Plan"]


def test_the_committed_file_is_what_the_script_builds(tmp_path: Path) -> None:
    script = ROOT / "tools" / "build_templates.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True)
    assert parts(tmp_path / BLANK.name) == parts(BLANK)
    assert {date for _, date, _ in parts(BLANK)} == {(1980, 1, 1, 0, 0, 0)}


def test_the_package_is_lean() -> None:
    names = {name for name, _, _ in parts(BLANK)}
    assert not [name for name in names if "Effects" in name or "thumbnail" in name.lower()]
    assert BLANK.stat().st_size < 40_000


@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.MICROSOFT_365])
def test_the_validator_finds_no_error(version: FileFormat) -> None:
    result = OpenXmlValidator(file_format=version).validate(BLANK)
    assert [str(error) for error in result.errors] == []


def test_python_docx_opens_it() -> None:
    document = docx.Document(str(BLANK))
    assert document.core_properties.title == "Senior Executive - Performance Management Plan"
    assert len(document.tables) == 6


@pytest.mark.libreoffice
def test_libreoffice_lays_it_out_on_three_pages(tmp_path: Path) -> None:
    soffice = program()
    assert soffice is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(BLANK)], check=True, capture_output=True, timeout=120)
    pdf = (tmp_path / BLANK.with_suffix(".pdf").name).read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 3
