"""What a template itself holds, texts and numbers, is written as carefully as the data."""

from __future__ import annotations

import pytest
from tests.word.render.tagged import W, part, rendered, template, texts

from plandocs.errors import TemplateError


def test_texts_that_the_template_holds_are_written_like_values() -> None:
    shown = texts(rendered(template('{{ "a\\nb" }}', '{{ "c\\fd<e>" }}'), {}))
    assert shown[:2] == ["a\nb", "cd<e>"]


def test_a_cell_spans_no_more_columns_than_a_table_has() -> None:
    source = template(table=[["{% colspan n %}x", "y"]])
    (span,) = part(rendered(source, {"n": 0})).iter(f"{W}gridSpan")
    assert span.get(f"{W}val") == "1"
    with pytest.raises(TemplateError, match="columns"):
        rendered(source, {"n": "a"})
