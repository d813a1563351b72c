"""Values of numpy, pandas and decimals as plain ones; none of these libraries is imported."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_PLAIN = (str, bool, int, bytes)
_FOREIGN = frozenset({"numpy", "pandas"})


def plain_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a plan in plain values; a blank one counts as left out."""
    result = {name: plain_value(value) for name, value in data.items()}
    key = result.get("id")
    if isinstance(key, float) and key.is_integer():  # a column with a blank in it has no integers
        result["id"] = int(key)
    return {name: value for name, value in result.items() if value is not None}


def plain_value(value: Any) -> Any:
    """Return a value as a plain one; None where it is blank: NaN, NaT, NA."""
    if type(value) in _PLAIN or value is None:
        return value
    if isinstance(value, Mapping) and type(value) is dict:
        return {name: plain_value(each) for name, each in value.items()}
    if type(value) in (list, tuple):
        return [plain_value(each) for each in value]
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    elif type(value).__module__.partition(".")[0] in _FOREIGN:
        value = _of_frame(value)
    return None if isinstance(value, float) and math.isnan(value) else value


def _of_frame(value: Any) -> Any:
    """A value of numpy or pandas, by the methods that say what it is."""
    if type(value).__name__ in {"NaTType", "NAType"}:
        return None
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    if type(value).__name__ == "datetime64":
        return None if str(value) == "NaT" else value.astype("datetime64[us]").item()
    if hasattr(value, "tolist"):
        return plain_value(value.tolist())
    return str(value)
