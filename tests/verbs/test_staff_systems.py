"""Staff lists in the styles of fourteen systems: each is taken as it is, with one option."""

from __future__ import annotations

from pathlib import Path

import pytest

import plandocs
from plandocs.division.lists import read_roster, roster_notes
from tests.rollup.plans import workbook
from tests.verbs.staff_offices import EVERY
from tests.verbs.staff_systems import SUCCESSFACTORS, Expected, StaffList

_EACH = pytest.mark.parametrize("made", EVERY, ids=lambda made: Path(made.file).stem)


@_EACH
def test_each_list_is_filled_with_every_value_right(made: StaffList, tmp_path: Path) -> None:
    records = plandocs.read_data(made.write(tmp_path), ignore_rest=True)
    found = []
    for filled in plandocs.fill_many(records, tmp_path / "out"):
        assert filled.status == "filled"
        plan = plandocs.parse(filled.file).plan
        assert plan is not None
        said = plan.model_dump()
        fields = ("id", "officer_name", "manager_name", "division_branch", "classification_level")
        found.append(Expected(*(said[field] for field in fields)))
        assert not any(said[name] for name in ("outcomes", "learning_needs"))
    assert found == made.people


@_EACH
def test_each_list_is_a_roster_as_it_is(made: StaffList, tmp_path: Path) -> None:
    path = made.write(tmp_path)
    lines = read_roster(path)
    assert [Expected(e.id, e.name, e.manager, e.unit, e.level) for e in lines] == made.people
    plandocs.rollup({"officer_name": made.names[1]}, tmp_path / "out.xlsx", roster=path)
    rows = workbook(tmp_path / "out.xlsx")["Completion"]
    assert sorted(row["Status"] for row in rows) == ["Draft", "Missing", "Missing", "Missing"]


@_EACH
def test_all_that_is_passed_over_is_said(made: StaffList, tmp_path: Path) -> None:
    path = made.write(tmp_path)
    of_data = "\n".join(next(plandocs.read_data(path, ignore_rest=True)).notes)
    of_roster = "\n".join(roster_notes(path))
    unsaid = [heading for heading in made.idle if f'"{heading}"' not in of_roster]
    assert unsaid in ([], ["Email"], ["Work Email"], ["Email - Primary Work"])  # letters go there
    for notes, read in ((of_data, []), (of_roster, unsaid)):
        idle = [heading for heading in made.idle if heading not in read]
        assert [heading for heading in idle if f'"{heading}"' not in notes] == []
        assert [said for said in made.aside if said not in notes] == []


def test_the_systems_names_are_passed_over_also_below_the_headings(tmp_path: Path) -> None:
    (keys,) = SUCCESSFACTORS.above
    labels, *people = list(SUCCESSFACTORS.rows())[1:]
    turned = [labels, keys, *people]
    path = tmp_path / "turned.csv"
    path.write_text("\n".join(",".join(row) for row in turned), encoding="utf-8")
    assert [each.name for each in read_roster(path)] == list(SUCCESSFACTORS.names)
    said = 'row 2 (the headings by other names: "STATUS")'
    assert said in "\n".join(roster_notes(path))
    assert said in "\n".join(next(plandocs.read_data(path, ignore_rest=True)).notes)


def _manager(folder: Path, heading: str, *rows: str) -> list[str]:
    path = folder / "list.csv"
    path.write_text("\n".join((heading, *rows)), encoding="utf-8")
    managers = [str(each.data.get("manager_name", "")) for each in plandocs.read_data(path)]
    assert [each.manager for each in read_roster(path)] == managers
    return managers


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Employee id,Name,Manager", ("0071", "71", "72")),
        ("User id,Name,Manager", ("talder", "TALDER", "praman")),
        ("Position number,Name,Manager", ("P0071", "P0071", "P0072")),
    ],
)
def test_a_manager_who_is_told_by_a_key_of_the_list_is_named(
    tmp_path: Path, heading: str, keys: tuple[str, ...]
) -> None:
    first, as_manager, second = keys
    rows = (f"{first},Tom Alder,", f"{second},Priya Raman,{as_manager}")
    assert _manager(tmp_path, heading, *rows) == ["", "Tom Alder"]


def test_a_key_of_nobody_is_no_managers_name_and_said(tmp_path: Path) -> None:
    rows = ("71,Tom Alder,90", "72,Priya Raman,Alder")
    assert _manager(tmp_path, "Id,Name,Manager", *rows) == ["", "Alder"]
    notes = "\n".join(roster_notes(tmp_path / "list.csv"))
    assert 'has nobody under this key: "90" (row 2, "Manager")' in notes


def test_a_key_of_two_people_names_neither(tmp_path: Path) -> None:
    rows = ("P1,Tom Alder,", "P1,Ann Archer,", "P2,Priya Raman,P1")
    assert _manager(tmp_path, "Position number,Name,Manager", *rows) == ["", "", ""]


def test_under_a_fields_own_name_a_manager_stays_as_written(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,officer_name,manager_name\n1,Tom Alder,\n2,Ann Lee (1),1\n")
    found = [(r.data["officer_name"], r.data.get("manager_name")) for r in plandocs.read_data(path)]
    assert found == [("Tom Alder", None), ("Ann Lee (1)", "1")]


@pytest.mark.parametrize(
    "name", ["Katherine (Kate) Lim", "Ann Lee (Ports)", "Ann Lee (Acting)", "Ann Lee (A/g)"]
)
def test_what_people_write_in_brackets_stays(tmp_path: Path, name: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Id,Name,Branch\n1,{name},Ports (North)\n", encoding="utf-8")
    (line,) = read_roster(path)
    assert (line.name, line.unit) == (name, "Ports (North)")


_WIDE = {
    "a department that is part of a division": (
        "Department,Division", ("Roads,Works", "Rail,Works", "Land,Parks"), "Works / Roads"),
    "a department with divisions in it": (
        "Department,Division", ("Works,Roads", "Works,Rail", "Parks,Land"), "Works / Roads"),
    "a department that is the agency": (
        "Department,Directorate,Unit", ("DRR,Works,Roads", "DRR,Works,Rail"), "Works / Roads"),
    "a business unit over divisions": (
        "Division,Business unit", ("Roads,Works", "Rail,Works", "Land,Parks"), "Works / Roads"),
    "codes beside names": (
        "Unit,Department", ("U10,Roads", "U20,Rail"), "Roads"),
    "codes alone": ("Unit", ("U10", "U20"), "U10"),
}  # fmt: skip


@pytest.mark.parametrize("kind", _WIDE)
def test_which_part_of_a_unit_is_the_wider_one_is_seen_in_the_rows(
    tmp_path: Path, kind: str
) -> None:
    heading, units, unit = _WIDE[kind]
    path = tmp_path / "list.csv"
    rows = (f"Person{n} Name,{each}" for n, each in enumerate(units))
    path.write_text("\n".join((f"Name,{heading}", *rows)), encoding="utf-8")
    assert read_roster(path)[0].unit == unit
    assert next(plandocs.read_data(path)).data["division_branch"] == unit
