"""Plans that a command writes into a folder, one Word document each, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import plandocs
from plandocs.cli.console import progress, say
from plandocs.cli.options import Asked
from plandocs.errors import PlandocsError, ProcessesNotStarted
from plandocs.files.search import read_from


class Written(NamedTuple):
    """How many plans could not be written, and whether all that belongs beside them is there."""

    failed: int
    whole: bool

    def status(self, failed_before: int = 0) -> int:
        """The exit status, with what had failed before anything was written."""
        return 0 if self.whole and not self.failed + failed_before else 1


def say_what_lacks(error: PlandocsError, written: int) -> None:
    """Say what failed after documents were written: they are whole, and the receipt is not there.

    Raises:
        PlandocsError: the error, where no document was written or the run never began.
    """
    if not written or isinstance(error, ProcessesNotStarted):
        raise error
    say(error)


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
    context: str | None = None,
    values: Mapping[str, Any] | None = None,
    pdf: bool = False,
) -> Written:
    """Fill the plans into the folder, with a receipt; each that could not be is named."""
    failed = done = 0
    inputs = read_from((*read, *asked.files, *filter(None, (context,))))
    filled = plandocs.fill_many(
        plans, folder, template=template, context=context, name=name, set=values, force=force,
        labels=asked.options["labels"], inputs=inputs, report=True, pdf=pdf,
    )  # fmt: skip
    try:
        for each in progress(filled, count, "Writing"):
            if each.status == "failed":
                failed += 1
                say(f"{each.officer_name or each.id}: ", each.error)
            else:
                done += 1
    except PlandocsError as error:
        say_what_lacks(error, done)
        return Written(failed, whole=False)
    return Written(failed, whole=True)
