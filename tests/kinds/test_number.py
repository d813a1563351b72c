"""A number as people write it, and what it means."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from plandocs.kinds.number import NumberKind, NumberText, number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [("25", 25), ("25 %", 25), ("25%", 25), ("25.5", 25.5), ("25.5 per cent", 25.5), (".5", 0.5),
     ("1,200", 1200), ("1 200.50", 1200.5), ("$1,200", 1200), ("-3", -3), ("−3", -3), ("25.", 25),
     ("0", 0)],
)  # fmt: skip
def test_it_is_read_however_it_is_written(text: str, number: float) -> None:
    assert NumberText.model_validate(text) == NumberText(text=text, number=number)


@pytest.mark.parametrize(
    "text", ["", "a third", "25 or so", "20-30", "25,5", "1,20", "12/7", ".", "%", "1e5", "9" * 20]
)
def test_what_is_no_one_number_stays_a_text(text: str) -> None:
    assert number_in(text) is None


@pytest.mark.parametrize(
    ("data", "text"),
    [(25, "25"), (25.5, "25.5"), ({"number": 25}, "25"), ({"text": "25 %", "number": 25}, "25 %")],
)
def test_it_is_taken_from_numbers(data: Any, text: str) -> None:
    assert NumberText.model_validate(data).text == text


@pytest.mark.parametrize(
    "data", [True, {"number": "many"}, {"text": "20 %", "number": 25}, {"cents": 1}]
)
def test_what_contradicts_itself_is_refused(data: Any) -> None:
    with pytest.raises(ValidationError):
        NumberText.model_validate(data)


def test_bounds_are_told() -> None:
    kind = NumberKind(0, 100)
    (notice,) = kind.doubts(NumberText(text="120 %"), ("", ""))
    assert notice.code == "number-out-of-bounds"
    assert "from 0 to 100" in notice.message
    assert list(kind.doubts(NumberText(text="100 %"), ("", ""))) == []
    assert kind.specimen("") == "10"
    assert NumberKind(least=50).specimen("") == "50"
