"""The reading options are the same for every verb and command that reads documents."""

from __future__ import annotations

import inspect
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msoffcrypto
import pytest

import plandocs
from plandocs.cli import COMMANDS
from plandocs.cli import plandocs as command_line
from plandocs.forms import SeniorExecutivePlan

ONE = {"blank", "password", "convert", "limits", "forms", "labels"}
MANY = {*ONE, "timeout", "workers", "executor", "state"}
VERBS = {
    "parse": ONE, "show": ONE, "parse_many": MANY, "check": MANY, "rollup": MANY,
    "converse_many": MANY, "carry": MANY, "history": MANY, "tables": MANY,
    # One document each, which a process of its own reads where a time is given.
    "converse": {*ONE, "timeout"}, "diff": {*ONE, "timeout"}, "update": {*ONE, "timeout"},
}  # fmt: skip
FLAGS = {
    *("--blank", "--password-file", "--ask-password", "--no-convert", "--form", "--labels"),
    "--timeout",
}
READERS = {
    "parse", "check", "rollup", "converse", "carry", "history", "diff", "letters", "update"
}  # fmt: skip
PLAN = SeniorExecutivePlan.model_validate(
    {
        "officer_name": "Priya Raman", "period": "1 July 2026 – 30 June 2027",
        "outcomes": [{"outcome": "Shorter waits", "measures": ["Under 20 days"]}],
    }
)  # fmt: skip


def test_every_verb_that_reads_has_every_option_by_name() -> None:
    holes = {
        verb: wanted - set(inspect.signature(getattr(plandocs, verb)).parameters)
        for verb, wanted in VERBS.items()
    }
    assert {verb: names for verb, names in holes.items() if names} == {}


@pytest.mark.parametrize("name", sorted(READERS))
def test_every_command_that_reads_has_every_option(name: str) -> None:
    command = command_line.get_command(click.Context(command_line), name)
    assert command is not None
    flags = {flag for each in command.params for flag in each.opts}
    wanted = FLAGS if name in ("diff", "update") else {*FLAGS, "--workers", "--state"}
    assert wanted - flags == set()


def test_a_command_that_reads_no_document_is_named_here() -> None:
    assert set(COMMANDS) - READERS == {
        *("demo", "desk", "fill", "form", "schema", "state", "template", "workbook")
    }


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_wrong_option_is_refused_in_the_verbs_own_name(verb: str) -> None:
    two = ("plan.docx",) * (2 if verb in ("diff", "update") else 1)
    more = {"period": "2027-28"} if verb == "carry" else {}
    with pytest.raises(TypeError, match="pasword"):
        getattr(plandocs, verb)(*two, **more, pasword="x")


def document(plan: SeniorExecutivePlan = PLAN) -> bytes:
    made = plandocs.fill(plan)
    assert made is not None
    return made


def _used(verb: str, paths: list[str], **options: Any) -> list[object]:
    """What a verb makes of documents: their plans' names, or the codes of their errors."""
    try:
        result = CALLS[verb](paths, options)
    except plandocs.PlandocsError as error:
        problems = getattr(error, "problems", ())
        return ["encrypted" if any("password" in each for each in problems) else error.code]
    return [result]


def _rolled(paths: list[str], options: dict[str, Any]) -> object:
    target = Path(paths[0]).parent / "division.xlsx"
    return plandocs.rollup(paths, target, force=True, **options).rows


CALLS: dict[str, Callable[[list[str], dict[str, Any]], object]] = {
    "check": lambda paths, o: plandocs.check(paths, **o)[0].officer_name,
    "history": lambda paths, o: [each.shown_name for each in plandocs.history(paths, **o).versions],
    "carry": lambda paths, o: plandocs.carry(paths, period="2027-28", **o)[0].person,
    "converse_many": lambda paths, o: next(plandocs.converse_many(paths, **o)).record is not None,
    "rollup": _rolled,
    "tables": lambda paths, o: [row["outcome"] for row in plandocs.tables(paths, **o)["outcomes"]],
    "converse": lambda paths, o: plandocs.converse(paths[0], **o).form,
    "diff": lambda paths, o: plandocs.diff(paths[0], paths[0], **o),
    "update": lambda paths, o: len(
        plandocs.update(paths[0], {"manager_name": "Bo Cho"}, **o).changes
    ),
}


