"""Every case is read as its expected.json says, and every word in it is accounted for."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import plandocs
from tests.documents.opc import entries
from tests.documents.small_form import built
from tests.hard.words import words_in_reading, words_in_xml, words_of

_HERE = Path(__file__).parent
CASES = sorted(folder.parent for folder in _HERE.glob("*/*/note.md"))
_BLANK = _HERE.parents[1] / "templates" / "senior-executive-plan.docx"
_OTHER_PARTS = (
    "styles",
    "numbering",
    "[Content_Types]",
    "settings",
    "fontTable",
    "theme",
    "webSettings",
)


def document(folder: Path) -> bytes:
    """The case's document: a file as it is, or ``input.toml`` with pieces of the small form."""
    given = input_file(folder)
    if given.suffix != ".toml":
        return given.read_bytes()
    return built(tomllib.loads(given.read_text("utf-8")))


def input_file(folder: Path) -> Path:
    """The case's input, whatever its kind."""
    return next(path for path in sorted(folder.iterdir()) if path.stem == "input")


def read(folder: Path) -> dict[str, Any]:
    """The reading without what names the file, and without what is blank or mere wording."""
    reading = plandocs.parse(document(folder)).to_dict()
    issues = [{k: v for k, v in issue.items() if k != "message"} for issue in reading["issues"]]
    return {"plan": filled(reading["plan"]), "issues": issues, "unmapped": reading["unmapped"]}


def filled(value: Any) -> Any:
    """A plan without its blank values."""
    if isinstance(value, dict):
        kept = {key: filled(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in ("", None, False, [], {})}
    return [filled(each) for each in value] if isinstance(value, list) else value


def _converted(folder: Path) -> bool:
    return input_file(folder).suffix in (".odt", ".doc", ".rtf")


_PARAMETERS = [
    pytest.param(
        case,
        id=f"{case.parent.name}/{case.name}",
        marks=[pytest.mark.libreoffice] if _converted(case) else [],
    )
    for case in CASES
]


@pytest.mark.parametrize("case", _PARAMETERS)
def test_a_case_is_read_as_expected(case: Path, request: pytest.FixtureRequest) -> None:
    golden = case / "expected.json"
    actual = read(case)
    if request.config.getoption("--rewrite-cases", default=False):
        text = json.dumps(actual, ensure_ascii=False, indent=2) + "\n"
        golden.write_text(text, encoding="utf-8")
    assert actual == json.loads(golden.read_text(encoding="utf-8"))


def _words(content: bytes) -> Counter[str]:
    found: Counter[str] = Counter()
    for name, part in entries(content).items():
        inner = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
        story = name.endswith(".xml") and not name.startswith(("docProps", "customXml"))
        if story and "glossary" not in name and inner not in _OTHER_PARTS:
            found.update(words_in_xml(part))
    return found


@pytest.mark.parametrize(
    "case", [case for case in _PARAMETERS if not _converted(Path(str(case.values[0])))]
)
def test_every_word_of_a_case_is_accounted_for(case: Path) -> None:
    typed = _words(document(case)) - _words(_BLANK.read_bytes())
    reading = plandocs.parse(document(case)).to_dict()
    assert typed - words_in_reading(reading) - Counter(_titles(case)) == Counter()


def _titles(case: Path) -> list[str]:
    """Words that the case's own form prints otherwise than the blank: ``printed.txt``."""
    extra = case / "printed.txt"
    return words_of(extra.read_text(encoding="utf-8")) if extra.exists() else []
