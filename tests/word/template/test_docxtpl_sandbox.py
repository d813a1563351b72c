"""What docxtpl renders runs behind the same doors, under the same limits, and comes out whole."""

from __future__ import annotations

import time
from typing import Any

import pytest
from tests.word.render.tagged import add_table, built, part, template, texts
from tests.word.render.test_render_sandbox import DATA, ESCAPES, LIMITS, RUNAWAYS

from plandocs.errors import TemplateError
from plandocs.word.template.docxtpl.renderer import prepare_docxtpl
from plandocs.word.template.render.bounds import RenderLimits

BLOCK_SET = ("{%p set kept %}", "Kept {{ x }}", "{%p endset %}", "{{p kept }}")
_RENDERABLE = "{% set y %}x{% endset %}"


def rendered(source: bytes, limits: RenderLimits | None = None, **data: Any) -> bytes:
    return prepare_docxtpl(source, {}, limits=limits or RenderLimits()).render({**DATA, **data})


def test_a_block_set_is_kept_and_shown() -> None:
    made = rendered(template(*BLOCK_SET, "and {{ x }}"))
    assert [text for text in texts(made) if text] == ["Kept text", "and text"]


@pytest.mark.parametrize("tag", [each for each in ESCAPES if each != _RENDERABLE])
def test_a_tag_reaches_nothing_but_its_data(tag: str) -> None:
    with pytest.raises(TemplateError):
        rendered(template(*BLOCK_SET, tag))


@pytest.mark.parametrize("tag", RUNAWAYS, ids=lambda tag: tag[:60])
def test_a_tag_without_end_is_stopped(tag: str) -> None:
    begun = time.process_time()
    with pytest.raises(TemplateError):
        rendered(template(*BLOCK_SET, tag), LIMITS)
    assert time.process_time() - begun < 10 * LIMITS.seconds


@pytest.mark.parametrize(
    "inside",
    [
        "{% for a in range(9999) %}{% for b in range(9999) %}abcdefghij{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ x }}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% set c = 1 %}"
        "{% endfor %}{% endfor %}",
    ],
)
def test_what_is_captured_counts_as_if_it_were_written(inside: str) -> None:
    source = template(f"{{% set y %}}{inside}{{% endset %}}never shown")
    with pytest.raises(TemplateError, match="more than"):
        rendered(source, LIMITS)


@pytest.mark.parametrize(
    "value",
    [
        "{_{ a }_}",
        "{_% b %_}",
        "{{ c }}",
        "{% d %}",
        "<b> & \"q\" 'r'",
        "a\tb\nc",
        "{# e #}",
        "]]>",
    ],
)
def test_a_value_is_shown_as_it_is(value: str) -> None:
    made = rendered(template(*BLOCK_SET, "«{{ v }}»"), v=value)
    assert texts(made)[-1] == f"«{value}»"


def test_a_missing_field_is_a_mistake_and_never_blank() -> None:
    with pytest.raises(TemplateError, match="«nowhere»"):
        rendered(template(*BLOCK_SET, "{{ nowhere }}"))


def test_empty_loops_leave_no_empty_table_and_no_empty_cell() -> None:
    def build(document: Any) -> None:
        for text in BLOCK_SET:
            document.add_paragraph(text)
        add_table(document, [["{%tr for i in nobody %}"], ["{{ i }}"], ["{%tr endfor %}"]])
        add_table(document, [["{%p if false %}\nx\n{%p endif %}", "other"]])

    root = part(rendered(built(build), nobody=[]))
    assert len(list(root.iter("{*}tbl"))) == 1
    assert all(cell.findall("{*}p") for cell in root.iter("{*}tc"))


@pytest.mark.parametrize("tag", ["{{r x }}", "{{p x }}"])
def test_a_tag_that_docxtpl_would_write_outside_a_run_is_refused_with_its_place(tag: str) -> None:
    with pytest.raises(TemplateError, match=r"docxtpl writes plain text by \{\{ x \}\}") as refused:
        rendered(template(*BLOCK_SET, f"a {tag}"))
    assert "paragraph 5" in str(refused.value)
