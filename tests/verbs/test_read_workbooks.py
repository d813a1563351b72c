"""Workbooks with sheets of rows, the intake workbook and the roll-up become records."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from tests.officers import officer, samples
from tests.verbs.test_read_data import book, csv, lines


class TestSheetsOfRows:
    def test_rows_are_joined_by_id_or_name(self, tmp_path: Path) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Id", "Officer name"), ("1", "Ann"), ("2", "Ann"), (None, "Bo")],
            Outcomes=[
                ("Id", "Officer name", "No.", "Outcome", "Performance measures"),
                ("2", "Ann", 2, "Later", "x"),
                ("2", "Ann", 1, "Sooner", "a\nb"),
                (None, "Bo", None, "Only", "c"),
                (None, "Bo", None, None, "d"),
            ],
            Measures=[("Officer name", "Outcome no", "Measure"), ("Bo", None, None)],
        )
        plans = [as_plan(record).model_dump() for record in plandocs.read_data(path)]
        said = [[(o["outcome"], o["measures"]) for o in plan["outcomes"]] for plan in plans]
        assert said == [[], [("Sooner", ("a", "b")), ("Later", ("x",))], [("Only", ("c", "d"))]]

    def test_a_measure_a_row_adds_up(self, tmp_path: Path) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Officer name", "Level"), ("Ann", "SES 1")],
            Outcomes=[
                ("Officer name", "Outcome no", "Outcome"),
                ("Ann", 1, "O1"), ("Ann", 2, "O2"),
            ],
            Measures=[
                ("Officer name", "Outcome no", "Measure"),
                ("Ann", 1, "m1"), ("Ann", 2, "m3"), ("Ann", 1, "m2"),
            ],
        )  # fmt: skip
        (record,) = plandocs.read_data(path)
        outcomes = as_plan(record).model_dump()["outcomes"]
        assert [(o["outcome"], o["measures"]) for o in outcomes] == [
            ("O1", ("m1", "m2")),
            ("O2", ("m3",)),
        ]

    def test_a_row_with_the_id_of_one_and_the_name_of_another_is_a_mistake(
        self, tmp_path: Path
    ) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Id", "Officer name"), ("1", "Ann Lee"), ("2", "Bo")],
            Outcomes=[
                ("Id", "Officer name", "Outcome"),
                ("1", "A. Lee", "O1"), ("2", "Bo", "O2"), ("1", "Bo", "O3"),
            ],
        )  # fmt: skip
        first, second = plandocs.read_data(path)
        (line,) = lines(first)
        assert "sheet Outcomes, row 4, column \"Officer name\": the id '1' is that of" in line
        assert line.endswith("here is 'Bo'")
        assert not second.mistakes

    def test_rows_of_somebody_who_is_not_listed_are_a_mistake(self, tmp_path: Path) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Officer name", "Level"), ("Ann", "SES 1")],
            Outcomes=[("Officer name", "Outcome"), ("Anne", "O1")],
        )
        _, stray = plandocs.read_data(path)
        assert "sheet Outcomes, row 2" in lines(stray)[0]
        assert "'Anne' is not on the sheet of plans (Plans)" in lines(stray)[0]

    def test_two_rows_of_one_name_need_ids(self, tmp_path: Path) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Officer name", "Level"), ("Ann", "SES 1"), ("Ann", "SES 2")],
            Outcomes=[("Officer name", "Outcome"), ("Ann", "O1")],
        )
        first, second, row = plandocs.read_data(path)
        assert "outcomes" not in {**first.data, **second.data}
        assert (
            "sheet Outcomes, row 2: 'Ann' may be each of 2 people (sheet Plans, row 2 and row 3)"
            in (lines(row)[0])
        )
        assert "give each an id of its own" in lines(row)[0]

    def test_a_unit_may_tell_two_of_one_name_apart(self, tmp_path: Path) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Officer name", "Division/Branch"), ("Ann", "Ports"), ("Ann", "Roads")],
            Outcomes=[("Officer name", "Branch", "Outcome"), ("Ann", "Roads", "O1")],
        )
        first, second = map(as_plan, plandocs.read_data(path))
        assert [len(plan.model_dump()["outcomes"]) for plan in (first, second)] == [0, 1]

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ((None, None, "O1"), "this row says nobody's id and nobody's name"),
            ((None, "Ann Lee", "O1"), "'Ann Lee' may be each of 2 people"),
            (("3", "Ann Lee", "O1"), "'Ann Lee' with the id '3' is not on the sheet of plans"),
            (("3", None, "O1"), "'3' is not on the sheet of plans (Plans)"),
            ((None, "Zed", "O1"), "'Zed' is not on the sheet of plans (Plans)"),
        ],
    )
    def test_a_row_without_one_owner_is_a_mistake_and_nobodys(
        self, tmp_path: Path, row: tuple[str | None, ...], said: str
    ) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Id", "Officer name"), ("1", "Ann Lee"), ("2", "Lee, Ann"), ("4", "Bo")],
            Outcomes=[("Id", "Officer name", "Outcome"), ("2", "Ann Lee", "O0"), row],
        )
        *plans, last = plandocs.read_data(path)
        assert [dict(each.data).get("outcomes") for each in plans] == [
            None,
            [{"outcome": "O0"}],
            None,
        ]
        (line,) = lines(last)
        assert f"sheet Outcomes, row 3: {said}" in line

    def test_an_id_below_a_row_without_one_is_not_passed_over(self, tmp_path: Path) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Id", "Officer name"), ("1", "Ann"), ("2", "Ann")],
            Outcomes=[("Id", "Officer name", "Outcome"), (None, "Ann", "O1"), ("2", "Ann", "O2")],
        )
        first, second, row = plandocs.read_data(path)
        assert "outcomes" not in first.data
        assert second.data["outcomes"] == [{"outcome": "O2"}]
        assert "row 2: 'Ann' may be each of 2 people" in lines(row)[0]

    @pytest.mark.parametrize("name", ["Bo", "Ann Fox", "Zed Young"])
    def test_another_family_name_under_an_id_is_a_mistake(self, tmp_path: Path, name: str) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Id", "Officer name"), ("1", "Ann Lee"), ("2", "Bo")],
            Outcomes=[("Id", "Officer name", "Outcome"), ("1", name, "O1")],
        )
        first, _ = plandocs.read_data(path)
        assert lines(first)

    @pytest.mark.parametrize("name", ["LEE, Ann", "Annie Lee", "A. Lee", "Dr Ann M Lee", None])
    def test_a_nickname_under_an_id_is_no_mistake(self, tmp_path: Path, name: str | None) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Id", "Officer name"), ("1", "Ann Lee"), ("2", "Bo")],
            Outcomes=[("Id", "Officer name", "Outcome"), ("1", name, "O1")],
        )
        first, _ = plandocs.read_data(path)
        assert not lines(first)
        assert first.data["outcomes"] == [{"outcome": "O1"}]

    def test_two_branches_in_one_list_of_rows_are_two_people(self, tmp_path: Path) -> None:
        text = "officer_name,Branch,Outcome\nAnn,Policy,O1\nAnn,Law,O2\nAnn,,O3\nAnn,Policy,O4\n"
        one, two, row = plandocs.read_data(csv(tmp_path / "l.csv", text))
        assert [len(each.data["outcomes"]) for each in (one, two)] == [2, 1]
        assert "row 4: 'Ann' may be each of 2 people" in lines(row)[0]

    def test_one_list_with_an_outcome_a_row_makes_one_plan_a_person(self, tmp_path: Path) -> None:
        text = (
            "officer_name,Branch,Outcome,Measure\nAnn,Policy,O1,m1\nAnn,Policy,O2,m2\nBo,Law,O3,\n"
        )
        plans = [as_plan(r).model_dump() for r in plandocs.read_data(csv(tmp_path / "l.csv", text))]
        assert [(p["officer_name"], p["division_branch"], len(p["outcomes"])) for p in plans] == [
            ("Ann", "Policy", 2),
            ("Bo", "Law", 1),
        ]


class TestARenamedSheet:
    def test_it_is_named_with_the_sheets_that_are_known(self, tmp_path: Path) -> None:
        path = tmp_path / "intake.xlsx"
        plandocs.workbook(path, plans=[as_plan(each) for each in samples()])
        made = openpyxl.load_workbook(path)
        made["Outcomes"].title = "Goals"
        made.save(path)
        with pytest.raises(InputError) as caught:
            next(plandocs.read_data(path))
        assert "sheet Goals: " in str(caught.value)
        assert "Outcomes, Leadership, Learning needs" in str(caught.value)

    def test_where_its_columns_tell_it_is_read_and_said(self, tmp_path: Path) -> None:
        path = book(
            tmp_path / "plans.xlsx",
            Plans=[("Officer name", "Level"), ("Ann", "SES 1")],
            Goals=[("Officer name", "Outcome"), ("Ann", "O1")],
        )
        (record,) = plandocs.read_data(path)
        assert record.data["outcomes"] == [{"outcome": "O1"}]
        assert "sheet Goals is read as Outcomes, by its columns." in "".join(record.notes)


class TestTheIntakeWorkbook:
    def test_what_is_written_into_it_comes_back(self, tmp_path: Path) -> None:
        plans = [as_plan(each) for each in samples()]
        path = tmp_path / "intake.xlsx"
        plandocs.workbook(path, plans=plans)
        assert [as_plan(record) for record in plandocs.read_data(path)] == plans

    def test_hard_words_come_back(self, tmp_path: Path) -> None:
        hard = "=1+1\n\n  – “quoted” & <b> _x0041_"
        plan = as_plan(
            officer(
                hard.replace("\n", " "),
                id="007",
                meeting_date={"text": "July 2026", "date": "2026-07-12"},
                outcomes=[{"outcome": hard, "measures": [hard, "x"]}] * 2,
                learning_needs=[{"need": "same"}, {"need": "same"}],
                leadership=[{"capability": "Mine", "measures": ["y"]}],
                career={"aspirations": hard},
            )
        )
        path = tmp_path / "intake.xlsx"
        plandocs.workbook(path, plans=[plan])
        (record,) = plandocs.read_data(path)
        assert as_plan(record) == plan

    def test_a_blank_one_holds_nothing_to_fill_though_it_has_an_example(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "intake.xlsx"
        plandocs.workbook(path)
        names = openpyxl.load_workbook(path).sheetnames
        assert names[:5] == ["Instructions", "Plans", "Outcomes", "Leadership", "Learning needs"]
        assert "Example - Plans" in names
        assert list(plandocs.read_data(path)) == []

    def test_capabilities_are_chosen_from_a_list(self, tmp_path: Path) -> None:
        path = tmp_path / "intake.xlsx"
        plandocs.workbook(path)
        sheet = openpyxl.load_workbook(path)["Leadership"]
        assert any(rule.formula1 for rule in sheet.data_validations.dataValidation)

    @pytest.mark.parametrize("name", ["senior-executive-plan", "outcomes-conversation"])
    def test_every_form_has_one(self, name: str) -> None:
        assert plandocs.workbook(form=name)


class TestARollUp:
    def test_its_plans_can_be_filled_again(self, tmp_path: Path) -> None:
        plans = {plan.id: plan.model_dump() for plan in map(as_plan, samples())}
        path = tmp_path / "division.xlsx"
        plandocs.rollup(samples(), path)
        records = list(plandocs.read_data(path))
        assert len(records) == len(plans)
        for record in records:
            back = as_plan(record)
            for name in (
                "officer_name",
                "manager_name",
                "outcomes",
                "leadership",
                "learning_needs",
            ):
                assert back.model_dump()[name] == plans[back.id][name]

    def test_each_of_two_namesakes_has_their_own_rows_again(self, tmp_path: Path) -> None:
        path = tmp_path / "division.xlsx"
        whose = (("00731", "Ports"), ("04410", "Ports"), ("05000", "Roads"))
        plans = [
            officer("Anil Abbott", id=id, division_branch=unit, outcomes=[{"outcome": f"of {id}"}])
            for id, unit in whose
        ]
        plandocs.rollup(plans, path)
        back = [as_plan(record).model_dump() for record in plandocs.read_data(path)]
        assert {(p["id"], p["officer_name"], p["outcomes"][0]["outcome"]) for p in back} == {
            (id, "Anil Abbott", f"of {id}") for id, _ in whose
        }

    def test_what_it_keeps_back_is_said_before_anything_is_written(self, tmp_path: Path) -> None:
        path = tmp_path / "division.xlsx"
        plandocs.rollup(samples(), path)
        notes = " ".join(next(plandocs.read_data(path)).notes)
        assert "Section 4 (career); Section 5 (working_relationship)" in notes
        assert "is a roll-up" in notes
