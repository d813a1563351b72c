"""What all tests share: the options of the command line, and which tests this machine can run.

`--slower` also runs what takes seconds a test, which a change has to pass before it lands; `--long`
what takes minutes, too. `--fuzz-runs N` sets how many examples every property test tries.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from plandocs.forms import registry
from plandocs.word.package.foreign.libreoffice import program

_NO_LIBREOFFICE = (
    "needs LibreOffice, and there is no soffice on the path "
    "(apt install libreoffice-writer-nogui libreoffice-calc-nogui)"
)
_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slower", action="store_true", help="also run those that take seconds each")
    parser.addoption("--long", action="store_true", help="and those that take minutes")
    parser.addoption(
        "--fuzz-runs", type=int, default=0, metavar="N", help="examples that each property tries"
    )


def pytest_configure(config: pytest.Config) -> None:
    """The Hypothesis profiles: the same examples every time, unless a number is asked for."""
    settings.register_profile(
        "ordinary",
        deadline=None,
        derandomize=True,
        max_examples=50,
        suppress_health_check=_SLOW_IS_FINE,
    )
    settings.load_profile("ordinary")
    gc.set_threshold(20_000, 20, 100)  # a tenth of the time of a run was the collector's
    runs: int = config.getoption("--fuzz-runs")
    if runs:
        settings.register_profile(
            "fuzz",
            settings.get_profile("ordinary"),
            derandomize=False,
            max_examples=runs,
            print_blob=True,
        )
        settings.load_profile("fuzz")


@pytest.fixture(autouse=True)
def no_form_of_another_test() -> Iterator[None]:
    """What a test loads from a form's file is known to that test alone."""
    before = dict(registry._loaded)
    yield
    registry._loaded.clear()
    registry._loaded.update(before)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    reasons = {}
    if not config.getoption("--long"):
        reasons["long"] = "takes minutes: run with --long"
        if not config.getoption("--slower"):
            reasons["slower"] = "takes seconds: run with --slower"
    if program() is None:
        reasons["libreoffice"] = _NO_LIBREOFFICE
    for item in items:
        for marker, reason in reasons.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_report_header() -> list[str]:
    """What this run leaves out, for whoever reads its output."""
    found = program()
    return [f"LibreOffice: {found or 'not here, its tests are skipped'}; Python {sys.version}"]