@pytest.fixture
def locked(tmp_path: Path) -> str:
    """A plan that a password protects."""
    path = tmp_path / "locked.docx"
    with path.open("wb") as file:
        msoffcrypto.OfficeFile(io.BytesIO(document())).encrypt("Sesam 1", file)
    return str(path)


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_a_protected_plan_is_read_with_its_password(verb: str, locked: str, tmp_path: Path) -> None:
    plain = tmp_path / "plain.docx"
    plain.write_bytes(document())
    assert _used(verb, [locked], password="Sesam 1") == _used(verb, [str(plain)])


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_a_form_that_was_not_named_is_not_read(verb: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(document())
    usual = _used(verb, [str(path)])
    assert _used(verb, [str(path)], forms="senior-executive-plan") == usual
    assert _used(verb, [str(path)], forms=["outcomes-conversation"]) != usual


def test_a_form_that_there_is_not_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(plandocs.InputError, match="senior-executive-plan"):
        list(plandocs.parse_many([document()], forms="executive-plan"))


def test_forms_hold_in_other_processes_too() -> None:
    readings = plandocs.parse_many([document()] * 3, forms="outcomes-conversation", workers=2)
    assert [each.error.code for each in readings if each.error] == ["not-this-form"] * 3


def _with_print(words: str, plan: SeniorExecutivePlan | None = None) -> bytes:
    """The form, or a plan in it, with an agency's own words above it."""
    import docx

    from plandocs.forms.registry import form

    blank = form("senior-executive-plan").blank.read_bytes()
    made = docx.Document(io.BytesIO(blank if plan is None else document(plan)))
    made.paragraphs[0].insert_paragraph_before(words)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_the_agencys_own_print_counts_as_typed_nowhere_once_its_blank_is_named(
    tmp_path: Path,
) -> None:
    words = "Send this form to the Records Team by the end of July."
    plan, blank = tmp_path / "plan.docx", tmp_path / "blank.docx"
    plan.write_bytes(_with_print(words, PLAN))
    blank.write_bytes(_with_print(words))

    def told(found: tuple[plandocs.Checked, ...]) -> str:
        return json.dumps([each.to_dict() for each in found])

    assert "Records Team" in told(plandocs.check(plan)) or "unmapped" in told(plandocs.check(plan))
    assert "unmapped" not in told(plandocs.check(plan, blank=blank))
    changed = plandocs.update(plan, {"manager_name": "Bo Cho"}, blank=blank)
    assert [each.after for each in changed.changes] == ["Bo Cho"]


def test_of_several_blanks_the_one_that_fits_is_used_and_said(tmp_path: Path) -> None:
    prints = {
        "records": "Send this form to the Records Team by the end of July.",
        "health": "Health: keep a copy in the ward office.",
    }
    for name, words in prints.items():
        (tmp_path / f"{name}.docx").write_bytes(_with_print(words))
    blanks = [tmp_path / f"{name}.docx" for name in prints]
    for name, words in prints.items():
        reading = plandocs.parse(_with_print(words, PLAN), blank=blanks)
        assert reading.clean
        (said,) = reading.issues
        assert said.code == "blank-chosen"
        assert f"{name}.docx" in said.message
    documents = [_with_print(words, PLAN) for words in prints.values()]
    assert [each.clean for each in plandocs.parse_many(documents, blank=blanks)] == [True, True]
    with pytest.raises(plandocs.PlandocsError, match=r"nothing\.docx"):
        plandocs.parse(documents[0], blank=[*blanks, tmp_path / "nothing.docx"])


@pytest.mark.parametrize("name", ["check", "history", "parse"])
def test_commands_hand_the_options_on(
    name: str, locked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from plandocs.cli import main

    secret = tmp_path / "secret.txt"
    secret.write_text("Sesam 1\n", encoding="utf-8")
    output = str(tmp_path / "out.json")
    with pytest.raises(SystemExit):
        main([name, locked, "-o", output, "--password-file", str(secret)])
    assert "Priya Raman" in Path(output).read_text(encoding="utf-8")
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main([name, locked, "-o", output, "--force"])
    assert "password" in capsys.readouterr().err + Path(output).read_text(encoding="utf-8")
