"""Plans that a command writes into a folder, one Word document each, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import plandocs
from plandocs.cli.console import progress, say
from plandocs.cli.options import Asked
from plandocs.files.search import read_from


def write_plans(
    plans: Iterable[plandocs.Plan],
    count: int,
    folder: str,
    *,
    name: str,
    force: bool,
    asked: Asked,
    read: Iterable[str],
    template: str | None = None,
    given: Mapping[str, Any] | None = None,
    pdf: bool = False,
) -> int:
    """Fill the plans into the folder, with a receipt; how many could not be, each named."""
    failed = 0
    filled = plandocs.fill_many(
        plans, folder, template=template, name=name, set=given, force=force,
        labels=asked.options["labels"], inputs=read_from((*read, *asked.files)),
        report=True, pdf=pdf,
    )  # fmt: skip
    for each in progress(filled, count, "Writing"):
        if each.status == "failed":
            failed += 1
            say(f"{each.officer_name or each.id}: ", each.error)
    return failed
