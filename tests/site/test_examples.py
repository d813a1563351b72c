"""Every example of the documents runs: lines for the terminal, Python, and files that they name."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import plandocs
from plandocs.cli import plandocs as command_line
from tests.structure.source import ROOT

_DOCS = ROOT / "docs"
_PAGES = (
    *("README.md", "docs/guide.md", "docs/start.md"),
    *(path.relative_to(ROOT).as_posix() for path in sorted((_DOCS / "cookbook").glob("*.md"))),
    *(path.relative_to(ROOT).as_posix() for path in sorted((_DOCS / "hr").glob("*.md"))),
)
_BLOCK = re.compile(r"^```(sh|python|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_OF_ITS_OWN = {"pip"}  # programs that an example may call and that are no business of these tests
_DONE_WITH_FAULTS = {"check", "letters", "update"}  # status 1: a plan, a person or a row has one
_ENOUGH = {"Ashby Kenneth", "Raman Priya", "Tamihana Aroha"}  # of twelve, for speed


class Example(NamedTuple):
    """A block of a page."""

    language: str
    text: str


def examples(page: str) -> list[Example]:
    return [Example(*each) for each in _BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``plandocs demo`` makes, and what whoever follows a page has of their own."""
    folder = tmp_path_factory.mktemp("examples")
    plandocs.demo(folder / "plandocs-demo")
    demo = folder / "plandocs-demo"
    for document in (demo / "completed").iterdir():
        if document.stem not in _ENOUGH:
            document.unlink()
    shutil.copy(ROOT / "templates" / "senior-executive-plan.docx", demo / "our-blank.docx")
    shutil.make_archive(str(demo / "returned"), "zip", demo / "completed")
    return demo


def test_pages_have_examples() -> None:
    counts = {page: len(examples(page)) for page in _PAGES}
    assert [page for page, count in counts.items() if not count] == ["docs/hr/index.md"]
    assert sum(counts.values()) > 50


@pytest.mark.slower
@pytest.mark.parametrize("page", _PAGES)
def test_the_examples_run(
    page: str, demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _lay_out(page, demonstration, tmp_path)
    names: dict[str, object] = {}
    for language, text in examples(page):
        if language == "python":
            exec(compile(text, page, "exec"), names)
        elif language == "toml":
            name = re.match(r"# (\S+)", text)
            assert name, "the first line of a file says its name"
            Path(name[1]).write_text(text, encoding="utf-8")
        elif page != "README.md":  # whose lines for the terminal are a list of commands
            for line in text.replace("\\\n", " ").splitlines():
                _run(line, demonstration, monkeypatch)


def _lay_out(page: str, demonstration: Path, folder: Path) -> None:
    """Pages that begin by a demonstration are in its folder; others are run beside one."""
    if page == "README.md":
        shutil.copytree(demonstration, folder / "plandocs-demo")
    elif "plandocs demo\n" not in (ROOT / page).read_text(encoding="utf-8"):
        shutil.copytree(demonstration, folder, dirs_exist_ok=True)


def _run(line: str, demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(line, comments=True)
    match words:
        case [] | ["plandocs", "desk", *_]:  # tests/desk opens desks
            return
        case [program, *_] if program in _OF_ITS_OWN:
            return
        case ["cd", folder]:
            monkeypatch.chdir(folder)
        case ["plandocs", "demo"]:
            shutil.copytree(demonstration, "plandocs-demo")
        case ["plandocs", command, *_]:
            done = CliRunner().invoke(command_line, words[1:])
            expected = {0, 1} if command in _DONE_WITH_FAULTS else {0}
            assert done.exit_code in expected, f"{line}\n{done.output}\n{done.exception!r}"
        case _:
            pytest.fail(f"no such example is known: {line}")
