"""``--cluster``: what is an address, who could listen, and what is said without Dask."""

from __future__ import annotations

import sys

import pytest

from plandocs import InputError, MissingExtra
from plandocs.batch.cluster import executor_at, is_open


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("tcp://127.0.0.1:8786", False), ("tcp://localhost:8786", False), ("tcp://[::1]:1", False),
        ("tls://10.0.0.5:8786", False), ("tcp://10.0.0.5:8786", True), ("tcp://hr-server:1", True),
        ("tcp://[fe80::1]:8786", True),
    ],
)  # fmt: skip
def test_plain_tcp_to_another_machine_is_open_to_who_listens(address: str, is_so: bool) -> None:
    assert is_open(address) is is_so


@pytest.mark.parametrize(
    "address", ["", "10.0.0.5", "http://a:1", "tcp://a", "tls://a:b", "tcp://a:1/x"]
)
def test_what_is_no_address_is_refused_with_an_example(address: str) -> None:
    with pytest.raises(InputError, match=r"tls://10\.0\.0\.5:8786"), executor_at(address):
        pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"plandocs\[dask\]"), executor_at("tls://a:1"):
        pass
