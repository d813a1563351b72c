"""The paragraphs of a cell become its value by the kind of the cell."""

import pytest

from plandocs.normal.markers import (
    items,
    normal_items,
    normal_numbered,
    normal_prose,
    normal_ranked,
    normal_verbatim,
    numbered,
    prose,
    ranked,
    row_number,
    verbatim,
)
from plandocs.normal.paragraphs import Para, typed


def _cell(*texts: str) -> list[Para]:
    return [typed(text) for text in texts]


def test_each_paragraph_is_an_item_and_blank_ones_are_not() -> None:
    assert items(_cell("Open the hub", "", "• 90% on time", "•", "—")) == (
        "Open the hub",
        "90% on time",
    )


def test_a_line_break_in_an_item_stays() -> None:
    assert items(_cell("Open the hub\nin Hobart")) == ("Open the hub\nin Hobart",)


def test_lines_that_all_start_with_a_marker_are_items() -> None:
    assert items(_cell("• one\n\n• two\n3. three")) == ("one", "two", "three")


def test_lines_are_one_item_where_only_some_start_with_a_marker() -> None:
    assert items(_cell("Deliver:\n- one\n- two")) == ("Deliver:\n- one\n- two",)


def test_a_deeper_list_level_belongs_to_the_item_above() -> None:
    paras = [
        Para("Open the hub", listed=True),
        Para("by May", level=1, listed=True),
        Para("in Hobart", level=2, listed=True),
        Para("90% on time", listed=True),
    ]
    assert items(paras) == ("Open the hub\nby May\nin Hobart", "90% on time")


def test_a_list_that_is_deep_from_its_start_has_items_of_its_own() -> None:
    assert items([Para("one", 1, True), Para("two", 1, True), Para("three", 0, True)]) == (
        "one",
        "two",
        "three",
    )


def test_a_typed_marker_indented_under_a_typed_marker_belongs_to_it() -> None:
    assert items(_cell("- Open the hub", "\t- by May", "   - in Hobart", "- 90% on time")) == (
        "Open the hub\nby May\nin Hobart",
        "90% on time",
    )


def test_an_indent_without_markers_or_under_an_automatic_one_means_nothing() -> None:
    assert items(_cell("Open the hub", "\tby May")) == ("Open the hub", "by May")
    assert items([Para("Open", listed=True), typed("\t- by May")]) == ("Open", "by May")


def test_one_stray_space_is_no_indent() -> None:
    assert items(_cell("- one", " - two")) == ("one", "two")


def test_indented_lines_of_one_text_belong_to_the_line_above() -> None:
    assert normal_items(["- Open the hub\n   - by May\n- 90% on time"]) == (
        "Open the hub\nby May",
        "90% on time",
    )


def test_strings_of_data_are_items_of_their_own_however_indented() -> None:
    assert normal_items(["- one", "    - two"]) == ("one", "two")


def test_a_sub_bullet_under_an_empty_bullet_is_an_item() -> None:
    assert items([Para("one"), Para("•"), Para("two", level=1)]) == ("one", "two")


def test_letters_with_dots_are_markers_in_sequence_only() -> None:
    assert items(_cell("a. one", "b. two", "c. three")) == ("one", "two", "three")
    assert items(_cell("a. one", "c. two")) == ("a. one", "c. two")
    assert items(_cell("b. one", "a. two")) == ("b. one", "a. two")
    assert items(_cell("A. Fong", "B. Raman")) == ("A. Fong", "B. Raman")
    assert items(_cell("1. a. one", "2. b. two")) == ("one", "two")
    assert items(_cell("a. one\nb. two")) == ("one", "two")
    assert prose(_cell("a. one", "b. two", "text", "d. four")) == "one\ntwo\ntext\nd. four"


