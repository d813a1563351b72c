"""Everybody in a division gets the letter that is theirs, by a count made beside it."""

from __future__ import annotations

import email
import email.policy
import json
import zipfile
from collections import Counter
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.errors import OutputError
from tests.commands import run as command
from tests.laws.test_outputs import FALSE_ALARMS
from tests.mailing.people import AS_OF, MANAGERS, Division, named, words

run = partial(command, "letters")


@pytest.fixture(scope="module")
def division(tmp_path_factory: pytest.TempPathFactory) -> Division:
    return Division(tmp_path_factory.mktemp("division"))


@pytest.fixture(scope="module")
def sent(division: Division, tmp_path_factory: pytest.TempPathFactory) -> plandocs.Letters:
    folder = tmp_path_factory.mktemp("letters") / "out"
    return plandocs.letters(
        division.folder, folder, roster=division.roster, format=("docx", "eml", "text"),
        as_of=AS_OF, convert=False,
    )  # fmt: skip


def test_everybody_gets_exactly_the_letter_that_is_theirs(
    division: Division, sent: plandocs.Letters
) -> None:
    assert len(division.expected) == 41
    assert {each.id: each.kind for each in sent.letters} == division.expected
    assert len(sent.letters) == 41
    assert set(Counter(division.expected.values())) == {"cover", "reminder", "findings"}
    assert [each.held for each in sent.letters if each.held] == []


def test_each_letter_is_to_its_person_and_names_nobody_else(
    division: Division, sent: plandocs.Letters
) -> None:
    everybody = {row[1] for row in division.people.values()} | set(MANAGERS)
    for letter in sent.letters:
        text = words(named(letter, ".docx"))
        assert f"Dear {letter.officer_name}" in text
        assert letter.unit in text, "namesakes are told apart"
        assert [name for name in everybody - {letter.officer_name} if name in text] == []
        assert "SECRET" not in text
        assert "@" not in text


def test_days_overdue_are_counted_from_the_due_date(sent: plandocs.Letters) -> None:
    for letter in sent.letters:
        if letter.kind == "reminder":
            assert letter.overdue == 93
            assert "31 August 2026, 93 days ago" in words(named(letter, ".docx"))
        if letter.kind == "cover":
            assert letter.overdue == 0


@pytest.mark.slower
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)])
def test_the_validator_is_silent_on_every_letter(sent: plandocs.Letters, every: bool) -> None:
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    of_kind = {letter.kind: letter for letter in sent.letters}
    letters = sent.letters if every else of_kind.values()
    lists = sent.managers if every else sent.managers[:1]
    files = [each for each in (*lists, *(f for x in letters for f in x.files))
             if each.endswith(".docx")]  # fmt: skip
    assert len(files) == (41 + len(MANAGERS) if every else 1 + len(of_kind))
    for file in files:
        errors = [str(e) for e in validator.validate(file).errors]
        assert [e for e in errors if not any(map(e.endswith, FALSE_ALARMS))] == []


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)])
def test_the_validator_is_silent_on_every_plan_and_every_commented_copy(
    division: Division, tmp_path: Path, every: bool
) -> None:
    names = {row[1] for row in division.people.values()}  # broken files have the names of people
    plans = [each for each in sorted(division.folder.glob("*.docx")) if each.stem not in names]
    made = [Path(each.file) for each in plandocs.comment(plans, tmp_path) if each.file]
    assert (len(plans), len(made)) == (31, 22)  # nothing is to be said of the other nine
    for file in (*plans, *made) if every else (plans[3], made[3]):
        validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)  # it keeps comments' ids
        errors = [str(e) for e in validator.validate(file).errors]
        assert [e for e in errors if not any(map(e.endswith, FALSE_ALARMS))] == [], file.name


