"""Everything is on the site: each page in its navigation, each public name in the library."""

from __future__ import annotations

import os.path
import re
from pathlib import Path

import pytest

import plandocs
from tests.structure.source import ROOT

_DOCS = ROOT / "docs"
_TREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_AUTO = re.compile(r"^\.\. auto(?:function|class|exception):: plandocs\.(\w+)$", re.MULTILINE)


def _listed(page: Path) -> set[Path]:
    """The pages that one page has in its part of the navigation."""
    found: set[Path] = set()
    for tree in _TREE.findall(page.read_text(encoding="utf-8")):
        entries = [line for line in tree.splitlines() if line and line[0] != ":"]
        for entry in entries:
            name = os.path.normpath(page.parent / f"{entry}.md")
            found.update(page.parent.glob("*.md") if entry == "*" else [Path(name)])
    return found - {page}


def test_every_page_is_in_the_navigation() -> None:
    start = _DOCS / "index.md"
    seen, ahead = {start}, [start]
    while ahead:
        new = _listed(ahead.pop()) - seen
        seen |= new
        ahead += new
    assert [path for path in seen if not path.exists()] == []
    assert set(_DOCS.rglob("*.md")) - seen == set(), "name it in docs/index.md, under its heading"


@pytest.mark.parametrize("name", plandocs.__all__)
def test_every_public_name_is_in_the_library_once(name: str) -> None:
    pages = sorted((_DOCS / "library").glob("*.md"))
    names = [each for page in pages for each in _AUTO.findall(page.read_text(encoding="utf-8"))]
    assert names.count(name) == 1, "name it in a page of docs/library"


def test_every_picture_of_the_guide_is_shown() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in _DOCS.rglob("*.md"))
    pictures = {path.name for path in (_DOCS / "images").rglob("*.*")}
    assert [name for name in pictures if f"/{name})" not in text] == []
