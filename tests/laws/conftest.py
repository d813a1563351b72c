"""The toy form laid beside plandocs' own, as a new folder under `forms/` would be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plandocs.forms import registry
from tests.laid_beside import laid_beside

FORMS = (*(each.name for each in registry.forms()), "garden-plot")


@pytest.fixture(scope="package", autouse=True)
def toy() -> Iterator[None]:
    """The toy form is known while the laws run; its template is made as every other one."""
    with laid_beside(Path(__file__).parent / "forms", "garden-plot"):
        yield


@pytest.fixture(params=FORMS, scope="package")
def name(request: pytest.FixtureRequest) -> str:
    """Every form's name, one after the other."""
    assert isinstance(request.param, str)
    return request.param
