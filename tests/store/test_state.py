"""A state reads only what is new, forgets people, and trusts no file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.store import database
from tests.store.folders import names_in, update

_KNOW_WORD = {"lxml", "plandocs.reading.document", "plandocs.word.view", "plandocs.word.locate"}


def test_only_what_is_new_or_changed_is_read(folder: Path, state: Path, read: list[str]) -> None:
    names_in(folder, state)
    assert read == ["0.docx", "1.docx", "2.docx"]
    plandocs.fill({"officer_name": "Ann Lee"}, folder / "1.docx", force=True)
    (folder / "2.docx").rename(folder / "3.docx")
    assert names_in(folder, state) == ["Priya Raman", "Ann Lee", "Lea Quill"]
    assert read == ["0.docx", "1.docx", "2.docx", "1.docx"]


@pytest.mark.parametrize("moment", [3.0, 0.0], ids=["by content", "by stamp"])
def test_of_many_files_at_once_each_gets_its_own_reading(
    folder: Path, state: Path, monkeypatch: pytest.MonkeyPatch, moment: float
) -> None:
    monkeypatch.setattr("plandocs.store.readings._MOMENT", moment)
    first, second, third = sorted(folder.glob("*.docx"))
    asked: list[Any] = [*[third, first] * 50, folder / "gone.docx", second.read_bytes(), second]
    for _ in range(2):
        readings = list(plandocs.parse_many(asked, state=state))
        names = [getattr(each.plan, "officer_name", None) for each in readings]
        assert names == [*["Lea Quill", "Priya Raman"] * 50, None, "Tom Alder", "Tom Alder"]
        sources = [str(each) if isinstance(each, Path) else "" for each in asked]
        assert [each.source for each in readings] == sources


def test_a_file_that_is_as_it_was_is_not_opened(
    folder: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plandocs.store.readings._MOMENT", 0.0)
    names = names_in(folder, state)
    opened: list[object] = []
    monkeypatch.setattr("plandocs.store.readings.taken", lambda *file: opened.append(file))
    assert names_in(folder, state) == names
    assert opened == []


def test_what_knows_word_is_not_even_loaded_where_all_is_known(folder: Path, state: Path) -> None:
    """It takes a fifth of the time in which such a run begins."""
    names = names_in(folder, state)
    script = (
        "import sys, plandocs\n"
        "for each in plandocs.parse_many(sys.argv[2:], state=sys.argv[1]):\n"
        "    print(each.plan.officer_name)\n"
        "print(*sys.modules)\n"
    )
    paths = sorted(map(str, folder.glob("*.docx")))
    run = [sys.executable, "-c", script, str(state), *paths]
    said = subprocess.run(run, capture_output=True, text=True, check=True, encoding="utf-8")
    *found, loaded = said.stdout.splitlines()
    assert found == names
    assert "plandocs.reading.reader" in loaded.split()
    assert _KNOW_WORD & set(loaded.split()) == set()


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


def test_somebody_is_forgotten_by_the_name_that_a_correction_gave(
    folder: Path, state: Path
) -> None:
    names_in(folder, state)
    remembered = plandocs.State(state)
    remembered.correct(folder / "1.docx", "officer_name", "Thomasina Aldersson", by="HR")
    update(folder / "1.docx", {"manager_name": "Ana Cho"})
    names_in(folder, state)
    gone = remembered.forget("thomasina aldersson")
    assert (gone.readings, gone.corrections) == (2, 1)
    assert [Path(path).name for path in gone.files] == ["1.docx"]
    content = state.read_bytes()
    assert [w for w in (b"lder", b"Shorter waits 1", b"1.docx") if w in content] == []
    assert b"Priya Raman" in content


def test_forgetting_by_a_corrected_name_spares_a_namesake(folder: Path, state: Path) -> None:
    for number, unit in enumerate(("Ports", "Rail")):
        data = {"officer_name": "Sam Lee", "division_branch": unit}
        plandocs.fill(data, folder / f"{number}.docx", force=True)
    names_in(folder, state)
    plandocs.State(state).correct(folder / "1.docx", "officer_name", "Samuel Li")
    gone = plandocs.State(state).forget("Samuel Li")
    assert (gone.readings, [Path(path).name for path in gone.files]) == (1, ["1.docx"])


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


def test_a_line_that_is_no_text_is_told_and_its_file_is_read(folder: Path, state: Path) -> None:
    names = names_in(folder, state)
    connection = sqlite3.connect(state)
    connection.execute("UPDATE readings SET line = CAST(x'7BFF7D' AS TEXT)")
    connection.commit()
    connection.close()
    with pytest.warns(UserWarning, match="what is read now is not kept"):
        assert names_in(folder, state) == names


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
