"""Plant many words and print what became of them: ``python -m tests.planted --count 20000``."""

from __future__ import annotations

import argparse
from collections import Counter

from tests.planted.plant import fate, planted


def main() -> None:
    """Plant, read, count."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--shown", type=int, default=60)
    chosen = options.parse_args()
    counts: Counter[str] = Counter()
    seed = chosen.seed
    while counts.total() < chosen.count:
        case = planted(seed)
        seed += 1
        if case is None:
            continue
        found = fate(case)
        counts[found] += 1
        if found != "kept" and chosen.shown > 0:
            chosen.shown -= 1
            print(f"{found}: {case.word} {case.way} at {case.near[:60]!r} in {case.source}")
    print(", ".join(f"{count} {name}" for name, count in counts.most_common()))


if __name__ == "__main__":
    main()
