"""A Dask cluster as one more executor: who is connected to, and what is said where that fails."""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from plandocs.errors import InputError, MissingExtra, ProcessesNotStarted

_ADDRESS = re.compile(r"(?:tcp|tls)://(?P<host>\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d{1,5}")
_SECONDS = 10  # for a scheduler to answer


@contextmanager
def executor_at(address: str) -> Iterator[Executor]:
    """The executor of the cluster at an address, for as long as the block runs.

    Args:
        address: of the scheduler, such as ``tls://10.0.0.5:8786``.

    Raises:
        InputError: this is no such address.
        MissingExtra: distributed is not installed.
        ProcessesNotStarted: no scheduler answers there, or it has no workers.
    """
    if _ADDRESS.fullmatch(address) is None:
        raise InputError(
            f"cluster= takes the address of a Dask scheduler, such as tls://10.0.0.5:8786; "
            f"here is {address!r}."
        )
    distributed = _distributed()
    try:
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ProcessesNotStarted(
            f"no Dask scheduler answers at {address}; look whether it runs, whether the address is "
            "its own, and whether tcp or tls is what it speaks."
        ) from error
    with client:
        if not client.nthreads():
            raise ProcessesNotStarted(
                f"the Dask cluster at {address} has no workers; start one with:  "
                f"dask worker {address}"
            )
        yield client.get_executor()


def is_open(address: str) -> bool:
    """Return whether words that go to this address can be read on their way: not tls, not here."""
    match = _ADDRESS.fullmatch(address)
    if match is None or address.startswith("tls:"):
        return False
    host = match["host"].strip("[]")
    if host in ("localhost", socket.gethostname()):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise MissingExtra(
            "a cluster needs Dask, which is not installed. Install it with:  "
            "pip install 'plandocs[dask]'"
        ) from None
    for name in logging.root.manager.loggerDict:
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)  # it is said in one sentence
    return distributed
