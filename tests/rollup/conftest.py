"""A workbook to work in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.rollup.plans import whole_samples


@pytest.fixture(scope="session")
def _rolled_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, rolled up once."""
    target = tmp_path_factory.mktemp("division") / "division.xlsx"
    whole_samples(target)
    return target


@pytest.fixture
def path(tmp_path: Path, _rolled_up: Path) -> Path:
    """The samples, rolled up with all their lists."""
    return Path(shutil.copy(_rolled_up, tmp_path))
