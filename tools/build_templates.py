"""Write the official blank forms into `templates/`.

In: the forms in `tools/blanks/`. Out: one .docx each, the same bytes whenever and wherever it runs.

    python tools/build_templates.py            into templates/
    python tools/build_templates.py FOLDER     somewhere else, to compare
"""

import argparse
from pathlib import Path

from blanks import BLANKS, package

_TEMPLATES = Path(__file__).parent.parent / "templates"


def main() -> None:
    """Write every blank form and say where."""
    parser = argparse.ArgumentParser(description="Write the official blank forms.")
    parser.add_argument("folder", nargs="?", type=Path, default=_TEMPLATES)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, blank in BLANKS.items():
        (folder / name).write_bytes(package(blank))
        print(folder / name)


if __name__ == "__main__":
    main()
