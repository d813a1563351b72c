"""``--set FIELD=VALUE`` as a mapping."""

from __future__ import annotations

from collections.abc import Iterable

import click


def values(given: Iterable[str]) -> dict[str, str]:
    """The values by what people call their fields."""
    found: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.UsageError(f"--set {each!r} is no setting; write FIELD=VALUE.")
        found[name.strip()] = value.strip()
    return found
