"""A folder as somebody has it who is about to do something wrong."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import docx
import openpyxl

import plandocs
from tests.documents.opc import zipped
from tests.forms.described import desk as described
from tests.structure.source import ROOT

PLAN = {
    "form": "senior-executive-plan", "id": "00918", "officer_name": "Priya Raman",
    "period": "2026-27", "division_branch": "Policy / Reform",
    "outcomes": [{"outcome": "Shorter waits", "measures": ["Under 20 days"]}],
}  # fmt: skip


def lay_out(here: Path) -> None:
    """Make the files that the wrong uses name."""
    plandocs.fill(PLAN, here / "plan.docx")
    plandocs.fill({**PLAN, "manager_name": "Tom Alder"}, here / "later.docx")
    plandocs.fill(plandocs.converse(PLAN), here / "talk.docx")
    whole = (here / "plan.docx").read_bytes()
    (here / "half.docx").write_bytes(whole[: len(whole) // 2])
    (here / "empty.docx").write_bytes(b"")
    letter = docx.Document()
    letter.add_paragraph("Dear all, the car park is closed on Friday.")
    letter.save(os.fspath(here / "letter.docx"))
    (here / "sheet.docx").write_bytes(_sheet([["officer_name"], ["Priya Raman"]]))
    (here / "photo.docx").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200))
    (here / "page.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (here / "notes.txt").write_text("Priya is on leave.\n", encoding="utf-8")
    (here / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))
    (here / "mail.eml").write_text("From: a@example.org\n\nhello\n", encoding="utf-8")
    (here / "text.rtf").write_text(r"{\rtf1 Priya}", encoding="utf-8")
    (here / "zipped.docx").write_bytes(zipped({"a.txt": b"x"}))
    (here / "blank.docx").write_bytes((ROOT / "templates/senior-executive-plan.docx").read_bytes())
    _lists(here)
    described.lay_out(here)
    (here / "returned").mkdir()
    (here / "returned" / "plan.docx").write_bytes(whole)
    (here / "nothing").mkdir()
    plandocs.fill({**PLAN, "outcomes": []}, here / "once.docx")
    (here / "sent").mkdir()
    (here / "once.docx").rename(here / "sent" / "Priya Raman – 2026-27.docx")


def _lists(here: Path) -> None:
    (here / "staff.xlsx").write_bytes(
        _sheet([["Officer name", "Period of plan"], ["Priya Raman", "2026-27"]])
    )
    (here / "odd.csv").write_text(
        "officer_name,mananger_name,shoe size\nPriya Raman,Tom,9\n", encoding="utf-8"
    )
    (here / "dates.csv").write_text(
        "officer_name,meeting_date,period\nPriya Raman,31 February 2026,next year some time\n",
        encoding="utf-8",
    )
    (here / "nameless.csv").write_text("id,manager_name\n7,Tom\n", encoding="utf-8")
    (here / "blank.csv").write_text("", encoding="utf-8")
    (here / "broken.json").write_text('{"officer_name": "Priya"', encoding="utf-8")
    (here / "misspelt.json").write_text(
        json.dumps({**PLAN, "outcomes": [{"outcome": "x", "measure": "y"}]}), encoding="utf-8"
    )
    (here / "plans.jsonl").write_text(json.dumps(PLAN) + "\n{}\n[1]\n", encoding="utf-8")
    (here / "taken.xlsx").write_bytes(b"HR's own notes")
    (here / "labels.toml").write_text("[cells\n", encoding="utf-8")
    (here / "words.toml").write_text('[cells]\nboss = "Reports to"\n', encoding="utf-8")
    (here / "map.toml").write_text('"Shoe size" = "shoe_size"\n', encoding="utf-8")


def _sheet(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
