"""Whatever is in the data comes out as the same text, in a file that Word opens."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from tests.word.render.tagged import W, built, cells, part, rendered, template, texts

from plandocs.normal.dates import DateControl
from plandocs.word.template.render.prepared import prepare

NASTY = [
    "R&D <plan>",
    "a]]>b",
    "<w:t>x</w:t>",
    "</w:t></w:r></w:p>",
    "&amp;",
    "&#10;",
    "\"double\" 'single'",
    "{{ name }}",
    "{% if x %}",
    "{# no #}",
    "{_{ x }_}",
    "{_% x %_}",
    "{% raw %}x{% endraw %}",
    "}}",
    "{{",
    "%}",
    "{%p for x in y %}",
    "{%tr endfor %}",
    "one\ntwo",
    "\nstarts and ends\n",
    "a\n\n\nb",
    "tab\tbed",
    "  leading",
    "trailing  ",
    " ",
    "",
    "a   b",
    "\u00a0nbsp\u00a0",
    "soft\u00adhyphen",
    "zero\u200bwidth",
    "emoji 👩‍👩‍👧 𝔘",
    "العربية",
    "עברית",
    "日本語",
    "e\u0301 combining",
    "\u2028line",
    "\ue000\uf8ff private",
    "plandocs-tag0;",
    "<?plandocs-tag 0?>",
    'id="plandocs-drawing-id"',
    "\\a\\n",
    "${x} $1 \\1",
    "‘curly’ “quotes”",
    "x" * 20_000,
    "None",
    "0042",
    "=SUM(A1)",
    "\x7f\x85",
]
ROWS = [
    ["{%tr for r in rows %}"],
    ["{{ r.a }}\n{%p for m in r.b %}\n{{ m }}\n{%p endfor %}"],
    ["{%tr endfor %}"],
]
EVERYWHERE = template("[{{ v }}]", "{{r v }}", "{{p v }}", table=ROWS)


def data(value: str) -> dict[str, Any]:
    return {"v": value, "rows": [{"a": value, "b": [value, value]}]}


@pytest.mark.parametrize("value", NASTY)
def test_a_nasty_value_comes_out_as_it_went_in(value: str) -> None:
    made = rendered(EVERYWHERE, data(value))
    assert texts(made) == [f"[{value}]", value, value, value, value, value]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t{}%&<")))
def test_any_text_comes_out_as_it_went_in(value: str) -> None:
    kept = value.replace("\ufffe", "").replace("\uffff", "")
    made = rendered(EVERYWHERE, data(value))
    assert texts(made) == [f"[{kept}]", kept, kept, kept, kept, kept]


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=30))
def test_what_xml_cannot_hold_is_dropped_and_never_breaks_a_paragraph(value: str) -> None:
    made = rendered(EVERYWHERE, data(value))
    kept = "".join(c for c in value if c in "\n\t\r" or (ord(c) >= 32 and not _unfit(c)))
    assert texts(made)[1] == kept.replace("\r\n", "\n").replace("\r", "\n")


def _unfit(character: str) -> bool:
    return 0xD800 <= ord(character) <= 0xDFFF or character in "\ufffe\uffff"


def test_spaces_at_the_edges_are_kept_by_word_too() -> None:
    made = rendered(template("{{ v }}"), {"v": "  x  "})
    texts_kept = [e for e in part(made).iter(f"{W}t") if e.text]
    assert texts_kept[0].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_none_shows_nothing_and_numbers_show_as_python_writes_them() -> None:
    values = {"v": None, "n": 1.5, "d": datetime.date(2026, 7, 12), "b": False}
    assert texts(rendered(template("[{{ v }}] {{ n }} {{ d }} {{ b }}"), values)) == [
        "[] 1.5 2026-07-12 False"
    ]


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("d MMMM yyyy", "2 July 2026"), ("dd/MM/yy", "02/07/26"), ("dddd d MMM", "Thursday 2 Jul"),
        ("EEEE, d. M. yyyy", "Thursday, 2. 7. 2026"), ("ddd", "Thu"), ("d 'of' MMMM", "2 of July"),
    ],
)  # fmt: skip
def test_dates_follow_words_patterns(pattern: str, shown: str) -> None:
    source = template(f'{{{{ v|date("{pattern}") }}}}')
    for value in (
        datetime.date(2026, 7, 2),
        "2026-07-02",
        DateControl("x", datetime.date(2026, 7, 2)),
    ):
        assert texts(rendered(source, {"v": value})) == [shown]


def test_text_that_is_no_date_passes_the_date_filter_as_typed() -> None:
    assert texts(rendered(template("{{ v|date }}"), {"v": "to be agreed"})) == ["to be agreed"]


def test_a_field_with_parts_shows_its_text_and_its_day_and_a_list_a_line_for_each() -> None:
    data = {
        "met": {"text": "12/7/2026", "date": datetime.date(2026, 7, 12)},
        "soon": {"text": "soon", "date": None},
        "measures": ["a & b", "c"],
    }
    source = template("{{ met }}", "{{ met|date }}", "{{ soon|date }}", "{{ measures }}")
    assert texts(rendered(source, data)) == ["12/7/2026", "12 July 2026", "soon", "a & b\nc"]


def test_a_vague_date_is_written_as_a_date_picker_in_place_of_its_run() -> None:
    value = DateControl("July & so\non", datetime.date(2026, 7, 12))
    source = template("{{ v }}", "on {{ v }}, perhaps")
    made = part(rendered(source, {"v": value}))
    first, second = made.iter(f"{W}p")
    assert [child.tag for child in first] == [f"{W}sdt"]
    assert texts(rendered(source, {"v": value}))[1] == "on July & so\non, perhaps"
    for sdt in made.iter(f"{W}sdt"):
        picked = sdt.find(f"{W}sdtPr/{W}date")
        assert picked is not None
        assert picked.get(f"{W}fullDate") == "2026-07-12T00:00:00Z"
    assert [child.tag for child in second] == [f"{W}r", f"{W}sdt", f"{W}r"]


def test_a_date_picker_keeps_the_format_of_its_run() -> None:
    def build(document: Document) -> None:
        document.add_paragraph().add_run("{{ v }}").bold = True

    vague = DateControl("July", datetime.date(2026, 7, 1))
    run = next(
        next(part(rendered(built(build), {"v": vague})).iter(f"{W}sdtContent")).iter(f"{W}r")
    )
    assert run.find(f"{W}rPr/{W}b") is not None


def test_every_output_is_valid(tmp_path: Path) -> None:
    blank = tmp_path / "blank.docx"
    blank.write_bytes(template("x", table=[["a"]]))
    before = _findings(blank)
    made = tmp_path / "made.docx"
    vague = DateControl("July", datetime.date(2026, 7, 1))
    values: dict[str, Any] = {
        "v": "a\nb\tc & <d>",
        "rows": [{"a": vague, "b": []}, {"a": " x ", "b": ["1", "2"]}],
    }
    made.write_bytes(prepare(EVERYWHERE).render(values, properties={"plandocs-id": "0042"}))
    assert _findings(made) - before == set()
    made.write_bytes(prepare(EVERYWHERE).render({"v": "", "rows": []}))
    assert _findings(made) - before == set()


def _findings(path: Path) -> set[str]:
    return {str(error.description) for error in OpenXmlValidator().validate(path).errors}


def test_the_second_document_has_its_own_data_and_the_first_comes_again_byte_for_byte() -> None:
    ready = prepare(EVERYWHERE)
    first = ready.render(data("one"))
    assert texts(ready.render(data("two")))[1] == "two"
    assert ready.render(data("one")) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert package.testzip() is None
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_an_empty_loop_leaves_the_table_a_blank_row_and_the_cell_a_plain_paragraph() -> None:
    source = template(
        table=[["{%tr for r in rows %}", ""], ["{{ r.a }}.", "{{ r.b }}"], ["{%tr endfor %}", ""]]
    )
    assert cells(rendered(source, {"rows": []})) == [["", ""]]
    rows = [{"a": "x", "b": []}]
    made = rendered(template(table=ROWS), {"rows": rows})
    assert cells(made) == [["x"]]


def test_an_empty_list_leaves_a_paragraph_like_those_of_its_items_bullet_and_all() -> None:
    def build(document: Document) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "{%p for m in ms %}"
        cell.paragraphs[0].style = "Quote"
        cell.add_paragraph("{{ m }}", style="List Bullet")
        cell.add_paragraph("{%p endfor %}")

    source = built(build)
    assert _styles(rendered(source, {"ms": []})) == ["ListBullet"]
    assert _styles(rendered(source, {"ms": ["a", "b"]})) == ["ListBullet", "ListBullet"]


def _styles(document: bytes) -> list[str]:
    return [str(e.get(f"{W}val")) for e in part(document).iter(f"{W}pStyle")]


def test_a_false_condition_alone_in_a_cell_leaves_a_paragraph() -> None:
    source = template(
        table=[
            [
                "{%p if v %}\nyes\n{%p endif %}",
                "{%p if v %}\na\n{%p endif %}\n{%p if w %}\nb\n{%p endif %}",
            ]
        ]
    )
    assert cells(rendered(source, {"v": False, "w": False})) == [["", ""]]
    assert cells(rendered(source, {"v": False, "w": True})) == [["", "b"]]


def test_read_only_mappings_are_data_too() -> None:
    value = MappingProxyType({"a": MappingProxyType({"b": "x"})})
    assert texts(rendered(template("{{ v.a.b }}{{ v['a']['b'] }}"), {"v": value})) == ["xx"]
