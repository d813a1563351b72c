"""Compare one value in both versions: a text, a date, a period, a signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plandocs.changes.alike import SAME, alike
from plandocs.changes.change import Change
from plandocs.changes.paths import is_blank
from plandocs.kinds.kind import Kind


def compare_value(path: str, kind: Kind, before: Any, after: Any) -> Iterator[Change]:
    """The change of one value, if there is one."""
    if before == after:
        return
    if is_blank(before):
        yield Change(path, "added", before, after, "filled in")
    elif is_blank(after):
        yield Change(path, "removed", before, after, "taken out")
    else:
        same = alike(kind.data_text(before), kind.data_text(after)) >= SAME
        yield Change(path, "changed", before, after, "reworded" if same else "replaced")
