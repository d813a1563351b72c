"""Agencies' templates with pictures, set text, links and documents are filled and read back."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from lxml import etree

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError, MissingExtra, TemplateError
from plandocs.forms.registry import form
from tests.documents.by_python_docx import saved
from tests.documents.filled_plan import PLAN
from tests.verbs.test_taught_labels import run


def png() -> bytes:
    """A blue picture of 60 by 30 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + b"\x20\x60\xa0" * 60 for _ in range(30))
    head = struct.pack(">IIBBBBB", 60, 30, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )  # fmt: skip


def terms() -> bytes:
    document = docx.Document()
    document.add_paragraph("Terms of the agreement")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "R&D <one>"
    return saved(document)


def template(*tags: str, header: str = "") -> bytes:
    """The form's own template, with paragraphs of its own in front."""
    own = form("senior-executive-plan").folder / "template.docx"
    document: Document = docx.Document(str(own))
    first = document.paragraphs[0]
    for tag in tags:
        first.insert_paragraph_before(tag)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


VALUES: dict[str, tuple[str, dict[str, Any]]] = {
    "picture": ("{{ context.it }}", {"picture": png(), "width": 30}),
    "set text": ("{{r context.it }}", {"text": "Sensitive & <so>", "bold": True, "size": 12}),
    "colour": ("{{r context.it }}", {"text": "Red", "colour": "#C00000", "italic": True}),
    "link": ("{{r context.it }}", {"text": "intranet", "link": "https://a.example/?b=1&c=2"}),
    "document": ("{{p context.it }}", {"document": terms()}),
}


def filled(source: bytes, context: Mapping[str, Any] | None = None, **changes: Any) -> bytes:
    made = plandocs.fill({**PLAN, **changes}, template=source, context=context)
    assert made is not None
    return made


def body(made: bytes) -> etree._Element:
    return etree.fromstring(etree.tostring(docx.Document(io.BytesIO(made)).element.body))


@pytest.mark.parametrize(("tag", "value"), VALUES.values(), ids=VALUES.keys())
def test_what_is_no_plain_text_is_shown_and_the_plan_reads_back(
    tag: str, value: dict[str, Any]
) -> None:
    made = filled(template(tag), {"it": value})
    reading = plandocs.parse(made)
    assert reading.plan == as_plan(PLAN)
    assert not [each for each in reading.unmapped if each.kind == "text"]
    assert not [each for each in reading.issues if each.severity == "error"]


def test_a_picture_has_its_size_in_millimetres() -> None:
    root = body(filled(template("{{ context.it }}"), {"it": {"picture": png(), "width": 30}}))
    [extent] = root.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    )
    assert (int(str(extent.get("cx"))) // 36000, int(str(extent.get("cy"))) // 36000) == (30, 15)


def test_set_text_and_links_show_as_they_are_set() -> None:
    tags = ("{{r context.a }}", "{{r context.b }}")
    values = {"a": VALUES["colour"][1], "b": VALUES["link"][1]}
    root = body(filled(template(*tags), values))
    [red] = [r for r in root.iter("{*}r") if r.findtext("{*}t") == "Red"]
    formats = red.find("{*}rPr")
    assert formats is not None
    assert [etree.QName(each).localname for each in formats] == ["i", "color"]
    [link] = root.iter("{*}hyperlink")
    assert link.findtext(".//{*}t") == "intranet"


def test_a_picture_in_a_header_is_shown() -> None:
    made = filled(template(header="{{ context.it }}"), {"it": {"picture": png()}})
    header = docx.Document(io.BytesIO(made)).sections[0].header
    assert list(header._element.iter("{*}drawing"))
    assert plandocs.parse(made).plan == as_plan(PLAN)


def test_words_that_somebody_types_over_such_a_text_are_told() -> None:
    tag, value = VALUES["set text"]
    made = filled(template(tag), {"it": value})
    document = docx.Document(io.BytesIO(made))
    document.paragraphs[0].add_run(" and more")
    [told] = [each for each in plandocs.parse(saved(document)).unmapped if each.kind == "text"]
    assert told.text == "Sensitive & <so> and more"


def test_many_plans_are_filled_each_with_its_own_words(tmp_path: Path) -> None:
    source = template("{%p set who %}", "For {{ officer_name }}", "{%p endset %}", "{{p who }}")
    plans = [{**PLAN, "officer_name": name} for name in ("Ann {_{ Lee", "Bo }} Ng", "Cy & Fox")]
    done = list(plandocs.fill_many(plans, tmp_path / "out", template=source, workers=2))
    assert [each.status for each in done] == ["filled"] * 3
    for each, plan in zip(done, plans, strict=True):
        paragraphs = docx.Document(str(each.file)).paragraphs
        assert f"For {plan['officer_name']}" in [p.text for p in paragraphs]


@pytest.mark.parametrize(
    ("tag", "kind", "wanted"),
    [
        ("{{ context.it }}", "set text", "{{r context.it }}"),
        ("{{ context.it }}", "document", "{{p context.it }}"),
        ("{{r context.it }}", "picture", "{{ context.it }}"),
        ("{{p context.it }}", "link", "{{r context.it }}"),
    ],
)
def test_a_tag_of_the_wrong_kind_is_refused_with_the_right_one(
    tag: str, kind: str, wanted: str
) -> None:
    with pytest.raises(TemplateError) as refused:
        filled(template(tag), {"it": VALUES[kind][1]})
    assert wanted in str(refused.value)
    assert "paragraph 1" in str(refused.value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"picture": b"nonsense"}, "not one that Word shows"),
        ({"picture": b""}, "not one that Word shows"),
        ({"text": "x", "link": "file:///etc/passwd"}, "starts with https://"),
        ({"text": "x", "link": "javascript:alert(1)"}, "starts with https://"),
        ({"text": "x", "colour": "red"}, "six digits"),
        ({"text": "x", "size": -1}, "a size is a number"),
        ({"text": "x", "font": "Arial"}, "not a value that a template can show"),
        ({"nothing": 1}, "not a value that a template can show"),
        ({"picture": 3}, "path of a file"),
        ({"picture": "nowhere.png"}, "cannot be opened"),
    ],
)
def test_a_value_that_cannot_be_shown_is_refused(value: dict[str, Any], said: str) -> None:
    tag = "{{r context.it }}" if "text" in value else "{{ context.it }}"
    with pytest.raises((InputError, TemplateError), match=said):
        filled(template(tag), {"it": value})


