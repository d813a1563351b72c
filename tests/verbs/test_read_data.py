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
from plandocs.data.records import Record
from plandocs.data.validate import as_plan, mistakes_in
from plandocs.errors import InputError
from tests.officers import SAMPLES, jsonl, officer


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

    def test_a_mark_at_the_front_of_a_file_of_lines_is_no_part_of_its_first(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "p.jsonl"
        lines_of_it = (json.dumps(officer("A")), "\ufeff" + json.dumps(officer("B")))
        path.write_text("\ufeff" + "\n".join(lines_of_it), encoding="utf-8")
        assert [len(lines(record)) for record in plandocs.read_data(path)] == [0, 1]

    def test_a_broken_line_is_named_and_the_others_are_read(self, tmp_path: Path) -> None:
        path = jsonl(tmp_path / "p.jsonl", [officer("A"), '{"officer_name": ', "[]", officer("B")])
        found = list(plandocs.read_data(path))
        assert [(r.row, len(lines(r))) for r in found] == [(1, 0), (2, 1), (3, 1), (4, 0)]
        assert "p.jsonl, row 2: this line is not JSON" in lines(found[1])[0]

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