def test_an_o_and_a_space_is_a_marker_where_all_paragraphs_have_one() -> None:
    assert items(_cell("o one", "o two")) == ("one", "two")
    assert items(_cell("• one", "o two")) == ("one", "two")
    assert items([Para("one", listed=True), Para("o two")]) == ("one", "two")
    assert items(_cell("o one", "two")) == ("o one", "two")
    assert prose(_cell("o one", "two")) == "o one\ntwo"
    assert prose(_cell("o one\ntwo")) == "o one\ntwo"


def test_an_o_and_a_tab_is_always_a_marker() -> None:
    assert items(_cell("o\tone", "two")) == ("one", "two")
    assert items(_cell("•\to\tone", "two")) == ("one", "two")
    assert items(_cell("- one\no\ttwo", "three")) == ("one", "two", "three")
    assert prose(_cell("one\no\ttwo")) == "one\no two"


def test_prose_joins_paragraphs_and_keeps_one_blank_line() -> None:
    assert prose(_cell("", "• one", "", "", "2. two\nthree", "")) == "one\n\ntwo\nthree"


def test_an_outcome_is_prose_without_the_number_of_its_row() -> None:
    assert normal_numbered("3)Reduce waits") == "Reduce waits"
    assert normal_numbered("3.Reduce waits") == "Reduce waits"
    assert normal_numbered("3. Reduce waits") == "Reduce waits"
    assert normal_numbered("(3) “Reduce” waits") == "“Reduce” waits"
    assert normal_numbered("1.") == ""
    assert normal_numbered("Outcome 3: Reduce waits") == "Outcome 3: Reduce waits"
    assert numbered(_cell("3.", "Reduce waits")) == "Reduce waits"
    assert numbered(_cell("3. Deliver:\n- one\n- two")) == "Deliver:\n- one\n- two"


@pytest.mark.parametrize(
    ("paras", "number"),
    [
        (_cell("3)Reduce"), "3"),
        (_cell("1. "), "1"),
        (_cell("(2) Reduce"), "2"),
        (_cell("", "4. Reduce"), "4"),
        ([Para("Reduce", listed=True, number="5.")], "5"),
        ([Para("", listed=True, number="6.")], "6"),
        ([Para("Reduce", listed=True, number="•")], None),
        (_cell("Reduce"), None),
        (_cell("1.5 million"), None),
        (_cell("Reduce", "2. waits"), None),
        ([], None),
    ],
)
def test_the_number_of_a_row_is_typed_or_automatic(paras: list[Para], number: str | None) -> None:
    assert row_number(paras) == number


@pytest.mark.parametrize(
    ("paras", "value"),
    [
        (_cell("1."), "1"),
        (_cell("1"), "1"),
        (_cell("(2)"), "2"),
        (_cell("3)"), "3"),
        ([Para("", listed=True, number="1.")], "1"),
        ([Para("2", listed=True, number="1.")], "2"),
        ([Para("High", listed=True, number="1.")], "1. High"),
        ([Para("High", listed=True, number="•")], "High"),
        (_cell("1. High"), "1. High"),
        (_cell(" High "), "High"),
        (_cell("-"), ""),
        (_cell("", ""), ""),
    ],
)
def test_a_number_in_the_priority_column_is_the_value(paras: list[Para], value: str) -> None:
    assert ranked(paras) == value


def test_priorities_of_data_follow_the_same_rule() -> None:
    assert (normal_ranked("1."), normal_ranked("A "), normal_ranked("—")) == ("1", "A", "")


def test_dates_and_periods_keep_their_markers() -> None:
    assert normal_verbatim("12. July  2026") == "12. July 2026"
    assert verbatim(_cell("1.", "- July 2026")) == "1.\n- July 2026"
    assert normal_verbatim("–") == ""


def test_a_day_that_word_made_a_list_number_is_part_of_its_date() -> None:
    assert verbatim([Para("July 2026", listed=True, number="12.")]) == "12. July 2026"
    assert verbatim([Para("12 July 2026", listed=True, number="1.")]) == "12 July 2026"


def test_prose_of_data_is_tidied_too() -> None:
    assert normal_prose("  • Lead\u00a0the review\r\nand report ") == "Lead the review\nand report"
