"""Make the documents, run every reader, print the table.

``python -m benchmarks.forms_bench`` does all of it; readers whose package is missing are named and
left out. See README.md.
"""

from __future__ import annotations

import argparse
import json
import pkgutil
import tempfile
from pathlib import Path

from . import readers
from .make import make
from .measure import Measured, as_row, measure_all
from .programs import PROGRAMS, present

_HEADINGS = ("reader", "fields right", "plans right", "wrong and silent", "refused", "words lost",
             "other forms taken", "failed", "ms", "MB")  # fmt: skip


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(prog="forms_bench", description=__doc__)
    options.add_argument("--documents", type=Path, help="keep the documents here, or take them")
    options.add_argument("--count", type=int, default=240)
    options.add_argument("--others", type=int, default=60)
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--reader", action="append", help="only this one; may be said again")
    options.add_argument("--json", type=Path, help="write the figures here, too")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        documents = chosen.documents or Path(scratch)
        if not (documents / "truth.json").exists():
            make(documents, chosen.count, chosen.others, chosen.seed)
        _say_what(documents)
        rows = list(measure_all(chosen.reader or all_readers(), documents))
    measured = [row for row in rows if isinstance(row, Measured)]
    print(*(row for row in rows if isinstance(row, str)), sep="\n")
    print("\n".join(table(measured)))
    if chosen.json:
        text = json.dumps([as_row(each) for each in measured], indent=1)
        chosen.json.write_text(text, encoding="utf-8")


def all_readers() -> list[str]:
    """The modules of ``readers``."""
    return sorted(module.name for module in pkgutil.iter_modules(readers.__path__))


def table(measured: list[Measured]) -> list[str]:
    """The figures as a table of Markdown, the reader with most fields right first."""
    lines = [" | ".join(("", *_HEADINGS, "")).strip(), "| --- " + "| ---: " * 9 + "|"]
    for each in sorted(measured, key=lambda m: -m.score.right):
        s = each.score
        cells = (each.name, _share(s.right, s.values), _share(s.plans_right, s.documents),
                 f"{s.wrong_and_silent:,}", f"{s.refused}", _share(s.words_lost, s.words),
                 f"{s.others_taken} of {s.others}", f"{each.failed}",
                 f"{each.milliseconds:.1f}", f"{each.megabytes:.0f}")  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _say_what(documents: Path) -> None:
    truth = json.loads((documents / "truth.json").read_text(encoding="utf-8"))
    saved = {p: sum(case["program"] == p for case in truth.values()) for p in PROGRAMS}
    print(f"{len(truth)} documents; saved by {', '.join(f'{p}: {n}' for p, n in saved.items())}")
    for program in PROGRAMS:
        if not present(program):
            print(f"{program} is not here: its documents are left as python-docx wrote them")


if __name__ == "__main__":
    main()
