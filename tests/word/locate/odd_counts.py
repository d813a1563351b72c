"""Read header blocks that are laid out oddly and print how right the readings are.

``python -m tests.word.locate.odd_counts --count 100`` reads so many of each layout.
"""

from __future__ import annotations

import argparse
from collections import Counter

from tests.word.locate.odd_layouts import LAYOUTS, agencys_label_alone, wrong_and_named


def counts(kind: str, seeds: range) -> Counter[str]:
    """How many are right, told at every wrong field, or not, and the agency's labels alone.

    What stands in the place of a blank field, a label without a colon, is counted by itself.
    """
    result = Counter[str]()
    for seed in seeds:
        wrong, named = wrong_and_named(kind, seed)
        unnamed, alone = set(wrong) - named, agencys_label_alone(kind, seed)
        result["right"] += not wrong
        result["told"] += bool(wrong) and not unnamed
        result["unnamed"] += bool(unnamed - alone)
        result["alone"] += len(alone)
        result["alone, unnamed"] += len(unnamed & alone)
    return result


def main() -> None:
    """Read, count, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    print(
        f"{'':22}{'right':>7}{'told':>7}{'wrong and not named':>21}{'labels alone':>14}  not named"
    )
    for kind in LAYOUTS:
        each = counts(kind, range(chosen.seed, chosen.seed + chosen.count))
        print(
            f"{kind:22}{each['right']:7}{each['told']:7}{each['unnamed']:21}{each['alone']:14}"
            f"{each['alone, unnamed']:11}"
        )


if __name__ == "__main__":
    main()
