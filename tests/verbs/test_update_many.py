"""`update_many`: each document has the row that is about it, and nobody else's."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.cli import main

_OFFICERS: tuple[dict[str, Any], ...] = (
    {"id": "00731", "officer_name": "Priya Raman", "division_branch": "Parks"},
    {"officer_name": "Daniel Whitford", "division_branch": "Rivers"},
    {"id": "5", "officer_name": "Ann Lee", "division_branch": "Parks"},
    {"id": "6", "officer_name": "Ann Lee", "division_branch": "Rivers"},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plans = tmp_path / "plans" / "Parks"
    plans.mkdir(parents=True)
    for number, each in enumerate(_OFFICERS):
        plandocs.fill({**each, "period": "2026-27"}, plans / f"plan {number}.docx")
    return plans.parent


def rows(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder.parent / "new.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, ["id", "officer_name", "manager_name"])
        table.writeheader()
        table.writerows(rows)
    return path


def managers(folder: Path) -> dict[str, str]:
    plans = [plandocs.parse(each).plan for each in sorted(folder.glob("*.docx"))]
    return {f"{plan.officer_name} {plan.id}".strip(): plan.manager_name for plan in plans}


def test_each_document_has_the_row_with_its_id_or_its_name(folder: Path, tmp_path: Path) -> None:
    data = rows(
        folder,
        {"officer_name": "Daniel Whitford", "manager_name": "Tom Alder"},
        {"id": "00731", "officer_name": "Priya Raman", "manager_name": "Bo Cho"},
        {"id": "6", "officer_name": "Ann Lee", "manager_name": "Cy Dunn"},
    )
    done = plandocs.update_many(folder, data, tmp_path / "new")
    assert [(each.status, each.row) for each in done] == [
        ("updated", 3), ("updated", 2), ("skipped", 0), ("updated", 4),
    ]  # fmt: skip
    assert managers(tmp_path / "new") == {
        "Priya Raman 00731": "Bo Cho", "Daniel Whitford": "Tom Alder", "Ann Lee 6": "Cy Dunn",
    }  # fmt: skip


def test_a_name_of_several_people_is_nobodys_row(folder: Path, tmp_path: Path) -> None:
    data = rows(folder, {"officer_name": "Ann Lee", "manager_name": "Cy Dunn"})
    done = plandocs.update_many(folder, data, tmp_path / "new")
    assert [each.status for each in done] == ["skipped", "skipped", "failed", "failed"]
    assert not list((tmp_path / "new").glob("*.docx"))


def test_a_row_that_is_about_no_document_has_failed(folder: Path, tmp_path: Path) -> None:
    data = rows(folder, {"id": "99", "officer_name": "Eve Fox", "manager_name": "Cy Dunn"})
    *_, last = plandocs.update_many(folder, data, tmp_path / "new", report=True)
    assert (last.status, last.source, last.row) == ("failed", "", 2)
    assert "Eve Fox" in str(last.error)
    lines = (tmp_path / "new" / "update-report.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[-1])["status"] == "failed"


def test_two_rows_about_one_plan_and_a_row_of_somebody_else_fail(
    folder: Path, tmp_path: Path
) -> None:
    data = rows(
        folder,
        {"id": "00731", "officer_name": "Eve Fox", "manager_name": "Cy Dunn"},
        {"officer_name": "Daniel Whitford", "manager_name": "One"},
        {"officer_name": "Daniel Whitford", "manager_name": "Two"},
    )
    done = plandocs.update_many(folder, data, tmp_path / "new")
    assert [each.status for each in done[:2]] == ["failed", "failed"]
    assert "name in this row is 'Eve Fox'" in str(done[0].error)


def test_the_command_writes_a_receipt_and_goes_on_after_a_broken_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.docx").write_bytes(b"PK")
    out = tmp_path / "new"
    with pytest.raises(SystemExit) as left:
        main(["update", str(folder), "--set", "period=2027-28", "-o", str(out)])
    assert left.value.code == 1
    assert "4 updated, 0 unchanged, 0 left alone, 1 failed" in capsys.readouterr().err
    assert {plandocs.parse(each).plan.period.text for each in out.glob("*.docx")} == {"2027-28"}
    assert (out / "update-report.xlsx").exists()


def test_nothing_that_is_there_is_replaced(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "new"
    plandocs.update_many(folder, {"period": "2027-28"}, out)
    with pytest.raises(plandocs.OutputError):
        plandocs.update_many(folder, {"period": "2028-29"}, out)
