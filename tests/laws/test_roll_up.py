"""A form without tables of its own is rolled up by its description alone."""

from __future__ import annotations

from pathlib import Path

import openpyxl

import plandocs

PLOT = {
    "form": "garden-plot",
    "gardener": "Ada Byrne",
    "plot": "North / Bed 4",
    "crops": [
        {"crop": "Beans", "signs": ["3 kg", "no rust"], "beds": ["4"], "share": "25 %"},
    ],
    "loans": [{"turn": "1", "tool": "Fork"}],
    "remarks": {"gardener": "Between us", "warden": "Just us"},
}


def test_every_section_that_is_not_private_has_a_sheet(tmp_path: Path) -> None:
    target = tmp_path / "garden.xlsx"
    plandocs.rollup([PLOT], target)
    book = openpyxl.load_workbook(target)
    assert {"What will grow", "Tools to borrow", "Promises", "Questions"} <= set(book.sheetnames)
    assert "Remarks" not in book.sheetnames
    rows = list(book["What will grow"].iter_rows(values_only=True))
    under = ("Work: Sown", "Work: Days of work", "Harvest: Days of work", "Harvest: Kilograms")
    assert rows[0][2:] == ("Crop", "Signs of a good year", "Beds", *under, "Share of the plot")
    assert rows[0][:2] == ("Gardener", "Plot")
    assert rows[1] == ("Ada Byrne", "Bed 4", "Beans", "3 kg\nno rust", "4", *(None,) * 4, 25)
    assert [cell.value for cell in book["Completion"][2]][:2] == ["Ada Byrne", None]
    words = {str(c.value) for page in book for row in page.iter_rows() for c in row}
    assert not any("etween us" in word or "ust us" in word for word in words)
