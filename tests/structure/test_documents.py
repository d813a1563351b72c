"""README and docs: every command is in them, every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import plandocs
from plandocs.cli import COMMANDS
from tests.structure.source import ROOT, errors_of

_DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")])
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
_OF_THE_CONTRACT = (
    *("tracked-changes", "comments", "hidden-text", "placeholder-left", "text-in-label-cell"),
    *("unreadable-date", "unreadable-period", "unknown-column", "missing-field", "missing-section"),
    *("continued-row", "extra-capability", "line-breaks-in-item", "struck-text"),
    *("control-characters", "second-form", "unmapped-text", "converted", "signature-not-filled"),
)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("document", ["README.md", "docs/reference.md"])
def test_every_command_is_described(document: str, name: str) -> None:
    assert f"plandocs {name} " in text(document).replace("\n", " \n")


@pytest.mark.parametrize("name", plandocs.__all__)
def test_every_public_name_is_in_the_reference(name: str) -> None:
    assert re.search(rf"`{name}\b", text("docs/reference.md"))


@pytest.mark.parametrize("code", _OF_THE_CONTRACT)
def test_every_code_of_the_contract_is_in_the_reference(code: str) -> None:
    assert f"| `{code}` |" in text("docs/reference.md")


@pytest.mark.parametrize("error", errors_of(plandocs.PlandocsError)[1:])
def test_every_error_is_in_the_reference(error: type[plandocs.PlandocsError]) -> None:
    if "code" in vars(error):
        assert f"| `{error.code}` | `{error.__name__}` |" in text("docs/reference.md")


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_set_up_is_the_two_commands() -> None:
    readme = text("README.md")
    assert "pip install . && plandocs demo" in readme
    assert 'pip install ".[test]" && pytest' in readme
    assert 'pip install ".[test]" && pytest' in text(".ci/run")
