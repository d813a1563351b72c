"""A workbook to work in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rollup.plans import whole_samples


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The samples, rolled up with all their lists."""
    target = tmp_path / "division.xlsx"
    whole_samples(target)
    return target
