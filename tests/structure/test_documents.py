"""README and docs: every command is in them, every link leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import plandocs
from plandocs.cli import COMMANDS
from plandocs.cli import plandocs as command_line
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


def _options() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each option of each command, with the ways to write it."""
    context = click.Context(command_line)
    for name in COMMANDS:
        command = command_line.get_command(context, name)
        inner = command.commands.values() if isinstance(command, click.Group) else [command]
        for each in filter(None, inner):
            options = (each for each in each.params if isinstance(each, click.Option))
            yield from ((f"{name} {option.name}", tuple(option.opts)) for option in options)


@pytest.mark.parametrize(("name", "ways"), tuple(_options()))
def test_every_option_is_described(name: str, ways: tuple[str, ...]) -> None:
    pages = "\n".join(text(str(page.relative_to(ROOT))) for page in _DOCUMENTS)
    assert any(re.search(rf"(?<![\w-]){re.escape(way)}(?![\w-])", pages) for way in ways), name


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
