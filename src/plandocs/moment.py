"""Now, as files say it: SOURCE_DATE_EPOCH where that is set, so that runs can be repeated."""

from __future__ import annotations

import os
from datetime import UTC, datetime

_LATEST = 253_402_300_799  # the last second of the year 9999


def moment() -> datetime:
    """The moment in UTC; a SOURCE_DATE_EPOCH that is no moment is passed over."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stamp.isascii() and stamp.isdigit() and len(stamp) <= 12 and int(stamp) <= _LATEST:
        return datetime.fromtimestamp(int(stamp), UTC)
    return datetime.now(UTC)


def now() -> str:
    """The same in ISO 8601, to the second: "2026-07-14T03:12:00Z"."""
    return moment().strftime("%Y-%m-%dT%H:%M:%SZ")
