"""Which tables and rows are a section's, however people cut, copy, misspell or surround them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents.official import CAPABILITIES
from tests.documents.small_form import built

import plandocs
from plandocs import Reading

_HEADS = ("Business / work outcome", "Performance measures(s)", "Link to")
_ROW = 'tr(tc"{0}Outcome {1}" tc"Measure {1}" tc"Goal {1}")'


def read(**pieces: str) -> Reading:
    return plandocs.parse(built(pieces))


def rows(reading: Reading, section: str = "outcomes") -> list[dict[str, Any]]:
    assert reading.plan is not None
    found = reading.plan.model_dump(mode="json")[section]
    assert isinstance(found, list)
    return found


def table(*texts: str, heads: tuple[str, ...] = _HEADS, title: str = "") -> str:
    top = f'tr(tc{{gridSpan=3}}"{title}") ' if title else ""
    cells = " ".join(f'tc"{each}"' for each in heads)
    return f"tbl({top}{f'tr({cells}) ' if heads else ''}{' '.join(texts)})"


def numbered(first: int, *names: str) -> list[str]:
    return [_ROW.format(f"{n}. ", name) for n, name in enumerate(names, first)]


def outcomes(reading: Reading) -> list[str]:
    return [row["outcome"] for row in rows(reading)]


def told(reading: Reading, field: str) -> bool:
    return any((issue.field or "").startswith(field) for issue in reading.issues)


_TITLE = "Section 1: Business (work) outcomes and performance measures"


def slips(text: str) -> list[str]:
    """The text with a letter taken out of each of its long words."""
    long = [word for word in text.split() if len(word) > 5 and word.isalpha()]
    return [text.replace(word, word[:3] + word[4:], 1) for word in long]


@pytest.mark.parametrize("slip", [slip for each in _HEADS for slip in slips(each)])
def test_a_slip_in_a_column_heading_moves_no_value(slip: str) -> None:
    heads = tuple(slip if slip in slips(each) else each for each in _HEADS)
    reading = read(outcomes=table(*numbered(1, "a", "b"), heads=heads, title=_TITLE))
    assert rows(reading)[1] == {
        "outcome": "Outcome b",
        "measures": ["Measure b"],
        "links": ["Goal b"],
    }
    assert told(reading, "outcomes.")


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("text", ["", "Corporate theme"])
def test_a_heading_that_is_blank_or_in_other_words_is_told_by_its_place(at: int, text: str) -> None:
    heads = (*_HEADS[:at], text, *_HEADS[at + 1 :])
    reading = read(outcomes=table(*numbered(1, "a", "b"), heads=heads, title=_TITLE))
    assert rows(reading)[0] == {
        "outcome": "Outcome a",
        "measures": ["Measure a"],
        "links": ["Goal a"],
    }
    assert told(reading, "outcomes.")
    assert [each.text for each in reading.unmapped] == ([text] if text else [])


def test_a_column_that_tables_of_all_kinds_have_is_none_of_the_form() -> None:
    heads = (*_HEADS[:2], "Status")
    reading = read(outcomes=table(*numbered(1, "a"), heads=heads, title=_TITLE))
    assert not rows(reading)[0]["links"]
    assert not reading.clean


@pytest.mark.parametrize("label", [slip for each in CAPABILITIES for slip in slips(each)])
def test_a_slip_in_a_printed_row_adds_none(label: str) -> None:
    whole = [label if label in slips(each) else each for each in CAPABILITIES]
    texts = [f'tr(tc"{n}. {each}" tc"M{n}")' for n, each in enumerate(whole, 1)]
    reading = read(leadership=" ".join(texts))
    assert [row["measures"] for row in rows(reading, "leadership")] == [
        [f"M{n}"] for n in range(1, 6)
    ]
    assert told(reading, "leadership[")


def test_a_printed_row_that_is_gone_is_told_and_makes_an_added_one_a_warning() -> None:
    texts = [f'tr(tc"{each}" tc"M")' for each in (*CAPABILITIES[:4], "Listens to staff")]
    reading = read(leadership=" ".join(texts))
    severities = {issue.code: issue.severity for issue in reading.issues}
    assert severities["missing-field"] == severities["extra-capability"] == "warning"


@pytest.mark.parametrize("title", ["Section 1 (continued)", "Section 1 continued", ""])
@pytest.mark.parametrize("heads", [_HEADS, ()])
def test_a_section_goes_on_in_a_further_table(title: str, heads: tuple[str, ...]) -> None:
    first = table(*numbered(1, "a", "b"), title=_TITLE)
    between = f'p"{title}"' if title else "p"
    reading = read(outcomes=f"{first} {between} {table(*numbered(3, 'c'), heads=heads)}")
    assert outcomes(reading) == ["Outcome a", "Outcome b", "Outcome c"]
    assert reading.clean


@pytest.mark.parametrize("title", [_TITLE, ""])
@pytest.mark.parametrize("between", ["", "p"])
def test_rows_that_are_numbered_anew_are_another_copy(title: str, between: str) -> None:
    old, new = numbered(1, "x", "y"), numbered(1, "a", "b")
    if between or title:
        text = f"{table(*old, title=_TITLE)} {between} {table(*new, title=title)}"
    else:
        text = table(*old, *new, title=_TITLE)
    reading = read(outcomes=text)
    assert outcomes(reading) == ["Outcome a", "Outcome b"]
    assert told(reading, "outcomes")
    assert "Measure x" in [each.text for each in reading.unmapped]


def test_of_two_copies_that_of_the_period_is_read() -> None:
    texts = [f'p"Performance year {y}" {table(*numbered(1, *n))}' for y, n in
             (("2026-27", "ab"), ("2025-26", "xy"))]  # fmt: skip
    header = 'tbl(tr(tc"Officer name:" tc"Priya Raman" tc"Period of plan:" tc"2026-27"))'
    reading = read(header=header, outcomes=f'p"{_TITLE}" {texts[0]} p {texts[1]}')
    assert outcomes(reading) == ["Outcome a", "Outcome b"]
    assert told(reading, "outcomes")


_OTHERS = {
    "minutes": (("Priority", "Action", "Responsibility / timing"), ("1", "Book a room", "Jo, May")),
    "needs in minutes": (("Learning need", "Action", "When"), ("Media", "Ring Jo", "May")),
    "risks": (("No.", "Risk", "Owner"), ("1", "Funds run out", "Jo")),
    "ratings": (("Outcome", "Rating", "Remarks"), ("1", "Met", "Early")),
    "calendar": (("Learning activity", "Date", "Provider"), ("Course", "3 May", "TAFE")),
    "comments": (("Officer comments", "Managers comments"), ("On track", "Well done")),
}


@pytest.mark.parametrize("kind", _OTHERS)
@pytest.mark.parametrize("piece", ["leadership", "after"])
def test_other_tables_between_and_behind_the_sections_are_none_of_them(
    kind: str, piece: str
) -> None:
    plain, (heads, texts) = read(), _OTHERS[kind]
    cells = " ".join(f'tc"{each}"' for each in texts)
    other = table(f"tr({cells})", heads=heads)
    names = [f'tr(tc"{each}" tc)' for each in CAPABILITIES]
    own = table(*names, heads=("Leadership Capability", "Performance measure(s)"))
    pieces = {
        "leadership": f'p"Section 2: Leadership behaviour" {own} p {other}',
        "after": f"p {other}",
    }
    reading = read(**{piece: pieces[piece]})
    assert reading.plan == plain.plan
    assert not reading.clean
    found = {each.text for each in reading.unmapped}
    assert {each for each in texts if not each.isdigit()} <= found


@pytest.mark.parametrize("label", ["{} {}", "{} {}:", "{}"])
@pytest.mark.parametrize("joined", [True, False])
def test_labels_may_stand_below_each_other_in_a_table_for_each_item(
    label: str, joined: bool
) -> None:
    made = []
    for n in (1, 2):
        heads = [label.format(_HEADS[0], n), *_HEADS[1:]]
        values = (f"Outcome x{n}", f"Measure {n}", f"Goal {n}")
        made.append(" ".join(f'tr(tc"{a}" tc"{b}")' for a, b in zip(heads, values, strict=True)))
    tables = f"tbl({' '.join(made)})" if joined else " p ".join(f"tbl({each})" for each in made)
    reading = read(outcomes=f'p"{_TITLE}" {tables}')
    assert [tuple(row.values()) for row in rows(reading)] == [
        (f"Outcome x{n}", [f"Measure {n}"], [f"Goal {n}"]) for n in (1, 2)
    ]
    assert reading.clean


@pytest.mark.parametrize("number", ["3", "3.", "#3", "(3)", "Outcome 3", "Outcome 3:", "No. 3"])
def test_a_bare_row_number_is_no_item(number: str) -> None:
    texts = [*numbered(1, "a", "b"), f'tr(tc"{number}" tc tc)']
    assert outcomes(read(outcomes=" ".join(texts))) == ["Outcome a", "Outcome b"]


def test_a_number_beside_measures_is_an_item_without_a_name() -> None:
    reading = read(outcomes='tr(tc"Outcome 1" tc"Measure" tc)')
    assert rows(reading) == [{"outcome": "", "measures": ["Measure"], "links": []}]


@pytest.mark.parametrize("rank", ['tc(p{list=1.0}"")', 'tc"2"'])
def test_a_rank_alone_is_no_item(rank: str) -> None:
    texts = 'tr(tc"1" tc"Coaching" tc tc tc)' + f" tr({rank} tc tc tc tc)"
    assert len(rows(read(learning_needs=texts), "learning_needs")) == 1


def test_a_row_that_is_cut_otherwise_than_its_headings_is_told() -> None:
    grid = "tblGrid({})".format(
        " ".join(f"gridCol{{@w={w}}}" for w in (1900, 1100, 850, 1900, 1600))
    )
    heads = f'tr(tc{{gridSpan=2}}"{_HEADS[0]}" tc{{gridSpan=2}}"{_HEADS[1]}" tc"{_HEADS[2]}")'
    row = 'tr(tc"1. Reduce waits" tc{gridSpan=2}"Waits halved" tc"SO1" tc)'
    reading = read(outcomes=f'p"{_TITLE}" tbl({grid} {heads} {row})')
    assert rows(reading)[0] == {
        "outcome": "Reduce waits",
        "measures": ["Waits halved"],
        "links": ["SO1"],
    }
    assert {i.field for i in reading.issues if i.code == "cells-off-headings"} == {
        "outcomes[0].outcome", "outcomes[0].measures", "outcomes[0].links"
    }  # fmt: skip


def test_an_example_is_no_silent_item() -> None:
    example = 'tr(tc"Example: Improve the counter" tc"Survey" tc"Goal")'
    reading = read(outcomes=f"{example} {' '.join(numbered(1, 'a', 'b'))}")
    assert outcomes(reading) == ["Outcome a", "Outcome b"]
    assert told(reading, "outcomes")


_BOXES = {
    "career": ("Outline of the Officers career aspirations and goals", "Managers comments"),
    "working_relationship": (
        "What the Manager is seeking in the working relationship",
        "What the Officer is seeking in the working relationship",
    ),
}
_SLIPS = ("{1} {0}", "{0} {1}", "{2} {1}{3}", "{2} {1} {3}")  # in front, behind, inside


@pytest.mark.parametrize("slip", _SLIPS)
@pytest.mark.parametrize("spoilt", [0, 1])
@pytest.mark.parametrize("section", _BOXES)
def test_a_word_planted_in_a_boxs_label_never_makes_another_label_a_value_without_a_word(
    section: str, spoilt: int, slip: str
) -> None:
    labels = list(_BOXES[section])
    front, _, last = labels[spoilt].rpartition(" ")
    labels[spoilt] = slip.format(labels[spoilt], "Zq7001706x", front, last)
    pieces = " ".join(f'tr(tc"{label}" tc"Words {n}")' for n, label in enumerate(labels))
    reading = read(**{section: pieces})
    values = list(reading.to_dict()["plan"][section].values())
    assert values == ["Words 0", "Words 1"] or reading.issues
