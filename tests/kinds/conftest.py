"""The form with a kind of its own laid beside plandocs' own, as a new folder under `forms/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plandocs.description.form import FormSpec
from tests.laid_beside import laid_beside


@pytest.fixture(scope="package", autouse=True)
def form() -> Iterator[FormSpec]:
    """The form is known while these tests run; its template is made as every other one."""
    with laid_beside(Path(__file__).parent / "forms", "grant-request") as found:
        yield found
