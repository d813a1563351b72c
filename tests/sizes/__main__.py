"""Measure every shape and print the table: ``python -m tests.sizes``."""

from __future__ import annotations

import subprocess
import sys

from tests.sizes.measure import SHAPES, measured, size_of

print("| shape | at | seconds | for ten times the size | MB |\n| --- | ---: | ---: | ---: | ---: |")

for shape in SHAPES:
    if all(word in shape for word in sys.argv[1:]):
        try:
            cost = measured(shape)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"| {shape} | {str(error)[-80:]} |", flush=True)
            continue
        print(
            f"| {shape} | {10 * size_of(shape):,} | {cost.tenfold:.2f} | {cost.ratio:.1f} | "
            f"{cost.megabytes} |",
            flush=True,
        )
