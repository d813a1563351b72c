"""A header block that is laid out oddly is read right, or an issue names the field."""

from __future__ import annotations

import pytest
from tests.word.locate.odd_counts import counts
from tests.word.locate.odd_layouts import LAYOUTS, agencys_label_alone, wrong_and_named

# Where a person is told, for nothing in the block says which text is the value.
_TOLD = {"second-language", "lines-below", "some-agencys", "without-colons", "text-boxes",
         "paragraphs-above", "turned"}  # fmt: skip
_ALONE = "without-colons"  # here labels of the agency stand in the place of blank values
_MORE = 400


def unnamed(kind: str, seeds: range) -> list[str]:
    """Fields that are read wrong while no issue names them."""
    result = []
    for seed in seeds:
        wrong, named = wrong_and_named(kind, seed)
        result += [f"{kind} {seed}: {name}" for name in wrong if name not in named]
    return result


@pytest.mark.parametrize("kind", [kind for kind in LAYOUTS if kind != _ALONE])
def test_no_value_is_wrong_unless_an_issue_names_its_field(kind: str) -> None:
    assert unnamed(kind, range(12)) == []


def test_an_agencys_label_without_a_colon_is_a_value_without_a_word_for_few_blank_fields() -> None:
    result = counts(_ALONE, range(60))
    assert result["unnamed"] == 0
    assert 5 * result["alone, unnamed"] < result["alone"]


@pytest.mark.parametrize("kind", [kind for kind in LAYOUTS if kind not in _TOLD])
def test_values_in_front_of_labels_and_in_form_fields_are_read(kind: str) -> None:
    assert [wrong_and_named(kind, seed)[0] for seed in range(12)] == [[]] * 12


@pytest.mark.long
@pytest.mark.parametrize("kind", LAYOUTS)
def test_nor_in_hundreds_of_others(kind: str) -> None:
    alone = {f"{kind} {n}: {name}" for n in range(_MORE) for name in agencys_label_alone(kind, n)}
    assert set(unnamed(kind, range(_MORE))) - alone == set()