@pytest.mark.parametrize("path", ["../outside.png", "sub/../../outside.png", "link.png"])
def test_a_context_file_names_no_file_outside_its_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.png").write_bytes(png())
    inside = tmp_path / "in"
    (inside / "sub").mkdir(parents=True)
    (inside / "link.png").symlink_to(tmp_path / "outside.png")
    context = inside / "values.toml"
    context.write_text(f'it = {{picture = "{path}"}}\n', encoding="utf-8")
    with pytest.raises(InputError, match="not in the folder"):
        plandocs.fill(PLAN, template=template("{{ context.it }}"), context=context)


def test_live_content_of_a_document_stays_behind() -> None:
    document = docx.Document()
    document.add_paragraph("Terms").add_run()._r.append(
        etree.fromstring(
            '<w:fldSimple xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'w:instr="INCLUDETEXT \\\\\\\\server\\\\x"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'
        )
    )
    made = filled(template("{{p context.it }}"), {"it": {"document": saved(document)}})
    assert not [each for each in plandocs.parse(made).issues if each.code == "live-content"]


def test_python_docx_is_left_as_it_was_for_the_rest_of_the_process() -> None:
    filled(template("{{p context.it }}"), {"it": {"document": terms()}})
    document = docx.Document(io.BytesIO(filled(template())))
    document.core_properties.last_modified_by = "Tom Alder"
    again = plandocs.parse(saved(document)).document
    assert again is not None
    assert again.last_modified_by == "Tom Alder"


def test_without_docxcompose_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxcompose", None)
    with pytest.raises(MissingExtra, match=r"plandocs\[subdocuments\]"):
        filled(template("{{p context.it }}"), {"it": {"document": terms()}})


def test_check_says_which_engine_renders_and_why(tmp_path: Path) -> None:
    source, context = tmp_path / "t.docx", tmp_path / "values.toml"
    source.write_bytes(template("{{ context.it }}"))
    (tmp_path / "crest.png").write_bytes(png())
    context.write_text('it = {picture = "crest.png"}\n', encoding="utf-8")
    status, said = run("template", "check", source, "--context", context)[:2]
    assert (status, "docxtpl renders it" in said) == (0, True)
    assert "«context.it» is not plain text" in said
    status, said = run("template", "check", source)[:2]
    assert (status, "plandocs itself renders it" in said) == (0, True)


def without(section: str) -> bytes:
    """The form's template without its last table, which says so."""
    document: Document = docx.Document(io.BytesIO(template(f"{{# without: {section} #}}")))
    document.element.body.remove(document.tables[-1]._tbl)
    return saved(document)


def last_section() -> str:
    return form("senior-executive-plan").sections[-1].name


def test_a_section_that_is_left_out_on_purpose_is_said_once_and_the_rest_is_proved() -> None:
    found = plandocs.check_template(without(last_section()))
    assert [each.code for each in found if each.severity != "info"] == []
    assert [each.code for each in found].count("left-out") == 1
    reading = plandocs.parse(filled(without(last_section())))
    assert reading.plan is not None
    left_out = {last_section(): getattr(as_plan(PLAN), last_section())}
    assert reading.plan != as_plan(PLAN)
    assert reading.plan.replace(**left_out) == as_plan(PLAN)


def test_a_section_that_is_left_out_without_a_word_is_a_mistake() -> None:
    document: Document = docx.Document(io.BytesIO(without(last_section())))
    document.element.body.remove(document.paragraphs[0]._p)
    assert "unused-field" in [each.code for each in plandocs.check_template(saved(document))]


def test_words_of_a_section_that_is_left_out_are_told(tmp_path: Path) -> None:
    [done] = plandocs.fill_many([PLAN], tmp_path / "out", template=without(last_section()))
    assert "left-out" in [issue.code for issue in done.issues]


def test_a_name_that_is_no_field_cannot_be_left_out() -> None:
    found = plandocs.check_template(template("{# without: carer #}"))
    [mistake] = [each for each in found if each.code == "unknown-field"]
    assert "career" in mistake.fix


def test_a_run_is_taken_up_again_though_the_template_leaves_words_out(tmp_path: Path) -> None:
    source = without(last_section())
    for status in ("filled", "skipped"):
        [done] = plandocs.fill_many([PLAN], tmp_path / "out", template=source, resume=True)
        assert done.status == status
