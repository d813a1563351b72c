"""Now, as files say it: SOURCE_DATE_EPOCH where that is set, so that runs can be repeated."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> str:
    """The moment in UTC, ISO 8601, to the second: "2026-07-14T03:12:00Z"."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(stamp), UTC) if stamp.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
