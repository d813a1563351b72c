"""Words that people type beside printed ones are told once, and the printed ones are not."""

from __future__ import annotations

import pytest
from tests.documents.filled_plan import content, edited, first, last, truth, words

import plandocs

_TITLES = (
    "Section 1: Business (work) outcomes and performance measures (‘what is to be achieved’)",
    "Section 2: Leadership behaviour  (‘how it’s achieved’)",
    "Section 3:  Learning and development plan ",
    "Section 4: Career Aspirations & Goals ",
    "Section 5: Expectations about the working relationship between the manager and officer ",
)


@pytest.mark.parametrize("slip", ["tfiming", "timng", "tmiing", "timming", "timinf"])
@pytest.mark.parametrize("gap", [" / ", "/", " – ", " | "])
def test_a_slip_in_the_second_half_of_a_heading_is_no_word_beside_it(slip: str, gap: str) -> None:
    right = "Responsibility / timing"
    reading = plandocs.parse(edited(words(right, f"Responsibility{gap}{slip}")))
    assert reading.to_dict()["plan"] == truth()
    assert reading.unmapped == ()
    assert [issue.code for issue in reading.issues] == ["label-by-likeness"]


@pytest.mark.parametrize("beside", ["(see the guide)", "(‘what is to be achieveed’)", "(in words)"])
def test_brackets_that_the_form_prints_in_a_title_are_no_words_beside_it(beside: str) -> None:
    title = _TITLES[0].replace("(‘what is to be achieved’)", beside)
    reading = plandocs.parse(edited(words(_TITLES[0], title)))
    assert [each.text for each in reading.unmapped] == [beside]


@pytest.mark.parametrize("label", ["Name", "Officer name", "Classification level", "Division"])
@pytest.mark.parametrize("other", ["Signature: J Brand", "Phone: 6232 7000", "Cost centre: 12"])
@pytest.mark.parametrize("gap", ["    ", "\\t"])
def test_another_label_in_a_line_below_the_form_is_told_once(
    label: str, other: str, gap: str
) -> None:
    line = f"{label}: Jo Brand{gap}{other}"
    reading = plandocs.parse(edited(last(f'p"{line}"')))
    assert reading.to_dict()["plan"] == truth()
    told = [each for each in reading.unmapped if other in each.text]
    assert [each.text.split() for each in told] == [line.replace("\\t", " ").split()]


def test_another_label_in_a_line_that_says_what_the_form_says_is_told() -> None:
    reading = plandocs.parse(edited(last('p"Officer name: Priya Raman    Phone: 6232 7000"')))
    assert [each.text for each in reading.unmapped] == ["Phone: 6232 7000"]


@pytest.mark.parametrize("count", [3, 5])
@pytest.mark.parametrize("lines", [("Manager: Al Bo",), ("Manager: Al Bo", "Supervisor: Cy Day")])
@pytest.mark.parametrize("label", ["Manager:", "Supervisor", "Manager name:"])
def test_lines_above_a_table_of_contents_are_not_the_details_at_the_top(
    count: int, lines: tuple[str, ...], label: str
) -> None:
    contents = " ".join(f'p"{text}"' for text in (*lines, *_TITLES[-count:]))
    reading = plandocs.parse(edited(first(contents), words("Manager name:", label)))
    assert reading.to_dict()["plan"] == truth()
    assert [each.text for each in reading.unmapped] == [*lines]
    assert {issue.code for issue in reading.issues} <= {"label-elsewhere", "unmapped-text"}


@pytest.mark.parametrize("slip", ["Divison/Branch:", "Division/Braanch:", "Division/Brnach"])
@pytest.mark.parametrize("lines", [("Division: Reform", "Branch: Design"), ("Branch: Design",)])
def test_a_value_that_says_its_label_again_is_beside_that_also_with_a_slip(
    slip: str, lines: tuple[str, ...]
) -> None:
    value = content("Policy / Reform", " ".join(f'p"{line}"' for line in lines))
    reading = plandocs.parse(edited(value, words("Division/Branch:", slip)))
    assert reading.to_dict()["plan"] == {**truth(), "division_branch": "\n".join(lines)}
    assert reading.unmapped == ()
    assert [issue.code for issue in reading.issues] == ["label-by-likeness"]
