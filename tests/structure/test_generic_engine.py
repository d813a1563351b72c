"""The engine knows no word of a particular form: those stand in the forms' own folders."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from plandocs.forms.registry import forms
from tests.structure.source import modules, room

_OF_A_FORM = re.compile(
    r"officer|outcome|capabilit|leadership|learning|career|classification",
    re.IGNORECASE,
)
_ENGINE = sorted(
    module
    for module in modules()
    if room(module) not in ("forms", "cli", "desk", "plandocs") and "normal" not in module
)


def _words(tree: ast.AST) -> Iterator[str]:
    """Names and texts of the code; docstrings may give examples."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    notes = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in notes:
                yield node.value
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def test_no_word_of_a_form_stands_in_the_engine() -> None:
    found = {
        f"{module}: {word}"
        for module in _ENGINE
        for word in _words(ast.parse(modules()[module].read_text(encoding="utf-8")))
        if _OF_A_FORM.search(word) and not _public(word)
    }
    assert found == set()


def _public(word: str) -> bool:
    """Codes and keys that are the same for every form; *Officer* is a column in SharePoint."""
    return word in {"extra-capability", "officer_name", "Officer"}


def test_every_form_is_a_folder_with_its_description_and_template() -> None:
    for form in forms():
        assert (form.folder / "template.docx").is_file()
        assert form.blank.is_file()
