"""Where a header block has its values: behind a note or a second language, above the labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from tests.documents.small_form import built
from tests.word.locate.test_labels_of_no_field import AGENCYS, FIELDS, Pair, rows_of

import plandocs
from plandocs import Reading

LABELS = [label for label, _ in FIELDS.values()]
VALUES = {name: value for name, (_, value) in FIELDS.items()}
OTHERS = [label for label, _ in (*AGENCYS, ("Cost centre", ""), ("Fund", ""))]
NOTES = ["(see HR27)", "as in the system", "e.g. SES1", "in full", "as in the chart", "12 months"]
MAORI = ["Ingoa", "Taumata", "Wāhanga", "Kaiwhakahaere", "Te rā hui", "Te wā"]
FRENCH = ["Nom", "Niveau", "Direction", "Chef", "Date de réunion", "Période"]
BETWEEN = [OTHERS, NOTES, MAORI, FRENCH]

Layout = Callable[[Sequence[Pair], Sequence[str]], str]


def in_rows(pairs: Sequence[Pair], others: Sequence[str]) -> str:
    return rows_of([[label, x, value] for (label, value), x in zip(pairs, others, strict=True)])


def in_rows_of_two(pairs: Sequence[Pair], others: Sequence[str]) -> str:
    cells = [[label, x, value] for (label, value), x in zip(pairs, others, strict=True)]
    return rows_of([[*a, *b] for a, b in zip(cells[::2], cells[1::2], strict=True)])


def with_values_of_their_own(pairs: Sequence[Pair], others: Sequence[str]) -> str:
    rows = zip(pairs, others, strict=True)
    return rows_of([[f"{label}:", x, value, "771"] for (label, value), x in rows])


def in_two_tables(pairs: Sequence[Pair], others: Sequence[str]) -> str:
    return f"{in_rows(pairs[:3], others[:3])} p {in_rows(pairs[3:], others[3:])}"


IN_TABLES: list[Layout] = [in_rows, in_rows_of_two, with_values_of_their_own, in_two_tables]


def above(pairs: Sequence[Pair], columns: int) -> str:
    groups = [pairs[at : at + columns] for at in range(0, len(pairs), columns)]
    return rows_of([[pair[n] for pair in group] for group in groups for n in (1, 0)])


def read(header: str) -> tuple[dict[str, str], Reading[plandocs.Plan]]:
    reading = plandocs.parse(built({"header": header}))
    values = {name: getattr(reading.plan, name) for name in FIELDS}
    return {name: getattr(value, "text", value) for name, value in values.items()}, reading


@pytest.mark.parametrize("others", BETWEEN)
@pytest.mark.parametrize("layout", IN_TABLES)
def test_behind_what_the_dates_show_to_be_no_values(layout: Layout, others: list[str]) -> None:
    values, reading = read(layout(list(FIELDS.values()), others))
    assert values == VALUES
    assert set(others) <= {each.text for each in reading.unmapped}
    infos = {each.field for each in reading.issues if each.code == "value-by-place"}
    assert infos == set(FIELDS)


@pytest.mark.parametrize("name", ["officer_name", "division_branch", "meeting_date"])
@pytest.mark.parametrize("others", BETWEEN)
@pytest.mark.parametrize("layout", IN_TABLES)
def test_what_stands_before_a_blank_value_is_not_read_for_it(
    layout: Layout, others: list[str], name: str
) -> None:
    fields = {**FIELDS, name: (FIELDS[name][0], "")}
    assert read(layout(list(fields.values()), others))[0] == {**VALUES, name: ""}


@pytest.mark.parametrize("others", [OTHERS, MAORI])
@pytest.mark.parametrize("layout", [in_rows, in_rows_of_two, with_values_of_their_own])
def test_where_no_date_tells_which_is_the_value_a_warning_at_the_field_does(
    layout: Layout, others: list[str]
) -> None:
    fields = {**FIELDS, "meeting_date": (LABELS[4], ""), "period": (LABELS[5], "")}
    values, reading = read(layout(list(fields.values()), others))
    told = {each.field for each in reading.issues if each.severity == "warning"}
    wrong = {name for name, (_, value) in fields.items() if values[name] != value}
    assert wrong <= told


@pytest.mark.parametrize("name", ["officer_name", "classification_level", "manager_name"])
def test_a_row_with_more_texts_than_the_others_is_told_of(name: str) -> None:
    rows = [[label, value, "", ""] for label, value in FIELDS.values()]
    at = list(FIELDS).index(name)
    rows[at] = [LABELS[at], "Position no.", FIELDS[name][1], "123"]
    values, reading = read(rows_of(rows))
    assert {**values, name: ""} == {**VALUES, name: ""}
    assert name in {each.field for each in reading.issues if each.severity == "warning"}


@pytest.mark.parametrize("others", BETWEEN)
def test_the_same_behind_values_leaves_them_where_they_are(others: list[str]) -> None:
    rows = [[label, value, x] for (label, value), x in zip(FIELDS.values(), others, strict=True)]
    values, reading = read(rows_of(rows))
    assert values == VALUES
    assert not [each for each in reading.issues if each.field in FIELDS]


@pytest.mark.parametrize("columns", [1, 2, 3, 6])
@pytest.mark.parametrize("blank", [None, "officer_name", "division_branch", "period"])
def test_above_their_labels(columns: int, blank: str | None) -> None:
    fields = FIELDS if blank is None else {**FIELDS, blank: (FIELDS[blank][0], "")}
    values, reading = read(above(list(fields.values()), columns))
    assert values == {name: value for name, (_, value) in fields.items()}
    assert not reading.unmapped


@pytest.mark.parametrize("columns", [2, 4])
@pytest.mark.parametrize("place", [0, 1, 4, 6])
def test_above_them_among_labels_of_the_agency(columns: int, place: int) -> None:
    pairs = list(FIELDS.values())
    pairs[place:place] = AGENCYS[:2]
    assert read(above(pairs, columns))[0] == VALUES


@pytest.mark.parametrize("titles", [["Your details", ""], ["Officer details", "Manager details"]])
def test_titles_above_labels_are_no_values(titles: list[str]) -> None:
    pairs = [(label, "") for label in LABELS]
    rows = [row for at in (0, 2, 4) for row in ([pairs[at][0], pairs[at + 1][0]], ["", ""])]
    values, _ = read(rows_of([titles, *rows]))
    assert set(values.values()) == {""}


@pytest.mark.parametrize("place", range(7))
def test_one_row_of_labels_with_one_of_the_agency_stands_above_its_values(place: int) -> None:
    pairs = [*FIELDS.values()]
    pairs.insert(place, AGENCYS[0])
    values, _ = read(rows_of([[label for label, _ in pairs], [value for _, value in pairs]]))
    assert values == VALUES


@pytest.mark.parametrize("columns", [1, 3])
def test_above_their_labels_is_told_once(columns: int) -> None:
    issues = read(above(list(FIELDS.values()), columns))[1].issues
    told = [each.severity for each in issues if each.code == "value-by-place"]
    assert told == ["info"]


def beside_labels(pairs: Sequence[Pair]) -> str:
    return rows_of([list(pair) for pair in pairs])


def behind_labels(pairs: Sequence[Pair]) -> str:
    return rows_of([[f"{label}: {value}"] for label, value in pairs])


def below_labels(pairs: Sequence[Pair]) -> str:
    return rows_of([[pair[n] for pair in pairs[at : at + 3]] for at in (0, 3) for n in (0, 1)])


def in_lines(pairs: Sequence[Pair]) -> str:
    return " ".join(f'p"{label}: {value}"' for label, value in pairs)


@pytest.mark.parametrize("between", [" / ", "/", " | ", " – "])
@pytest.mark.parametrize(
    "words", [MAORI, FRENCH, ["姓名", "级别", "部门", "经理", "会议日期", "期间"]]
)
@pytest.mark.parametrize("layout", [beside_labels, behind_labels, below_labels, in_lines])
@pytest.mark.parametrize("first", [True, False])
def test_labels_in_two_languages_are_told_by_the_forms_own(
    layout: Callable[[Sequence[Pair]], str], words: list[str], between: str, first: bool
) -> None:
    both = [(a, b) if first else (b, a) for a, b in zip(LABELS, words, strict=True)]
    pairs = list(zip(map(between.join, both), VALUES.values(), strict=True))
    values, reading = read(layout(pairs))
    assert values == VALUES
    told = {each.field for each in reading.issues if each.code == "label-by-likeness"}
    assert set(FIELDS) <= told


def test_a_single_label_with_a_slash_is_none_of_two_languages() -> None:
    pairs = [("Officer name / phone", "6165 9999"), *list(FIELDS.values())[1:]]
    values, reading = read(beside_labels(pairs))
    assert values["officer_name"] == ""
    assert "6165 9999" in {each.text for each in reading.unmapped}


@pytest.mark.parametrize("blank", [["officer_name"], [*FIELDS][:4], ["division_branch", "period"]])
@pytest.mark.parametrize("words", [MAORI, FRENCH])
def test_a_second_language_below_each_label_is_no_value(words: list[str], blank: list[str]) -> None:
    fields = {**VALUES, **dict.fromkeys(blank, "")}
    rows = [
        f'tr(tc(p"{label}" p"{word}") tc{f"{chr(34)}{value}{chr(34)}" if value else ""})'
        for label, word, value in zip(LABELS, words, fields.values(), strict=True)
    ]
    values, reading = read(f"tbl({' '.join(rows)})")
    assert values == fields
    assert set(words) <= {each.text for each in reading.unmapped}


@pytest.mark.parametrize("name", ["officer_name", "division_branch", "period"])
def test_a_photo_beside_all_rows_is_no_value(name: str) -> None:
    fields = {**VALUES, name: ""}
    photo = ['tc{vMerge=restart}"Photo"', *5 * ["tc{vMerge=continue}"]]
    rows = [
        f'tr(tc"{label}" {f"tc{chr(34)}{value}{chr(34)}" if value else "tc"} {other})'
        for label, value, other in zip(LABELS, fields.values(), photo, strict=True)
    ]
    assert read(f"tbl({' '.join(rows)})")[0] == fields


@pytest.mark.parametrize("titles", [["", "Current", "New"], ["Item", "Last cycle", "This cycle"]])
def test_two_columns_of_values_are_told_of(titles: list[str]) -> None:
    rows = [[label, value, f"{value[:-1]}7"] for label, value in FIELDS.values()]
    issues = read(rows_of([titles, *rows]))[1].issues
    told = {each.field for each in issues if each.severity == "warning"}
    assert {name for name in FIELDS if name != "period"} <= told


@pytest.mark.parametrize("end", ["", ":"])
def test_a_tab_ends_a_label_in_its_cell(end: str) -> None:
    fields = {**VALUES, "officer_name": ""}
    rows = [
        [f"{label}{end}\\t{value}"] for label, value in zip(LABELS, fields.values(), strict=True)
    ]
    assert read(rows_of(rows))[0] == fields


@pytest.mark.parametrize("end", ["", ":"])
@pytest.mark.parametrize("blank", [[], ["officer_name"], ["division_branch", "period"]])
def test_labels_in_one_cell_have_their_values_in_the_same_lines_of_the_next(
    end: str, blank: list[str]
) -> None:
    fields = {**VALUES, **dict.fromkeys(blank, "")}
    labels = " ".join(f'p"{label}{end}"' for label in LABELS)
    values = " ".join(f'p"{value}"' if value else "p" for value in fields.values())
    assert read(f"tbl(tr(tc({labels}) tc({values})))")[0] == fields


def test_with_fewer_lines_of_values_than_of_labels_none_is_read() -> None:
    labels = " ".join(f'p"{label}"' for label in LABELS)
    values = " ".join(f'p"{value}"' for value in [*VALUES.values()][1:])
    read_values, reading = read(f"tbl(tr(tc({labels}) tc({values})))")
    assert set(read_values.values()) == {""}
    told = {each.field for each in reading.issues if each.severity == "warning"}
    assert set(FIELDS) <= told
    assert {*VALUES.values()} - {"Priya Raman"} <= {each.text for each in reading.unmapped}


@pytest.mark.parametrize("between", [" / ", " | ", "; "])
def test_labels_with_colons_in_one_line_are_divided_by_a_slash(between: str) -> None:
    parts = [f"{label}: {value}" for label, value in FIELDS.values()]
    rows = [[between.join(parts[at : at + 2])] for at in (0, 2, 4)]
    assert read(rows_of(rows))[0] == VALUES


@pytest.mark.parametrize("rule", ["________", "......", "—"])
def test_values_stand_above_rules_above_their_labels(rule: str) -> None:
    pairs = list(FIELDS.values())
    rows = [
        row
        for (a, x), (b, y) in zip(pairs[::2], pairs[1::2], strict=True)
        for row in ([x, y], [rule, rule], [a, b])
    ]
    assert read(rows_of(rows))[0] == VALUES


@pytest.mark.parametrize("name", ["officer_name", "manager_name"])
def test_a_note_behind_a_blank_value_is_none_where_other_values_have_notes(name: str) -> None:
    fields = {**VALUES, name: ""}
    notes = ["checked", "checked", "", "OK", "", ""]
    rows = [list(each) for each in zip(LABELS, fields.values(), notes, strict=True)]
    assert read(rows_of(rows))[0] == fields


def test_a_text_behind_a_blank_cell_is_told_of_where_the_dates_are_in_that_column() -> None:
    rows = [[label, value, ""] for label, value in FIELDS.values()]
    rows[3] = [LABELS[3], "", "note"]
    issues = read(rows_of(rows))[1].issues
    assert "manager_name" in {each.field for each in issues if each.severity == "warning"}


def test_the_heading_of_a_column_of_signatures_is_no_name() -> None:
    matrix = [["", "Name", "Signature"], ["Officer", "", ""], ["Manager", "Tom Alder", ""]]
    rest = [list(FIELDS[name]) for name in ("classification_level", "division_branch", "period")]
    issues = read(f"{rows_of(matrix)} p {rows_of(rest)}")[1].issues
    assert ("label-as-value", "officer_name") in {(each.code, each.field) for each in issues}
