"""Every code stands in the registry, with its advice; tables in docs are made from it."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

import pytest

from plandocs import errors
from plandocs.forms.registry import forms
from plandocs.problems import PROBLEMS, Problem, Problems, Severity
from plandocs.reading import account
from tests.structure.source import ROOT, errors_of, modules

_TELLS = {
    *("new_issue", "new_finding", "finding", "mistake", "Notice", "note", "issue"),
    *("Problem", "_report", "_loose"),
}
_ASIDE = {"plandocs.problems", "plandocs.data.validate"}  # `Problem` is another thing there
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_FORMS = {form.name: Problems(form.folder / "problems.toml", PROBLEMS) for form in forms()}
EVERY: dict[str, Problem] = {**PROBLEMS, **{c: p for of in _FORMS.values() for c, p in of.items()}}


class Told(NamedTuple):
    """A place of the source that tells of a code, with the severity it gives it."""

    place: str
    code: str
    severity: str


@cache
def _told() -> tuple[Told, ...]:
    return tuple(each for each in _calls() if each.code.islower() and "_" not in each.code)


def _calls() -> Iterator[Told]:
    for module, path in modules().items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = dict(_constants(tree))
        for node in ast.walk(tree) if module not in _ASIDE else ():
            if isinstance(node, ast.Call) and _name(node.func) in _TELLS:
                # A note begins with its code, and so does a mistake; one finding holds its message.
                code = next((c for c in map(names.get, map(_text, node.args[:2])) if c), "")
                code = code or next((_text(each) for each in node.args[:1]), "")
                if _CODE.fullmatch(code):
                    given = {k.arg: _text(k.value) for k in node.keywords}
                    yield Told(f"{module}:{node.lineno}", code, given.get("severity", ""))


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    yield target.id, node.value.value


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return getattr(node, "id", "")


def test_every_code_that_is_told_is_in_the_registry() -> None:
    assert len(_told()) > 80, "the places that tell of codes are not found any more"
    unknown = [each for each in _told() if "-" in each.code and each.code not in EVERY]
    assert unknown == [], "give them a table in problems.toml"
    beside = {code for code, _ in account._ISSUE_AND_KIND.values()} | {
        c for _, c in account._OF_MARK
    }
    assert beside - PROBLEMS.keys() == set()


def test_a_severity_that_is_given_is_one_of_the_codes() -> None:
    severities = get_args(Severity)
    wrong = [
        each
        for each in _told()
        if each.code in EVERY
        and each.severity in severities
        and each.severity not in EVERY[each.code].severities
    ]
    assert wrong == [], "name it in problems.toml"


@pytest.mark.parametrize("error", errors_of(errors.PlandocsError), ids=lambda each: each.__name__)
def test_every_error_is_in_the_registry(error: type[errors.PlandocsError]) -> None:
    assert "error" in PROBLEMS[error.code].told


def test_no_code_stands_in_the_registry_that_nothing_tells_of() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in modules().values())
    assert [code for code in EVERY if f'"{code}"' not in source] == []


@pytest.mark.parametrize("known", EVERY.values(), ids=lambda each: each.code)
def test_a_code_says_what_it_means_and_what_to_do(known: Problem) -> None:
    groups = {"error", "reading", "filling", "rollup", "check", "template", "cell"}
    assert known.told
    assert set(known.told) <= groups
    assert known.severities
    assert set(known.severities) <= set(get_args(Severity))
    assert known.meaning
    assert not known.meaning.endswith(".")
    assert known.fix.endswith((".", "?", "}"))
    assert not known.message or known.message.endswith(".")


@pytest.mark.parametrize("document", ["docs/reference.md", "docs/check.md"])
def test_the_tables_of_codes_are_those_of_the_registry(document: str) -> None:
    written = runpy.run_path(str(ROOT / "tools/build_reference.py"))["written"]
    text = (ROOT / document).read_text(encoding="utf-8")
    assert "<!-- codes: " in text
    assert written(text) == text, "python tools/build_reference.py writes them"
