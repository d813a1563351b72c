"""Letters that are held, worded, headed: one plan or two at a time."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any

import docx
import pytest

import plandocs
from plandocs.errors import InputError
from tests.mailing.people import complete, named, words
from tests.officers import officer


def roster(folder: Path, *lines: str) -> Path:
    file = folder / "roster.csv"
    file.write_text("id,officer_name,division_branch,manager_name\n" + "\n".join(lines), "utf-8")
    return file


def held(folder: Path, list: Path, *plans: dict[str, Any]) -> dict[str, str]:
    """Why each person has no letter; "" where one was written."""
    came = folder / "came"
    came.mkdir()
    for number, plan in enumerate(plans):
        plandocs.fill(plan, came / f"{number}.docx")
    done = plandocs.letters(came, folder / "out", roster=list)
    return {each.officer_name: each.held for each in done.letters}


def test_a_plan_whose_id_is_somebody_elses_is_in_nobodys_letter(tmp_path: Path) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Reform,Tom Alder", "E2,Kenneth Ashby,Reform,Tom Alder")
    why = held(tmp_path, list, complete("Kenneth Ashby", "Reform", "Tom Alder", id="E1"))
    assert "may be theirs" in why["Priya Raman"]
    assert "may be theirs" in why["Kenneth Ashby"]


def test_who_is_not_on_the_roster_gets_no_letter_and_nobody_of_that_surname_a_reminder(
    tmp_path: Path,
) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Reform,Tom Alder", "E2,Aroha Tamihana,Reform,Tom Alder")
    why = held(tmp_path, list, complete("Pria-Maree Raman", "Elsewhere", "Ruth Okafor"))
    assert "not on the roster" in why["Pria-Maree Raman"]
    assert "may be theirs" in why["Priya Raman"]
    assert why["Aroha Tamihana"] == ""


def test_a_plan_that_names_nobody_is_in_nobodys_letter(tmp_path: Path) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Reform,Tom Alder", "E2,Ruth Moss,Roads,Tom Alder")
    came = tmp_path / "came"
    came.mkdir()
    plandocs.fill(complete("Priya Raman", "Reform", "Tom Alder"), came / "a.docx")
    opened = docx.Document(str(came / "a.docx"))
    for table in opened.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text == "Priya Raman":
                    cell.text = ""
    opened.save(str(came / "a.docx"))
    done = plandocs.letters(came, tmp_path / "out", roster=list)
    why = {each.officer_name: (each.kind, each.held) for each in done.letters}
    assert why["Priya Raman"][0] == ""
    assert why[""][0] == ""
    assert why["Ruth Moss"] == ("reminder", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[reminder]\ntext = """\nDear {{ naem }},\n"""', "line 3.*'name'"),
        ('[cover]\nsubject = "{{ name"', "line 2"),
        ('[reminder]\ntext = "{{ name.__class__ }}"', "line 2.*underscore"),
        ('[remainder]\ntext = "x"', "reminder"),
        ('[values]\nsendr = "x"', "sender"),
        ("[values]\nsender = 3", "should be a text"),
    ],
)
def test_a_wrong_wording_is_told_before_anything_is_written(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        plandocs.letters(officer(), tmp_path / "out", wording=file)
    assert not (tmp_path / "out").exists()


def test_an_agencys_wording_replaces_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(
        '[values]\nsender = "Dana Whitlock"\n[findings]\ntext = "{{ points }}"', "utf-8"
    )
    done = plandocs.letters(officer(), tmp_path / "out", wording=file, format="text")
    text = named(done.letters[0], ".txt").read_text("utf-8")
    assert "Dana Whitlock" in text
    assert "Before it is final" not in text
    assert "1. " in text
    assert "Kind regards" in text


def test_a_letterhead_keeps_its_header_footer_and_styles(tmp_path: Path) -> None:
    head = docx.Document()
    head.sections[0].header.paragraphs[0].text = "Department of Ports"
    head.sections[0].footer.paragraphs[0].text = "GPO Box 1"
    head.styles["Normal"].font.name = "Georgia"
    head.add_paragraph("What stands in its body")
    head.save(str(tmp_path / "head.docx"))
    done = plandocs.letters(officer(), tmp_path / "out", letterhead=tmp_path / "head.docx")
    letter = docx.Document(str(named(done.letters[0], ".docx")))
    section = letter.sections[0]
    assert section.header.paragraphs[0].text == "Department of Ports"
    assert section.footer.paragraphs[0].text == "GPO Box 1"
    assert letter.styles["Normal"].font.name == "Georgia"
    assert not [r for r in letter.part.rels.values() if r.reltype.endswith("/stylesWithEffects")]
    assert "What stands in its body" not in words(named(done.letters[0], ".docx"))


def test_of_several_versions_the_latest_counts_and_there_is_one_letter(tmp_path: Path) -> None:
    whole = complete("Priya Raman", "Reform", "Tom Alder")
    done = plandocs.letters([{**whole, "outcomes": []}, whole], tmp_path / "out")
    assert [(each.officer_name, each.kind) for each in done.letters] == [("Priya Raman", "cover")]


def test_a_plan_that_is_data_goes_with_its_cover_filled_in(tmp_path: Path) -> None:
    done = plandocs.letters(officer(id="0042"), tmp_path / "out", kind="cover", format="eml")
    raw = named(done.letters[0], ".eml").read_bytes()
    (attached,) = email.message_from_bytes(raw, policy=email.policy.default).iter_attachments()
    plan = plandocs.parse(attached.get_content()).plan
    assert plan is not None
    assert (plan.officer_name, plan.id) == ("Priya Raman", "0042")


def test_namesakes_whom_nothing_tells_apart_get_no_letter(tmp_path: Path) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Reform,Tom Alder", "E2,Priya Raman,Roads,Tom Alder")
    came = complete("Priya Raman", "Elsewhere", "Ruth Okafor")
    done = plandocs.letters(came, tmp_path / "out", roster=list)
    assert [each.kind for each in done.letters] == ["", "", ""]


def test_words_that_stand_in_two_plans_name_nobody_and_hr_is_told(tmp_path: Path) -> None:
    one, other = (complete(name, "Reform", "Tom Alder") for name in ("Priya Raman", "Ruth Moss"))
    done = plandocs.letters([one, {**other, "outcomes": one["outcomes"]}], tmp_path / "out")
    for letter in done.letters:
        text = words(named(letter, ".docx"))
        assert sum(name in text for name in ("Priya Raman", "Ruth Moss", "Tom Alder")) == 1
    assert any("Priya Raman" in note for each in done.letters for note in each.for_hr)


def test_a_letter_of_an_earlier_run_is_named(tmp_path: Path) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Reform,Tom Alder", "E2,Ruth Moss,Roads,Tom Alder")
    out = tmp_path / "out"
    plandocs.letters(officer("Ruth Moss", division_branch="Roads"), out, roster=list)
    both = [
        complete(n, u, "Tom Alder") for n, u in (("Priya Raman", "Reform"), ("Ruth Moss", "Roads"))
    ]
    done = plandocs.letters(both, out, roster=list, force=True)
    assert "Priya Raman – reminder.docx" in done.notes[-1]
    assert {each.kind for each in done.letters} == {"cover"}


def test_an_address_that_is_none_makes_a_draft_to_nobody(tmp_path: Path) -> None:
    list = tmp_path / "roster.csv"
    list.write_text("officer_name,Email\nPriya Raman,see intranet\n", "utf-8")
    done = plandocs.letters(officer(), tmp_path / "out", roster=list, format="eml")
    message = email.message_from_bytes(named(done.letters[0], ".eml").read_bytes())
    assert (message["To"], done.letters[0].to) == (None, "")
    assert any("is not an e-mail address" in note for note in done.letters[0].for_hr)


@pytest.mark.parametrize("day", ["31 February 2027", "soon"])
def test_a_day_that_is_none_is_refused(tmp_path: Path, day: str) -> None:
    with pytest.raises(InputError, match="due"):
        plandocs.letters(officer(), tmp_path / "out", due=day)


def test_who_is_on_the_roster_twice_is_not_reminded_of_what_came(tmp_path: Path) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Roads,Tom Alder", "E1,Priya Raman,Reform,Tom Alder")
    done = plandocs.letters(
        complete("Priya Raman", "Reform", "Tom Alder", id="E1"), tmp_path / "out", roster=list
    )
    assert sorted(each.kind for each in done.letters) == ["", "cover"]


def test_a_namesake_who_sent_nothing_is_reminded(tmp_path: Path) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Roads,Tom Alder", "E2,Priya Raman,Reform,Tom Alder")
    done = plandocs.letters(
        complete("Priya Raman", "Reform", "Tom Alder", id="E2"), tmp_path / "out", roster=list
    )
    assert {each.id: each.kind for each in done.letters} == {"E1": "reminder", "E2": "cover"}


def test_a_manager_is_told_nothing_about_what_is_not_settled(tmp_path: Path) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Reform,Tom Alder", "E2,Ruth Moss,Roads,Tom Alder")
    came = complete("Pria-Maree Raman", "Elsewhere", "Ana Cho")
    done = plandocs.letters(came, tmp_path / "out", roster=list)
    (file,) = done.managers
    text = words(Path(file))
    assert "Human Resources has a question to settle first." in text
    assert "Pria-Maree" not in text


def test_letters_of_an_earlier_run_are_no_plans(tmp_path: Path) -> None:
    list = roster(tmp_path, "E1,Priya Raman,Reform,Tom Alder", "E2,Ruth Moss,Roads,Tom Alder")
    plandocs.fill(complete("Priya Raman", "Reform", "Tom Alder"), tmp_path / "a.docx")
    for _ in range(2):
        done = plandocs.letters(tmp_path, tmp_path / "out", roster=list, force=True)
        assert {e.officer_name: e.kind for e in done.letters} == {
            "Priya Raman": "cover",
            "Ruth Moss": "reminder",
        }
        assert done.failed == ()


def test_nobody_is_asked_to_keep_a_day_that_is_over(tmp_path: Path) -> None:
    plan = {**complete("Priya Raman", "Reform", "Tom Alder"), "meeting_date": ""}
    asked = {}
    for day in ("2026-08-01", "2026-12-02"):
        done = plandocs.letters(
            [plan], tmp_path / day, due="2026-08-31", as_of=day, format=("text", "docx")
        )
        asked[day] = "31 August" in named(done.letters[0], ".txt").read_text("utf-8")
        letter = docx.Document(str(named(done.letters[0], ".docx")))
        xml = letter.element.body.xml
        assert "2026<" in xml.replace(" ", ""), "a year does not end a line before its hyphen"
        assert "noBreakHyphen" in xml
        assert "2026-27" in words(named(done.letters[0], ".docx"))
    assert asked == {"2026-08-01": True, "2026-12-02": False}


def test_a_row_that_hr_has_written_is_no_point_for_the_officer_whose_file_has_none(
    tmp_path: Path,
) -> None:
    plan = complete("Priya Raman", "Reform", "Tom Alder")
    came = tmp_path / "came"
    came.mkdir()
    plandocs.fill({**plan, "officer_signature": None}, came / "raman.docx")
    state = plandocs.State(tmp_path / "division.plandocs")
    rows = len(plan["learning_needs"])
    list(plandocs.parse_many([came / "raman.docx"], state=state.path))
    state.correct(came / "raman.docx", f"learning_needs[{rows}]", {"need": "Chairing"}, by="HR")
    (found,) = plandocs.check(came, state=state.path)
    assert any(str(each.field).startswith(f"learning_needs[{rows}]") for each in found.findings)
    done = plandocs.letters(came, tmp_path / "out", state=state.path)
    (letter,) = done.letters
    assert f"row {rows + 1}" not in "\n".join(letter.missing)
    assert "signed" in "\n".join(letter.missing)


@pytest.mark.parametrize(
    ("more", "said"),
    [({}, "Nothing is open"), ({"manager_signature": ""}, "help them to settle what is open")],
)
def test_a_manager_is_asked_for_help_where_something_is_open(
    more: dict[str, Any], said: str, tmp_path: Path
) -> None:
    (tmp_path / "came").mkdir()
    plan = {**complete("Priya Raman", "Reform", "Tom Alder"), **more}
    plandocs.fill(plan, tmp_path / "came" / "raman.docx")
    done = plandocs.letters(tmp_path / "came", tmp_path / "out", format="text")
    (file,) = done.managers
    assert said in Path(file).read_text(encoding="utf-8")
