"""A line that is no reading is one failed input; others are read, nothing is a traceback."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import plandocs
from plandocs.moment import now
from plandocs.verbs.gather import gather
from tests.documents.opc import entries, zipped


def _reading(name: str = "Priya Raman", **changed: Any) -> dict[str, Any]:
    reading: dict[str, Any] = {
        "source": "plans/raman.docx",
        "sha256": "75",
        "document": {"program": "Word", "revision": 7},
        "plan": {"form": "senior-executive-plan", "officer_name": name},
        "issues": [],
        "unmapped": [],
        "error": None,
    }
    return {**reading, **changed}


def _gathered(tmp_path: Path, line: str) -> list[plandocs.Reading]:
    file = tmp_path / "plans.jsonl"
    file.write_text(f"{line}\n{json.dumps(_reading('Tom Alder'))}\n", encoding="utf-8")
    return list(gather(file))


@pytest.mark.parametrize(
    "changed",
    [
        {"document": [1]}, {"document": "x"}, {"document": {"revision": "zz"}},
        {"document": {"program": 7}}, {"issues": 7}, {"issues": [1]}, {"issues": ["x"]},
        {"issues": [{"severity": "grave"}]}, {"issues": [{"field": []}]}, {"unmapped": [None]},
        {"unmapped": {"a": 1}}, {"unmapped": [{"text": 5}]}, {"source": 5}, {"source": None,
        "sha256": []}, {"plan": []}, {"plan": 7}, {"plan": "x"}, {"plan": {"form": []}},
        {"plan": None, "error": [1]}, {"plan": None, "error": {"code": 5}},
        {"plan": None, "error": "boom"}, {"plan": None, "error": None},
    ],
)  # fmt: skip
def test_a_line_that_is_no_reading_is_one_failed_input(
    changed: dict[str, Any], tmp_path: Path
) -> None:
    odd, good = _gathered(tmp_path, json.dumps(_reading(**changed)))
    assert odd.plan is None
    assert odd.error is not None
    assert good.plan is not None


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000, '{"a":' * 5_000 + "1" + "}" * 5_000, "1" * 10_000, "7", "null", '"x"', "{",
        '{"plan": {"officer_name": ' + "9" * 6_000 + '}, "source": "x"}', "1e999", "\x00",
        '{"officer_name": 1' + "0" * 500 + ".5}", "[" * 300 + "]" * 300,
    ],
)  # fmt: skip
def test_json_beyond_all_bounds_is_one_failed_input(line: str, tmp_path: Path) -> None:
    odd, good = _gathered(tmp_path, line)
    assert odd.error is not None
    assert good.plan is not None
    records = list(plandocs.read_data(tmp_path / "plans.jsonl"))
    assert [bool(record.mistakes) for record in records] in ([True, False], [False, False])


def test_keys_that_no_reading_has_are_passed_over(tmp_path: Path) -> None:
    issue = {"severity": "info", "code": "comments", "message": "m", "colour": "red"}
    readings = _gathered(tmp_path, json.dumps(_reading(issues=[issue, {"a": 1}], more=1)))
    assert [each.error for each in readings] == [None, None]
    assert [each.code for each in readings[0].issues] == ["comments", ""]


@pytest.mark.parametrize(
    "source", ["\\\\evil\\share\\a.docx", "//evil/share/a.docx", "../../etc/passwd", "/etc/passwd"]
)
def test_a_source_elsewhere_is_neither_linked_nor_looked_for(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    is_file = Path.is_file

    def noted(path: Path) -> bool:
        asked.append(os.fspath(path))
        return is_file(path)

    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    monkeypatch.setattr(Path, "is_file", noted)
    file = tmp_path / "in" / "plans.jsonl"
    file.write_text(json.dumps(_reading(source=source)), encoding="utf-8")
    plandocs.rollup(file, tmp_path / "in" / "out.xlsx")
    assert not [path for path in asked if "evil" in path or "passwd" in path]


def test_a_source_below_a_given_folder_is_linked(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "raman.docx").write_bytes(b"x")
    file = tmp_path / "plans.jsonl"
    source = str(tmp_path / "plans" / "raman.docx")
    file.write_text(json.dumps(_reading(source=source)), encoding="utf-8")
    plandocs.rollup(file, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Sources"]
    links = [cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink]
    assert links == ["plans/raman.docx"]


@pytest.mark.parametrize("width", ["e", "nan", "1e999", ""])
def test_a_workbook_with_a_nonsense_width_is_refused_in_a_sentence_or_read(
    width: str, tmp_path: Path
) -> None:
    book = tmp_path / "book.xlsx"
    plandocs.rollup([_reading()], book)
    parts = entries(book.read_bytes())
    for name in parts:
        if "worksheets/sheet" in name:
            parts[name] = re.sub(rb' width="[^"]*"', f' width="{width}"'.encode(), parts[name])
    book.write_bytes(zipped(parts))
    if width:
        with pytest.raises(plandocs.PlandocsError, match="is not a number"):
            plandocs.rollup([_reading()], update=book)
    else:
        plandocs.rollup([_reading()], update=book)


@pytest.mark.parametrize("stamp", ["9" * 30, "²", "-1", "x", "", "253402300800", "1e3"])
def test_a_nonsense_epoch_is_passed_over(stamp: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)
    assert now()[:2] == "20"
