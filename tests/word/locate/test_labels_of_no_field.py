"""A header block with labels that only the agency has: their words are no field's value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from tests.documents.filled_plan import edited, words
from tests.documents.small_form import built

import plandocs

Pair = tuple[str, str]
FIELDS = {
    "officer_name": ("Officer name", "Priya Raman"),
    "classification_level": ("Classification Level", "SES2"),
    "division_branch": ("Division/Branch", "Policy North"),
    "manager_name": ("Manager name", "Tom Alder"),
    "meeting_date": ("Date of meeting", "3 July 2026"),
    "period": ("Period of plan", "July 2026 to June 2027"),
}
AGENCYS = [
    ("Phone", "6165 9999"), ("Employee number", "12345"), ("Site", "Hobart"), ("Contact", "R. Ng"),
]  # fmt: skip


def rows_of(cells: Sequence[Sequence[str]]) -> str:
    rows = (" ".join(f'tc"{each}"' if each else "tc" for each in row) for row in cells)
    return f"tbl({' '.join(f'tr({row})' for row in rows)})"


def _in_twos(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    for at in range(0, len(pairs), 2):
        yield [*pairs[at : at + 2], ("", "")][:2]


def beside(pairs: Sequence[Pair]) -> str:
    return rows_of([(f"{label}:", value) for label, value in pairs])


def in_four_columns(pairs: Sequence[Pair]) -> str:
    return rows_of([[each for pair in two for each in pair] for two in _in_twos(pairs)])


def behind(pairs: Sequence[Pair]) -> str:
    return rows_of([[f"{a}: {b}" if a else "" for a, b in two] for two in _in_twos(pairs)])


def above(pairs: Sequence[Pair]) -> str:
    return rows_of([list(row) for two in _in_twos(pairs) for row in zip(*two, strict=True)])


def above_in_threes(pairs: Sequence[Pair]) -> str:
    threes = [[*pairs[at : at + 3], ("", ""), ("", "")][:3] for at in range(0, len(pairs), 3)]
    return rows_of([list(row) for three in threes for row in zip(*three, strict=True)])


def lines(pairs: Sequence[Pair]) -> str:
    return " ".join(f'p"{label}: {value}"' for label, value in pairs)


Layout = Callable[[Sequence[Pair]], str]
LAYOUTS = [beside, in_four_columns, behind, above, above_in_threes, lines]


def read(layout: Layout, pairs: Sequence[Pair]) -> tuple[dict[str, str], str]:
    """The header's values as texts, and all words in no field."""
    reading = plandocs.parse(built({"header": layout(pairs)}))
    values = {name: getattr(reading.plan, name) for name in FIELDS}
    texts = {name: getattr(value, "text", value) for name, value in values.items()}
    return texts, "\n".join(each.text for each in reading.unmapped)


@pytest.mark.parametrize("place", range(len(FIELDS) + 1))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_more_label_leaves_all_values_where_they_are(layout: Layout, place: int) -> None:
    label, value = AGENCYS[place % len(AGENCYS)]
    pairs = list(FIELDS.values())
    values, beyond = read(layout, [*pairs[:place], (label, value), *pairs[place:]])
    assert values == {name: text for name, (_, text) in FIELDS.items()}
    assert label in beyond
    assert value in beyond


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_label_instead_of_the_forms_own_leaves_its_field_blank(layout: Layout, name: str) -> None:
    label, value = AGENCYS[list(FIELDS).index(name) % len(AGENCYS)]
    agencys = {**FIELDS, name: (label, value)}
    values, beyond = read(layout, list(agencys.values()))
    assert values == {**{each: text for each, (_, text) in FIELDS.items()}, name: ""}
    assert label in beyond
    assert value in beyond