def test_drafts_open_unsent_with_their_own_plan_attached(
    division: Division, sent: plandocs.Letters
) -> None:
    for letter in sent.letters:
        raw = named(letter, ".eml").read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert message["X-Unsent"] == "1"
        (to,) = message["To"].addresses
        assert (to.display_name, to.addr_spec) == (
            letter.officer_name,
            f"{letter.id.lower()}@agency.gov.au",
        )
        body = message.get_body()
        assert body is not None
        assert letter.officer_name in body.get_content()
        attached = list(message.iter_attachments())
        came = division.folder / f"{letter.id}.docx"
        if letter.kind != "findings":
            assert [each.get_content() for each in attached] == (
                [came.read_bytes()] if came.exists() else []
            )
        for each in attached:
            plan = plandocs.parse(each.get_content()).plan
            assert plan is not None
            assert plan.officer_name == letter.officer_name


def test_the_merge_list_has_everybody_once(division: Division, sent: plandocs.Letters) -> None:
    sheet = openpyxl.load_workbook(sent.merge)["Letters"]
    rows = list(sheet.iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if "To" in row)
    table = [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :] if any(row)]
    assert Counter(row["To"] for row in table) == Counter(r[2] for r in division.people.values())
    for row in table:
        _, name, _, _, manager, _ = division.people[str(row["Id"])]
        assert (row["Name"], row["Manager"]) == (name, manager)
        assert bool(row["What is missing"]) == (division.expected[str(row["Id"])] != "cover")
        assert Path(str(row["Path"])).is_file()


def test_each_manager_has_a_list_of_their_own_people(
    division: Division, sent: plandocs.Letters
) -> None:
    for manager in MANAGERS:
        file = next(each for each in sent.managers if each.endswith(f"{manager}.docx"))
        text = words(Path(file))
        own = Counter(row[1] for row in division.people.values() if row[4] == manager)
        others = {row[1] for row in division.people.values()} - own.keys()
        assert [name for name in own if text.count(name) < own[name]] == []
        assert [name for name in others if name in text] == []
        assert "SECRET" not in text


@pytest.mark.slower
def test_a_second_run_replaces_nothing_unless_it_is_asked(
    division: Division, sent: plandocs.Letters
) -> None:
    folder = Path(sent.merge).parent
    before = {each: each.stat().st_mtime_ns for each in folder.rglob("*") if each.is_file()}
    with pytest.raises(OutputError, match="are there already"):
        plandocs.letters(division.folder, folder, roster=division.roster, convert=False)
    assert before == {e: e.stat().st_mtime_ns for e in folder.rglob("*") if e.is_file()}


def test_a_kind_that_is_asked_for_goes_to_those_for_whom_it_is_true(
    division: Division, tmp_path: Path
) -> None:
    done = plandocs.letters(
        division.folder, tmp_path / "out", roster=division.roster, kind="reminder", convert=False
    )
    assert {each.id for each in done.letters if each.kind} == {
        id for id, kind in division.expected.items() if kind == "reminder"
    }


@pytest.mark.slower
def test_the_command_says_what_became_of_each(
    division: Division, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "returned.zip", "w") as archive:
        for file in division.folder.iterdir():
            archive.write(file, file.name)
    arguments = (
        tmp_path / "returned.zip", "--roster", division.roster, "--no-convert",
        "-o", tmp_path / "out", "--format", "eml", "--as-of", AS_OF, "--json",
    )  # fmt: skip
    assert run(*arguments) == 1, "five files could not be read"
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert {each["id"]: each["kind"] for each in told} == division.expected
    assert "41 letters in" in said.err
    assert sum(bool(each["attached"]) for each in told) == sum(
        (division.folder / f"{id}.docx").exists() for id in division.expected
    )
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert (said.out, "--force" in said.err) == ("", True)


@pytest.mark.slower
def test_what_a_state_remembers_makes_the_same_letters(
    division: Division, sent: plandocs.Letters, tmp_path: Path
) -> None:
    for number in range(2):
        done = plandocs.letters(
            division.folder, tmp_path / f"out{number}", roster=division.roster, as_of=AS_OF,
            state=tmp_path / "division.plandocs", convert=False,
        )  # fmt: skip
        assert [(e.id, e.kind, e.missing) for e in done.letters] == [
            (e.id, e.kind, e.missing) for e in sent.letters
        ]
