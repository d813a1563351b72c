"""Moments in UTC and ISO 8601; the present one is SOURCE_DATE_EPOCH where that is set."""

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


def local_moment() -> datetime:
    """The moment in the time of this place; that of SOURCE_DATE_EPOCH is in UTC anywhere."""
    return moment() if os.environ.get("SOURCE_DATE_EPOCH") else moment().astimezone()


def moment_in(text: str) -> datetime | None:
    """The moment that a file says, in UTC; None where it says none.

    >>> moment_in("2026-07-14T13:12:00+10:00"), moment_in("yesterday")
    (datetime.datetime(2026, 7, 14, 3, 12, tzinfo=datetime.timezone.utc), None)
    """
    try:
        result = datetime.fromisoformat(text)
        return (result if result.tzinfo else result.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def written(at: datetime | None) -> str | None:
    """A moment in ISO 8601, as the contract's JSON has it: "2026-07-14T03:12:00Z"."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def stamp(at: datetime) -> str:
    """A moment in ISO 8601, to the second, as the properties of files have it."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def now() -> str:
    """The present moment so: "2026-07-14T03:12:00Z"."""
    return stamp(moment())
