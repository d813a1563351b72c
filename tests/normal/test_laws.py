"""The laws: a normal form is its own normal form, and what `fill` writes is read back the same."""

from hypothesis import given
from hypothesis import strategies as st

from plandocs.normal.characters import clean
from plandocs.normal.markers import (
    are_settled,
    is_settled,
    items,
    normal_items,
    normal_numbered,
    normal_prose,
    normal_ranked,
    normal_verbatim,
    numbered,
    prose,
    ranked,
    verbatim,
)
from plandocs.normal.paragraphs import Para, typed
from tests.normal.wild_text import cells, wild

levels = st.integers(0, 2)
paragraphs = st.lists(
    st.builds(typed, wild, levels, st.booleans(), st.sampled_from(["", "1.", "•", "a)"]), levels),
    max_size=5,
)


@given(cells)
def test_items_written_as_bullets_are_read_back(values: list[str]) -> None:
    normal = normal_items(values)
    assert items([Para(item, listed=True) for item in normal]) == normal
    assert items([typed(item, listed=True) for item in normal]) == normal


@given(cells)
def test_items_are_stable(values: list[str]) -> None:
    normal = normal_items(values)
    assert normal_items(normal) == normal
    assert items([Para(item) for item in normal]) == normal


@given(paragraphs)
def test_items_of_any_cell_are_in_normal_form(paras: list[Para]) -> None:
    assert normal_items(items(paras)) == items(paras)


@given(wild)
def test_prose_written_as_one_paragraph_is_read_back(value: str) -> None:
    normal = normal_prose(value)
    assert prose([Para(normal)]) == normal
    assert prose([typed(normal)]) == normal
    assert normal_prose(normal) == normal


@given(paragraphs)
def test_prose_of_any_cell_is_in_normal_form(paras: list[Para]) -> None:
    assert normal_prose(prose(paras)) == prose(paras)


@given(wild, st.integers(1, 999))
def test_a_numbered_text_is_read_back_without_its_number(value: str, number: int) -> None:
    normal = normal_numbered(value)
    assert numbered([Para(f"{number}. {normal}")]) == normal
    assert numbered([typed(f"{number}. {normal}")]) == normal
    assert numbered([Para(normal, listed=True, number=f"{number}.")]) == normal
    assert normal_numbered(normal) == normal


@given(paragraphs)
def test_numbered_text_of_any_cell_is_in_normal_form(paras: list[Para]) -> None:
    assert normal_numbered(numbered(paras)) == numbered(paras)


@given(paragraphs)
def test_dates_periods_and_priorities_of_any_cell_are_in_normal_form(paras: list[Para]) -> None:
    assert normal_verbatim(verbatim(paras)) == verbatim(paras)
    assert normal_ranked(ranked(paras)) == ranked(paras)


@given(wild)
def test_dates_periods_and_priorities_are_read_back(value: str) -> None:
    text, rank = normal_verbatim(value), normal_ranked(value)
    assert verbatim([Para(text)]) == text == normal_verbatim(text)
    assert ranked([Para(rank)]) == rank == normal_ranked(rank)


@given(cells)
def test_every_value_is_clean(values: list[str]) -> None:
    for value in (*normal_items(values), *map(normal_prose, values), *map(normal_numbered, values)):
        assert clean(value) == value


@given(cells)
def test_no_letter_or_figure_goes_but_those_of_markers(values: list[str]) -> None:
    """Markers hold at most seven letters ("xxxviii)"), so every longer word must survive."""
    text = "\n".join(normal_items(values))
    for value in values:
        for word in clean(value).split():
            if word.isalpha() and len(word) > 1:
                assert word in text


@given(st.lists(st.one_of(wild, st.from_regex(r"\A[ -~]{0,30}\Z"))))
def test_many_texts_are_settled_where_each_is(values: list[str]) -> None:
    assert are_settled(values) == all(map(is_settled, values))
