"""Thousands of Word files that no one here wrote: each opens, or is refused with its code.

The files are data for tests only and not part of the project; without them the tests are skipped.
A manifest's class is a guess by others, so some classes allow several codes.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plandocs.errors import DocumentError
from plandocs.word.package.open import open_package

_CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
_SAMPLE = 300
_SECONDS = 10.0
_OPENS = "opens"
_WORD = {_OPENS}
_CODES = {
    "docx": _WORD,
    "docm": _WORD,
    "dotx": _WORD,
    "dotm": _WORD,
    "strict-ooxml": _WORD,
    "doc": {"legacy-doc"},
    "doc-word6-95": {"legacy-doc"},
    "doc-preword97": {"legacy-doc"},
    "doc-encrypted": {"encrypted"},
    "encrypted": {"encrypted"},
    "doc-corrupt": {"corrupt"},
    "corrupt-xml": {"corrupt"},
    # Also text, noise and lock files with the name of a document.
    "corrupt": {"corrupt", "not-docx", "legacy-doc"},
    # Also archives that hold nothing, or entries with a password.
    "zip-no-content-types": {"corrupt", "not-docx", "encrypted"},
    # Also a document whose streams are named in capitals.
    "ole-other": {"not-docx", "legacy-doc"},
}
_OTHERS = {"not-docx"}
_GUESSED_WRONG = {
    "58f12083_template.docx": "corrupt",  # word/document.xml is not in it
    "2a65bc1c_Legacy_fields.doc": "legacy-doc",  # forms are not classed
    "546943d6_SRS.doc": "legacy-doc",
    "6f8b5567_testWORD_protected_drm.doc": "encrypted",  # by rights, which is told before its age
}

pytestmark = pytest.mark.skipif(
    not _CORPUS.is_dir(), reason=f"there are no Word files for tests at {_CORPUS}"
)


def listed() -> Iterator[tuple[str, str]]:
    """File and class of every entry of the manifests."""
    for name, folder in (("robust", ""), ("forms", "heldout-forms/")):
        with (_CORPUS / f"{name}-manifest.tsv").open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                yield folder + row["file"], row.get("class", "docx")


def sample() -> list[tuple[str, str]]:
    """Every file of the rare classes, and of the common ones as many as fit, evenly spread."""
    entries = list(listed())
    rare = [entry for entry in entries if entry[1] not in ("docx", "doc")]
    common = [entry for entry in entries if entry[1] in ("docx", "doc")]
    step = max(1, len(common) // max(1, _SAMPLE - len(rare)))
    return rare + common[::step]


def outcome(path: Path) -> str:
    """What becomes of a file: it opens with all parts that matter, or its error's code."""
    try:
        package = open_package(path, convert=False)
        package.xml(package.main)
        for kind in ("styles", "numbering", "settings", "header", "footer", "comments"):
            for part in package.related(kind):
                package.xml(part)
        package.external()
    except DocumentError as error:
        return error.code if error.message else "a code without words"
    return _OPENS


def disagreements(folder: Path, entries: list[tuple[str, str]]) -> list[str]:
    found = []
    for name, kind in entries:
        begin = time.perf_counter()
        became = outcome(folder / name)
        seconds = time.perf_counter() - begin
        expected = _CODES.get(kind, _OTHERS)
        if became not in expected and _GUESSED_WRONG.get(name.rpartition("/")[2]) != became:
            found.append(f"{name} ({kind}): {became}")
        if seconds > _SECONDS:
            found.append(f"{name}: took {seconds:.1f} seconds")
    return found


@pytest.mark.slower
def test_a_sample_of_other_peoples_files_opens_or_is_refused_for_what_it_is(files: Path) -> None:
    entries = sample()
    assert len(entries) >= _SAMPLE
    assert disagreements(files, entries) == []


@pytest.mark.long
def test_all_of_other_peoples_files_open_or_are_refused_for_what_they_are(files: Path) -> None:
    assert disagreements(files, list(listed())) == []
