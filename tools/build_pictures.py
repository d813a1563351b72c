"""Draw the pictures of the README: a filled page, and the summary of a division's workbook.

In: the samples; LibreOffice and pdftoppm on the path. Out: two PNG files in `docs/images/`.

    python tools/build_pictures.py
"""

import subprocess
import tempfile
from pathlib import Path

import plandocs
from plandocs.word.package.foreign import libreoffice

_IMAGES = Path(__file__).parent.parent / "docs" / "images"
_DOTS = "90"  # an inch
_SECONDS = 120.0
# What pdftoppm cuts out of the page, in dots: the summary without its wide margins.
_SUMMARY = ("-x", "30", "-y", "30", "-W", "970", "-H", "660")


def main() -> None:
    """Make a demonstration, print it, and keep its two best pages."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        done = plandocs.demo(folder / "demo")
        plan = Path(done.filled[0].file).rename(folder / "plan.docx")
        workbook = (folder / "demo" / "division.xlsx").rename(folder / "division.xlsx")
        program = libreoffice.program()
        assert program is not None, "LibreOffice is needed to draw pages"
        convert = ["--convert-to", "pdf", "--outdir", str(folder), str(plan), str(workbook)]
        libreoffice.run(program, convert, folder, _SECONDS)
        _IMAGES.mkdir(parents=True, exist_ok=True)
        _draw(folder / "plan.pdf", _IMAGES / "filled-page")
        _draw(folder / "division.pdf", _IMAGES / "workbook", *_SUMMARY)


def _draw(pdf: Path, picture: Path, *cut: str) -> None:
    first_page = ("-png", "-r", _DOTS, "-f", "1", "-singlefile")
    subprocess.run(["pdftoppm", *first_page, *cut, str(pdf), str(picture)], check=True)
    print(picture.with_suffix(".png"))


if __name__ == "__main__":
    main()
