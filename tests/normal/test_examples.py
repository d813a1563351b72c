"""The page on the normal form, and the examples in the modules, say what the code does."""

import doctest
import importlib
from pathlib import Path

import pytest

import plandocs.normal

PAGE = Path(__file__).parents[2] / "docs" / "normal-form.md"
MODULES = sorted(path.stem for path in Path(plandocs.normal.__path__[0]).glob("[a-z]*.py"))


def test_the_page_on_the_normal_form_is_true() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.attempted > 30
    assert not found.failed


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    module = importlib.import_module(f"plandocs.normal.{name}")
    assert not doctest.testmod(module).failed
