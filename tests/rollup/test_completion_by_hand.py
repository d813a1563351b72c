"""Completion equals a count by hand: 41 officers, two of one name, and files that are broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

import plandocs
from tests.documents.ole import ole
from tests.rollup.plans import Row, workbook

MANAGERS = {"Reform": "Tom Alder", "Finance": "Ines Okafor", "People": "Ruth Vale"}
UNREAD = "Received, could not be read"
DUE = date(2025, 8, 31)
BROKEN = ("half a zip", "password", "another form", "old .doc", "empty")
FATES = (
    *("Signed by both",) * 8, *("Signed by officer",) * 5, *("Complete",) * 4, *("Draft",) * 7,
    *("Not started",) * 5, *("Missing",) * 7, *BROKEN,
)  # fmt: skip


@dataclass(frozen=True)
class Officer:
    """Somebody of the division, and what became of their plan."""

    id: str
    name: str
    branch: str
    fate: str

    @property
    def status(self) -> str:
        return UNREAD if self.fate in BROKEN else self.fate

    @property
    def data(self) -> dict[str, Any]:
        """The plan, as far as they have come with it."""
        header = {
            "form": "senior-executive-plan",
            "id": self.id,
            "officer_name": self.name,
            "classification_level": "SES Band 1",
            "division_branch": f"Policy / {self.branch}",
            "manager_name": MANAGERS[self.branch],
            "period": "2026-27",
        }
        if self.fate == "Not started":
            return header
        begun = {**header, "outcomes": [{"outcome": f"Work {self.id}", "measures": ["by June"]}]}
        if self.fate == "Draft":
            return begun
        names = (
            "Shapes strategic thinking",
            "Achieves results",
            "Cultivates productive working relationships",
            "Exemplifies personal drive and integrity",
            "Communicates with influence",
        )
        need = {"priority": "1", "need": "Budgets", "relates_to": "All", "activity": "Course",
                "responsibility_timing": "June"}  # fmt: skip
        whole = {
            **begun,
            "meeting_date": "14 July 2026",
            "leadership": [{"capability": each, "measures": ["asked"]} for each in names],
            "learning_needs": [need],
        }
        signed = {"officer_signature": self.name} if self.fate.startswith("Signed") else {}
        both = {"manager_signature": "T A"} if self.fate == "Signed by both" else {}
        return {**whole, **signed, **both}


def officers() -> list[Officer]:
    """41 people in three branches; the first and the last have one name, and one branch."""
    branches = tuple(MANAGERS)
    found = [
        Officer(f"{4000 + n:05}", f"Given{n} Family{n}", branches[n % 3], fate)
        for n, fate in enumerate(FATES)
    ]
    found[0] = Officer("00731", "Ann Lee", "Reform", found[0].fate)
    found[-1] = Officer("04410", "Ann Lee", "Reform", found[-1].fate)
    return found


def another_form(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Application for leave")
    document.save(str(path))


def send(each: Officer, folder: Path) -> None:
    """The file as it came back."""
    names = {"Ann Lee": f"Ann Lee ({each.id})"}
    path = folder / f"{names.get(each.name, each.name)} – 2026-27.docx"
    if each.fate == "half a zip":
        whole = plandocs.fill(each.data)
        assert whole is not None
        path.write_bytes(whole[: len(whole) // 2])
    elif each.fate == "password":
        path.write_bytes(ole("EncryptionInfo", "EncryptedPackage"))
    elif each.fate == "another form":
        another_form(path)
    elif each.fate == "old .doc":
        path.with_suffix(".doc").write_bytes(ole("WordDocument", "1Table"))
    elif each.fate == "empty":
        path.write_bytes(b"")
    elif each.fate != "Missing":
        plandocs.fill(each.data, path)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    folder = tmp_path_factory.mktemp("division")
    plans = folder / "received"
    plans.mkdir()
    for each in officers():
        send(each, plans)
    roster = folder / "roster.csv"
    lines = (f"{e.id},{e.name},Policy / {e.branch},{MANAGERS[e.branch]},{DUE}" for e in officers())
    roster.write_text("\n".join(("Employee no.,Name,Division/Branch,Manager,Due", *lines)))
    plandocs.rollup(plans, folder / "division.xlsx", roster=roster)
    return workbook(folder / "division.xlsx")


def test_everybody_has_a_row_with_their_own_status(book: dict[str, list[Row]]) -> None:
    rows = {row["Id"]: row for row in book["Completion"]}
    days = (date.today() - DUE).days
    overdue = (days - 1, days)  # it may be midnight
    assert len(book["Completion"]) == len(rows) == 41
    for each in officers():
        row = rows[each.id]
        said = (row["Status"], row["Branch"], row["Manager name"])
        assert said == (each.status, each.branch, MANAGERS[each.branch]), each
        assert each.name in row["Officer name"]
        came, is_read = each.fate != "Missing", each.fate not in ("Missing", *BROKEN)
        assert row["Classification Level"] == ("SES Band 1" if is_read else None)
        assert row["Period"] == ("2026-27" if is_read else None)
        assert row["Versions"] == (1 if is_read else None)
        signed = (row["Officer signature"], row["Manager signature"])
        by_officer, by_both = each.fate.startswith("Signed"), each.fate == "Signed by both"
        yes = {True: "Yes", False: "No"}
        assert signed == ((yes[by_officer], yes[by_both]) if is_read else (None, None)), each
        assert row["Due"].date() == DUE
        assert (row["Days overdue"] or 0) in ((0,) if by_both else overdue), each
        whole = is_read and each.status not in ("Draft", "Not started")
        assert bool(row["Date of meeting"]) == whole
        assert bool(row["Still to do"]) == (came and not whole)
        assert bool(row["File"]) == came, each
        assert (row["Still to do"] or "").startswith("send it again") == (each.fate in BROKEN)


def per_cent(count: int, of: Sized) -> int:
    return round(100 * count / len(of))


def test_every_column_of_the_summary_is_a_count_by_hand(book: dict[str, list[Row]]) -> None:
    for row in book["Summary"]:
        here = [e for e in officers() if row["Branch"] in (e.branch, "All")]
        fates = Counter(each.status for each in here)
        complete = fates["Signed by both"] + fates["Signed by officer"] + fates["Complete"]
        rows = [r for r in book["Completion"] if row["Branch"] in (r["Branch"], "All")]
        assert row == {
            "Branch": row["Branch"],
            "Expected": len(here),
            "Received": len(here) - fates["Missing"],
            "Per cent received": per_cent(len(here) - fates["Missing"], here),
            "Not on the roster": 0,
            "Complete": complete,
            "Per cent complete": per_cent(complete, here),
            "Signed": fates["Signed by both"],
            "Per cent signed": per_cent(fates["Signed by both"], here),
            "Signature to check": 0,
            "To be signed": complete - fates["Signed by both"],
            "In draft": fates["Draft"],
            "Not started": fates["Not started"],
            "Could not be read": fates[UNREAD],
            "Missing": fates["Missing"],
            "Overdue": len(here) - fates["Signed by both"],
            "Per cent overdue": per_cent(len(here) - fates["Signed by both"], here),
            "Outcomes": complete + fates["Draft"],
            "Outcomes without a link": complete + fates["Draft"],
            "Learning needs": complete,
            "Open checks": sum(r["Checks open"] or 0 for r in rows),
        }
    assert len(book["Summary"]) == 4


def test_open_checks_are_those_that_are_listed(book: dict[str, list[Row]]) -> None:
    rows = (row for row in book["Checks"] if row["Severity"] != "Info")
    listed = Counter(row["Officer name"] for row in rows)
    open_checks = {r["Officer name"]: r["Checks open"] for r in book["Completion"]}
    assert {name: number for name, number in open_checks.items() if number} == listed


def test_the_sources_name_whose_the_broken_files_are(book: dict[str, list[Row]]) -> None:
    broken = [r for r in book["Sources"] if r["What became of it"] == "could not be read"]
    whose = sorted(each.name for each in officers() if each.fate in BROKEN)
    assert sorted(row["Officer name"] for row in broken) == whose
    assert len(book["Sources"]) == sum(each.fate != "Missing" for each in officers())
