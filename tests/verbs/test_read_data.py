"""Data files become records that remember where each value stood."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs
from plandocs.errors import InputError
from plandocs.verbs.records import Record
from plandocs.verbs.validate import as_plan, mistakes_in
from tests.verbs.officers import SAMPLES, jsonl, officer, samples


def book(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    made = openpyxl.Workbook()
    del made["Sheet"]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def lines(record: Record) -> list[str]:
    found = mistakes_in(record)
    return [str(each) for each in found] if isinstance(found, tuple) else []


class TestJson:
    def test_lines_hold_plans_and_readings_mixed(self, tmp_path: Path) -> None:
        reading = {"source": "a.docx", "plan": officer("Tom"), "issues": [], "unmapped": []}
        path = jsonl(tmp_path / "p.jsonl", [officer(), reading])
        assert [as_plan(r).model_dump()["officer_name"] for r in plandocs.read_data(path)] == [
            "Priya Raman",
            "Tom",
        ]

    def test_an_array_or_one_object_is_json_too(self, tmp_path: Path) -> None:
        many, one = tmp_path / "many.json", tmp_path / "one.json"
        many.write_text(json.dumps([officer("A"), officer("B")]), encoding="utf-8")
        one.write_text("\ufeff" + json.dumps(officer("C")), encoding="utf-8")
        names = [r.data["officer_name"] for r in plandocs.read_data([many, one])]
        assert names == ["A", "B", "C"]

    def test_a_broken_line_is_named_and_the_others_are_read(self, tmp_path: Path) -> None:
        path = jsonl(tmp_path / "p.jsonl", [officer("A"), '{"officer_name": ', "[]", officer("B")])
        found = list(plandocs.read_data(path))
        assert [(r.row, len(lines(r))) for r in found] == [(1, 0), (2, 1), (3, 1), (4, 0)]
        assert "p.jsonl, row 2: this line is no JSON" in lines(found[1])[0]

    def test_every_mistake_of_a_row_is_named_at_once(self, tmp_path: Path) -> None:
        row = officer(meeting_date=[1], perod="x", outcomes=[{"outcom": "y"}])
        (record,) = plandocs.read_data(jsonl(tmp_path / "p.jsonl", [row]))
        text = "\n".join(lines(record))
        assert "meeting_date: expected a date such as 12 July 2026; here is [1]" in text
        assert "perod: there is no such field; did you mean 'period'?" in text
        assert "outcomes[0].outcom: there is no such field; did you mean 'outcome'?" in text

    def test_a_file_that_is_not_there_is_an_error_before_anything_is_read(
        self, tmp_path: Path
    ) -> None:
        path = jsonl(tmp_path / "p.jsonl", [officer()])
        with pytest.raises(InputError, match="no such file"):
            next(plandocs.read_data([path, tmp_path / "gone.jsonl"]))


class TestOneSheet:
    def test_columns_go_by_field_name_label_or_synonym(self, tmp_path: Path) -> None:
        text = (
            "Employee number,Officer name:,SES level,division_branch,Line manager,Plan period\n"
            "00731,Priya Raman,SES Level 2,Policy,Tom Alder,2026-27\n"
        )
        (record,) = plandocs.read_data(csv(tmp_path / "hr.csv", text))
        plan = as_plan(record).model_dump(mode="json")
        assert [plan[n] for n in ("id", "officer_name", "classification_level")] == [
            "00731",
            "Priya Raman",
            "SES Level 2",
        ]
        assert plan["period"]["end"] == "2027-06-30"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_encodings_and_delimiters(self, tmp_path: Path, encoding: str, delimiter: str) -> None:
        text = delimiter.join(("officer_name", "Branch")) + "\n" + delimiter.join(("José", "R&D"))
        (record,) = plandocs.read_data(csv(tmp_path / "hr.csv", text + "\n", encoding))
        assert (record.data["officer_name"], record.data["division_branch"]) == ("José", "R&D")

    def test_dates_come_as_dates_texts_and_serial_numbers(self, tmp_path: Path) -> None:
        rows = [dt.date(2026, 7, 12), "12/7/2026", 46215, "46215", "TBC"]
        path = book(tmp_path / "hr.xlsx", Plans=[
            ("Officer name", "Date of meeting"), *((f"N{n}", day) for n, day in enumerate(rows)),
        ])  # fmt: skip
        plans = [as_plan(record).model_dump(mode="json") for record in plandocs.read_data(path)]
        assert [plan["meeting_date"]["date"] for plan in plans] == ["2026-07-12"] * 4 + [None]
        assert plans[4]["meeting_date"]["text"] == "TBC"

    def test_titles_blank_rows_and_numbers_for_text(self, tmp_path: Path) -> None:
        path = book(tmp_path / "hr.xlsx", Export=[
            ("HR export", None), (None, None), ("Id", "Officer name"), (None, None),
            (731, "Priya Raman"), (None, None), ("00731", 42),
        ])  # fmt: skip
        found = [(r.row, r.data["id"], as_plan(r).id) for r in plandocs.read_data(path)]
        assert found == [(5, 731, "731"), (7, "00731", "00731")]

    def test_outcomes_in_numbered_columns_and_lines_in_a_cell(self, tmp_path: Path) -> None:
        text = (
            "officer_name,Outcome 1,Outcome 1 measures,outcomes[1].outcome,Achieves results\n"
            'Priya,First,"• One\n• Two\n    and its second line",Second,"Led\nWon"\n'
        )
        (record,) = plandocs.read_data(csv(tmp_path / "hr.csv", text))
        plan = as_plan(record).model_dump()
        first, second = plan["outcomes"]
        assert first == {"outcome": "First", "measures": ("One", "Two\nand its second line"),
                         "links": ()}  # fmt: skip
        assert second["outcome"] == "Second"
        assert plan["leadership"][1]["measures"] == ("Led", "Won")

    def test_an_unknown_column_is_refused_with_the_nearest(self, tmp_path: Path) -> None:
        path = csv(tmp_path / "hr.csv", "officer_name,Clasification,Shoe size\nA,SES 1,9\n")
        with pytest.raises(InputError) as caught:
            next(plandocs.read_data(path))
        assert [line.partition(", ")[2] for line in caught.value.problems] == [
            'column B "Clasification": no such field; did you mean "Classification Level"?',
            'column C "Shoe size": no such field',
        ]

    def test_a_map_leads_headings_to_fields_or_to_nothing(self, tmp_path: Path) -> None:
        path = csv(tmp_path / "hr.csv", "Who,Shoe size\nPriya,9\n")
        mapping = tmp_path / "map.toml"
        mapping.write_text('"Who" = "officer_name"\n"Shoe size" = ""\n', encoding="utf-8")
        (record,) = plandocs.read_data(path, map=mapping)
        assert dict(record.data) == {"officer_name": "Priya", "form": "senior-executive-plan"}

    def test_a_mistake_names_file_row_column_value_and_what_was_expected(
        self, tmp_path: Path
    ) -> None:
        text = "officer_name,Period of plan,Period start\nA,2026-27,1/8/2026\n"
        (record,) = plandocs.read_data(csv(tmp_path / "hr.csv", text))
        (line,) = lines(record)
        assert line.endswith('row 2, column "Period of plan": the text says another period than '
                             "start and end; here is {'text': '2026-27', 'start': '1/8/2026'}") or (
            'column "Period' in line and "another period" in line
        )  # fmt: skip

    def test_what_a_file_leaves_out_is_said(self) -> None:
        records = plandocs.read_data(SAMPLES / "roster.csv", map={"due_date": ""})
        notes = next(records).notes
        assert "Section 4 (career)" in notes[0]
        assert "Period of plan" in notes[0]


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
                (None, None, None, None, "d"),
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
        first, second = plandocs.read_data(path)
        assert not lines(first)
        assert "give each an id of its own" in lines(second)[0]

    def test_one_list_with_an_outcome_a_row_makes_one_plan_a_person(self, tmp_path: Path) -> None:
        text = (
            "officer_name,Branch,Outcome,Measure\nAnn,Policy,O1,m1\nAnn,Policy,O2,m2\nBo,Law,O3,\n"
        )
        plans = [as_plan(r).model_dump() for r in plandocs.read_data(csv(tmp_path / "l.csv", text))]
        assert [(p["officer_name"], p["division_branch"], len(p["outcomes"])) for p in plans] == [
            ("Ann", "Policy", 2),
            ("Bo", "Law", 1),
        ]


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

    def test_what_it_keeps_back_is_said_before_anything_is_written(self, tmp_path: Path) -> None:
        path = tmp_path / "division.xlsx"
        plandocs.rollup(samples(), path)
        notes = " ".join(next(plandocs.read_data(path)).notes)
        assert "Section 4 (career); Section 5 (working_relationship)" in notes
        assert "is a roll-up" in notes
