"""Read many hard documents and print how right the readings are, mutation by mutation.

``python -m tests.hard --count 2000 --seed 1 --save DIR`` keeps the documents that went wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from tests.hard.make import Hard, hard
from tests.hard.score import Score, score


def _line(name: str, s: Score) -> str:
    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:7.2f}" if whole else "      –"

    return (
        f"{name:32}{s.documents:6}{share(s.right, s.values)}{share(s.plans, s.documents)}"
        f"{share(s.found, s.strays)}{share(s.accounted, s.words)}{share(s.told, s.codes)}"
    )


def _keep(folder: Path, case: Hard, one: Score) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{case.name}.docx").write_bytes(case.content)
    about = {"mutations": case.mutations, "faults": one.faults, "plan": case.plan}
    text = json.dumps(about, ensure_ascii=False, indent=1)
    (folder / f"{case.name}.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Read, score, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--save", type=Path)
    options.add_argument("--faults", type=int, default=40)
    options.add_argument("--only", help="an axis, or axis=choice, that all have", default="")
    chosen = options.parse_args()
    total = Score()
    by_mutation: defaultdict[str, Score] = defaultdict(Score)
    shown = 0
    for seed in range(chosen.seed, chosen.seed + chosen.count):
        case = hard(seed)
        if chosen.only and not any(m.startswith(chosen.only) for m in case.mutations):
            continue
        one = score(case)
        total.add(one)
        for mutation in case.mutations:
            by_mutation[mutation].add(one)
        if one.faults and shown < chosen.faults:
            shown += 1
            print(case.name, *case.mutations, *(f"\n    {fault[:300]}" for fault in one.faults[:4]))
        if one.faults and chosen.save:
            _keep(chosen.save, case, one)
    print(f"{'':32}{'docs':>6}{'values':>7}{'plans':>7}{'strays':>7}{'words':>7}{'codes':>7} %")
    for mutation, s in sorted(by_mutation.items()):
        if s.faults:
            print(_line(mutation, s))
    print(_line("all", total))
    print(
        f"wrong and clean {total.wrong_and_clean}; wrong and not named {total.wrong_unnamed}; "
        f"right in every value {total.plans} of {total.documents}; wrongly refused {total.refused}"
        f"; false alarms {total.false_alarms} of {total.as_it_should_be} as they should be"
    )


if __name__ == "__main__":
    main()
