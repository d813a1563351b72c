"""Staff lists as HR systems write them: columns by many names, names in parts and turned round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.division.lists import read_roster, roster_notes
from plandocs.errors import InputError


def staff(folder: Path, heading: str, *rows: str) -> Path:
    path = folder / "staff.csv"
    path.write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")
    return path


def only(path: Path, **options: Any) -> dict[str, Any]:
    (record,) = plandocs.read_data(path, **options)
    return {name: value for name, value in record.data.items() if name != "form"}


_IDS = (
    "Employee no.", "Employee number", "Employee #", "EmpID", "Emp ID", "EMPLID", "Emp. No",
    "Staff no", "Staff number", "STAFF_NUMBER", "Payroll number", "Payroll no.",
    "Personnel number", "Pers. No.", "AGS number", "AGS No", "Worker ID", "Officer ID",
    "HR number", "employeeId", "Person ID", "Id",
)  # fmt: skip


@pytest.mark.parametrize("heading", _IDS)
def test_the_id_has_many_names_in_data_and_on_a_roster(tmp_path: Path, heading: str) -> None:
    path = staff(tmp_path, f"{heading},Officer name", "00731,Priya Raman")
    assert only(path) == {"id": "00731", "officer_name": "Priya Raman"}
    (line,) = read_roster(path)
    assert (line.id, line.name) == ("00731", "Priya Raman")


@pytest.mark.parametrize(
    "heading", ["Position number", "Position no.", "Pos'n ID", "Manager ID", "Supervisor emp no"]
)
def test_a_number_that_is_somebody_elses_or_a_positions_is_no_id(
    tmp_path: Path, heading: str
) -> None:
    path = staff(tmp_path, f"{heading},Officer name,Email", "4410,Priya Raman,p@x")
    (line,) = read_roster(path)
    assert line.id == ""
    (record,) = plandocs.read_data(path, ignore=[heading])
    assert "id" not in record.data


_NAMES = {
    "Surname,Given name(s)": "Raman,Priya",
    "Last name,First name": "Raman,Priya",
    "Family name,Given names": "Raman,Priya",
    "FIRST_NAME,LAST_NAME": "Priya,Raman",
    "Employee last name,Employee first name": "Raman,Priya",
    "Surname,Given name,Preferred name": "Raman,Padmapriya,Priya",
    "Preferred Name,Surname,Given name": ",Raman,Priya",
    "Surname,Given name,Known as": "Raman,Padmapriya,Priya Raman",
    "Display name,Phone": "Priya Raman,1",
    "Display name,Email": '"Raman, Priya",p@x',
    "Full name": '"RAMAN, Priya"',
    "Employee name": "Priya Raman",
    "Employee": '"Raman, Priya"',
    "Officer": "Priya Raman",
    "Worker": "Priya Raman",
    "Name": '"Raman, Priya"',
    "Full name,Preferred name": "Padmapriya Raman,Priya",
    "Employee name,Surname,Given names,Preferred name": '"Raman, P",Raman,Padma,Priya',
    "Employee name,Surname,Given names": "Priya Raman,Raman,Padmapriya",
    '"Surname, Given name"': '"Raman, Priya"',
}


@pytest.mark.parametrize("heading", _NAMES)
def test_a_name_is_put_together_out_of_what_a_list_has(tmp_path: Path, heading: str) -> None:
    path = staff(tmp_path, f"Staff no,{heading}", f"7,{_NAMES[heading]}")
    assert only(path)["officer_name"].title() == "Priya Raman"
    assert read_roster(path)[0].name.title() == "Priya Raman"


@pytest.mark.parametrize(
    ("written", "filled"),
    [
        ("Halloran, Imogen", "Imogen Halloran"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("Te Whata, Ngaire", "Ngaire Te Whata"),
        ("O'Hanlon, Mary Ann", "Mary Ann O'Hanlon"),
        ("GARCIA LOPEZ, Maria", "Maria GARCIA LOPEZ"),
        ("Tom Alder", "Tom Alder"),
        ("Tom Alder, Director", "Tom Alder, Director"),
        ("Tom Alder, A/g Secretary", "Tom Alder, A/g Secretary"),
        ("Lee, Deputy Secretary", "Lee, Deputy Secretary"),
        ("Ann Lee, AO", "Ann Lee, AO"),
        ("Smith, Jones, Brown", "Smith, Jones, Brown"),
    ],
)
def test_family_name_first_is_turned_round_and_a_post_is_no_given_name(
    tmp_path: Path, written: str, filled: str
) -> None:
    path = staff(tmp_path, "Officer name,Reports to", f'Priya Raman,"{written}"')
    assert only(path)["manager_name"] == filled
    assert read_roster(path)[0].manager == filled


def test_a_field_name_is_a_programs_column_and_its_text_stays(tmp_path: Path) -> None:
    path = staff(tmp_path, "officer_name,manager_name", '"Raman, Priya","Halloran, Imogen"')
    assert only(path) == {"officer_name": "Raman, Priya", "manager_name": "Halloran, Imogen"}


_UNITS = {
    "Division,Branch": ("Policy,Reform", "Policy / Reform"),
    "Branch,Division": ("Reform,Policy", "Policy / Reform"),
    "Department,Division,Branch,Section": ("DPAC,Policy,Reform,Web", "Policy / Reform"),
    "Dept": ("Policy", "Policy"),
    "Directorate": ("Policy", "Policy"),
    "Org unit": ("Ports", "Ports"),
    "Organisational Unit": ("Ports", "Ports"),
    "Directorate,Org unit": ("Policy,Ports", "Policy / Ports"),
    "Division/Branch,Branch": ("Policy / Reform,Other", "Policy / Reform"),
    "Division,Branch,Work unit": (",Reform,Web", "Reform"),
}


@pytest.mark.parametrize("heading", _UNITS)
def test_a_unit_is_put_together_out_of_its_parts(tmp_path: Path, heading: str) -> None:
    cells, unit = _UNITS[heading]
    path = staff(tmp_path, f"Officer name,{heading}", f"Priya Raman,{cells}")
    assert only(path)["division_branch"] == unit
    assert read_roster(path)[0].unit == unit


@pytest.mark.parametrize(
    "heading", ["Classn", "Classification", "Level", "Grade", "Band", "SES level"]
)
def test_a_level_has_many_names(tmp_path: Path, heading: str) -> None:
    path = staff(tmp_path, f"Officer name,{heading}", "Priya Raman,SES 2")
    assert only(path)["classification_level"] == "SES 2"
    assert read_roster(path)[0].level == "SES 2"


@pytest.mark.parametrize(
    "heading", ["Reports to", "Supervisor", "Line manager", "Mgr", "Supervisor's name", "Manager"]
)
def test_a_manager_has_many_names(tmp_path: Path, heading: str) -> None:
    path = staff(tmp_path, f"Officer name,{heading}", 'Priya Raman,"Alder, Tom"')
    assert only(path)["manager_name"] == "Tom Alder"
    assert read_roster(path)[0].manager == "Tom Alder"


def test_what_is_passed_over_is_said(tmp_path: Path) -> None:
    heading = "Officer name,Position title,Email,Classification,Grade"
    path = staff(tmp_path, heading, "Priya Raman,Director,p@x,SES 2,7")
    (record,) = plandocs.read_data(path)
    assert record.data["classification_level"] == "SES 2"
    assert 'for: "Position title", "Email", "Grade".' in record.notes[0]
    (note,) = roster_notes(path)
    assert note.endswith('"Position title", "Grade".'), "letters go to the address"
    done = plandocs.rollup({"officer_name": "Priya Raman"}, tmp_path / "out.xlsx", roster=path)
    assert note in done.notes


def test_an_unknown_column_is_an_error_still(tmp_path: Path) -> None:
    path = staff(tmp_path, "Officer name,Position title,FTE", "Priya Raman,Director,1")
    with pytest.raises(InputError) as caught:
        only(path)
    assert [line.partition(", ")[2] for line in caught.value.problems] == [
        'column C "FTE": no such field'
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("1", "2"), ("SES 1", "SES 2"), ("SES", "2"), ("2", "Senior Executive"), ("EL2", "SES 1")],
)
def test_of_two_sure_columns_neither_is_chosen_and_one_may_be_left_out(
    tmp_path: Path, one: str, other: str
) -> None:
    path = staff(tmp_path, "Officer name,Grade,Band", f"Priya Raman,{one},{other}")
    with pytest.raises(InputError, match=r'"Grade" and C "Band" both name.*--ignore "Band"'):
        only(path)
    assert only(path, ignore=["Band"])["classification_level"] == one


@pytest.mark.parametrize("bare", ["Grade", "Band", "Level", "Position level"])
@pytest.mark.parametrize("worded", ["SES Band 2", "SES2", "Executive Level 2", "VPS 6"])
def test_a_bare_number_beside_a_level_in_words_is_passed_over(
    tmp_path: Path, bare: str, worded: str
) -> None:
    rows = (("Officer name", bare, "SES level"), ("Priya Raman", "2", worded), ("T A", "", worded))
    for order in ((0, 1, 2), (2, 0, 1)):
        path = staff(tmp_path, *(",".join(row[at] for at in order) for row in rows))
        records = tuple(plandocs.read_data(path))
        assert [each.data["classification_level"] for each in records] == [worded] * 2
        assert bare in str(records[0].notes)
        assert [each.level for each in read_roster(path)] == [worded] * 2


def test_a_map_for_what_one_form_has_needs_no_form(tmp_path: Path) -> None:
    path = staff(tmp_path, "Officer name,Branch,Grade code", "Ann Archer,Reform,SES2")
    assert only(path, map={"Grade code": "classification_level"})["classification_level"] == "SES2"
    assert only(path, map={"Grade code": "occasion"})["occasion"] == "SES2"
    with pytest.raises(InputError, match="which is not a field"):
        only(path, map={"Grade code": "no_such_field"})


def test_a_blank_on_the_roster_falls_back_to_the_plan(tmp_path: Path) -> None:
    from tests.rollup.plans import plan, workbook

    path = staff(tmp_path, "Name,Branch", "Priya Raman,", "Kenneth Ashby,")
    plans = [plan("Priya Raman", "Reform"), plan("Kenneth Ashby", "Ports")]
    plandocs.rollup(plans, tmp_path / "out.xlsx", roster=path)
    rows = workbook(tmp_path / "out.xlsx")["Completion"]
    assert {row["Officer name"]: row["Branch"] for row in rows} == {
        "Priya Raman": "Reform",
        "Kenneth Ashby": "Ports",
    }


_PEOPLE = (("Tom", "Alder"), ("Mary Jane", "Fox"), ("Ann", "de Souza"), ("Bo", "Ng"))


@pytest.mark.parametrize("order", ["{1} {0}", "{0} {1}"])
@pytest.mark.parametrize("outside", ["Wong Kim", "Kim Wong"])
def test_managers_are_turned_round_where_the_list_itself_shows_that_they_are(
    tmp_path: Path, order: str, outside: str
) -> None:
    managers = [order.format(*_PEOPLE[at]) for at in (1, 2, 0)] + [outside]
    rows = (f"{each[0]},{each[1]},{m}" for each, m in zip(_PEOPLE, managers, strict=True))
    path = staff(tmp_path, "Given name,Surname,Manager", *rows)
    records = tuple(plandocs.read_data(path))
    named = [each.data["manager_name"] for each in records]
    assert named == ["Mary Jane Fox", "Ann de Souza", "Tom Alder", outside]
    turned = "{1}" in order.partition(" ")[0]
    assert any("turned round" in note for note in records[0].notes) is turned
    assert [each.manager for each in read_roster(path)] == named


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ("Given name,Surname,Manager", ["Martin,James,James Martin", "Ann,Lee,Bo Ng"]),  # one only
        ("Given name,Surname,Manager",  # some stand the other way
         ["Martin,James,James Martin", "Kim,Lee,Lee Kim", "Ann,Fox,Kim Lee"]),
        ("Name,Manager", ["Martin James,James Martin", "Kim Lee,Lee Kim"]),  # nothing shows it
        ("Given name,Surname,Manager", ["Martin,James,Ann Fox", "Kim,Lee,Bo Ng"]),
    ],
)  # fmt: skip
def test_managers_stay_as_they_are_written_where_the_list_does_not_show_their_order(
    tmp_path: Path, heading: str, rows: list[str]
) -> None:
    path = staff(tmp_path, heading, *rows)
    records = tuple(plandocs.read_data(path))
    assert [r.data["manager_name"] for r in records] == [row.split(",")[-1] for row in rows]


@pytest.mark.parametrize("text", ["(25)", "(a)", "25)", "(iv)"])
def test_a_text_that_a_plan_takes_for_a_rows_number_is_left_blank_and_said(
    tmp_path: Path, text: str
) -> None:
    path = staff(tmp_path, "Name,Grade,Branch,Manager", f"Ann Lee,{text},Roads (25),-")
    (done,) = plandocs.fill_many(plandocs.read_data(path), tmp_path / "out")
    assert [(i.code, i.field) for i in done.issues] == [("number-dropped", "classification_level")]
    assert (text in done.issues[0].message, "Grade" in done.issues[0].where) == (True, True)
