"""Broken workbooks, CSV, lines of JSON and templates: only errors of plandocs come out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import plandocs
from plandocs import PlandocsError
from plandocs.data.validate import as_plan
from tests.fuzz.data import fuzzed_data

_ORDINARY = 10
_SECONDS = 30.0
_PLAN = {"form": "senior-executive-plan", "officer_name": "Ann Lee", "manager_name": "Tom Alder"}


def _as_data(path: Path) -> None:
    """The file as officers to fill forms for, each looked at as `fill` does before it begins."""
    for record in plandocs.read_data(path):
        try:
            as_plan(record)
        except PlandocsError:
            continue


def _as_division(path: Path) -> None:
    """The file as readings that are rolled up."""
    plandocs.rollup(path, path.with_name("division.xlsx"), force=True)


def _as_workbook_before(path: Path) -> None:
    """The file as the division's workbook that people have written in."""
    target = path.with_name("next.xlsx")
    plandocs.rollup([as_plan(_PLAN)], target, update=path, force=True)


def _as_template(path: Path) -> None:
    plandocs.check_template(path)
    plandocs.fill(as_plan(_PLAN), template=path, verify=False)


_USES: dict[str, tuple[Callable[[Path], None], ...]] = {
    "xlsx": (_as_data, _as_workbook_before),
    "csv": (_as_data,),
    "jsonl": (_as_data, _as_division),
    "docx": (_as_template,),
}


def _outcome(path: Path, use: Callable[[Path], None]) -> str:
    try:
        use(path)
    except PlandocsError as error:
        return error.code if error.message else "an error without words"
    return "read"


@pytest.mark.slower
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", _USES)
def test_only_errors_of_plandocs_come_out_of_broken_data(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    runs = request.config.getoption("--fuzz-runs") or _ORDINARY
    outcomes: Counter[str] = Counter()
    path = tmp_path / f"broken.{kind}"
    for seed in range(runs):
        path.write_bytes(fuzzed_data(seed, kind))
        for use in _USES[kind]:
            begin = time.perf_counter()
            try:
                outcomes[_outcome(path, use)] += 1
            except Exception as error:  # whatever it is, it is told with its seed
                error.add_note(f"fuzzed_data({seed}, {kind!r}) in {use.__name__}")
                raise
            seconds = time.perf_counter() - begin
            assert seconds < _SECONDS, f"fuzzed_data({seed}, {kind!r}) took {seconds:.1f} seconds"
    assert outcomes["an error without words"] == 0
    assert outcomes["read"] > runs / 20, f"too little gets through: {outcomes}"
    print(f"{runs} broken {kind}: {dict(outcomes)}")


def test_a_seed_breaks_data_the_same_way_every_time() -> None:
    for kind in _USES:
        assert fuzzed_data(11, kind) == fuzzed_data(11, kind)
