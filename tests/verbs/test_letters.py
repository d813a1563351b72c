"""``letters``: everybody gets the letter that is theirs, by a count made beside it."""

from __future__ import annotations

import csv
import email
import email.policy
import io
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.errors import InputError, OutputError
from tests.laws.test_outputs import FALSE_ALARMS
from tests.officers import officer

MANAGERS = ("Tom Alder", "Mei-Lin Fong", "Ruth Okafor")
_SURNAMES = (
    "Abara", "Beltran", "Castellan", "Dunmore", "Eastaugh", "Ferreira", "Gunawan",
    "Halloran", "Iredale", "Jankovic", "Kowalczyk", "Lindqvist", "Marchetti", "Nakagawa",
    "Ostrowski", "Pellegrini", "Quintero", "Rasmussen", "Schroeder", "Tanaka", "Underhill",
    "Vasquez", "Whittaker", "Xanthos", "Yamamoto", "Zielinski", "Ashcombe", "Brightman",
    "Cottrell", "Delacroix", "Emberton", "Fairbairn", "Gallagher", "Hathaway", "Ingleby",
    "Jessop", "Kensington", "Lockhart", "Merriweather", "Northcott",
)  # fmt: skip
BROKEN = {
    "empty": b"", "text": b"not a plan at all", "pdf": b"%PDF-1.7\n%",
    "zip": b"PK\x03\x04 cut short", "sheet": b"\xd0\xcf\x11\xe0" + bytes(600),
}  # fmt: skip
AS_OF, DUE = "2026-12-02", "2026-08-31"


def complete(name: str, unit: str, manager: str, **more: Any) -> dict[str, Any]:
    """A plan in which nothing is missing."""
    outcomes = [
        {
            "outcome": f"Work number {n} of {name} is delivered well",
            "measures": [f"Measure {m} of {n} by {name}" for m in range(2)],
            "links": [f"Strategic objective {n}"],
        }
        for n in range(4)
    ]
    blank = plandocs.validate(officer()).model_dump(mode="json")
    leadership = [
        {**row, "measures": [f"Shown by {name} in {n}"]}
        for n, row in enumerate(blank["leadership"])
    ]
    need = {"priority": "1", "need": f"A course for {name}", "relates_to": "Outcome 1",
            "activity": "Course", "responsibility_timing": f"{manager}, by June 2027"}  # fmt: skip
    return officer(
        name, classification_level="SES Level 1", division_branch=unit, manager_name=manager,
        officer_signature=name, manager_signature=manager, meeting_date="12 July 2026",
        period="2026-27", outcomes=outcomes, leadership=leadership, learning_needs=[need],
        career={"aspirations": f"SECRET hope of {name}", "manager_comments": "SECRET view"},
        working_relationship={"manager_seeks": "SECRET one", "officer_seeks": "SECRET two"}, **more,
    )  # fmt: skip


class Division:
    """41 people in three branches, two of one name: what came of each, and what each should get."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.roster = folder / "returned", folder / "roster.csv"
        self.folder.mkdir()
        self.expected: dict[str, str] = {}
        rows = []
        names = [f"Given{n:02} {surname}" for n, surname in enumerate(_SURNAMES)]
        names.append(names[0])  # two of one name, in two branches
        for n, name in enumerate(names):
            unit, manager, id = f"Division / Branch {n % 3 + 1}", MANAGERS[n % 3], f"E{n:04}"
            rows.append((id, name, f"{id.lower()}@agency.gov.au", unit, manager, DUE))
            self.expected[id] = self._came(n, id, name, unit, manager)
        with self.roster.open("w", encoding="utf-8", newline="") as file:
            heads = ("id", "officer_name", "Email", "division_branch", "manager_name", "due_date")
            csv.writer(file).writerows((heads, *rows))
        self.people = {row[0]: row for row in rows}

    def _came(self, n: int, id: str, name: str, unit: str, manager: str) -> str:
        """What this person sends, and the letter that fits."""
        file = self.folder / f"{id}.docx"
        whole = complete(name, unit, manager, id=id)
        if n % 8 == 1:
            return "reminder"
        if n % 8 == 2:
            untouched = {
                k: v for k, v in whole.items() if isinstance(v, str) and "signature" not in k
            }
            plandocs.fill({**untouched, "meeting_date": ""}, file)
            return "reminder"
        if n % 8 == 3 and n // 8 < len(BROKEN):
            data = list(BROKEN.values())[n // 8]
            (self.folder / f"{name}.docx").write_bytes(data)
            return "findings"
        if n % 8 in (4, 5, 6):
            lacks = {4: {"outcomes": whole["outcomes"][:2]}, 5: {"manager_signature": ""},
                     6: {"meeting_date": "", "manager_signature": "Tom Alder to sign"}}  # fmt: skip
            plandocs.fill({**whole, **lacks[n % 8]}, file)
            return "findings"
        plandocs.fill(whole, file)
        return "cover"


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


def words(data: bytes | Path) -> str:
    """All words of a Word document's body."""
    opened = docx.Document(io.BytesIO(data) if isinstance(data, bytes) else str(data))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(p.text for p in opened.paragraphs), *cells))


def named(letter: plandocs.Letter, suffix: str) -> Path:
    return next(Path(each) for each in letter.files if each.endswith(suffix))


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


def test_the_validator_is_silent_on_every_letter(sent: plandocs.Letters) -> None:
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    files = [each for each in (*sent.managers, *(f for x in sent.letters for f in x.files))
             if each.endswith(".docx")]  # fmt: skip
    assert len(files) == 41 + len(MANAGERS)
    for file in files:
        errors = [str(e) for e in validator.validate(file).errors]
        assert [e for e in errors if not any(map(e.endswith, FALSE_ALARMS))] == []


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


def test_a_second_run_replaces_nothing_unless_it_is_asked(
    division: Division, sent: plandocs.Letters
) -> None:
    folder = Path(sent.merge).parent
    before = {each: each.stat().st_mtime_ns for each in folder.rglob("*") if each.is_file()}
    with pytest.raises(OutputError, match="are there already"):
        plandocs.letters(division.folder, folder, roster=division.roster, convert=False)
    assert before == {e: e.stat().st_mtime_ns for e in folder.rglob("*") if e.is_file()}


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
    assert "What stands in its body" not in words(named(done.letters[0], ".docx"))


def test_a_kind_that_is_asked_for_goes_to_those_for_whom_it_is_true(
    division: Division, tmp_path: Path
) -> None:
    done = plandocs.letters(
        division.folder, tmp_path / "out", roster=division.roster, kind="reminder", convert=False
    )
    assert {each.id for each in done.letters if each.kind} == {
        id for id, kind in division.expected.items() if kind == "reminder"
    }


def test_of_several_versions_the_latest_counts_and_there_is_one_letter(tmp_path: Path) -> None:
    whole = complete("Priya Raman", "Reform", "Tom Alder")
    done = plandocs.letters([{**whole, "outcomes": []}, whole], tmp_path / "out")
    assert [(each.officer_name, each.kind) for each in done.letters] == [("Priya Raman", "cover")]
