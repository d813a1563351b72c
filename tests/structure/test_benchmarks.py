"""The benchmarks can be run: what they take from the inside is there."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from tests.structure.source import ROOT

_BENCHMARKS = sorted((ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("file", _BENCHMARKS, ids=lambda path: path.name)
def test_a_benchmark_finds_what_it_measures(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(file.parent))
    before = set(sys.modules)
    runpy.run_path(str(file), run_name="benchmark")
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in {each.stem for each in _BENCHMARKS}:
            del sys.modules[name]
