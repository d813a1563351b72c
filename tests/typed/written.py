"""The Python in the documents as modules, one a block: each can be copied out alone."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from tests.structure.source import ROOT

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = (ROOT / "tests" / "typed" / "page.py",)


def documents() -> list[Path]:
    """Every document that may hold Python."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")])


def blocks(document: Path) -> list[str]:
    """The Python of one document, block by block; of a session, what was typed."""
    found = _BLOCK.findall(document.read_text(encoding="utf-8"))
    return [_typed(block) if block.startswith(">>>") else block for block in found]


def _typed(session: str) -> str:
    return "".join(each.source for each in doctest.DocTestParser().get_examples(session))


def write(folder: Path) -> list[Path]:
    """Write the modules into a folder, and the page that uses every public name."""
    written = []
    for document in documents():
        name = re.sub(r"\W+", "_", document.relative_to(ROOT).with_suffix("").as_posix())
        for number, code in enumerate(blocks(document), start=1):
            path = folder / f"{name}_{number}.py"
            path.write_text(code, encoding="utf-8")
            written.append(path)
    for page in PAGES:
        path = folder / page.name
        path.write_bytes(page.read_bytes())
        written.append(path)
    return written
