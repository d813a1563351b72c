"""The public names, the commands and the dependencies are those that are written down."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest
from click.testing import CliRunner

import plandocs
from plandocs import errors
from plandocs.cli import COMMANDS
from plandocs.cli import plandocs as command_line
from tests.structure.source import ROOT, imports, modules

VERBS = {
    *("parse", "parse_many", "fill", "fill_many", "rollup", "read_data", "check", "update"),
    *("converse", "diff", "carry", "history", "workbook", "schema", "tag_template"),
    *("check_template", "demo", "converse_many", "validate", "tables", "letters"),
    *("comment", "uncomment", "update_many", "pdf", "can_convert", "load_form", "show"),
    *("check_form", "columns", "learn_form", "list_table", "change_list", "carry_choices"),
}
VALUES = {"Plan", "Reading", "Issue", "Unmapped", "Filled", "PlandocsError"}
RESULTS = {
    *("Record", "Mistake", "Place", "Demonstration", "Looked", "RolledUp", "Checked", "Finding"),
    *(
        "Carried",
        "CarryChoices",
        "Started",
        "Change",
        "History",
        "Version",
        "Updated",
        "Replacement",
        "Conflict",
    ),
    "UpdatedFile",
    *("State", "Held", "Forgotten", "LearntForm", "Letter", "Letters", "Commented", "Shown"),
    *("TaggedTemplate", "TemplateMistake", "DocumentFacts", "Origin", "Limits", "FormSpec"),
    *("FormCheck", "Law", "ListColumn", "ListColumns", "ListField"),
    *("ListTable", "ListHeading", "ListRow"),
}
ERRORS = {
    name
    for name, each in vars(errors).items()
    if isinstance(each, type) and issubclass(each, errors.PlandocsError)
}
MORE = {"preflight", *RESULTS, *ERRORS}
_HEAVY = ("pydantic", "lxml", "openpyxl", "docx", "docxtpl", "jinja2", "rich", "rapidfuzz")
_IN_PACKAGES = {"python-docx": "docx", "msoffcrypto-tool": "msoffcrypto"}
_IN_PACKAGES |= {"python-multipart": "python_multipart"}


def test_the_public_names_are_those_of_the_reference() -> None:
    assert set(plandocs.__all__) >= VERBS | VALUES | RESULTS | ERRORS
    unknown = set(plandocs.__all__) - VERBS - VALUES - MORE
    assert unknown == set(), "name them here and in docs/reference.md"


@pytest.mark.parametrize("name", plandocs.__all__)
def test_a_public_name_is_there_and_says_what_it_gives(name: str) -> None:
    assert (getattr(plandocs, name).__doc__ or "").strip()


def test_dir_names_what_is_public_and_nothing_else() -> None:
    assert {name for name in dir(plandocs) if name[0] != "_"} == {*plandocs.__all__, "forms"}


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="read_minds"):
        plandocs.read_minds  # noqa: B018  # the access itself is what is tested


def test_the_forms_models_are_in_plandocs_forms() -> None:
    from plandocs.forms.registry import forms

    for form in forms():
        assert getattr(plandocs.forms, form.model.__name__) is form.model


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_does(name: str) -> None:
    result = CliRunner().invoke(command_line, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage: plandocs" in result.output


@pytest.mark.parametrize("start", ["import plandocs", "plandocs.cli.main(['--help'])"])
def test_nothing_heavy_is_imported_at_the_start(start: str) -> None:
    program = (
        "import sys, atexit, plandocs, plandocs.cli\n"
        "atexit.register(lambda: print('loaded:', *sorted(sys.modules)))\n" + start
    )
    run = [sys.executable, "-c", program]
    said = subprocess.run(run, capture_output=True, text=True, check=True, encoding="utf-8")
    loaded = said.stdout.rpartition("loaded:")[2].split()
    assert "plandocs" in loaded
    assert set(loaded) & set(_HEAVY) == set()


@pytest.mark.parametrize("verb", ["parse_many", "rollup"])
def test_what_reads_documents_brings_no_client_of_the_web(verb: str) -> None:
    """It would never be used, and took a tenth of the time in which a run begins."""
    program = f"import sys, plandocs; plandocs.{verb}; print(*sys.modules)"
    run = [sys.executable, "-c", program]
    said = subprocess.run(run, capture_output=True, text=True, check=True, encoding="utf-8")
    loaded = said.stdout.split()
    assert f"plandocs.verbs.{verb}" in loaded
    assert {"urllib.request", "http.client", "ssl"} & set(loaded) == set()


def test_every_dependency_is_imported_and_everything_imported_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"]]
    declared += [each for name, of in extras.items() if name != "test" for each in of]
    packages = {re.split(r"[<>=\[ ]", each)[0] for each in declared}
    used = {each.module.partition(".")[0] for module in modules() for each in imports(module)}
    foreign = used - set(sys.stdlib_module_names) - {"plandocs"}
    assert {_IN_PACKAGES.get(name, name) for name in packages} == foreign
