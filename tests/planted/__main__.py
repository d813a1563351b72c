"""Plant many words and print what became of them: ``python -m tests.planted --count 20000``."""

from __future__ import annotations

import argparse
from collections import Counter

from tests.planted.plant import fates


def main() -> None:
    """Plant, read, count."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--shown", type=int, default=60)
    chosen = options.parse_args()
    counts: Counter[str] = Counter()
    for case, found in fates(chosen.seed, chosen.count):
        counts[found] += 1
        if found != "kept" and chosen.shown > 0:
            chosen.shown -= 1
            print(case.told(found))
    print(", ".join(f"{count} {name}" for name, count in counts.most_common()))


if __name__ == "__main__":
    main()
