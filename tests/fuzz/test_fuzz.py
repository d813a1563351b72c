"""Broken plans: a reading or an error of plandocs comes out, in seconds and in bounded memory."""

from __future__ import annotations

import json
import sys
import time

import pytest

import plandocs
from plandocs import PlandocsError
from tests.fuzz.mutate import fuzzed

_ORDINARY = 300
_SECONDS = 20.0
_MEMORY = 1 << 30
_CODES = {
    "not-docx", "legacy-doc", "encrypted", "corrupt", "too-large", "not-this-form",
}  # fmt: skip


def outcome(content: bytes) -> str:
    """What becomes of a file: "read", or the code of its error."""
    try:
        reading = plandocs.parse(content, convert=False)
    except PlandocsError as error:
        return error.code if error.message else "an error without words"
    json.dumps(reading.to_dict())
    return "read"


def _peak() -> int:
    """The most memory that this process has had, in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


@pytest.fixture(scope="module")
def seeds(request: pytest.FixtureRequest) -> range:
    return range(request.config.getoption("--fuzz-runs") or _ORDINARY)


@pytest.mark.slower
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_only_errors_of_plandocs_come_out_of_broken_plans(seeds: range) -> None:
    before, outcomes = _peak(), dict.fromkeys(("read", *_CODES), 0)
    for seed in seeds:
        content = fuzzed(seed)
        begin = time.perf_counter()
        outcomes[outcome(content)] += 1
        seconds = time.perf_counter() - begin
        assert seconds < _SECONDS, f"fuzzed({seed}) took {seconds:.1f} seconds"
    assert _peak() - before < _MEMORY
    assert outcomes["read"] > len(seeds) / 20, f"too little gets through: {outcomes}"
    print(f"{len(seeds)} broken plans: {outcomes}")


def test_a_seed_breaks_a_plan_the_same_way_every_time() -> None:
    assert fuzzed(11) == fuzzed(11)
