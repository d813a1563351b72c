"""Every public function says what each parameter is, what it raises, and shows what runs."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from pathlib import Path

import pytest

import plandocs
from tests.structure.source import modules
from tests.wrong.desk import lay_out

_SPOKEN = re.compile(r"``.*?``|\".*?\"")
_FUNCTIONS = {
    name: function
    for name in plandocs.__all__
    if inspect.isfunction(function := getattr(plandocs, name))
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the examples name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder := tmp_path_factory.mktemp("desk"))
        lay_out(Path())
    return folder


def test_every_verb_is_looked_at() -> None:
    assert len(_FUNCTIONS) > 18


def test_no_description_is_a_question() -> None:
    described = ast.Module | ast.ClassDef | ast.FunctionDef
    asked = [
        f"{module}, {getattr(node, 'name', 'the module')}: {said}"
        for module, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, described)
        if "?" in (said := _SPOKEN.sub("", (ast.get_docstring(node) or "").partition("\n\n")[0]))
    ]
    assert asked == []


@pytest.mark.parametrize("name", _FUNCTIONS)
def test_each_parameter_is_said(name: str) -> None:
    function = _FUNCTIONS[name]
    text = inspect.getdoc(function) or ""
    said = set(re.findall(r"^    (\w+): \S", text.partition("Args:\n")[2], re.MULTILINE))
    assert set(inspect.signature(function).parameters) - said == set()


@pytest.mark.parametrize("name", _FUNCTIONS)
def test_what_is_raised_is_said(name: str) -> None:
    text = inspect.getdoc(_FUNCTIONS[name]) or ""
    raised = re.findall(r"^    (\w+): ", text.partition("Raises:\n")[2].partition("\n\n")[0], re.M)
    assert raised
    for each in raised:
        assert issubclass(getattr(plandocs, each), plandocs.PlandocsError)


@pytest.mark.parametrize("name", _FUNCTIONS)
def test_its_example_runs(name: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    public = {each: getattr(plandocs, each) for each in plandocs.__all__}
    text = inspect.getdoc(_FUNCTIONS[name]) or ""
    example = doctest.DocTestParser().get_doctest(text, public, name, name, 0)
    assert example.examples
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=told.append)
    assert "".join(told) == ""
