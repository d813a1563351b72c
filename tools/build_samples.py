"""Write the sample files that are built from `samples/plans.jsonl`.

In: the plans as data, LibreOffice on the path. Out: `plans.xlsx` and the Word files in
`completed/`. All are the same whenever they are built, but for the files that LibreOffice saved,
which hold their times.

    python tools/build_samples.py              into samples/
    python tools/build_samples.py FOLDER       somewhere else, to compare
"""

import argparse
import unicodedata
from pathlib import Path

from plandocs.forms.senior_executive_plan import SeniorExecutivePlan
from samples import completed, sheet

_SAMPLES = Path(__file__).parent.parent / "samples"


def _plain(name: str) -> str:
    """A file's name of letters that every system and archive takes: "OBrien Siobhan"."""
    bare = unicodedata.normalize("NFKD", name.replace("Ł", "L").replace("ł", "l"))
    first, *others = bare.encode("ascii", "ignore").decode().replace("'", "").split()[::-1]
    return " ".join((first, *others[::-1]))


def main() -> None:
    """Write the sheet and the completed plans, and say where."""
    parser = argparse.ArgumentParser(description="Write the sample files.")
    parser.add_argument("folder", nargs="?", type=Path, default=_SAMPLES)
    folder: Path = parser.parse_args().folder
    lines = (_SAMPLES / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    plans = [SeniorExecutivePlan.model_validate_json(line) for line in lines]
    (folder / "completed").mkdir(parents=True, exist_ok=True)
    (folder / "plans.xlsx").write_bytes(sheet(plans))
    for place, plan in enumerate(plans):
        file = folder / "completed" / f"{_plain(plan.officer_name)}.docx"
        file.write_bytes(completed(plan, place))
        print(file)


if __name__ == "__main__":
    main()
