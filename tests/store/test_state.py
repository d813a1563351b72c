"""A state reads only what is new, keeps corrections, forgets people, and trusts no file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.reading import document, many
from plandocs.store import database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three plans that were written long ago."""
    returned = tmp_path / "returned"
    returned.mkdir()
    for n, name in enumerate(("Priya Raman", "Tom Alder", "Lea Quill")):
        plan = plandocs.validate(
            {"officer_name": name, "id": f"{n}", "outcomes": [{"outcome": f"Shorter waits {n}"}]}
        )
        plandocs.fill(plan, returned / f"{n}.docx")
        os.utime(returned / f"{n}.docx", (1_700_000_000, 1_700_000_000))
    return returned


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "division.plandocs"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read, in order."""
    names: list[str] = []
    read_form = document.read_form

    def noted(source: Any, *forms: Any, **options: Any) -> plandocs.Reading[plandocs.Plan]:
        names.append(Path(source).name)
        return read_form(source, *forms, **options)

    monkeypatch.setattr(many, "read_form", noted)
    return names


def names_in(folder: Path, state: Path, **options: Any) -> list[str]:
    readings = plandocs.parse_many(sorted(folder.glob("*.docx")), state=state, **options)
    return [getattr(each.plan, "officer_name", "") for each in readings]


def test_only_what_is_new_or_changed_is_read(folder: Path, state: Path, read: list[str]) -> None:
    names_in(folder, state)
    assert read == ["0.docx", "1.docx", "2.docx"]
    plandocs.fill({"officer_name": "Ann Lee"}, folder / "1.docx", force=True)
    (folder / "2.docx").rename(folder / "3.docx")
    assert names_in(folder, state) == ["Priya Raman", "Ann Lee", "Lea Quill"]
    assert read == ["0.docx", "1.docx", "2.docx", "1.docx"]


@pytest.mark.parametrize(
    "option",
    [{"labels": {"cells": {"officer_name": "Name of executive"}}}, {"convert": False},
     {"limits": plandocs.Limits(depth=200)}, {"forms": "senior-executive-plan"}],
)  # fmt: skip
def test_another_option_reads_anew(
    folder: Path, state: Path, read: list[str], option: dict[str, Any]
) -> None:
    names_in(folder, state)
    names_in(folder, state, **option)
    names_in(folder, state, **option)
    assert len(read) == 6


def test_a_blank_is_known_by_its_content(folder: Path, state: Path, read: list[str]) -> None:
    blank = folder.parent / "blank.docx"
    content = Path("templates/senior-executive-plan.docx")
    blank.write_bytes(next(content.parent.glob("*.docx")).read_bytes())
    names_in(folder, state, blank=blank)
    names_in(folder, state, blank=blank.read_bytes())
    assert len(read) == 3


def test_a_damaged_file_is_read_again(folder: Path, state: Path, read: list[str]) -> None:
    (folder / "9.docx").write_bytes((folder / "0.docx").read_bytes()[:500])
    names_in(folder, state)
    names_in(folder, state)
    assert read[-1] == "9.docx"
    assert len(read) == 5


def test_every_verb_that_reads_many_takes_it(folder: Path, state: Path, read: list[str]) -> None:
    first = plandocs.rollup([folder], folder.parent / "a.xlsx", state=state)
    second = plandocs.rollup([folder], folder.parent / "b.xlsx", state=state)
    assert first.rows == second.rows
    assert len(list(plandocs.check([folder], state=state))) == 3
    assert len(read) == 3


# -- corrections -------------------------------------------------------------------------------


def test_a_correction_is_laid_over_the_reading_and_told(folder: Path, state: Path) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    remembered.correct(folder / "0.docx", "officer_name", "Priya Ramann", by="HR")
    remembered.correct(folder / "0.docx", "outcomes[0].measures", ["Under 20 days"], by="HR")
    (reading_,) = plandocs.parse_many([folder / "0.docx"], state=state)
    data = reading_.to_dict()
    assert data["plan"]["officer_name"] == "Priya Ramann"
    assert data["plan"]["outcomes"][0]["measures"] == ["Under 20 days"]
    assert [each["field"] for each in data["corrections"]] == [
        "officer_name", "outcomes[0].measures",
    ]  # fmt: skip
    assert data["corrections"][0]["before"] == "Priya Raman"
    assert {i.field for i in reading_.issues if i.code == "corrected"} == {
        "officer_name", "outcomes[0].measures",
    }  # fmt: skip


def test_a_correction_goes_with_its_file_and_ends_with_its_words(folder: Path, state: Path) -> None:
    names_in(folder, state)
    plandocs.State(state).correct(folder / "0.docx", "officer_name", "Priya R", by="HR")
    (folder / "0.docx").rename(folder / "7.docx")
    assert "Priya R" in names_in(folder, state)
    (folder / "7.docx").rename(folder / "0.docx")
    plandocs.fill({"officer_name": "Priya Singh"}, folder / "0.docx", force=True)
    (found,) = plandocs.parse_many([folder / "0.docx"], state=state)
    assert found.to_dict()["plan"]["officer_name"] == "Priya Singh"
    assert "correction-outdated" in {issue.code for issue in found.issues}


def test_a_correction_is_taken_back(folder: Path, state: Path) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    remembered.correct(folder / "0.docx", "officer_name", "Priya R")
    assert remembered.undo(folder / "0.docx").corrections == ()
    assert names_in(folder, state)[0] == "Priya Raman"
    with pytest.raises(plandocs.InputError, match="no correction"):
        remembered.undo(folder / "0.docx")


@pytest.mark.parametrize(
    ("field", "value"), [("officer", "x"), ("outcomes[9].outcome", "x"), ("officer_name", ["x"]),
                         ("outcomes[", "x"), ("meeting_date", {"no": 1})],
)  # fmt: skip
def test_a_correction_that_does_not_fit_is_refused(
    folder: Path, state: Path, field: str, value: object
) -> None:
    names_in(folder, state)
    with pytest.raises(plandocs.InputError):
        plandocs.State(state).correct(folder / "0.docx", field, value)
    assert plandocs.State(state).holds().corrections == 0


# -- forgetting --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["Tom Alder", "ALDER, Tom", "1"])
def test_nothing_of_a_forgotten_person_is_left_in_the_file(
    folder: Path, state: Path, who: str
) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    remembered.correct(folder / "1.docx", "officer_name", "Tom Aldersson", by="HR")
    gone = remembered.forget(who)
    assert (gone.name, gone.readings, gone.corrections) == ("Tom Alder", 1, 1)
    assert [Path(path).name for path in gone.files] == ["1.docx"]
    content = state.read_bytes()
    assert [w for w in (b"Alder", b"Shorter waits 1", b"1.docx") if w in content] == []
    assert b"Priya Raman" in content


def test_two_people_of_one_name_are_told_apart_by_their_id(folder: Path, state: Path) -> None:
    plandocs.fill({"officer_name": "Tom Alder", "id": "77"}, folder / "4.docx")
    names_in(folder, state)
    with pytest.raises(plandocs.InputError, match="77"):
        plandocs.State(state).forget("Tom Alder")
    assert plandocs.State(state).forget("77").readings == 1
    with pytest.raises(plandocs.InputError, match="nothing is kept"):
        plandocs.State(state).forget("Nobody")


# -- files from elsewhere ----------------------------------------------------------------------


def _foreign(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE mine (a)").connection.close()


def _with_a_trigger(path: Path) -> None:
    with database.Database(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM readings; END")
    connection.close()


def _of_another_version(path: Path) -> None:
    with database.Database(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    "make", [_foreign, _with_a_trigger, _of_another_version, lambda p: p.write_bytes(b"x" * 9000)]
)
def test_a_file_that_is_no_state_is_refused_and_not_changed(
    folder: Path, state: Path, make: Callable[[Path], object]
) -> None:
    make(state)
    before = state.read_bytes()
    with pytest.raises(plandocs.PlandocsError, match="state"):
        names_in(folder, state)
    assert state.read_bytes() == before


def test_a_changed_line_is_told_and_not_believed(folder: Path, state: Path) -> None:
    names_in(folder, state)
    connection = sqlite3.connect(state)
    connection.execute("UPDATE readings SET line = replace(line, 'officer_name', 'officer_nam')")
    connection.commit()
    connection.close()
    with pytest.raises(plandocs.InputError, match="somebody has changed it"):
        names_in(folder, state)


# -- several at once ---------------------------------------------------------------------------


def test_a_lock_that_cannot_be_had_is_said_and_the_run_goes_on(
    folder: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names_in(folder, state)
    plandocs.fill({"officer_name": "Ann Lee"}, folder / "3.docx")
    monkeypatch.setattr(database, "_WAIT", 0.1)
    other = sqlite3.connect(state, isolation_level=None)
    readings = plandocs.parse_many(sorted(folder.glob("*.docx")), state=state)
    names = [getattr(next(readings).plan, "officer_name", "")]
    other.execute("BEGIN EXCLUSIVE")
    with pytest.warns(UserWarning, match="another run"):
        names += [getattr(each.plan, "officer_name", "") for each in readings]
    other.close()
    assert names == ["Priya Raman", "Tom Alder", "Lea Quill", "Ann Lee"]


def test_two_runs_at_once_both_have_all(folder: Path, state: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: names_in(folder, state), range(8)))
    assert found == [["Priya Raman", "Tom Alder", "Lea Quill"]] * 8


def test_what_a_killed_run_kept_is_whole(folder: Path, state: Path, read: list[str]) -> None:
    script = (
        "import os, signal, sys, plandocs\n"
        "readings = plandocs.parse_many(sys.argv[2:], state=sys.argv[1])\n"
        "next(readings); next(readings)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    paths = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([sys.executable, "-c", script, str(state), *paths], check=False)
    assert names_in(folder, state) == ["Priya Raman", "Tom Alder", "Lea Quill"]
    assert list(plandocs.State(state).verify()) == []


def test_verifying_names_the_file_whose_reading_is_another(folder: Path, state: Path) -> None:
    names_in(folder, state)
    plandocs.State(state).correct(folder / "2.docx", "officer_name", "Lea Q")
    assert list(plandocs.State(state).verify()) == []
    connection = sqlite3.connect(state)
    connection.execute("UPDATE readings SET line = replace(line, 'Tom Alder', 'Tom Ulder')")
    connection.commit()
    connection.close()
    assert [Path(each).name for each in plandocs.State(state).verify()] == ["1.docx"]


def update(path: Path, data: dict[str, str]) -> Path:
    """The document with other header data, in its own place."""
    made = plandocs.update(path, data)
    path.write_bytes(made.data)
    return path


# -- whose a correction is ---------------------------------------------------------------------


def test_a_correction_is_of_the_person_and_not_of_the_files_name(folder: Path, state: Path) -> None:
    for name in ("0.docx", "1.docx"):
        update(folder / name, {"manager_name": "Ana Cho"})
    names_in(folder, state)
    plandocs.State(state).correct(folder / "0.docx", "manager_name", "Lea Roy", by="HR")
    (folder / "0.docx").rename(folder / "8.docx")
    (folder / "1.docx").rename(folder / "0.docx")
    readings = {r.source: r for r in plandocs.parse_many(sorted(folder.iterdir()), state=state)}
    alder, raman = readings[str(folder / "0.docx")], readings[str(folder / "8.docx")]
    assert alder.to_dict()["plan"]["manager_name"] == "Ana Cho"
    assert "correction-outdated" in {issue.code for issue in alder.issues}
    assert raman.to_dict()["plan"]["manager_name"] == "Lea Roy"


def test_a_correction_stays_when_the_file_is_renamed_and_edited(folder: Path, state: Path) -> None:
    names_in(folder, state)
    plandocs.State(state).correct(folder / "0.docx", "manager_name", "Lea Roy", by="HR")
    update(folder / "0.docx", {"division_branch": "Ports"}).rename(folder / "5.docx")
    (found,) = plandocs.parse_many(folder / "5.docx", state=state)
    assert found.to_dict()["plan"]["manager_name"] == "Lea Roy"


@pytest.mark.parametrize("field", ["manager_name", "meeting_date", "outcomes"])
def test_a_namesake_of_another_unit_is_not_corrected(folder: Path, state: Path, field: str) -> None:
    for number, unit in enumerate(("Ports", "Rail", "Roads")):
        data = {"officer_name": "Sam Lee", "division_branch": unit}
        plandocs.fill(data, folder / f"{number}.docx", force=True)
    names_in(folder, state)
    value: object = [{"outcome": "x"}] if field == "outcomes" else "1 August 2026"
    plandocs.State(state).correct(folder / "1.docx", field, value)
    readings = plandocs.parse_many(sorted(folder.glob("*.docx")), state=state)
    assert [len(each.corrections) for each in readings] == [0, 1, 0]


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [("meeting_date", "31 Feb 2026", "1 August 2026"), ("outcomes[0].measures", ["a"], ["b", "c"]),
     ("period", "2026-27", "1 July 2027 – 30 June 2028")],
)  # fmt: skip
def test_a_field_is_corrected_again_and_again(
    folder: Path, state: Path, field: str, first: object, second: object
) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    once = remembered.correct(folder / "0.docx", field, first)
    twice = remembered.correct(folder / "0.docx", field, second)
    assert len(twice.corrections) == 2
    assert once.to_dict()["plan"] != twice.to_dict()["plan"]
    assert "correction-outdated" not in {issue.code for issue in twice.issues}


def test_a_doubtful_value_is_told(folder: Path, state: Path) -> None:
    names_in(folder, state)
    found = plandocs.State(state).correct(folder / "0.docx", "period", "banana")
    assert "unreadable-period" in {issue.code for issue in found.issues}
    assert not found.clean


def test_words_in_no_field_are_given_one_or_left(folder: Path, state: Path) -> None:
    import docx

    document = docx.Document(str(folder / "0.docx"))
    document.add_paragraph("Ask Tom about the budget.")
    document.save(str(folder / "0.docx"))
    names_in(folder, state)
    (found,) = plandocs.parse_many(folder / "0.docx", state=state)
    (place,) = {each.where for each in found.unmapped}
    remembered = plandocs.State(state)
    given = remembered.correct(folder / "0.docx", "division_branch", origin=place)
    assert given.to_dict()["plan"]["division_branch"] == "Ask Tom about the budget."
    assert given.unmapped == ()
    assert plandocs.Reading.from_dict(given.to_dict()).corrections == given.corrections
    assert remembered.undo(folder / "0.docx", place).unmapped == found.unmapped
    assert remembered.correct(folder / "0.docx", None, origin=place).unmapped == ()


@pytest.mark.parametrize("value", [object(), "\ud800", {1, 2}])
def test_a_value_that_is_no_data_is_refused_in_words(
    folder: Path, state: Path, value: object
) -> None:
    names_in(folder, state)
    with pytest.raises(plandocs.InputError):
        plandocs.State(state).correct(folder / "0.docx", "manager_name", value)


def test_a_state_in_the_folder_that_is_read_is_no_document(folder: Path) -> None:
    for _ in range(2):
        made = plandocs.rollup([folder], folder.parent / "a.xlsx", state=folder / "s.plandocs",
                               force=True)  # fmt: skip
    assert made.failed == ()
