"""What stays between the people who wrote it is in no sheet, unless HR has decided otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

import plandocs
from plandocs.errors import InputError
from plandocs.model.reading import Issue, Reading, Unmapped
from tests.officers import samples
from tests.rollup.plans import plan, read, rolled, rows, whole_samples

SECRET = "I want to leave for the Treasury"
LOOSE = "Ask Sam about the complaint"


def confided(career: str = SECRET) -> Reading:
    """A reading with something in Section 4, a comment, and issues that quote both."""
    return read(
        plan(career={"aspirations": career}),
        "a.docx",
        "2026-07-02T00:00:00Z",
        issues=(
            Issue("warning", "placeholder-left", f"Left over: {SECRET}", "career.aspirations"),
            Issue("warning", "comments", f"A comment says: {LOOSE}", None, f"beside “{LOOSE}”"),
        ),
        unmapped=(Unmapped("beside the text", "comment", LOOSE),),
    )


def everything(*readings: Reading, confidential: bool) -> str:
    earlier = read(plan(career={"aspirations": "Nothing yet planned"}), modified="2026-07-01")
    found = rolled(*readings, earlier, confidential=confidential)
    return "\n".join(str(list(sheet.rows)) for sheet in found.sheets)


def test_private_sections_comments_and_loose_text_are_in_no_sheet() -> None:
    text = everything(confided(), confidential=False)
    for words in (SECRET, LOOSE, "Nothing yet planned", "Treasury", "complaint"):
        assert words not in text


def test_that_there_is_something_to_look_at_is_said_all_the_same() -> None:
    told = rows(rolled(confided()), "Checks")
    assert {"placeholder-left", "comments"} <= {row["Code"] for row in told}


def test_with_what_is_confidential_it_is_all_there() -> None:
    text = everything(confided(), confidential=True)
    for words in (SECRET, LOOSE, "Nothing yet planned"):
        assert words in text


def test_no_private_word_of_the_samples_is_in_the_file(tmp_path: Path) -> None:
    target = tmp_path / "division.xlsx"
    whole_samples(target)
    with ZipFile(target) as archive:
        text = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
    for each in samples():
        for box in (*each["career"].values(), *each["working_relationship"].values()):
            for sentence in box.replace("\n", ". ").split(". "):
                assert len(sentence) < 12 or sentence not in text


def test_the_properties_name_no_person_and_no_place_on_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "secretfolder"
    folder.mkdir()
    plandocs.fill(plan(), folder / "raman.docx")
    target = tmp_path / "out" / "division.xlsx"
    target.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    plandocs.rollup("secretfolder", target)
    with ZipFile(target) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert str(tmp_path) not in "".join(parts.values())
    assert "Raman" not in parts["docProps/core.xml"] + parts["docProps/app.xml"]
    links = [text for name, text in parts.items() if name.endswith(".rels")]
    assert any('Target="../secretfolder/raman.docx"' in text for text in links)


def test_an_executive_copy_never_holds_what_is_confidential(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="never holds what is confidential"):
        plandocs.rollup(
            plan(), tmp_path / "x.xlsx", audience="executive", include_confidential=True
        )


def test_the_page_about_says_what_was_left_out() -> None:
    about = rolled(confided(), when=datetime(2026, 9, 1, tzinfo=UTC)).about
    told = {str(note.detail) for note in about if note.text == "Confidential"}
    assert any("Career Aspirations" in each for each in told)
    assert any(each.startswith("Comments") for each in told)