@pytest.mark.parametrize("name", ["classification_level", "division_branch", "manager_name"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_beside_a_value_that_is_blank_it_does_not_give_one(layout: Layout, name: str) -> None:
    label, _ = FIELDS[name]
    blank = {**FIELDS, name: (label, "")}
    for number in range(len(AGENCYS)):
        pairs = list(blank.values())
        at = list(FIELDS).index(name) + 1
        values, _ = read(layout, [*pairs[:at], AGENCYS[number], *pairs[at:]])
        assert values == {**{each: text for each, (_, text) in FIELDS.items()}, name: ""}


@pytest.mark.parametrize("colon", ["", ":"])
@pytest.mark.parametrize("name", ["classification_level", "division_branch", "manager_name"])
def test_nor_where_each_field_has_a_label_or_a_note_of_the_agency_beside_its_value(
    name: str, colon: str
) -> None:
    others = [*AGENCYS, ("Cost centre", "771"), ("Fund", "03")]
    notes = ["as in the system", "e.g. SES1", "in full", "as in the chart", "", "12 months"]
    fields = {**FIELDS, name: (FIELDS[name][0], "")}
    expected = {**{each: text for each, (_, text) in FIELDS.items()}, name: ""}

    def with_label(pairs: Sequence[Pair]) -> str:
        rows = zip(pairs, others, strict=True)
        return rows_of([[f"{a}{colon}", b, f"{c}{colon}", d] for (a, b), (c, d) in rows])

    def with_note(pairs: Sequence[Pair]) -> str:
        return rows_of([[f"{a}{colon}", b, c] for (a, b), c in zip(pairs, notes, strict=True)])

    for layout in (with_label, with_note):
        assert read(layout, list(fields.values()))[0] == expected


@pytest.mark.parametrize("label", ["Employee number", "Employee no.", "Cost centre", "Date signed"])
@pytest.mark.parametrize("name", ["classification_level", "division_branch", "manager_name"])
def test_an_agencys_label_in_the_place_of_a_blank_value_is_told(label: str, name: str) -> None:
    pairs = [(own, label if field == name else value) for field, (own, value) in FIELDS.items()]
    reading = plandocs.parse(built({"header": beside(pairs)}))
    assert ("label-as-value", name) in {(each.code, each.field) for each in reading.issues}


@pytest.mark.parametrize("value", ["Service Centre", "Numbers and Codes", "Tom Alder", "Level 3"])
def test_a_value_that_is_no_label_is_not_told(value: str) -> None:
    values = {field: v for field, (_, v) in FIELDS.items()} | {"division_branch": value}
    pairs = [(own, values[field]) for field, (own, _) in FIELDS.items()]
    reading = plandocs.parse(built({"header": beside(pairs)}))
    assert "label-as-value" not in {each.code for each in reading.issues}


@pytest.mark.parametrize("name", ["classification_level", "division_branch", "manager_name"])
@pytest.mark.parametrize("layout", [behind, lines])
def test_another_label_with_its_value_behind_a_blank_one_is_told_or_left_out(
    layout: Callable[[Sequence[Pair]], str], name: str
) -> None:
    pairs = list[Pair]()
    for field, (own, value) in FIELDS.items():
        pairs.append((own, "" if field == name else value))
        if field == name:
            pairs.append(("Acting lead", "Rae Poole"))
    reading = plandocs.parse(built({"header": layout(pairs)}))
    value = reading.to_dict()["plan"][name]
    told = name in {each.field for each in reading.issues if each.severity == "warning"}
    assert value == "" or told
    texts = " ".join(each.text for each in reading.unmapped)
    assert "Rae Poole" in value + texts


@pytest.mark.parametrize("other", ["Site", "Cluster", "Previous manager", "Group"])
@pytest.mark.parametrize("told", ["Employee no.", "Cost centre"])
def test_where_one_label_of_the_agency_is_told_so_are_others_in_the_place_of_values(
    told: str, other: str
) -> None:
    texts = {"classification_level": told, "manager_name": other}
    pairs = [(own, texts.get(field, value)) for field, (own, value) in FIELDS.items()]
    reading = plandocs.parse(built({"header": beside(pairs)}))
    assert {*texts} <= {each.field for each in reading.issues if each.code == "label-as-value"}


@pytest.mark.parametrize("right", ["", "Manager signature"])
@pytest.mark.parametrize("level", ["Executive", "SES"])
def test_a_level_that_is_another_label_makes_no_value_of_the_labels_around_it(
    level: str, right: str
) -> None:
    rows = [[own, value, "", ""] for own, value in FIELDS.values()]
    rows[1] = [FIELDS["classification_level"][0], level, right, "T Alder" if right else ""]
    reading = plandocs.parse(built({"header": rows_of(rows)}))
    read_values = {name: getattr(reading.plan, name) for name in FIELDS}
    texts = {name: getattr(value, "text", value) for name, value in read_values.items()}
    expected = {name: value for name, (_, value) in FIELDS.items()}
    assert texts == {**expected, "classification_level": level}


def test_a_blank_value_beside_a_label_of_the_agency_is_no_label() -> None:
    texts = {"classification_level": "Employee no.", "manager_name": "", "period": ""}
    pairs = [(own, texts.get(field, value)) for field, (own, value) in FIELDS.items()]
    issues = plandocs.parse(built({"header": beside(pairs)})).issues
    told = {each.field for each in issues if each.code == "label-as-value"}
    assert told.isdisjoint({"manager_name", "period", "meeting_date"})


@pytest.mark.parametrize("word", ["seeing", "asking", "looking"])
def test_the_heading_of_a_box_with_another_word_in_it_is_no_value_without_a_word(word: str) -> None:
    label = "What the Officer is seeking in the working relationship"
    data = plandocs.parse(edited(words(label, label.replace("seeking", word)))).to_dict()
    told = {each["field"] for each in data["issues"]}
    wrong = {"manager_seeks": "No surprises", "officer_seeks": "Clear priorities"}.items()
    read_values = data["plan"]["working_relationship"]
    assert {f"working_relationship.{n}" for n, v in wrong if read_values[n] != v} <= told
